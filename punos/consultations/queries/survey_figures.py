"""The stored figures of a survey in the words, bars and tables of the results page. No number is computed here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.consultations.models import Question, QuestionKind
from punos.consultations.models import values as valued
from punos.consultations.queries.answering import background_asked
from punos.consultations.queries.figures import FEW, HIDDEN, choice_names, dimension_names
from punos.contributions.models import Stance
from punos.core.components import Bar, Column, Table
from punos.core.languages import current_language
from punos.core.numbers import number, percent
from punos.organisations.queries import language_names
from punos.processes.models import Document, Section

ORGANISATION: Final = "organisation"  # how the page asks for one answer per organisation
ALL: Final = "all"
REST: Final = "*"
MOST_POINTS: Final = 100
QUESTIONS_A_PAGE: Final = 8
NOT_CROSSED = {
    QuestionKind.TEXT,
    QuestionKind.NUMBER,
    QuestionKind.DATE,
    QuestionKind.PLACE,
    QuestionKind.FILE,
}


@dataclass(frozen=True)
class Block:
    """One drawing with its equal table, or tables alone; the rows of a matrix have one each."""

    title: str = ""
    bars: Sequence[Bar] = ()
    tables: Sequence[Table] = ()


@dataclass(frozen=True)
class Answered:
    """A question as the results show it; `answered` is its denominator in words, with its parts."""

    question: Question
    number: int
    answered: str
    parts: str
    notes: Sequence[str]
    blocks: Sequence[Block]
    has_words: bool


@dataclass(frozen=True)
class Ways:
    """By what answers can be broken down: the names of the dimensions, and of their codes."""

    titles: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]


def ways(figures: Mapping[str, Any]) -> Ways:
    """The dimensions of these figures in the words of this page's language."""
    language = current_language()
    titles = {**dimension_names(), "language": _("Language of the answer")}
    codes: dict[str, Mapping[str, str]] = {
        **choice_names(),
        "language": dict(language_names(("fi", "sv", "en"))),
    }
    more = [each for each in figures["breakdowns"] if each not in titles]
    for question in background_asked(more):
        titles[question.code] = question.title.read(language).text
        codes[question.code] = {each.code: each.text.read(language).text for each in question.options.all()}
    untold = {"not_told": _("Not told")}
    present = [each for each in titles if each in figures["breakdowns"]]
    return Ways(
        titles={each: titles[each] for each in present},
        codes={each: {**untold, **codes[each]} for each in present},
    )


def part_names() -> dict[str, str]:
    """Persons, organisations and groups, always in this order, and all of them."""
    return {"person": _("Persons"), "organisation": _("Organisations"), "group": _("Groups"), ALL: _("All")}


def page_of_questions(
    figures: Mapping[str, Any], questions: Iterable[Question], told: Ways, way: str, *, number: str | None
) -> Page[Any]:
    """A page of questions, in one of the ways: all answers, one per organisation, or by a dimension.

    Tables by a dimension are wide, so that a page holds fewer of them.
    """
    asked = {each.code: each for each in questions}
    figured = [
        (place, figure)
        for place, figure in enumerate(figures["questions"], start=1)
        if figure["code"] in asked
    ]
    page: Page[Any] = Paginator(figured, at_once(told, way)).get_page(number)
    page.object_list = [
        _shown(figure, asked[figure["code"]], place, told, way) for place, figure in page.object_list
    ]
    return page


def at_once(told: Ways, way: str) -> int:
    """How many questions stand on a page."""
    return QUESTIONS_A_PAGE // 2 if way in told.titles else QUESTIONS_A_PAGE


@dataclass(frozen=True)
class Entry:
    """A question in the list of all, with the way to it."""

    question: Question
    url: str


def contents(
    figures: Mapping[str, Any], questions: Iterable[Question], told: Ways, way: str, here: int
) -> list[Entry]:
    """Every question with where it stands, from the page that is open."""
    asked = {each.code: each for each in questions}
    codes = [each["code"] for each in figures["questions"] if each["code"] in asked]
    query = f"by={way}&" if way in told.titles else f"per={way}&" if way else ""
    found = []
    for place, code in enumerate(codes):
        page = place // at_once(told, way) + 1
        to = "" if page == here else f"?{query}page={page}"
        found.append(Entry(asked[code], f"{to}#question-{code}"))
    return found


def _shown(figure: Mapping[str, Any], question: Question, place: int, told: Ways, way: str) -> Answered:
    blocks, notes = _blocks(figure, question, told, way)
    answered, parts = _denominator(figure)
    if not figure["is_public"]:
        notes = [_("The answers to this question are not published.")]
    elif not figure["is_complete"]:
        notes = [_("1 to 4 persons answered, so the answers of persons are not shown."), *notes]
    return Answered(
        question=question,
        number=place,
        answered=answered,
        parts=parts,
        notes=notes,
        blocks=blocks if figure["is_public"] else [],
        has_words=bool(figure["is_public"] and question.thread_id),
    )


def _denominator(figure: Mapping[str, Any]) -> tuple[str, str]:
    """How many answered of how many who were asked, and the same of each part."""
    said, asked = figure["answered"], figure["shown"]
    whole = _("Answered, of those who were asked:")
    if said["person"].isdigit():  # else the sum would leave the persons out
        whole = _("Answered: %(answered)s of %(asked)s who were asked.") % {
            "answered": shown_count(said[ALL]),
            "asked": shown_count(asked[ALL]),
        }
    parts = [
        _("%(who)s: %(answered)s of %(asked)s")
        % {"who": name, "answered": shown_count(said[part]), "asked": shown_count(asked[part])}
        for part, name in part_names().items()
        if part != ALL and asked[part] != "0"
    ]
    return whole, " \u00b7 ".join(parts)


def shown_count(label: str) -> str:
    """A count as it may be shown: a number, a range, or that it is hidden."""
    if label.isdigit():
        return number(int(label), current_language())
    return _("hidden") if label == HIDDEN else label


def _blocks(
    figure: Mapping[str, Any], question: Question, told: Ways, way: str
) -> tuple[list[Block], list[str]]:
    """The drawings and tables of one question, and why something is not there."""
    if way in told.titles:
        return _crossed(figure, question, told, way)
    parts = figure["parts"]
    if way == ORGANISATION:
        parts = figure["once"]
        if not parts:
            return [], [
                _("One answer per organisation is not told here: it would show how single persons answered.")
            ]
    if question.kind in {QuestionKind.TEXT, QuestionKind.FILE}:
        return [], []
    if question.kind == QuestionKind.NUMBER:
        return [Block(tables=[_numbers(parts, question)])], []
    if question.kind == QuestionKind.PLACE:
        return [Block(tables=[_points(figure["points"], question)])], _cut(figure["points"])
    blocks = [_line(parts, row, question, title) for row, title in _rows(question)]
    if question.kind == QuestionKind.RANKING:
        blocks.append(Block(_("Mean place, 1 being best"), tables=[_places(parts, question)]))
    return blocks, []


def _cut(points: Sequence[Any]) -> list[str]:
    if len(points) <= MOST_POINTS:
        return []
    return [
        _("%(shown)d of %(all)d places are listed here; the package of open data holds all.")
        % {"shown": MOST_POINTS, "all": len(points)}
    ]


def _rows(question: Question) -> list[tuple[str, str]]:
    """The rows of a matrix with their texts; elsewhere one without a text."""
    language = current_language()
    if question.kind == QuestionKind.MATRIX:
        return [(each.code, each.text.read(language).text) for each in valued.rows_of(question)]
    return [("", _("Ranked first") if question.kind == QuestionKind.RANKING else "")]


def option_names(question: Question) -> dict[str, str]:
    """What each code of an answer says: the text of an option, a step with the name of its end, a month."""
    language = current_language()
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


def _line(parts: Sequence[Mapping[str, Any]], row: str, question: Question, title: str) -> Block:
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
    caption = title or question.title.read(current_language()).text
    table = Table(caption=caption, columns=_columns(parts, _("Answer")), rows=rows, quiet_caption=True)
    return Block(title, bars, [table])


def _mean(mean: Mapping[str, Any] | None) -> str:
    if mean is None:
        return "\u2013"
    language = current_language()
    low, high = (number(mean["interval"][end], language, 1) for end in ("low", "high"))
    return f"{number(mean['value'], language, 1)} ({low}\u2013{high})"


def _numbers(parts: Sequence[Mapping[str, Any]], question: Question) -> Table:
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
        cells = [number(part["spread"][key], language, 1) if part["spread"] else "\u2013" for part in parts]
        rows.append([label, *cells])
    title = question.title.read(language).text
    unit = question.unit.read(language).text
    return Table(
        caption=title, columns=_columns(parts, unit or _("Number")), rows=rows, quiet_caption=True,
        note=_("A number is told where at least five answered."),
    )  # fmt: skip


def _places(parts: Sequence[Mapping[str, Any]], question: Question) -> Table:
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


def _points(points: Sequence[Mapping[str, Any]], question: Question) -> Table:
    """The places that were pointed at; those of persons and groups are rough and have no name."""
    names, language = part_names(), current_language()
    return Table(
        caption=question.title.read(language).text,
        columns=[
            Column(label=_("Who")),
            Column(label=_("Latitude"), number=True),
            Column(label=_("Longitude"), number=True),
            Column(label=_("Place")),
        ],
        rows=[
            (names[each["part"]], f"{each['latitude']:.3f}", f"{each['longitude']:.3f}", each["name"])
            for each in points[:MOST_POINTS]
        ],
        note=_("Places of persons and groups are rounded to about 100 metres and have no name."),
        quiet_caption=True,
    )


# By background --------------------------------------------------------------------------------------------------


def _crossed(
    figure: Mapping[str, Any], question: Question, told: Ways, way: str
) -> tuple[list[Block], list[str]]:
    """The answers to one question by a dimension, small numbers left out."""
    if question.kind in NOT_CROSSED:
        return [], [_("Answers to this kind of question are not broken down.")]
    tables = figure["crosstabs"].get(way, [])
    if not tables:
        return [], [_("Too few answered to break this down.")]
    names = option_names(question)
    rows = dict(_rows(question)) if question.kind == QuestionKind.MATRIX else names
    title = question.title.read(current_language()).text
    return [
        Block(rows.get(each["row"], ""), tables=[_cross_table(each, names, told, way, title)])
        for each in tables
    ], []


def _cross_table(
    table: Mapping[str, Any], names: Mapping[str, str], told: Ways, way: str, title: str
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
    return Table(caption=title, columns=columns, rows=rows, quiet_caption=True)


def _cell(cell: Mapping[str, Any]) -> str:
    if cell["count"] is None:
        return cell["label"] if cell["label"] == FEW else _("hidden")
    if cell["share"] is None:
        return _many(cell["count"])
    return f"{_many(cell['count'])} ({percent(cell['share'], current_language())})"


# Draft texts ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Commented:
    """A draft text with how many said what of each clause."""

    document: Document
    table: Table
    number: int


def clauses_shown(stances: Sequence[Mapping[str, Any]], documents: Sequence[Document]) -> list[Commented]:
    """For each draft text a table of its clauses: persons, organisations and groups apart, by stance."""
    counted = {each["document"]: each["clauses"] for each in stances}
    return [_clauses(each, counted.get(each.slug, {})) for each in documents]


def _clauses(document: Document, counted: Mapping[str, Any]) -> Commented:
    language = current_language()
    version = next(iter(getattr(document, "published", [])), None)
    clauses = (
        [] if version is None else [each for each in version.clauses if each.key in counted or each.stands]
    )
    stances = [*Stance.choices, ("", _("Without a stance"))]
    rows = [
        [
            _heading(each, language),
            *(_by_speaker(counted.get(each.key, {}).get(stance, {})) for stance, _name in stances),
        ]
        for each in clauses
    ]
    columns = [Column(label=_("Clause")), *(Column(label=str(name)) for _stance, name in stances)]
    table = Table(caption=document.title.read(language).text, columns=columns, rows=rows, quiet_caption=True)
    return Commented(document, table, version.number if version else 0)


def _heading(clause: Section, language: str) -> str:
    return clause.heading.read(language).text or clause.key


def _by_speaker(numbers: Mapping[str, int]) -> str:
    """So many persons, organisations and groups; a dash for nobody."""
    counts = {part: numbers.get(part, 0) for part in ("person", "organisation", "group")}
    words = {
        "person": ngettext("%(number)s person", "%(number)s persons", counts["person"]),
        "organisation": ngettext(
            "%(number)s organisation", "%(number)s organisations", counts["organisation"]
        ),
        "group": ngettext("%(number)s group", "%(number)s groups", counts["group"]),
    }
    language = current_language()
    told = [words[part] % {"number": number(many, language)} for part, many in counts.items() if many]
    return ", ".join(told) or "\u2013"
