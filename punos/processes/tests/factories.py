"""Processes for the tests of this room and of those above."""

from datetime import date
from itertools import count
from typing import Any

from punos.core.languages import TranslatedText
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_unit
from punos.processes import actions
from punos.processes.actions import PhaseFacts, ProcessFacts
from punos.processes.models import Process

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
