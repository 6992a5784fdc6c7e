"""The answers to one question as bars and tables, from stored figures. No number is computed here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from punos.consultations.models import Question, QuestionKind
from punos.consultations.models import values as valued
from punos.consultations.queries.figures import FEW
from punos.core.components import Bar, Column, Table
from punos.core.languages import current_language
from punos.core.numbers import number, percent

ALL: Final = "all"
REST: Final = "*"
MOST_POINTS: Final = 100
MOST_MARKS: Final = 1_000  # of a map, those at which most pointed first
NOT_CROSSED = {
    QuestionKind.TEXT,
    QuestionKind.NUMBER,
    QuestionKind.DATE,
    QuestionKind.PLACE,
    QuestionKind.FILE,
}


@dataclass(frozen=True)
class Marks:
    """The places that a map shows: `part,latitude,longitude,count` of each between semicolons, and who the parts are."""

    as_text: str
    parts: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Block:
    """One drawing with its equal table, or tables alone; the rows of a matrix have one each."""

    title: str = ""
    bars: Sequence[Bar] = ()
    tables: Sequence[Table] = ()
    marks: Marks | None = None


@dataclass(frozen=True)
class Ways:
    """By what answers can be broken down: the names of the dimensions, and of their codes."""

    titles: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]


def part_names() -> dict[str, str]:
    """Persons, organisations and groups, always in this order, and all of them."""
    return {"person": _("Persons"), "organisation": _("Organisations"), "group": _("Groups"), ALL: _("All")}


def rows_of(question: Question) -> list[tuple[str, str]]:
    """The rows of a matrix with their texts; elsewhere one without a text."""
    language = current_language()
    if question.kind == QuestionKind.MATRIX:
        return [(each.code, each.text.read(language).text) for each in valued.rows_of(question)]
    return [("", _("Ranked first") if question.kind == QuestionKind.RANKING else "")]


def option_names(question: Question) -> dict[str, str]:
    """What each code of an answer says: the text of an option, a step with its end's name, how a place is told."""
    language = current_language()
    if question.kind == QuestionKind.PLACE:
        return {"point": _("A point on the map"), "words": _("In words only")}
    names = {each.code: each.text.read(language).text for each in valued.choices_of(question)}
    if question.kind == QuestionKind.SCALE:
        steps = valued.steps_of(question)
        names = {str(step): number(step, language) for step in steps}
        for step, end in ((steps[0], question.low), (steps[-1], question.high)):
            if end:
                names[str(step)] = f"{number(step, language)} \u2013 {end.read(language).text}"
    return names


def name_of_answer(code: str, names: Mapping[str, str]) -> str:
    """The same for one code; a month is written as 5/2022."""
    year, _dash, month = code.partition("-")
    if code not in names and len(year) == 4 and year.isdigit() and month.isdigit():
        return f"{int(month)}/{year}"
    return names.get(code, code)


def _many(value: float) -> str:
    """A count, which is not whole where the people of an organisation answered differently."""
    whole = value == int(value)
    return number(int(value) if whole else value, current_language(), None if whole else 1)


def _option(option: Mapping[str, Any]) -> str:
    if option["share"] is None:
        return _many(option["count"])
    return f"{_many(option['count'])} ({percent(option['share'], current_language())})"


def _columns(parts: Sequence[Mapping[str, Any]], first: str) -> list[Column]:
    names = part_names()
    return [Column(label=first), *(Column(label=names[each["part"]], number=True) for each in parts)]


def line(parts: Sequence[Mapping[str, Any]], row: str, question: Question, title: str, caption: str) -> Block:
    """The bars of all answers, and the table of persons, organisations and groups apart."""
    lines = [next(each for each in part["lines"] if each["row"] == row) for part in parts]
    names = option_names(question)
    codes = [each["code"] for each in lines[-1]["options"]] if lines else []
    by_code = [{each["code"]: each for each in line["options"]} for line in lines]
    nothing = {"count": 0, "share": None}
    rows = [
        [name_of_answer(code, names), *(_option(each.get(code, nothing)) for each in by_code)]
        for code in codes
    ]
    rows.append([_("Answered"), *(_many(line["n"]) for line in lines)])
    if any(line["mean"] for line in lines):
        rows.append([_("Mean and its 90% interval"), *(_mean(line["mean"]) for line in lines)])
    bars = [
        Bar(
            label=name_of_answer(code, names), size=each["count"], text=_option(each), quiet=not each["count"]
        )
        for code, each in (by_code[-1].items() if by_code else ())
    ]
    table = Table(caption=caption, columns=_columns(parts, _("Answer")), rows=rows, quiet_caption=True)
    return Block(title, bars, [table])


def _mean(mean: Mapping[str, Any] | None) -> str:
    if mean is None:
        return "\u2013"
    language = current_language()
    low, high = (number(mean["interval"][end], language, 1) for end in ("low", "high"))
    return f"{number(mean['value'], language, 1)} ({low}\u2013{high})"


def numbers(parts: Sequence[Mapping[str, Any]], question: Question, caption: str) -> Table:
    """Where the numbers lie; of fewer than five only how many answered."""
    language = current_language()
    labels = {
        "mean": _("Mean"),
        "least_quarter": _("A quarter is at most"),
        "median": _("Half is at most (median)"),
        "most_quarter": _("Three quarters are at most"),
    }
    rows = [[_("Answered"), *(_many(part["n"]) for part in parts)]]
    for key, label in labels.items():
        cells = [_many(part["spread"][key]) if part["spread"] else "\u2013" for part in parts]
        rows.append([label, *cells])
    unit = question.unit.read(language).text
    return Table(
        caption=caption, columns=_columns(parts, unit or _("Number")), rows=rows, quiet_caption=True,
        note=_("A number is told where at least five answered."),
    )  # fmt: skip


def places(parts: Sequence[Mapping[str, Any]], question: Question) -> Table:
    """The mean place of each option, with how many ranked it, in the order of all answers."""
    language, names = current_language(), option_names(question)
    by_part = [{each["code"]: each for each in part["places"]} for part in parts]
    order = [each["code"] for each in parts[-1]["places"]] if parts else []

    def told(place: Mapping[str, Any]) -> str:
        if place["mean"] is None:
            return "\u2013"
        return f"{number(place['mean'], language, 2)} (n {_many(place['n'])})"

    rows = [[names.get(code, code), *(told(each[code]) for each in by_part)] for code in order]
    return Table(
        caption=_("Mean place, 1 being best"),
        columns=_columns(parts, _("Choice")),
        rows=rows,
        quiet_caption=True,
    )


def points(found: Sequence[Mapping[str, Any]], caption: str) -> Table:
    """The places that were pointed at; those of persons and groups are rough and have no name."""
    names = part_names()
    return Table(
        caption=caption,
        columns=[
            Column(label=_("Who")),
            Column(label=_("Latitude"), number=True),
            Column(label=_("Longitude"), number=True),
            Column(label=_("Where")),
        ],
        rows=[
            (names[each["part"]], f"{each['latitude']:.3f}", f"{each['longitude']:.3f}", each["name"])
            for each in found[:MOST_POINTS]
        ],
        note=_("Places of persons and groups are rounded to about 100 metres and have no name."),
        quiet_caption=True,
    )


def marks(found: Sequence[Mapping[str, Any]]) -> Marks | None:
    """The same places on a map, as roughly as in the table; those that fall together are one mark with their count."""
    counted = Counter(
        (str(each["part"]), f"{each['latitude']:.3f}", f"{each['longitude']:.3f}") for each in found
    )
    most = sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:MOST_MARKS]
    if not most:
        return None
    present = {part for (part, *_rest), _count in most}
    return Marks(
        as_text=";".join(f"{part},{latitude},{longitude},{n}" for (part, latitude, longitude), n in most),
        parts=[(part, name) for part, name in part_names().items() if part in present],
    )


# By background --------------------------------------------------------------------------------------------------


def crossed(
    figure: Mapping[str, Any], question: Question, told: Ways, way: str, caption: str
) -> tuple[list[Block], list[str]]:
    """The answers to one question by a dimension, small numbers left out."""
    if question.kind in NOT_CROSSED:
        return [], [_("Answers to this kind of question are not broken down.")]
    tables = figure["crosstabs"].get(way, [])
    if not tables:
        return [], [_("Too few answered to break this down.")]
    names = option_names(question)
    rows = dict(rows_of(question)) if question.kind == QuestionKind.MATRIX else names
    return [
        Block(rows.get(each["row"], ""), tables=[_cross_table(each, names, told, way, caption)])
        for each in tables
    ], []


def _cross_table(
    table: Mapping[str, Any], names: Mapping[str, str], told: Ways, way: str, caption: str
) -> Table:
    others, is_choice = _("Others together"), "chosen" in table["values"]
    special = {
        REST: others,
        "": _("Did not choose it") if is_choice else _("Did not answer"),
        "chosen": _("Chose it"),
    }
    codes = {**told.codes[way], REST: others}
    columns = [Column(label=_("Answer"))]
    columns += [Column(label=codes.get(code, code), number=True) for code in table["codes"]]
    rows = [
        [special.get(value) or name_of_answer(value, names), *(_cell(each) for each in cells)]
        for value, cells in zip(table["values"], table["cells"], strict=True)
    ]
    return Table(caption=caption, columns=columns, rows=rows, quiet_caption=True)


def _cell(cell: Mapping[str, Any]) -> str:
    if cell["count"] is None:
        return cell["label"] if cell["label"] == FEW else _("hidden")
    if cell["share"] is None:
        return _many(cell["count"])
    return f"{_many(cell['count'])} ({percent(cell['share'], current_language())})"
