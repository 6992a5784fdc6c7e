"""Processes for the tests of this room and of those above."""

from datetime import date
from itertools import count
from typing import Any

from punos.core.languages import TranslatedText
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_unit
from punos.processes import actions
from punos.processes.actions import PhaseFacts, ProcessFacts, SectionFacts
from punos.processes.models import Document, DraftVersion, Process

NUMBERS = count(1)


def make_facts(**changes: Any) -> ProcessFacts:
    """What is told of a process of the unit `kanslia`, without phases."""
    facts: dict[str, Any] = {
        "slug": f"asia-{next(NUMBERS)}",
        "title": TranslatedText.of("fi", fi="Yhteiset tilat", sv="Gemensamma lokaler", en="Shared spaces"),
        "summary": TranslatedText.of("fi", fi="Tiloja etsitään yhdessä."),
    }
    if "host_organisation" not in changes:
        facts["host_unit"] = changes.get("host_unit") or make_unit()
    return ProcessFacts(**facts | changes)


def make_process(**changes: Any) -> Process:
    """A process that has been announced."""
    return actions.announce_process(actor=SYSTEM, facts=make_facts(**changes))


def make_phase_facts(**changes: Any) -> PhaseFacts:
    """What is told of a phase that lasted for the seventh of November 2022."""
    facts: dict[str, Any] = {
        "key": "comments",
        "place": 1,
        "title": TranslatedText.of("fi", fi="Luonnoksen kommentointi"),
        "body": TranslatedText.of("fi", fi="Kommentteja voi antaa."),
        "starts_on": date(2022, 11, 7),
        "ends_on": date(2022, 11, 7),
    }
    return PhaseFacts(**facts | changes)


def make_document(process: Process | None = None, **changes: Any) -> Document:
    """A text that has been begun in a process, without clauses."""
    facts: dict[str, Any] = {
        "slug": f"luonnos-{next(NUMBERS)}",
        "title": TranslatedText.of("fi", fi="Neuvottelukunnan tehtävät", sv="Delegationens uppgifter"),
    }
    return actions.draft_document(actor=SYSTEM, process=process or make_process(), **facts | changes)


def make_section_facts(
    key: str = "tehtavat", finnish: str = "Neuvottelukunta kokoontuu.", **more: Any
) -> SectionFacts:
    """What is written of one clause, in Finnish; `sv` and `en` are its translations, `why` its reason."""
    why = more.pop("why", "")
    return SectionFacts(
        key=key,
        heading=TranslatedText.of("fi", fi=more.pop("heading", key.capitalize())),
        body=TranslatedText.of("fi", fi=finnish, **more),
        why=TranslatedText.of("fi", fi=why),
    )


def make_version(
    document: Document | None = None, *sections: SectionFacts, published: bool = True
) -> DraftVersion:
    """The next version of a document, with these clauses or one of its own."""
    written = document or make_document()
    draft = written.versions.filter(published_at=None).first()
    version = actions.write_version(
        actor=SYSTEM,
        document=written,
        sections=sections or [make_section_facts()],
        seen_revision=draft.revision if draft else 0,
    )
    return actions.publish_version(actor=SYSTEM, version=version) if published else version
