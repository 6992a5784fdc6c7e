"""Draft texts to comment on, for the tests of this room and of those above."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from punos.consultations.actions import PartFacts, comment_on_clause
from punos.consultations.models import Consultation, Part, PartKind
from punos.consultations.tests.factories import make_consultation
from punos.contributions.actions import Remark
from punos.contributions.models import Contribution
from punos.contributions.tests.factories import make_process, make_voice, text
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.actions import SectionFacts
from punos.processes.models import Document, DraftVersion
from punos.processes.tests.factories import make_document, make_section_facts, make_version

TASKS = make_section_facts("tehtavat", "Kokoontuu **neljä** kertaa.", sv="Sammanträder fyra gånger.")
SEATS = make_section_facts("jasenet", "Jäseniä on 12.")
SENT = {"seen_version": "1", "stance": "for", "text": "Hyvä näin.", "quote": "", "rewording": "", "send": "1"}


def make_hearing(*sections: SectionFacts, state: str = "open", **part: Any) -> tuple[Consultation, Document]:
    """A consultation that asks for comments on the first version of a text with two clauses."""
    document = make_document(make_process(), slug="tehtavat")
    make_version(document, *(sections or (TASKS, SEATS)))
    facts = PartFacts(PartKind.DRAFT_TEXT, text("Luonnos"), document=document, **part)
    return make_consultation(document.process, state=state, parts=[facts]), document


def part_of(consultation: Consultation) -> Part:
    """The part that asks for comments."""
    parts = Part.objects.select_related("thread__process", "consultation__process", "document")
    return parts.get(consultation=consultation, kind=PartKind.DRAFT_TEXT)


def next_version(document: Document, *sections: SectionFacts) -> DraftVersion:
    """A second version in which the tasks changed."""
    told = sections or (
        make_section_facts("tehtavat", "Kokoontuu kuusi kertaa.", why="Moni toivoi useammin."),
    )
    version = processes.write_version(actor=SYSTEM, document=document, sections=told, seen_revision=0)
    return processes.publish_version(actor=SYSTEM, version=version)


def page_at(consultation: Consultation, name: str, *, language: str = "en", **more: Any) -> str:
    """The address of a page of the text."""
    names = {"process": consultation.process.slug, "consultation": consultation.slug, "slug": "tehtavat"}
    with translation.override(language):
        return reverse(f"consultations:{name}", kwargs=names | more)


def words(client: Client, address: str) -> str:
    """What stands on a page, without its marks."""
    response = client.get(address)
    assert response.status_code == 200
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def send(client: Client, found: Consultation, **changes: str) -> str:
    """Send a comment on the tasks; where one is led, or nothing if it was refused."""
    response = client.post(page_at(found, "comment", key="tehtavat"), SENT | changes)
    return response.headers.get("Location", "")


def say(found: Consultation, *, number: int = 1, **changes: str) -> list[Contribution]:
    """So many comments on the tasks, each by a speaker of its own."""
    known: dict[str, Any] = {"part": part_of(found), "key": "tehtavat", "seen_version": 1, "language": "fi"}
    remark = Remark(**{"text": "Samaa mieltä.", "stance": "for"} | changes)
    return [
        comment_on_clause(actor=Actor(), voice=make_voice(found.process), remark=remark, **known)
        for _each in range(number)
    ]
