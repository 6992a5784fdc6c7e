"""The stored figures of a survey in the words, bars and tables of the results page. No number is computed here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from punos.consultations.models import Question, QuestionKind, Result
from punos.consultations.queries.answering import background_asked
from punos.consultations.queries.figures import HIDDEN, choice_names, dimension_names
from punos.consultations.queries.stored import figures_of_questions
from punos.consultations.queries.survey_tables import (
    ALL,
    MOST_POINTS,
    Block,
    Ways,
    crossed,
    line,
    marks,
    numbers,
    part_names,
    places,
    points,
    rows_of,
)
from punos.core.languages import current_language
from punos.core.numbers import number
from punos.organisations.queries import language_names

ORGANISATION: Final = "organisation"  # how the page asks for one answer per organisation
QUESTIONS_A_PAGE: Final = 8


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
    is_empty: bool


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


def page_of_questions(
    result: Result,
    codes: Sequence[str],
    questions: Iterable[Question],
    told: Ways,
    way: str,
    *,
    number: str | None,
) -> Page[Any]:
    """A page of questions, in one of the ways: all answers, one per organisation, or by a dimension.

    Tables by a dimension are wide, so that a page holds fewer of them. Only the figures of this page are read.
    """
    asked = {each.code: each for each in questions}
    figured = [(place, code) for place, code in enumerate(codes, start=1) if code in asked]
    page: Page[Any] = Paginator(figured, at_once(told, way)).get_page(number)
    figures = figures_of_questions(result, [code for _place, code in page.object_list])
    page.object_list = [
        _shown(figures[code], asked[code], place, told, way) for place, code in page.object_list
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
    codes: Sequence[str], questions: Iterable[Question], told: Ways, way: str, here: int
) -> list[Entry]:
    """Every question with where it stands, from the page that is open."""
    asked = {each.code: each for each in questions}
    query = f"by={way}&" if way in told.titles else f"per={way}&" if way else ""
    found = []
    for place, code in enumerate(code for code in codes if code in asked):
        page = place // at_once(told, way) + 1
        to = "" if page == here else f"?{query}page={page}"
        found.append(Entry(asked[code], f"{to}#question-{code}"))
    return found


def _shown(figure: Mapping[str, Any], question: Question, place: int, told: Ways, way: str) -> Answered:
    blocks, notes = _blocks(figure, question, told, way, _("Question %(number)d") % {"number": place})
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
        is_empty=figure["answered"][ALL] == "0",
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
    figure: Mapping[str, Any], question: Question, told: Ways, way: str, caption: str
) -> tuple[list[Block], list[str]]:
    """The drawings and tables of one question, and why something is not there."""
    if way in told.titles:
        return crossed(figure, question, told, way, caption)
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
        return [Block(tables=[numbers(parts, question, caption)])], []
    if question.kind == QuestionKind.PLACE:
        found = figure["points"]
        listed = Block(_("The points"), tables=[points(found, caption)], marks=marks(found))
        counted = [line(parts, "", question, "", caption)] if all(each["lines"] for each in parts) else []
        return [*counted, listed], _cut(found)
    blocks = [line(parts, row, question, title, caption) for row, title in rows_of(question)]
    if question.kind == QuestionKind.RANKING:
        blocks.append(Block(_("Mean place, 1 being best"), tables=[places(parts, question)]))
    return blocks, []


def _cut(found: Sequence[Any]) -> list[str]:
    if len(found) <= MOST_POINTS:
        return []
    return [
        _("%(shown)d of %(all)d places are listed here; the package of open data holds all.")
        % {"shown": MOST_POINTS, "all": len(found)}
    ]
