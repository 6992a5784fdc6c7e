"""Reads the tables of organisations that people send: the reader of the house with the limits of the registry."""

from collections.abc import Iterator

from punos.core import tables
from punos.core.tables import OLD_EXCEL, FileFaultError, Limits, Row

LIMITS = Limits()
MOST_BYTES, MOST_ROWS, MOST_UNPACKED = LIMITS.size, LIMITS.rows, LIMITS.unpacked

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "MOST_UNPACKED",
    "OLD_EXCEL",
    "FileFaultError",
    "Row",
    "check",
    "rows_of",
]


def check(content: bytes, *, size: int = 0) -> None:
    """Look at a file without reading it through; `size` is what it weighs where it was not read. Raises FileFaultError."""
    tables.check(content, LIMITS, size=size)


def rows_of(content: bytes) -> Iterator[Row]:
    """The rows that hold anything, each with its number in the file (the first is 1). Raises FileFaultError."""
    return tables.rows_of(content, LIMITS)
