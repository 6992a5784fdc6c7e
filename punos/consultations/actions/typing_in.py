"""Answers that an officer types in for somebody who phoned, wrote on paper or came by."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from punos.consultations import rules
from punos.consultations.models import Consultation, Submission
from punos.contributions import actions as contributions
from punos.contributions.actions import TypedSpeaker
from punos.journal import actions as journal
from punos.organisations.models import Actor


@transaction.atomic
def begin_typed_in(
    *,
    actor: Actor,
    consultation: Consultation,
    way: str,
    arrived_on: date,
    mark: str,
    speaker: TypedSpeaker,
    received_at: datetime | None = None,
) -> Submission:
    """Begin an answer for somebody else, which came on a day when it could be answered, though it is typed in later.

    The same form sent twice is one answer; `mark` is what tells it.
    """
    now = timezone.now()
    rules.check_begin_typed_in(actor, consultation, way, arrived_on, received_at or now)
    voice = contributions.type_in(actor=actor, process=consultation.process, mark=mark, speaker=speaker)
    submission, is_new = Submission.objects.get_or_create(
        consultation=consultation,
        voice=voice,
        defaults={
            "language": speaker.language,
            "started_at": now,
            "changed_at": now,
            "typed_in_by": actor.person_id,
            "typed_in_way": way,
            "arrived_on": arrived_on,
        },
    )
    if is_new:
        journal.record(actor, "submission.typed_in", submission, process=consultation.process.slug, way=way)
    return submission
