"""Static files that come one by one: of a large package only what is used, and the outline of the map."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # has no types

from punos.core.maps import OUTLINES

# What is served of a package, below the folder in which it lies. The style sheet of the library that draws maps names
# three pictures, which no page of ours asks for.
USED: Final = {
    "hds": ("hds-core/lib", ("base.min.css",)),
    "leaflet": (
        "leaflet/dist",
        (
            *("leaflet.js", "leaflet.css"),
            *("images/layers.png", "images/layers-2x.png", "images/marker-icon.png"),
        ),
    ),
}


class SingleFiles(BaseFinder):
    """Finds single files: for each it knows the folder in which it is served, and where it lies."""

    def find(self, path: str, find_all: bool = False, **_more: Any) -> Any:
        """Where this file lies; [] if it is none of them."""
        found = [str(file) for folder, file in _files() if f"{folder}/{file.name}" == path]
        return found if find_all or not found else found[0]

    def list(self, _ignored: Any) -> Iterator[tuple[str, Storage]]:
        """Each file with a storage that knows its folder."""
        for folder, file in _files():
            storage: Any = FileSystemStorage(location=file.parent)
            storage.prefix = folder
            yield file.name, storage


def _files() -> Iterator[tuple[str, Path]]:
    """The folder of each file among the static files, and the file."""
    for package, (folder, names) in USED.items():
        for name in names:
            file = settings.NODE_MODULES / folder / name
            if file.is_file():
                yield f"vendor/{package}/{name}".rpartition("/")[0], file
    if settings.MAP and settings.MAP.outline:
        yield OUTLINES, settings.MAP.outline


class CollectedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # what it extends has no types
    """Names files by their content, and looks for no source maps: those of packages stay where npm put them."""

    patterns = tuple(each for each in CompressedManifestStaticFilesStorage.patterns if each[0] == "*.css")
