"""Decisions and measures for the tests of this room and of those above."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from punos.contributions.tests.factories import text
from punos.decisions import actions
from punos.decisions.models import Decision, Measure
from punos.decisions.rules import DecisionFacts, MeasureFacts
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_unit
from punos.processes.models import Process
from punos.processes.tests.factories import make_process

FACTS = DecisionFacts(
    title=text("Mallin päälinjat", sv="Modellens riktlinjer"),
    summary=text("Jaosto merkitsi asian tiedoksi."),
    body_name=text("Esimerkkijaosto"),
    decided_on=date(2022, 6, 6),
    outcome="noted",
    case_number="ESIM 2022-1",
    section_mark="§ 27",
    appeal="none",
)


def facts(**changes: Any) -> DecisionFacts:
    """What is told of a decision of 6 June 2022 that was noted for information."""
    return replace(FACTS, **changes)


def make_decision(process: Process | None = None, **changes: Any) -> Decision:
    """A decision that has been entered."""
    return actions.enter_decision(actor=SYSTEM, process=process or make_process(), facts=facts(**changes))


def measure_facts(**changes: Any) -> MeasureFacts:
    """What is told of a measure of the unit `kanslia` that is due at the end of 2023."""
    told: dict[str, Any] = {
        "title": text("Neuvottelukunta aloittaa"),
        "due_from": date(2023, 1, 1),
        "due_on": date(2023, 12, 31),
        "precision": "year",
    }
    if "organisation" not in changes:
        told["unit"] = make_unit()
    return MeasureFacts(**told | changes)


def make_measure(
    process: Process | None = None,
    *,
    decisions: Iterable[Decision] = (),
    themes: Iterable[Any] = (),
    **changes: Any,
) -> Measure:
    """A measure that has been started."""
    return actions.start_measure(
        actor=SYSTEM,
        process=process or make_process(),
        facts=measure_facts(**changes),
        decisions=decisions,
        themes=themes,
    )
