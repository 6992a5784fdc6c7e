"""Packages (ZIP): measured before and while they are unpacked, because what a package says of itself may be a lie."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final

from punos.core.uploads import words
from punos.core.uploads.words import refusal

MOST_PARTS: Final = 3000
MOST_UNPACKED: Final = 120 * 1024**2  # bytes, of all parts together, parts of packages inside it too
MOST_RATIO: Final = 100  # times its size packed
FREE: Final = 5 * 1024**2  # bytes below which the ratio counts for nothing: short repetitive tables pack well
STEP: Final = 64 * 1024


@dataclass
class Budget:
    """How much may still be unpacked for one file that somebody sent."""

    name: str
    packed: int
    parts: int = MOST_PARTS
    left: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = min(MOST_UNPACKED, max(FREE, self.packed * MOST_RATIO))

    def take(self, size: int) -> None:
        """Use up so many bytes; raises `Invalid` when there are no more."""
        self.left -= size
        if self.left < 0:
            raise refusal(words.BOMB, self.name)

    def take_parts(self, number: int) -> None:
        """Use up so many parts; raises `Invalid` when there are no more."""
        self.parts -= number
        if self.parts < 0:
            raise refusal(words.BOMB, self.name)


def unpacked(content: bytes, budget: Budget) -> dict[str, bytes]:
    """The parts of a package by name, in its order; raises `Invalid` before memory is spent on a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [each for each in package.infolist() if not each.is_dir()]
            budget.take_parts(len(package.infolist()))
            if sum(each.file_size for each in parts) > budget.left:
                raise refusal(words.BOMB, budget.name)
            _check_names(parts, budget.name)
            return {each.filename: _read(package, each, budget) for each in parts}
    except (
        zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError,
    ) as error:  # fmt: skip
        raise refusal(words.DAMAGED, budget.name) from error


def _check_names(parts: list[zipfile.ZipInfo], name: str) -> None:
    """No part is locked, is there twice, or has a name that leads out of the package."""
    seen: set[str] = set()
    for part in parts:
        if part.flag_bits & 1:
            raise refusal(words.LOCKED, name)
        steps = part.orig_filename.replace("\\", "/").split("/")
        if ".." in steps or not steps[0] or ":" in steps[0] or "\0" in part.orig_filename:
            raise refusal(words.INSIDE, name)
        if part.filename.lower() in seen:
            raise refusal(words.DAMAGED, name)
        seen.add(part.filename.lower())


def _read(package: zipfile.ZipFile, part: zipfile.ZipInfo, budget: Budget) -> bytes:
    """One part, counted as it is read."""
    pieces = []
    with package.open(part) as source:
        while piece := source.read(STEP):
            budget.take(len(piece))
            pieces.append(piece)
    return b"".join(pieces)


def packed(parts: dict[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A package of these parts and of nothing else: no notes, no times, nothing before or between."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            way = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(about, content, compress_type=way)
    return buffer.getvalue()
