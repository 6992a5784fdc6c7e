"""Tables as comma-separated values: written so that they come back, read with every fault named by file and line."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


class BrokenFile(Exception):
    """A file that cannot be used. `line` is counted as an editor counts, 0 for the whole file."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(file, line, reason)
        self.file = file
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        """File, line and reason in one line."""
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table by the names of its columns; `number` is the line on which the row begins."""

    file: str
    number: int
    cells: dict[str, str]

    def broken(self, reason: str) -> BrokenFile:
        """The error that names this line."""
        return BrokenFile(self.file, self.number, reason)

    def text(self, column: str) -> str:
        """The cell as it stands, without spaces around it."""
        return self.cells[column].strip()

    def whole(self, column: str) -> int:
        """The cell as a whole number."""
        try:
            return int(self.text(column))
        except ValueError:
            raise self.broken(f"{column} is not a whole number: {self.cells[column]!r}") from None

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        """The cell, if it is one of the allowed words."""
        value = self.text(column)
        choices = list(allowed)
        if value not in choices:
            raise self.broken(f"{column} is {value!r}, not one of {', '.join(choices)}")
        return value


class _LineEnds:
    """Takes rows that end in a carriage return and a line feed, and passes them on with the line feed alone."""

    def __init__(self, out: io.StringIO) -> None:
        self.out = out

    def write(self, row: str) -> int:
        """One row as `csv` writes it."""
        return self.out.write(f"{row.removesuffix('\r\n')}\n")


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    """Rows as comma-separated values, one a line.

    Python 3.12 quotes a cell with a carriage return only where that is part of the line end, so it is told that it is.
    """
    out = io.StringIO(newline="")
    csv.writer(_LineEnds(out), lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def decoded(data: bytes, *, file: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenFile(file, line, "not UTF-8") from None


def rows(text: str, *, file: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins; a cell may hold line breaks, empty lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            ends = "unexpected end" in str(error) or "field limit" in str(error)
            reason = "a quote is opened and never closed" if ends else f"not comma-separated values ({error})"
            raise BrokenFile(file, begins, reason) from None
        if row:
            yield begins, row


def table(
    text: str, *, file: str, columns: Iterable[str], may_be_empty: bool = False
) -> tuple[list[str], list[Line]]:
    """The names of the columns and the rows beneath.

    Raises BrokenFile without these columns and, unless it may be empty, without rows.
    """
    every = rows(text, file=file)
    number, header = next(every, (1, []))
    names = [each.strip() for each in header]
    absent = [each for each in columns if each not in names]
    if absent:
        raise BrokenFile(file, number, f"missing column {', '.join(absent)}")
    twice = sorted({each for each in names if names.count(each) > 1})
    if twice:
        raise BrokenFile(file, number, f"column {twice[0]!r} is there twice")
    lines = []
    for begins, row in every:
        if len(row) != len(names):
            raise BrokenFile(file, begins, f"{len(row)} cells where the first line has {len(names)}")
        lines.append(Line(file, begins, dict(zip(names, row, strict=True))))
    if not lines and not may_be_empty:
        raise BrokenFile(file, 0, "no rows")
    return names, lines
