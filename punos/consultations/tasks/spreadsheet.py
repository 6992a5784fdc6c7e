"""The results as a spreadsheet in one language: a sheet for each table of the results page."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

import xlsxwriter
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation
from punos.consultations.queries.figures import capacity_counts, choice_names, dimension_names
from punos_analysis.brainstorm import Figures, OpenData
from punos_analysis.breakdowns import Breakdown
from punos_analysis.missing import Unheard
from punos_analysis.ranking import Ranking
from punos_analysis.survey import SurveyFigures

type Cell = str | int | float
type Sheet = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]


def workbook(
    consultation: Consultation, sheets: Iterable[Callable[[], Iterable[Sheet]]], language: str
) -> bytes:
    """The file's bytes; `sheets` make their words when they are called, in this language.

    Text is written as text: a cell that begins with = is no formula.
    """
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with translation.override(language), xlsxwriter.Workbook(stream, options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, header, rows in chain.from_iterable(make() for make in sheets):
            sheet = book.add_worksheet(_sheet_name(name, {each.name for each in book.worksheets()}))
            first = 0
            if settings.DEMO:
                sheet.write_string(
                    0, 0, _("Sample material: the answers, organisations and reasons are invented.")
                )
                first = 1
            sheet.write_row(first, 0, header, head)
            for number, row in enumerate(rows, start=first + 1):
                for column, cell in enumerate(row):
                    write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                    write(number, column, cell, wrapped)
            sheet.freeze_panes(first + 1, 0)
            sheet.set_column(0, len(header), 22)
        book.set_properties({"title": consultation.title.read(language).text})
    return stream.getvalue()


def _sheet_name(wanted: str, taken: AbstractSet[str]) -> str:
    """A name that Excel allows: at most 31 characters, none of seven signs, not used before."""
    plain = "".join(" " if letter in "[]:*?/\\" else letter for letter in wanted)
    names = [plain[:31], *(f"{plain[:28]} {number}" for number in range(2, 99))]
    return next(name for name in names if name.casefold() not in {each.casefold() for each in taken})


def sheets_of_ideas(data: OpenData, figures: Figures) -> Iterable[Sheet]:
    """The participation, the rankings, what unites and divides, and who was heard."""
    texts = {row.idea: row.text for row in data.ideas}
    counts = capacity_counts(vars_of(figures))
    yield _("Participation"), [_("Who"), _("Number")], [(str(name), number) for name, number in counts]
    yield _ranking_sheet(_("Ranking"), figures.ranking, texts)
    yield _ranking_sheet(_("One answer per organisation"), figures.ranking_one_per_organisation, texts)
    common = [(_("Unites"), each) for each in figures.common.uniting] + [
        (_("Divides"), each) for each in figures.common.dividing
    ]
    header = ["", _("Idea"), _("Ratings"), _("Share that agrees"), _("Share that disagrees")]
    yield (
        _("Unites and divides"),
        header,
        [(kind, texts.get(each.idea, each.idea), each.n, each.agree, each.disagree) for kind, each in common],
    )
    yield from sheets_of_breakdowns(figures.breakdowns, figures.unheard, choice_names(), dimension_names())


def sheets_of_breakdowns(
    breakdowns: Mapping[str, Breakdown],
    unheard: Mapping[str, Sequence[Unheard]],
    names: Mapping[str, Mapping[str, str]],
    titles: Mapping[str, str],
) -> Iterable[Sheet]:
    """Who answered, by each dimension, and of whom the registry knows and nobody was heard."""
    for dimension, title in titles.items():
        cells = breakdowns[dimension].cells if dimension in breakdowns else ()
        if cells:
            rows = [(names[dimension].get(cell.code, cell.code), shown(cell.label)) for cell in cells]
            yield title, [title, _("Answers")], rows
        if silent := unheard.get(dimension):
            rows = [(names[dimension].get(each.code, each.code), each.organisations) for each in silent]
            yield (
                _("Nobody heard, %(what)s") % {"what": title},
                [title, _("Organisations in the registry")],
                rows,
            )


def _ranking_sheet(name: str, ranking: Ranking, texts: dict[str, str]) -> Sheet:
    header = [_("Place"), _("Idea"), _("Ratings"), _("Mean"), _("Interval from"), _("Interval to")]
    rows: list[Sequence[Cell]] = [
        (
            str(each.band),
            texts.get(each.idea, each.idea),
            each.n,
            each.mean,
            each.interval.low,
            each.interval.high,
        )
        for each in ranking.ranked
    ]
    rows += [("", texts.get(each.idea, each.idea), shown(each.n_shown)) for each in ranking.unranked]
    return name, header, rows


def shown(label: str) -> Cell:
    """A count as a number where it is one; "1-4" and hidden cells as words."""
    if label.isdigit():
        return int(label)
    return _("hidden") if label == "hidden" else label


def vars_of(figures: Figures | SurveyFigures) -> dict[str, int]:
    """The participation as the pages keep it."""
    voices = figures.participation
    return {
        name: getattr(voices, name)
        for name in ("resident", "active", "organisation", "group", "body", "head_count")
    }
