"""Reads tables that people send: CSV as spreadsheets write it, and XLSX. Gives texts, row by row.

A file is never trusted: its kind is told by its content, what it unpacks to is limited, formulas are not worked out.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from punos.core.text import clean

MOST_BYTES = 10_000_000
MOST_UNPACKED = 100_000_000
MOST_PARTS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_LETTERS = 5_000
BLANK_ROWS_AT_THE_END = 1_000
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also what Excel writes where a password protects the file
ZIP = b"PK\x03\x04"
WORKBOOK = "xl/workbook.xml"
DELIMITERS = ";,\t"

type Row = tuple[int, list[str]]


class FileFaultError(Exception):
    """This file can't be read as a table; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check(content: bytes, *, size: int = 0) -> None:
    """Look at a file without reading it through; `size` is what it weighs where it was not read. Raises FileFaultError."""
    if max(size, len(content)) > MOST_BYTES:
        raise FileFaultError("too_big")
    if not content.strip():
        raise FileFaultError("empty")
    if content.startswith(OLD_EXCEL):
        raise FileFaultError("old_excel")
    if content.startswith(ZIP):
        _check_zip(content)
    else:
        _decoded(content)


def rows_of(content: bytes) -> Iterator[Row]:
    """The rows that hold anything, each with its number in the file (the first is 1). Raises FileFaultError."""
    check(content)
    read = _xlsx(content) if content.startswith(ZIP) else _csv(content)
    count = 0
    for number, cells in read:
        if any(cells):
            count += 1
            if count > MOST_ROWS + 1:  # the headings do not count
                raise FileFaultError("too_many_rows")
            yield number, cells


def _check_zip(content: bytes) -> None:
    """A spreadsheet, not some other package, and one that fits into memory when it is unpacked.

    The sizes that a package declares can be trusted so far: reading stops where they say.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            is_bomb = len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED
            if is_bomb:
                raise FileFaultError("too_big_inside")
            if WORKBOOK not in {part.filename for part in parts}:
                raise FileFaultError("no_table")
            for part in parts:
                with package.open(part) as opened:
                    if b"<!DOCTYPE" in opened.read(2_000):
                        raise FileFaultError("broken")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise FileFaultError("broken") from error


def _xlsx(content: bytes) -> Iterator[Row]:
    """The first sheet of a workbook, with the values that its formulas had when it was saved."""
    import openpyxl  # imports numpy where that is installed, which no web process may

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        blank = 0
        for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            cells = [_text(value) for value in values]
            blank = 0 if any(cells) else blank + 1
            if blank > BLANK_ROWS_AT_THE_END:
                return
            yield number, cells
    except FileFaultError:
        raise
    except Exception as error:  # whatever the library stumbles over is the fault of the file
        raise FileFaultError("broken") from error


def _csv(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for number, cells in enumerate(lines, start=1):
            yield number, [_text(cell) for cell in cells[:MOST_COLUMNS]]
    except csv.Error as error:
        raise FileFaultError("broken") from error


def _decoded(content: bytes) -> str:
    """The text of a file in UTF-8, in Excel's Unicode (UTF-16 with its mark), or in the old code page of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        raise FileFaultError("no_table")
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileFaultError("encoding")


def _delimiter(text: str) -> str:
    """What parts the cells: whatever makes most cells of the first rows."""

    def cells(delimiter: str) -> int:
        lines = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=delimiter)
        try:
            return max((len(each) for each in islice(lines, 5)), default=0)
        except csv.Error:
            return 0

    return max(DELIMITERS, key=cells)


def _text(value: Any) -> str:
    """A cell as text: whole numbers without a fraction, days as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return clean(str(value))[:MOST_LETTERS]
