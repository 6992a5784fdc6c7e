"""Files for people: the questions to send round as a Word file, the receipt as PDF.

The libraries that make them are imported by whoever asks for such a file: they are heavy for a web process.
"""

import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from punos.consultations.models import Consultation, Question, QuestionKind, Receipt, Submission
from punos.consultations.models import values as valued
from punos.consultations.rules import typing_ends
from punos.core import numbers
from punos.core.dates import day, moment
from punos.core.typesetting import typeset

if TYPE_CHECKING:
    from docx.document import Document

BOX: Final = "\u2610 "
LINE: Final = "_" * 60
REGIONS: Final = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}

RECEIPT: Final = """
#let told = json(bytes(sys.inputs.data))
#set document(title: told.heading)
#set page(paper: "a4", margin: 2.2cm, numbering: "1 / 1")
#set text(lang: told.language, size: 11pt)
#set heading(numbering: none)
#show heading.where(level: 1): set block(below: 1em)
#show heading.where(level: 2): set text(size: 11pt)
#show heading.where(level: 2): set block(above: 1.5em, below: .65em)
= #told.heading
#for line in told.facts [#par(line)]
#for row in told.rows [
  #heading(level: 2, row.question)
  #par(row.answer.split("\\n").join(linebreak()))
  #if not row.is_public [#par(emph(told.not_public))]
]
"""


def receipt_of(submission: Submission) -> Receipt | None:
    """The newest receipt of an answer."""
    found = submission.receipts.select_related("submission__consultation__process").order_by(
        "-sent_at", "-pk"
    )
    return found.first()


def receipt_pdf(receipt: Receipt) -> bytes:
    """Everything that was sent, as a PDF that screen readers can read. What was written goes in as data alone."""
    with override(receipt.language):
        told = _receipt_told(receipt)
    return typeset(RECEIPT, json.dumps(told), standards=["ua-1"])


def _receipt_told(receipt: Receipt) -> dict[str, Any]:
    """What the file says, in the language in which the answer was sent."""
    submission, language = receipt.submission, receipt.language
    consultation = submission.consultation
    facts = [
        consultation.title.read(language).text,
        _("Sent %(when)s") % {"when": moment(receipt.sent_at, language)},
        _("Answer number %(number)d") % {"number": submission.number},
    ]
    if submission.arrived_on is not None:
        facts.append(_typed_in_told(submission, language))
    ends = typing_ends(consultation) if submission.voice.is_typed_in else consultation.closes_at
    if ends is not None:
        facts.append(_("It can be changed and withdrawn until %(when)s.") % {"when": moment(ends, language)})
    return {
        "heading": _("Receipt of an answer"),
        "language": language,
        "facts": facts,
        "rows": receipt.told,
        "not_public": not_published(),
    }


def _typed_in_told(submission: Submission, language: str) -> str:
    """How, where and when it came, and how many people it speaks for if it is a group's."""
    voice, arrived_on = submission.voice, submission.arrived_on
    told = [str(submission.get_typed_in_way_display()), submission.place]
    told += [day(arrived_on, language)] if arrived_on else []
    count = f" ({numbers.number(voice.head_count, language)})" if voice.head_count else ""
    return f"{', '.join(filter(None, told))} \u00b7 {voice.get_capacity_display()}{count}"


def not_published() -> str:
    """What a question that is not published promises, and what it can't promise."""
    return _(
        "The answer is counted, not published. Somebody may ask for it as a document of the authority, "
        "and it is given unless a law makes it secret."
    )


def questions_docx(
    consultation: Consultation, questions: Sequence[Question], language: str, *, address: str
) -> bytes:
    """The questions with room to write, to be sent round before somebody answers on the page."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = consultation.title.read(language).text
    document.core_properties.language = REGIONS[language]
    lang = document.styles["Normal"].element.get_or_add_rPr()
    lang.append(lang.makeelement(qn("w:lang"), {qn("w:val"): REGIONS[language]}))
    document.add_heading(consultation.title.read(language).text, 0)
    document.add_paragraph(consultation.summary.read(language).text)
    if consultation.closes_at is not None:
        document.add_paragraph(_("Closes %(when)s") % {"when": moment(consultation.closes_at, language)})
    document.add_paragraph(f"{_('Answer at:')} {address}/{language}{consultation.address}answer/")
    part = None
    for number, question in enumerate(questions, start=1):
        if question.part and question.part_id != part:
            document.add_heading(question.part.title.read(language).text, 1)
            part = question.part_id
        _ask(document, number, question, language)
    return _packed(document)


def _packed(document: "Document") -> bytes:
    """The document as the bytes of its file."""
    from docx.opc.pkgwriter import PackageWriter

    package, written = document.part.package, io.BytesIO()
    assert package is not None  # every document that was made is in one
    for each in package.parts:
        each.before_marshal()
    PackageWriter.write(written, package.rels, package.parts)  # type: ignore[no-untyped-call]  # the library has no types here
    return written.getvalue()


def _ask(document: "Document", number: int, question: Question, language: str) -> None:
    """One question with its help, and room for the answer."""
    document.add_heading(f"{number}. {question.title.read(language).text}", 2)
    notes = [question.help.read(language).text, _("Has to be answered.") if question.required else ""]
    if not question.is_public:
        notes.append(not_published())
    for note in filter(None, notes):
        document.add_paragraph().add_run(note).italic = True
    listed = [each.text.read(language).text for each in valued.choices_of(question)]
    kind = question.kind
    if kind == QuestionKind.MATRIX:
        _table(document, question, listed, language)
    elif kind == QuestionKind.RANKING:
        _lines(document, [f"____ {each}" for each in listed])
    elif kind == QuestionKind.SCALE:
        ends = [question.low.read(language).text, question.high.read(language).text]
        steps = "   ".join(f"{BOX}{step}" for step in valued.steps_of(question))
        _lines(document, ["   ".join(filter(None, [ends[0], steps, ends[1]]))])
    elif listed:
        which = [each.asks_which for each in valued.choices_of(question)]
        _lines(
            document,
            [f"{BOX}{each}{' ' + LINE[:30] if w else ''}" for each, w in zip(listed, which, strict=True)],
        )
    else:
        unit = question.unit.read(language).text
        count = 6 if kind == QuestionKind.TEXT else 1
        _lines(document, [f"{LINE} {unit}".strip()] * count)


def _lines(document: "Document", lines: Sequence[str]) -> None:
    for line in lines:
        document.add_paragraph(line)


def _table(document: "Document", question: Question, listed: Sequence[str], language: str) -> None:
    """A matrix: a row for each row, a box under each choice."""
    table = document.add_table(rows=1, cols=len(listed) + 1, style="Table Grid")
    for cell, words in zip(table.rows[0].cells[1:], listed, strict=True):
        cell.text = words
    for row in valued.rows_of(question):
        cells = table.add_row().cells
        cells[0].text = row.text.read(language).text
        for cell in cells[1:]:
            cell.text = BOX.strip()
