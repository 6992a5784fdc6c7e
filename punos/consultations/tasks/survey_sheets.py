"""The sheets of a survey in the spreadsheet of the results: one for each question, in long form."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from punos.consultations import queries
from punos.consultations.models import Consultation, Question
from punos.consultations.models import values as valued
from punos.consultations.queries import survey_figures, survey_tables
from punos.consultations.queries.figures import capacity_counts
from punos.consultations.tasks.spreadsheet import Cell, Sheet, sheets_of_breakdowns, shown, vars_of
from punos.consultations.tasks.surveys import for_pages
from punos.core.languages import current_language
from punos_analysis.survey import SurveyData, SurveyFigures

MOST_WORDS = 10_000  # a longer list is read in the package of open data


def sheets_of_survey(consultation: Consultation, data: SurveyData, figures: SurveyFigures) -> Iterable[Sheet]:
    """Participation, every question, answers in words, breakdowns, and who gave a statement."""
    plain = for_pages(figures)
    told = survey_figures.ways(plain)
    counts = capacity_counts(vars_of(figures))
    yield _("Participation"), [_("Who"), _("Number")], [(str(name), many) for name, many in counts]
    asked = {each.code: each for each in queries.questions_of(consultation)}
    for place, figure in enumerate(plain["questions"], start=1):
        yield _question_sheet(place, figure, asked[figure["code"]])
    titles = {code: each.title.read(current_language()).text for code, each in asked.items()}
    if 0 < len(data.texts) <= MOST_WORDS:
        yield (
            _("Answers in words"),
            [_("Question"), _("Number"), _("Language"), _("State"), _("Answer")],
            [
                (titles[each.question], each.number, each.language, each.state, each.text)
                for each in data.texts
            ],
        )
    yield from sheets_of_breakdowns(figures.breakdowns, figures.unheard, told.codes, told.titles)
    if data.statements:
        ways = {"sent": _("sent"), "signed": _("signed")}
        yield (
            _("Statements"),
            [
                _("Organisation"),
                _("Answer number"),
                _("Sent or signed"),
                _("Counts with one per organisation"),
            ],
            [
                (each.organisation, each.answer, ways[each.by], _("yes") if each.counts == "yes" else _("no"))
                for each in data.statements
            ],
        )


def _question_sheet(place: int, figure: dict[str, Any], question: Question) -> Sheet:
    """How many of each part gave each answer, of all answers and with one per organisation."""
    language = current_language()
    title = question.title.read(language).text
    header = [title, _("Answer"), _("Who"), _("Counted"), _("Number"), _("Share"), _("Mean")]
    rows: list[Sequence[Cell]] = []
    who = survey_tables.part_names()
    for part, name in who.items():
        rows.append((_("Asked"), "", name, "", shown(figure["shown"][part])))
        rows.append((_("Answered"), "", name, "", shown(figure["answered"][part])))
    for key, counted in (("parts", _("All answers")), ("once", _("One answer per organisation"))):
        for part in figure[key]:
            rows += _part_rows(part, question, who[part["part"]], counted)
    return f"{place} {title}", header, rows


def _part_rows(part: dict[str, Any], question: Question, who: str, counted: str) -> list[Sequence[Cell]]:
    """The lines of one part: answers with their shares, mean places, and where numbers lie."""
    names = survey_tables.option_names(question)
    texts = {each.code: each.text.read(current_language()).text for each in valued.rows_of(question)}
    rows: list[Sequence[Cell]] = []
    for line in part["lines"]:
        row = texts.get(line["row"], line["row"])
        rows += [
            (
                row,
                survey_tables.name_of_answer(each["code"], names),
                who,
                counted,
                each["count"],
                "" if each["share"] is None else each["share"],
            )
            for each in line["options"]
        ]
        if line["mean"]:
            rows.append((row, _("Mean"), who, counted, line["n"], "", line["mean"]["value"]))
    rows += [
        (
            _("Mean place, 1 being best"),
            names.get(each["code"], each["code"]),
            who,
            counted,
            each["n"],
            "",
            each["mean"],
        )
        for each in part["places"]
        if each["mean"] is not None
    ]
    spread = part["spread"] or {}
    rows += [(_("Number"), key, who, counted, part["n"], "", value) for key, value in spread.items()]
    return rows
