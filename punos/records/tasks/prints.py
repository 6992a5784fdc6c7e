"""The package to read: documents in Finnish that keep (PDF/A-2a) and that screen readers can read (PDF/UA-1).

They hold what everybody may read, and say where something is left out. What was written goes in as data alone.
Worker only.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import batched
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from punos.core.typesetting import typeset
from punos.processes.models import Process
from punos.records.queries.pages import (
    Block,
    contributions,
    decisions,
    heading,
    process_pages,
    summaries,
    themes,
)
from punos.reports.queries.look import look

LANGUAGE: Final = "fi"
A_VOLUME: Final = 4_000  # blocks: what one document holds, so that making it fits into memory

DOCUMENT: Final = """
#let told = json(bytes(sys.inputs.data))
#set document(title: told.title, date: datetime(
  year: told.at.at(0), month: told.at.at(1), day: told.at.at(2),
  hour: told.at.at(3), minute: told.at.at(4), second: told.at.at(5),
))
#set page(paper: "a4", margin: 2cm, numbering: "1 / 1")
#set text(lang: told.language, region: "FI", size: 10.5pt, fill: rgb(told.look.ink))
#set par(leading: .7em, spacing: 1em)
#show heading: set text(fill: rgb(told.look.brand))
#show heading: set block(above: 1.6em, below: .8em)
#let quiet(body) = text(size: 9pt, fill: luma(33%), body)
#let lines(words) = words.split("\\n").join(linebreak())
#heading(level: 1, told.title)
#for line in told.facts [#par(quiet(line))]
#for block in told.blocks {
  if block.kind == "section" { heading(level: 2, block.text) }
  if block.kind == "heading" { heading(level: 3, block.text) }
  if block.kind == "words" { par(text(lang: block.language, lines(block.text))) }
  if block.kind == "remark" { par(quiet(lines(block.text))) }
  if block.kind == "quote" { quote(block: true, text(lang: block.language, lines(block.text))) }
}
"""


def printed(process: Process, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Each document with its path; one that grows too long goes on in another with a number."""
    with override(LANGUAGE):
        subjects = (
            ("process", _("Process and phases"), process_pages(process)),
            ("contributions", _("What was said"), contributions(process, now)),
            ("themes", _("Themes and responses"), themes(process)),
            ("decisions", _("Decisions and measures"), decisions(process)),
            ("summaries", _("Closing summaries"), summaries(process)),
        )
        for name, title, blocks in subjects:
            for number, volume in enumerate(_volumes(blocks), start=1):
                path = f"pdf/{name}.pdf" if number == 1 else f"pdf/{name}-{number}.pdf"
                yield path, _made(process, title, volume)


def _volumes(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """At least one, be there anything to tell or not."""
    empty = True
    for volume in batched(blocks, A_VOLUME):
        empty = False
        # a volume begins with a heading of the second level, as a document must
        yield list(volume) if volume[0]["kind"] == "section" else [heading(_("Continued")), *volume]
    if empty:
        yield [heading(_("Nothing to tell")), {"kind": "remark", "text": _("There is nothing of this kind.")}]


def _made(process: Process, title: str, blocks: list[Block]) -> bytes:
    """The file; where a letter is in no font that comes along, one without the promise of the standards."""
    at = (process.closed_at or process.published_at or datetime.fromtimestamp(0, UTC)).astimezone(UTC)
    facts = [
        process.title.read(LANGUAGE).text,
        ", ".join(filter(None, [process.case_number, *process.hosts(LANGUAGE)])),
        f"{settings.PUBLIC_ADDRESS}/{LANGUAGE}{process.address}",
    ]
    if settings.DEMO:
        facts.append(_("Sample material: the answers, organisations and reasons are invented."))
    told = {
        "title": title,
        "language": LANGUAGE,
        "at": [at.year, at.month, at.day, at.hour, at.minute, at.second],
        "look": {"ink": f"#{look().ink}", "brand": f"#{look().brand}"},
        "facts": [each for each in facts if each],
        "blocks": blocks,
    }
    at_second = int(at.timestamp())
    return typeset(DOCUMENT, json.dumps(told), timestamp=at_second, standards=["a-2a", "ua-1"])
