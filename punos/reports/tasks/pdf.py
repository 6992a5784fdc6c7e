"""A report as a PDF that screen readers can read (PDF/UA-1). What was written goes in as data alone. Worker only."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation
from punos.core.components import Table
from punos.core.typesetting import typeset
from punos.reports.queries.contents import Block, Drawn, Grid, Heading, Quote, Section, Words
from punos.reports.queries.look import Look

COLUMNS: Final = 7  # a wider table is cut into several, each with its first column

DOCUMENT: Final = """
#let told = json(bytes(sys.inputs.data))
#set document(title: told.title)
#set page(paper: "a4", margin: 2cm, numbering: "1 / 1")
#set text(lang: told.language, region: told.region, size: 10.5pt, fill: rgb(told.look.ink))
#set par(leading: .7em, spacing: 1em)
#set table(stroke: (x, y) => (bottom: .5pt + luma(80%)), inset: (x: 4pt, y: 5pt))
#show heading: set text(fill: rgb(told.look.brand))
#show heading: set block(above: 1.6em, below: .8em)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set block(breakable: true)
#show figure.caption: it => align(left, text(weight: "bold", it.body))
#show figure: set align(left)
#let quiet(body) = text(size: 9pt, fill: luma(33%), body)
#let lines(words) = words.split("\\n").join(linebreak())
#let named(caption, body) = figure(body, kind: table, supplement: none, numbering: none, caption: caption)
#heading(level: 1, told.title)
#for line in told.facts [#par(quiet(line))]
#for block in told.blocks {
  if block.kind == "section" { heading(level: 2, block.text) }
  if block.kind == "heading" { heading(level: 3, block.text) }
  if block.kind == "words" { par(text(lang: block.language, lines(block.text))) }
  if block.kind == "remark" { par(quiet(lines(block.text))) }
  if block.kind == "quote" {
    quote(block: true, text(lang: block.language, lines(block.text)))
    par(quiet([\\u{2013} ] + block.who))
  }
  if block.kind == "bars" {
    named(block.title, table(
      columns: (1fr, 1fr, auto),
      table.header(text(weight: "bold", block.label), [], text(weight: "bold", block.measure)),
      ..block.rows.map(row => (
        row.label,
        pdf.artifact(rect(width: row.share * 100%, height: .7em, fill: rgb(told.look.brand), stroke: none)),
        row.text,
      )).flatten(),
    ))
  }
  if block.kind == "table" {
    named(block.title, table(
      columns: (2fr,) + (1fr,) * (block.header.len() - 1),
      table.header(..block.header.map(cell => text(weight: "bold", cell))),
      ..block.rows.flatten().map(lines),
    ))
  }
}
"""


def made(consultation: Consultation, sections: Iterable[Section], *, language: str, look: Look) -> bytes:
    """The file; where a letter is in no font that comes along, one without the promise of the standard."""
    facts = [
        consultation.process.title.read(language).text,
        f"{settings.PUBLIC_ADDRESS}/{language}{consultation.address}",
    ]
    if settings.DEMO:
        facts.append(_("Sample material: the answers, organisations and reasons are invented."))
    told = {
        "title": consultation.title.read(language).text,
        "language": language,
        "region": "GB" if language == "en" else "FI",
        "look": {"ink": f"#{look.ink}", "brand": f"#{look.brand}"},
        "facts": facts,
        "blocks": [each for section in sections for each in _told(section, language)],
    }
    return typeset(DOCUMENT, json.dumps(told), standards=["ua-1"])


def _told(section: Section, language: str) -> Iterator[dict[str, Any]]:
    yield {"kind": "section", "text": section.title}
    for block in section.blocks:
        yield from _block(block, language)


def _block(block: Block, language: str) -> Iterator[dict[str, Any]]:
    """One block as plain data."""
    match block:
        case Heading():
            yield {"kind": "heading", "text": block.text}
        case Words():
            kind = "remark" if block.quiet else "words"
            yield {"kind": kind, "text": block.text, "language": block.language or language}
        case Quote():
            words = f"\u201d{block.text}\u201d"
            yield {"kind": "quote", "text": words, "who": block.who, "language": block.language}
        case Drawn():
            most = max((each.size or 0 for each in block.bars), default=0) or 1
            rows = [
                {"label": str(each.label), "text": str(each.text), "share": (each.size or 0) / most}
                for each in block.bars
            ]
            told = {"title": block.title, "label": block.label, "measure": block.measure, "rows": rows}
            yield {"kind": "bars", **told}
        case Grid():
            yield from _tables(block.table)


def _tables(table: Table) -> Iterator[dict[str, Any]]:
    header = [str(each.label) for each in table.columns]
    rows = [[str(cell) for cell in row] for row in table.rows]
    step = COLUMNS - 1
    for first in range(1, max(2, len(header)), step):
        yield _piece(str(table.caption), header, rows, slice(first, first + step))
    if table.note:
        yield {"kind": "remark", "text": str(table.note)}


def _piece(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], some: slice) -> dict[str, Any]:
    """Some columns of a table beside its first."""
    narrow = [[row[0], *row[some]] for row in rows]
    return {"kind": "table", "title": title, "header": [header[0], *header[some]], "rows": narrow}
