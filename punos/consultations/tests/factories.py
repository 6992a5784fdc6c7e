"""Consultations for the tests of this room and of those above."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from punos.consultations import actions
from punos.consultations.actions import PartFacts
from punos.consultations.models import Consultation, PartKind
from punos.contributions import actions as contributions
from punos.contributions.actions import ImportedIdea, ImportedVoice
from punos.contributions.models import Capacity, Scale, Thread
from punos.contributions.tests.factories import DAY, make_person, make_process, text
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process

NUMBERS = count(1)
TITLE = text("Mitä tiloja tarvitaan?", sv="Vilka utrymmen behövs?", en="Which spaces are needed?")
ANSWER = {"capacity": "resident"}
STATES = {"not open": (DAY, 2 * DAY), "open": (-DAY, DAY), "closed": (-2 * DAY, -DAY)}


def make_consultation(
    process: Process | None = None,
    *,
    state: str = "open",
    scale: Scale = Scale.AGREEMENT,
    opens: timedelta | None = None,
    closes: timedelta | None = None,
    takes_contributions: bool = True,
    **changes: Any,
) -> Consultation:
    """A brainstorm with all three kinds of parts, in a state or between two moments counted from now."""
    now, (usual_opens, usual_closes) = timezone.now(), STATES[state]
    facts: dict[str, Any] = {
        "slug": f"kysymys-{next(NUMBERS)}",
        "title": TITLE,
        "summary": text("Kerro.", sv="Berätta.", en="Tell us."),
        "opens_at": now + (opens if opens is not None else usual_opens),
        "closes_at": now + (closes if closes is not None else usual_closes),
        "parts": [
            PartFacts(PartKind.INFORMATION, text("Mistä on kyse"), text("Tietoa.")),
            PartFacts(PartKind.BACKGROUND, text("Tausta"), fields=("youth", "older", "other")),
            PartFacts(PartKind.IDEAS, text("Ideat"), scale=scale, takes_contributions=takes_contributions),
        ],
    }
    return actions.publish_consultation(actor=SYSTEM, process=process or make_process(), **(facts | changes))


def thread_of(consultation: Consultation) -> Thread:
    """Where its ideas are said."""
    return Thread.objects.select_related("process").get(part__consultation=consultation)


def fill(
    consultation: Consultation,
    *,
    ideas: Iterable[str],
    voices: Iterable[ImportedVoice],
    ratings: Iterable[tuple[str, int, int]],
) -> Thread:
    """Bring many answers in at once, whether it is open or not; the host brings the ideas, from number 1."""
    thread, now = thread_of(consultation), timezone.now()
    contributions.bring_in(
        actor=SYSTEM,
        thread=thread,
        source="test",
        voices=[ImportedVoice("host", Capacity.BODY, now, is_host=True), *voices],
        ideas=[ImportedIdea(number, "host", words, "fi", now) for number, words in enumerate(ideas, start=1)],
        ratings=[(key, number, value, now) for key, number, value in ratings],
    )
    return thread


def residents(number: int, **background: str) -> list[ImportedVoice]:
    """So many who answer for themselves, called 0, 1 and so on."""
    now = timezone.now()
    return [ImportedVoice(str(key), Capacity.RESIDENT, now, background) for key in range(number)]


def well_rated(number_of_ideas: int = 3, number_of_voices: int = 8, **changes: Any) -> Consultation:
    """A consultation whose ideas have all been rated by everybody, the first ones best."""
    consultation = make_consultation(**changes)
    scale = thread_of(consultation).scale
    low, high = (-1, 1) if scale == Scale.AGREEMENT else (1, 7)
    fill(
        consultation,
        ideas=[f"Idea {number}" for number in range(1, number_of_ideas + 1)],
        voices=residents(number_of_voices, field="youth", area="90"),
        ratings=[
            (str(key), number, low if (key + number) % (number + 1) == 0 else high)
            for key in range(number_of_voices)
            for number in range(1, number_of_ideas + 1)
        ],
    )
    return consultation


def at(
    consultation: Consultation, name: str = "consultation_detail", *, language: str = "en", **more: Any
) -> str:
    """The address of a page in a language."""
    kwargs = {"process": consultation.process.slug, "consultation": consultation.slug, **more}
    with translation.override(language):
        return reverse(f"consultations:{name}", kwargs=kwargs)


def taking_part(consultation: Consultation, client: Client | None = None, **told: Any) -> Client:
    """A browser that has said how it answers."""
    client = client or Client()
    client.post(at(consultation, "take_part"), ANSWER | told)
    return client


def signed_in(**role: Any) -> Client:
    """The browser of somebody with an account."""
    client = Client()
    client.force_login(make_person("Somebody", **role))
    return client
