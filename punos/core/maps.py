"""The map of an installation: tiles of somebody's server, an outline of one's own, or none.

Without tiles no browser asks anybody else for anything; without either there is no map, and places are told in words
and coordinates alone.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

OUTLINES = "map"  # the folder of static files in which the outline is served
_SCHEMES = ("https", "http")
_ZOOMS = range(1, 19)


@dataclass(frozen=True)
class Map:
    """What a page needs to draw the map; `centre` is latitude and longitude in degrees (WGS 84), or "" for the outline's.

    `tiles` is an address with {z}, {x} and {y}, as every library of maps reads it; `outline` a GeoJSON file.
    """

    tiles: str
    attribution: str
    centre: str
    zoom: int
    outline: Path | None

    @classmethod
    def read(cls, *, tiles: str, attribution: str, centre: str, zoom: str, outline: str) -> Self | None:
        """The map that these settings describe, None where they describe none; else tells what is wrong."""
        if not tiles and not outline:
            return None
        if tiles and not (
            urlsplit(tiles).scheme in _SCHEMES and all(f"{{{each}}}" in tiles for each in "zxy")
        ):
            raise ImproperlyConfigured(
                "MAP_TILES is no address of http or https with {z}, {x} and {y} in it."
            )
        if centre and not _is_place(centre):
            raise ImproperlyConfigured(
                "MAP_CENTRE is no latitude and longitude in degrees, such as 60.19,24.94."
            )
        if not centre and not outline:
            raise ImproperlyConfigured(
                "MAP_TILES is set, but neither MAP_CENTRE nor MAP_OUTLINE says where the map begins."
            )
        if not zoom.isdigit() or int(zoom) not in _ZOOMS:
            raise ImproperlyConfigured("MAP_ZOOM is no whole number from 1 to 18.")
        file = Path(outline).resolve() if outline else None
        if file and not file.is_file():
            raise ImproperlyConfigured(f"MAP_OUTLINE names a file that is not there: {outline}")
        return cls(tiles, attribution, centre.replace(" ", ""), int(zoom), file)

    @property
    def sources(self) -> list[str]:
        """Where pictures of the map come from, as a Content-Security-Policy names them: {s} stands for any subdomain."""
        if not self.tiles:
            return []
        parts = urlsplit(self.tiles)
        return [f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"]

    @property
    def outline_file(self) -> str:
        """The outline among the static files, "" without one."""
        return f"{OUTLINES}/{self.outline.name}" if self.outline else ""


def site_map() -> Map | None:
    """The map of this installation, if it has one."""
    found: Map | None = settings.MAP
    return found


def _is_place(words: str) -> bool:
    found = re.fullmatch(r"(-?[0-9]{1,2}(?:\.[0-9]+)?), ?(-?[0-9]{1,3}(?:\.[0-9]+)?)", words)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180
