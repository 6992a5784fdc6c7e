"""A report as a spreadsheet: one row for each answer that may be published, one column for each field of it.

Of organisations, public bodies and groups an answer stands whole, as on its page; of persons only what they said in
words, without their background: what stands in one row together says more about somebody than each cell by itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any, Final

from django.utils.translation import gettext as _

from punos.consultations import queries as consultations
from punos.consultations.models import Answer, Consultation, Question, QuestionKind, Result, Submission
from punos.consultations.models import values as valued
from punos.consultations.queries import reading_answers
from punos.consultations.queries.figures import choice_names
from punos.consultations.queries.survey_tables import option_names
from punos.consultations.queries.told import in_words
from punos.contributions.models import Contribution
from punos.core.languages import current_language
from punos.core.office.sheets import Cell, Sheet, spreadsheet
from punos.reports.models import ReportPart
from punos.reports.queries import sections
from punos.reports.queries.contents import Drawn, Grid, Section, speaker

AT_ONCE: Final = 500
TABLES = {
    ReportPart.PARTICIPATION, ReportPart.QUESTIONS, ReportPart.BREAKDOWNS, ReportPart.TEXTS, ReportPart.STATEMENTS,
}  # fmt: skip
type Field = tuple[
    str, str, Callable[[Any], Cell]
]  # the question's code, the heading, from a value to a cell


def made(
    consultation: Consultation, result: Result, parts: Sequence[str], *, progress: Callable[[int], None]
) -> bytes:
    """The file: answers and ideas one by one, then the tables of the other sections."""
    title = consultation.title.read(current_language()).text
    return spreadsheet(title, _sheets(consultation, result, parts, progress))


def _sheets(
    consultation: Consultation, result: Result, parts: Sequence[str], progress: Callable[[int], None]
) -> Iterator[Sheet]:
    questions = reading_answers.public_questions(consultation)
    if ReportPart.ANSWERS in parts and questions:
        yield _answers(consultation, questions, progress)
    if ReportPart.IDEAS in parts:
        yield from _ideas(consultation)
    for section in sections(consultation, result, [each for each in parts if each in TABLES]):
        yield Sheet(section.title, [_("Table"), _("Row"), _("What"), _("Number")], _long(section))
    yield _about(consultation)


def _about(consultation: Consultation) -> Sheet:
    """What the file is, so that no file is without a sheet."""
    told = [
        (_("Process"), consultation.process.title.read(current_language()).text),
        (_("Consultation"), consultation.title.read(current_language()).text),
        (
            _("What is left out"),
            _(
                "What is not published, and what readers could use to find out who a person is: of persons only words"
                " stand here, without their background."
            ),
        ),
    ]
    return Sheet(_("About this file"), ["", ""], told, width=60)


def _long(section: Section) -> Iterator[Sequence[Cell]]:
    """The tables of a section one below the other: a number and what it is of in each row."""
    for block in section.blocks:
        match block:
            case Drawn(has_table=False):
                for bar in block.bars:
                    yield block.title, str(bar.label), block.measure, _number(str(bar.text))
            case Grid():
                header = [str(each.label) for each in block.table.columns]
                for row in block.table.rows:
                    for name, cell in zip(header[1:], row[1:], strict=True):
                        yield str(block.table.caption), str(row[0]), name, _number(str(cell))


def _number(text: str) -> Cell:
    """A plain number as a number; everything else, such as 1-4 or a share beside it, as it is shown."""
    plain = text.replace("\u00a0", "")
    return int(plain) if plain.isdecimal() else text


# Answers one by one ---------------------------------------------------------------------------------------------


def _answers(
    consultation: Consultation, questions: Sequence[Question], progress: Callable[[int], None]
) -> Sheet:
    fields = [field for each in questions for field in _fields(each)]
    header = [
        _("Answer number"), _("Who"), _("Organisation"), _("People in the group"), _("Field of activity"),
        _("Language of the answer"), *(heading for _code, heading, _read in fields),
    ]  # fmt: skip
    return Sheet(_("Answers"), header, _rows(consultation, questions, fields, progress))


def _rows(
    consultation: Consultation,
    questions: Sequence[Question],
    fields: Sequence[Field],
    progress: Callable[[int], None],
) -> Iterator[Sequence[Cell]]:
    """Row by row, some hundred read at a time; an answer of which nothing may be published has no row."""
    numbers = list(
        Submission.objects.sent()
        .filter(consultation=consultation)
        .order_by("number")
        .values_list("pk", flat=True)
    )
    names = choice_names()["field"]
    for place, some in enumerate(batched(numbers, AT_ONCE)):
        progress(place * AT_ONCE * 90 // len(numbers))
        rows = Submission.objects.filter(pk__in=some).select_related("voice__organisation").defer("draft")
        values = _values(some, questions)
        words = _words([each.voice_id for each in rows], questions)
        for each in sorted(rows, key=lambda row: row.number or 0):
            voice, is_whole = each.voice, each.voice.capacity in reading_answers.NAMED
            told = {**(values.get(each.pk, {}) if is_whole else {}), **words.get(voice.pk, {})}
            shown = {question.code for question in consultations.shown(questions, told)}
            cells = [
                read(told[code]) if code in told and (not is_whole or code.partition(":")[0] in shown) else ""
                for code, _h, read in fields
            ]
            if any(cell not in ("", None) for cell in cells):
                named = voice.capacity in reading_answers.KINDS["organisation"]
                yield [
                    each.number,
                    _("Person") if not is_whole else str(voice.get_capacity_display()),
                    speaker(voice) if named else "",
                    voice.head_count,
                    names.get(voice.background.get("field", ""), "") if named else "",
                    each.language,
                    *cells,
                ]


def _values(submissions: Sequence[int], questions: Sequence[Question]) -> dict[int, dict[str, Any]]:
    """What was chosen, by answer and question; the names of files are no answer."""
    codes = {each.pk: each.code for each in questions if each.kind != QuestionKind.FILE}
    found: dict[int, dict[str, Any]] = {}
    rows = Answer.objects.filter(submission__in=submissions, question__in=codes)
    for submission, question, value in rows.values_list("submission", "question", "value"):
        found.setdefault(submission, {})[codes[question]] = value
    return found


def _words(voices: Sequence[int], questions: Sequence[Question]) -> dict[int, dict[str, str]]:
    """What was said in words, by speaker and question; beside a choice under a name of its own."""
    names = {
        each.thread_id: each.code if each.kind == QuestionKind.TEXT else valued.other(each.code)
        for each in questions
        if each.thread_id
    }
    said = Contribution.objects.published().filter(thread__in=names, voice__in=voices, latest__isnull=False)
    found: dict[int, dict[str, str]] = {}
    for thread, voice, text in said.order_by("pk").values_list("thread", "voice", "latest__text"):
        found.setdefault(voice, {})[names[thread]] = text
    return found


def _fields(question: Question) -> Iterator[Field]:
    """The columns of a question: one for each option of several, each row of a matrix, each place of a ranking."""
    title, code = question.title.read(current_language()).text, question.code
    if question.kind == QuestionKind.FILE:
        return
    names, columns = option_names(question), COLUMNS.get(question.kind)
    if columns:
        options = valued.rows_of(question) if columns is _of_row else valued.choices_of(question)
        for each in options:
            yield code, f"{title}: {each.text.read(current_language()).text}", columns(each.code, names)
    elif question.kind in PLAIN:
        yield code, title, lambda value: value
    else:
        yield code, title, lambda value: in_words(question, {code: value}, {}, current_language())
    if valued.asks_which(question):
        yield valued.other(code), f"{title}: {_('in words')}", lambda value: value


def _has(option: str, _names: Mapping[str, str]) -> Callable[[Any], Cell]:
    return lambda value: 1 if option in value else 0


def _of_row(row: str, names: Mapping[str, str]) -> Callable[[Any], Cell]:
    return lambda value: names.get(value.get(row, ""), "")


def _place(option: str, _names: Mapping[str, str]) -> Callable[[Any], Cell]:
    return lambda value: value.index(option) + 1 if option in value else ""


PLAIN: Final = {QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.SCALE, QuestionKind.DATE}
COLUMNS: Mapping[str, Callable[[str, Mapping[str, str]], Callable[[Any], Cell]]] = {
    QuestionKind.MULTIPLE: _has,
    QuestionKind.MATRIX: _of_row,
    QuestionKind.RANKING: _place,
}


# Ideas one by one -----------------------------------------------------------------------------------------------


def _ideas(consultation: Consultation) -> Iterator[Sheet]:
    """Each idea that everybody may read; how it was rated stands in the files of the results."""
    said = Contribution.objects.published().filter(
        thread__part__consultation=consultation, thread__part__kind="ideas", latest__isnull=False
    )
    if said.exists():
        rows = said.order_by("number").values_list("number", "latest__text", "latest__language")
        yield Sheet(_("Ideas"), [_("Number"), _("Idea"), _("Language")], rows.iterator(chunk_size=2_000))
