"""The open data as the texts of its files, and back.

Comma-separated values in UTF-8. Lines at the head of a file that begin with `#` are notes. A text that a
spreadsheet could take for a formula gets an apostrophe before it, which reading takes away again.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from punos_analysis import plain
from punos_analysis.brainstorm import (
    CAPACITIES,
    PUBLISHED,
    BackgroundRow,
    IdeaRow,
    OpenData,
    Participation,
    RatingRow,
    RegistryRow,
)
from punos_analysis.breakdowns import Why
from punos_analysis.ratings import Scale
from punos_analysis.tables import BrokenFile, Line, as_csv, table

IDEAS, RATINGS, PARTICIPATION = "ideas.csv", "ratings.csv", "participation.csv"
BACKGROUND, REGISTRY, FIGURES = "background.csv", "registry.csv", "figures.json"
TABLES = (PARTICIPATION, IDEAS, RATINGS, BACKGROUND, REGISTRY)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADERS: Mapping[str, Sequence[str]] = {
    PARTICIPATION: ("capacity", "voices", "head_count"),
    IDEAS: IdeaRow._fields,
    RATINGS: ("idea", "voice", "organisation"),
    BACKGROUND: BackgroundRow._fields,
    REGISTRY: RegistryRow._fields,
}


def write(data: OpenData, *, notes: Sequence[str] = ()) -> dict[str, str]:
    """The text of each table by file name; `notes` stand at the head of each, one a line."""
    head = "".join(f"# {' '.join(each.split())}\n" for each in notes)
    voices = data.participation
    heads = {"group": voices.head_count}
    bodies: dict[str, Iterable[Sequence[object]]] = {
        PARTICIPATION: [(each, getattr(voices, each), heads.get(each, "")) for each in CAPACITIES],
        IDEAS: [row._replace(text=guarded(row.text)) for row in data.ideas],
        RATINGS: data.ratings,
        BACKGROUND: [row._replace(code=guarded(row.code)) for row in data.background],
        REGISTRY: [row._replace(code=guarded(row.code)) for row in data.registry],
    }
    # the last column of the ratings is named by the scale, so that the file says how to read itself
    headers = {**HEADERS, RATINGS: (*HEADERS[RATINGS], data.scale.value)}
    return {name: head + written(headers[name], bodies[name]) for name in TABLES}


def read(texts: Mapping[str, str]) -> OpenData:
    """The open data in these texts. Raises BrokenFile for what is absent or makes no sense."""
    ideas = _ideas(_lines(texts, IDEAS))
    ratings, scale = _ratings(texts, {each.idea for each in ideas if each.state == PUBLISHED})
    return OpenData(
        scale=scale,
        participation=participation_from(_lines(texts, PARTICIPATION)),
        ideas=ideas,
        ratings=ratings,
        background=tuple(
            BackgroundRow(
                dimension=line.text("dimension"),
                code=unguarded(line.cells["code"]),
                shown=line.text("shown"),
                why=line.one_of("why", [each.value for each in Why]),
            )
            for line in _lines(texts, BACKGROUND)
        ),
        registry=tuple(
            RegistryRow(line.text("dimension"), unguarded(line.cells["code"]), line.whole("organisations"))
            for line in _lines(texts, REGISTRY)
        ),
    )


def write_figures(figures: object, *, notes: Sequence[str] = ()) -> str:
    """The text of figures.json; the notes are its first member."""
    said = {"notes": list(notes)} if notes else {}
    return json.dumps({**said, **plain.to_plain(figures)}, ensure_ascii=False, indent=1) + "\n"


def read_figures(text: str) -> dict[str, Any]:
    """The published figures without their notes. Raises BrokenFile where the text is something else."""
    try:
        figures = json.loads(text)
    except ValueError as error:
        raise BrokenFile(FIGURES, getattr(error, "lineno", 0), "not JSON") from error
    if not isinstance(figures, dict):
        raise BrokenFile(FIGURES, 1, "no figures in it")
    return {name: value for name, value in figures.items() if name != "notes"}


def guarded(text: str) -> str:
    """The text so that no spreadsheet runs it; one that begins with an apostrophe gets a second."""
    return "'" + text if text.startswith((*FORMULA, "'")) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*FORMULA, "'")) else text


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as comma-separated values."""
    return as_csv(chain([header], rows))


def body(texts: Mapping[str, str], name: str) -> str:
    """The text with its notes emptied, so that lines keep their numbers."""
    if name not in texts:
        raise BrokenFile(name, 0, "the file is not there")
    kept = texts[name].removeprefix("\ufeff")
    notes = ""
    while kept.startswith("#"):
        _, _, kept = kept.partition("\n")
        notes += "\n"
    return notes + kept


def _lines(texts: Mapping[str, str], name: str) -> list[Line]:
    _, lines = table(body(texts, name), file=name, columns=HEADERS[name], may_be_empty=True)
    return lines


def _ideas(lines: Sequence[Line]) -> tuple[IdeaRow, ...]:
    found: dict[str, IdeaRow] = {}
    for line in lines:
        if line.text("idea") in found:
            raise line.broken(f"idea {line.text('idea')} is there twice")
        found[line.text("idea")] = IdeaRow(
            idea=line.text("idea"),
            state=line.text("state"),
            language=line.text("language"),
            rated=line.text("rated"),
            text=unguarded(line.cells["text"]),
        )
    return tuple(found.values())


def _ratings(texts: Mapping[str, str], published: Collection[str]) -> tuple[tuple[RatingRow, ...], Scale]:
    names, lines = table(body(texts, RATINGS), file=RATINGS, columns=HEADERS[RATINGS], may_be_empty=True)
    scales = [each for each in Scale if each.value in names]
    if len(scales) != 1:
        raise BrokenFile(RATINGS, 1, f"one column must be {' or '.join(each.value for each in Scale)}")
    scale = scales[0]
    rows = []
    for line in lines:
        if line.text("idea") not in published:
            raise line.broken(f"rating of idea {line.text('idea')}, which {IDEAS} does not publish")
        value = line.whole(scale.value)
        if not scale.lowest <= value <= scale.highest:
            raise line.broken(f"rating {value} is not from {scale.lowest} to {scale.highest}")
        rows.append(RatingRow(line.text("idea"), line.whole("voice"), line.whole("organisation"), value))
    return tuple(rows), scale


def participation_from(lines: Sequence[Line]) -> Participation:
    """The rows of participation.csv. Raises BrokenFile without one of the capacities."""
    found = {line.text("capacity"): line for line in lines}
    absent = [each for each in CAPACITIES if each not in found]
    if absent:
        raise BrokenFile(PARTICIPATION, 0, f"no row for {absent[0]}")
    voices = {each: found[each].whole("voices") for each in CAPACITIES}
    return Participation(**voices, head_count=found["group"].whole("head_count"))
