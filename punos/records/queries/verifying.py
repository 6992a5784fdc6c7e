"""Whether a package is still what was handed over: each file against its checksum and the manifest."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

MANIFEST: Final = "manifest.json"
CHECKSUMS: Final = "checksums.sha256"
STEP: Final = 1_000_000


def faults_in(file: IO[bytes]) -> list[str]:
    """What does not hold, a sentence each; nothing where everything is as it was made."""
    try:
        with zipfile.ZipFile(file) as package:
            return list(_faults(package))
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError) as error:
        return [f"This is no package that can be read: {error}."]


def _faults(package: zipfile.ZipFile) -> Iterator[str]:
    names = package.namelist()
    if missing := {MANIFEST, CHECKSUMS} - set(names):
        yield f"{', '.join(sorted(missing))} is missing."
        return
    yield from (f"{name} is in the package twice." for name in sorted(set(names)) if names.count(name) > 1)
    lines = _read(package, CHECKSUMS).decode().splitlines()
    told = {name: digest for digest, _gap, name in (line.partition("  ") for line in lines)}
    found = {name: _digest(package, name) for name in names if name != CHECKSUMS}
    yield from (f"{name} is missing." for name in told if name not in found)
    for name, digest in found.items():
        if name not in told:
            yield f"{name} is in no list of checksums."
        elif digest != told[name]:
            yield f"{name} is not what was handed over: its checksum differs."
    for row in json.loads(_read(package, MANIFEST))["files"]:
        if told.get(row["path"]) != row["sha256"]:
            yield f"{row['path']} has another checksum in the manifest than in the list."
    listed = {row["path"] for row in json.loads(_read(package, MANIFEST))["files"]}
    yield from (f"{name} is not in the manifest." for name in found if name not in listed | {MANIFEST})


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    """One of the small files that tell of the others."""
    return b"".join(_pieces(package, name))


def _digest(package: zipfile.ZipFile, name: str) -> str:
    """The SHA-256 of a file, or nothing where it can't be unpacked any more."""
    digest = hashlib.sha256()
    try:
        for piece in _pieces(package, name):
            digest.update(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError):
        return ""
    return digest.hexdigest()


def _pieces(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with package.open(name) as file:
        while piece := file.read(STEP):
            yield piece
