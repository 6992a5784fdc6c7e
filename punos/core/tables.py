"""Reads tables that people send: CSV as spreadsheets write it, and XLSX. Gives texts, row by row.

A file is never trusted: its kind is told by its content, what it unpacks to is limited, formulas are not worked out.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from punos.core.text import clean

MOST_PARTS = 500
BLANK_ROWS_AT_THE_END = 1_000
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also what Excel writes where a password protects the file
ZIP = b"PK\x03\x04"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # how Excel's Unicode (UTF-16) begins
WORKBOOK = "xl/workbook.xml"
DELIMITERS = ";,\t"
LOST = "\ufffd"  # stands where a letter could not be read

type Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Limits:
    """How large a file may be: in bytes, in bytes once unpacked, in rows without the headings, in columns, and in letters
    of one cell, beyond which a cell is cut.

    With `mends_letters` a CSV file may mix UTF-8 and the old code page of Windows from cell to cell; what is neither has
    `LOST` in place of its letters. Without, the whole file is one or the other.
    """

    size: int = 10_000_000
    unpacked: int = 100_000_000
    rows: int = 20_000
    columns: int = 60
    letters: int = 5_000
    mends_letters: bool = False


class FileFaultError(Exception):
    """This file can't be read as a table; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check(content: bytes, limits: Limits, *, size: int = 0) -> None:
    """Look at a file without reading it through; `size` is what it weighs where it was not read. Raises FileFaultError."""
    if max(size, len(content)) > limits.size:
        raise FileFaultError("too_big")
    if not content.strip():
        raise FileFaultError("empty")
    if content.startswith(OLD_EXCEL):
        raise FileFaultError("old_excel")
    if content.startswith(ZIP):
        _check_zip(content, limits)
    else:
        _encoding(content, limits)


def rows_of(content: bytes, limits: Limits) -> Iterator[Row]:
    """The rows that hold anything, each with its number in the file (the first is 1). Raises FileFaultError."""
    check(content, limits)
    read = _xlsx(content, limits) if content.startswith(ZIP) else _csv(content, limits)
    count = 0
    for number, cells in read:
        if any(cells):
            count += 1
            if count > limits.rows + 1:  # the headings do not count
                raise FileFaultError("too_many_rows")
            yield number, cells


def _check_zip(content: bytes, limits: Limits) -> None:
    """A spreadsheet, not some other package, and one that fits into memory when it is unpacked.

    The sizes that a package declares can be trusted so far: reading stops where they say.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            is_bomb = len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked
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


def _xlsx(content: bytes, limits: Limits) -> Iterator[Row]:
    """The first sheet of a workbook, with the values that its formulas had when it was saved."""
    import openpyxl  # imports numpy where that is installed, which no web process may

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        blank = 0
        for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=limits.columns), start=1):
            cells = [_text(value, limits) for value in values]
            blank = 0 if any(cells) else blank + 1
            if blank > BLANK_ROWS_AT_THE_END:
                return
            yield number, cells
    except FileFaultError:
        raise
    except Exception as error:  # whatever the library stumbles over is the fault of the file
        raise FileFaultError("broken") from error


def _csv(content: bytes, limits: Limits) -> Iterator[Row]:
    """The lines of a text, decoded as they are read, so that a large file never stands in memory twice."""
    encoding = _encoding(content, limits)
    is_mended = limits.mends_letters and encoding == "utf-8-sig"
    errors = "surrogateescape" if is_mended else "replace" if limits.mends_letters else "strict"
    delimiter = _delimiter(content[:20_000].decode(encoding, errors="replace"))
    with io.TextIOWrapper(io.BytesIO(content), encoding=encoding, errors=errors, newline="") as text:
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=delimiter), start=1):
                kept = [_mended(cell) for cell in cells] if is_mended else cells
                yield number, [_text(cell, limits) for cell in kept[: limits.columns]]
        except csv.Error as error:
            raise FileFaultError("broken") from error


def _mended(cell: str) -> str:
    """A cell that is no UTF-8 as the old code page of Windows has it; `LOST` where it is not that either."""
    if cell.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in cell):
        return cell
    raw = cell.encode("utf-8", errors="surrogateescape")
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("utf-8", errors="replace")


def _encoding(content: bytes, limits: Limits) -> str:
    """In what a file is written: UTF-8, Excel's Unicode (UTF-16 with its mark), or the old code page of Windows."""
    if content.startswith(WIDE_MARKS):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        raise FileFaultError("no_table")
    elif limits.mends_letters:
        return "utf-8-sig"
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise FileFaultError("encoding")


def _delimiter(text: str) -> str:
    """What parts the cells: whatever makes most cells of the first rows."""

    def cells(delimiter: str) -> int:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            return max((len(each) for each in islice(lines, 5)), default=0)
        except csv.Error:
            return 0

    return max(DELIMITERS, key=cells)


def _text(value: Any, limits: Limits) -> str:
    """A cell as text: whole numbers without a fraction, days as ISO 8601, with the time where there is one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime) and value.time() != time():
        return value.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return clean(str(value))[: limits.letters]


FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
