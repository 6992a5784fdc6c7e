"""Speakers for whom an officer types: they phoned, wrote on paper or came by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from punos.contributions import rules
from punos.contributions.models import Capacity, Identified, Voice
from punos.contributions.models.voice import TYPED_IN
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor, Organisation
from punos.processes.models import Process


@dataclass(frozen=True)
class TypedSpeaker:
    """Who they say that they are, as the officer understood it."""

    capacity: str
    language: str
    background: Mapping[str, str] = field(default_factory=dict)
    organisation: Organisation | None = None
    organisation_name: str = ""
    head_count: int | None = None
    pseudonym: str = ""


@transaction.atomic
def type_in(*, actor: Actor, process: Process, mark: str, speaker: TypedSpeaker) -> Voice:
    """Begin for somebody who did not come by the web, or say anew who they are.

    `mark` is a random mark of the form: the same form sent twice is one speaker. Their account, if they have one,
    is not asked for: they are known by the officer alone, and an organisation counts as unverified.
    """
    organisation, named = speaker.organisation, clean(speaker.organisation_name)
    capacity, pseudonym = speaker.capacity, " ".join(clean(speaker.pseudonym).split())
    head_count = speaker.head_count if capacity == Capacity.GROUP else None
    rules.check_type_in(actor, process, mark, capacity, head_count, organisation, named)
    rules.check_pseudonym(capacity, pseudonym)
    if capacity == Capacity.ORGANISATION and organisation is not None and organisation.is_public_body:
        capacity = Capacity.BODY
    voice, is_new = Voice.objects.update_or_create(
        process=process,
        speaker=f"{TYPED_IN}{mark}",
        defaults={
            "capacity": capacity,
            "organisation": organisation,
            "organisation_name": "" if organisation else named,
            "head_count": head_count,
            "pseudonym": pseudonym,
            "background": dict(speaker.background),
            "language": speaker.language,
            "identified": Identified.STAFF,
            "at": timezone.now(),
        },
    )
    journal.record(actor, "voice.typed_in" if is_new else "voice.changed", voice, process=process.slug)
    return voice
