"""The reviewed file: one line for each row, one letter for each column."""

from collections.abc import Collection, Mapping
from pathlib import Path

from tests.matrix.columns import COLUMNS, GROUPS, Column
from tests.matrix.outcomes import WORDS, in_words

FILE = Path(__file__).with_name("expected.txt")
WIDTH = len(COLUMNS) + len(GROUPS) - 1

type Sections = Mapping[str, Mapping[str, str]]


def read() -> dict[str, dict[str, str]]:
    """Section, row and letters."""
    sections: dict[str, dict[str, str]] = {}
    for line in FILE.read_text().splitlines():
        if line.startswith("== "):
            section = sections.setdefault(line.removeprefix("== "), {})
        elif line and not line.startswith("#"):
            section[line[WIDTH + 2 :]] = line[:WIDTH]
    return sections


def write(sections: Sections) -> None:
    """The whole file anew, sorted, so that a change shows as the lines that changed."""
    lines = list(_head())
    for section, rows in sections.items():
        lines += ["", f"== {section}", *_columns()]
        lines += [f"{letters}  {key}" for key, letters in sorted(rows.items(), key=lambda row: row[0])]
    FILE.write_text("\n".join(lines) + "\n")


def _head() -> list[str]:
    told = [f"#   {letter} {words}" for letter, words in WORDS.items()]
    return [
        "# The privilege matrix, as it was reviewed: a row for each door, rule and field, a letter for each who comes.",
        "# Written by `python -m tests.matrix write`; read every changed letter before it is committed.",
        *told,
        "#   a capital letter: and rows were written",
    ]


def _columns() -> list[str]:
    """The name of each column above its letters, each hanging on a line of its own."""
    lines, drawn = [], ""
    for group in GROUPS:
        for column in group:
            lines.append(f"#{drawn[1:]}{column.key}" if drawn else f"#{column.key}")
            drawn += "|"
        drawn += " "
    return lines


def differences(expected: str, met: str) -> list[str]:
    """The columns in which two rows differ, in words."""
    places = zip(COLUMNS, expected.replace(" ", ""), met.replace(" ", ""), strict=True)
    return [
        f"{column.key}: reviewed as \u201c{in_words(one)}\u201d, but {in_words(other)}"
        for column, one, other in places
        if one != other
    ]


def of_columns(letters: str, asked: Collection[Column]) -> str:
    """The letters of these columns of a row, and a dot for each other one."""
    own = zip(COLUMNS, letters.replace(" ", ""), strict=True)
    return "".join(letter if column in asked else "." for column, letter in own)


def told(letters: str) -> list[str]:
    """One row in words: who meets what."""
    met: dict[str, list[str]] = {}
    for column, letter in zip(COLUMNS, letters.replace(" ", ""), strict=True):
        met.setdefault(letter, []).append(column.key)
    return [f"{in_words(letter)}: {', '.join(who)}" for letter, who in met.items()]
