"""Summaries for the tests of this room and of those above."""

from typing import Any

from django.test import Client

from punos.consultations.models import Consultation
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import well_rated
from punos.contributions.tests.factories import make_actor, make_process
from punos.core.languages import LANGUAGES
from punos.core.side_by_side import print_of
from punos.organisations.models import Actor, CityUnit
from punos.organisations.tests.factories import make_unit
from punos.reports import actions
from punos.reports.models import Summary


def hosted(
    *, state: str = "closed", computed: bool = True, unit: str = "kanslia", **changes: Any
) -> tuple[Consultation, CityUnit]:
    """A brainstorm of a unit of the city in which eight persons have rated, with its results."""
    host = make_unit(unit)
    consultation = well_rated(process=make_process(host_unit=host), state=state, **changes)
    if computed:
        computing.compute(consultation.pk)
    return consultation, host


def officer(unit: CityUnit) -> Actor:
    """Somebody who leads its processes."""
    return make_actor("Olli", unit=unit)


def begun(**changes: Any) -> tuple[Summary, Actor]:
    """A summary in its first draft, and who writes it."""
    consultation, unit = hosted(**changes)
    leader = officer(unit)
    return actions.draft_summary(actor=leader, consultation=consultation), leader


def summary_at(consultation: Consultation, name: str = "", language: str = "en") -> str:
    """The address of a page below the summary."""
    return f"/{language}{consultation.address}summary/{name}"


def browser(actor: Actor) -> Client:
    """Somebody who has signed in."""
    client = Client()
    assert actor.person is not None
    client.force_login(actor.person)
    return client


def form_of(summary: Summary, **changes: str) -> dict[str, str]:
    """The fields as the page shows them, some of them changed."""
    sent = {}
    for name in ("title", "body"):
        for language in LANGUAGES:
            part = getattr(summary, name).texts[language]
            sent[f"{name}_{language}"] = part.text
            sent[f"seen_{name}_{language}"] = f"{part.revision}.{print_of(part.text)}"
    return sent | changes
