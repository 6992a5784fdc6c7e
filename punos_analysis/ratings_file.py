"""Reads a brainstorm with ratings from 1 to 7: one row a participant, one column an idea.

The columns of the participant come first (`COLUMNS`, in any order), then a column for each idea with its
language and text in the heading, as `idea:fi:Text of the idea`. An empty cell was not rated.
"""

from collections.abc import Collection
from dataclasses import dataclass

from punos_analysis.brainstorm import CAPACITIES
from punos_analysis.ratings import Scale
from punos_analysis.tables import BrokenFile, Line, decoded, table

COLUMNS = (
    "participant",
    "capacity",
    "head_count",
    "organisation",
    "field",
    "field_other",
    "area",
    "size",
    "language",
)
LANGUAGES = ("fi", "sv", "en")
STEPS = tuple(str(step) for step in range(Scale.SEVEN.lowest, Scale.SEVEN.highest + 1))


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea of the heading."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Participant:
    """One row: who answered, in which capacity, and the ratings as (place of the idea, value)."""

    participant: str
    capacity: str
    head_count: int
    organisation: str
    field: str
    field_other: str
    area: str
    size: str
    language: str
    ratings: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RatingsFile:
    """The whole file: ideas in the order of the columns, participants in the order of the rows."""

    ideas: tuple[Idea, ...]
    participants: tuple[Participant, ...]


def read(
    data: bytes,
    *,
    file: str = "ratings.csv",
    fields: Collection[str] = (),
    areas: Collection[str] = (),
    sizes: Collection[str] = (),
) -> RatingsFile:
    """The file's contents. Raises BrokenFile for the first fault.

    `fields`, `areas` and `sizes` are the codes that may stand there, beside nothing; if one is empty, any.
    """
    names, lines = table(decoded(data, file=file), file=file, columns=COLUMNS)
    columns = [name for name in names if name.startswith("idea:")]
    strange = [name for name in names if name not in COLUMNS and name not in columns]
    if strange:
        raise BrokenFile(file, 1, f"unknown column {strange[0]!r}")
    ideas = tuple(_idea(name, file) for name in columns)
    if not ideas:
        raise BrokenFile(file, 1, "no column of an idea, as in idea:fi:Text")
    allowed = {"field": fields, "area": areas, "size": sizes}
    people: dict[str, Participant] = {}
    for line in lines:
        person = _participant(line, columns, allowed)
        if person.participant in people:
            raise line.broken(f"participant {person.participant!r} is there twice")
        people[person.participant] = person
    return RatingsFile(ideas, tuple(people.values()))


def _idea(name: str, file: str) -> Idea:
    language, _, text = name.removeprefix("idea:").partition(":")
    if language not in LANGUAGES or not text.strip():
        raise BrokenFile(file, 1, f"{name!r} is not of the form idea:fi:Text")
    return Idea(language, text.strip())


def _participant(line: Line, columns: list[str], allowed: dict[str, Collection[str]]) -> Participant:
    codes = {
        name: line.one_of(name, ["", *choices]) if choices else line.text(name)
        for name, choices in allowed.items()
    }
    if not line.text("participant"):
        raise line.broken("no participant")
    return Participant(
        participant=line.text("participant"),
        capacity=line.one_of("capacity", CAPACITIES),
        head_count=_heads(line),
        organisation=line.text("organisation"),
        field=codes["field"],
        field_other=line.text("field_other"),
        area=codes["area"],
        size=codes["size"],
        language=line.one_of("language", LANGUAGES),
        ratings=tuple(_given(line, columns)),
    )


def _heads(line: Line) -> int:
    """How many people; an empty cell is one. A group is at least two, and only a group may be more than one."""
    heads = line.whole("head_count") if line.text("head_count") else 1
    if heads < 1:
        raise line.broken(f"head_count is {heads}")
    if heads > 1 and line.text("capacity") != "group":
        raise line.broken(f"head_count is {heads}, but only a group answers for several people")
    if heads < 2 and line.text("capacity") == "group":
        raise line.broken("head_count is needed for a group: at least 2")
    return heads


def _given(line: Line, columns: list[str]) -> list[tuple[int, int]]:
    given = []
    for at, name in enumerate(columns):
        value = line.text(name)
        if value and value not in STEPS:
            raise line.broken(f"rating {value!r} is not empty and not a whole number from 1 to 7")
        if value:
            given.append((at, int(value)))
    return given
