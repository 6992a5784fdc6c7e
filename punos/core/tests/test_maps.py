"""What the settings of the map mean, and which single files are served for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from punos.core.maps import Map, site_map
from punos.core.static_files import CollectedFiles, SingleFiles

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
TOLD = {"tiles": "", "attribution": "", "centre": "", "zoom": "11", "outline": ""}
HERE = str(Path(__file__))
PROBE = "import json; from config import settings; print(json.dumps(settings.SECURE_CSP['img-src']))"


def test_map_is_none_without_tiles_and_outline() -> None:
    assert Map.read(**TOLD | {"centre": "60.19,24.94"}) is None


@pytest.mark.parametrize(
    ("told", "sources"),
    [
        ({"tiles": TILES}, ["https://tiles.example.org"]),
        ({"tiles": "https://{s}.tiles.example.org:8443/{z}/{x}/{y}"}, ["https://*.tiles.example.org:8443"]),
        ({"outline": HERE}, []),
    ],
)
def test_map_names_where_its_pictures_come_from(told: dict[str, str], sources: list[str]) -> None:
    found = Map.read(**TOLD | {"centre": "60.19, 24.94"} | told)

    assert found is not None
    assert (found.sources, found.centre, found.zoom) == (sources, "60.19,24.94", 11)


@pytest.mark.parametrize(
    "told",
    [
        {"tiles": "tiles.example.org/{z}/{x}/{y}.png", "centre": "60,24"},
        {"tiles": "javascript:{z}{x}{y}", "centre": "60,24"},
        {"tiles": "https://tiles.example.org/{z}/{x}.png", "centre": "60,24"},
        {"tiles": TILES},
        {"tiles": TILES, "centre": "60.19"},
        {"tiles": TILES, "centre": "91,24"},
        {"tiles": TILES, "centre": "60,181"},
        {"outline": HERE, "zoom": "near"},
        {"outline": HERE, "zoom": "19"},
        {"outline": "/nowhere/outline.json"},
    ],
)
def test_map_that_makes_no_sense_stops_the_start(told: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured):
        Map.read(**TOLD | told)


def test_outline_is_served_under_its_own_name() -> None:
    found = Map.read(**TOLD | {"outline": HERE})

    assert found is not None
    assert (found.outline_file, found.outline) == ("map/test_maps.py", Path(HERE))


def test_tiles_may_be_shown_and_nothing_else_of_theirs(settings: Settings) -> None:
    told = {"MAP_TILES": TILES, "MAP_CENTRE": "60.19,24.94", "DEMO": "", "SECRET_KEY": "s" * 50}

    said = subprocess.run(
        [sys.executable, "-c", PROBE],
        env=os.environ | told,
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
    )

    assert json.loads(said.stdout) == ["'self'", "data:", "https://tiles.example.org"]


def test_of_packages_only_what_is_used_is_served(settings: Settings) -> None:
    names = [f"{storage.prefix}/{name}" for name, storage in SingleFiles().list(None)]  # type: ignore[attr-defined]  # its folder

    assert names == [
        "vendor/hds/base.min.css",
        "vendor/leaflet/leaflet.js",
        "vendor/leaflet/leaflet.css",
        "vendor/leaflet/images/layers.png",
        "vendor/leaflet/images/layers-2x.png",
        "vendor/leaflet/images/marker-icon.png",
        "map/outline.json",
    ]
    assert finders.find("vendor/leaflet/leaflet.js", find_all=True) == [
        str(settings.NODE_MODULES / "leaflet" / "dist" / "leaflet.js")
    ]
    assert finders.find("vendor/leaflet/leaflet-src.js") is None
    assert [each for each, _how in CollectedFiles.patterns] == ["*.css"]


def test_site_without_a_map_serves_no_outline(settings: Settings) -> None:
    settings.MAP = None

    assert (site_map(), finders.find("map/outline.json")) == (None, None)
