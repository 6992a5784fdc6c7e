"""Everything that all rooms know about one person, and what that person has said."""

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation
from punos.contributions import queries as contributions
from punos.contributions.models import Voice
from punos.decisions import queries as decisions
from punos.home.models import Feedback
from punos.journal import queries as journal
from punos.mail import queries as mail
from punos.notices import queries as notices
from punos.organisations import queries as organisations
from punos.organisations.models import Actor
from punos.people import queries as people
from punos.people.models import Person

type Rows = list[dict[str, Any]]

FEEDBACK = ("text", "contact", "language", "at", "answered_at")


def about(person: Person, also: Collection[str] = ()) -> dict[str, dict[str, Rows]]:
    """The rows of a person by room and kind; a test sees to it that no column that points to a person is missed.

    `also` are addresses that are not known to be theirs, if somebody asks by them.
    """
    addresses = [*people.verified_addresses(person), *also]
    known = organisations.about(person, addresses)
    return {
        "people": people.about(person),
        "organisations": known,
        "contributions": contributions.about(person),
        "consultations": consultations.about(person, addresses),
        "decisions": decisions.about(person),
        "home": {"feedback": _feedback(addresses)},
        "notices": notices.about(person),
        "mail": mail.about(person.pk, addresses),
        "journal": journal.about(person.pk, organisations.ids_of(known)),
    }


def about_address(email: str) -> dict[str, dict[str, Rows]]:
    """The rows of somebody without an account, of whom nothing but an address is known."""
    return {
        "organisations": organisations.about_addresses([email]),
        "consultations": consultations.about_addresses([email]),
        "home": {"feedback": _feedback([email])},
        "mail": mail.about(0, [email]),  # nobody's id: what was written to the address alone
    }


def _feedback(addresses: Collection[str]) -> Rows:
    found = Feedback.objects.filter(people.of_addresses("contact", addresses)).order_by("pk")
    return [{**row} for row in found.values(*FEEDBACK)]


def feedback_of(person: Person) -> QuerySet[Feedback]:
    """Feedback that asks for an answer at an address of this person; the rest is nobody's."""
    mine = people.of_addresses("contact", people.verified_addresses(person))
    return Feedback.objects.filter(mine).order_by("pk")


def spoken(person: Person) -> QuerySet[Voice]:
    """Where a person has taken part or said something, with what they said there, the latest first."""
    said = contributions.said_by(person)
    mine = said.select_related("latest").order_by("pk")
    found = Voice.objects.filter(
        Q(pk__in=contributions.voices_of(person).values("pk")) | Q(pk__in=said.values("voice"))
    )
    shown = found.select_related("process", "organisation").order_by("-at", "-pk")
    return shown.prefetch_related(Prefetch("contributions", queryset=mine, to_attr="mine"))


def asked_where(actor: Actor, voices: list[Voice]) -> list[tuple[Voice, list[Consultation]]]:
    """Each voice with the consultations that it has answered under the hat of its own person."""
    found = Consultation.objects.visible_to(actor).filter(process__in=[each.process_id for each in voices])
    asked = list(found.select_related("process").order_by("-opens_at", "-id"))
    own = contributions.own_mark(actor.person) if actor.person else ""
    return [
        (voice, [each for each in asked if voice.speaker == own and each.process_id == voice.process_id])
        for voice in voices
    ]
