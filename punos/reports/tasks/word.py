"""A report as a Word document."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation
from punos.core.components import Table
from punos.core.office.words import Paper
from punos.reports.queries.contents import Block, Drawn, Grid, Heading, Quote, Section, Words
from punos.reports.queries.look import Look


def made(consultation: Consultation, sections: Iterable[Section], *, language: str, look: Look) -> bytes:
    """The file, section by section. A drawing stands as its table: a screen reader reads that, and a reader can copy it."""
    paper = Paper(consultation.title.read(language).text, language, ink=look.brand)
    paper.paragraph(consultation.process.title.read(language).text)
    paper.note(f"{settings.PUBLIC_ADDRESS}/{language}{consultation.address}")
    if settings.DEMO:
        paper.note(_("Sample material: the answers, organisations and reasons are invented."))
    for section in sections:
        paper.heading(section.title)
        for block in section.blocks:
            _write(paper, block)
    return paper.file()


def _write(paper: Paper, block: Block) -> None:
    match block:
        case Heading():
            paper.heading(block.text, 2)
        case Words():
            style = "Note" if block.quiet else ""
            paper.paragraph(block.text, style=style, language=block.language)
        case Quote():
            paper.quote(f"\u201d{block.text}\u201d", language=block.language)
            paper.note(f"\u2013 {block.who}")
        case Grid():
            _write_table(paper, block.table)
        case Drawn():
            if not block.has_table:  # else it comes next
                rows = [[str(each.label), str(each.text)] for each in block.bars]
                paper.table([block.label, block.measure], rows, caption=block.title)


def _write_table(paper: Paper, table: Table) -> None:
    header = [str(each.label) for each in table.columns]
    rows = [[str(cell) for cell in row] for row in table.rows]
    paper.table(header, rows, caption=str(table.caption))
    if table.note:
        paper.note(str(table.note))
