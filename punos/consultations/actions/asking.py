"""Asking something, and changing until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.actions.finding import enter
from punos.consultations.actions.parts import PartFacts, lay_part, pass_times
from punos.consultations.models import Consultation, Controller, ResultsShown, TimeChange
from punos.core.languages import TranslatedText
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process


@dataclass(frozen=True)
class Told:
    """What a reader is told before the first field, and where it was imported from; see `Consultation`."""

    minutes: int | None = None
    controller: str = Controller.UNIT
    privacy: TranslatedText = TranslatedText()
    publicity: TranslatedText = TranslatedText()
    retention: TranslatedText = TranslatedText()
    moderated_before: bool = False
    is_easy: bool = False
    easy_summary: TranslatedText = TranslatedText()
    source: str = ""


@transaction.atomic
def publish_consultation(
    *,
    actor: Actor,
    process: Process,
    slug: str,
    title: TranslatedText,
    summary: TranslatedText,
    opens_at: datetime,
    closes_at: datetime | None,
    parts: Sequence[PartFacts],
    results_shown: str = ResultsShown.WHEN_CLOSED,
    told: Told = Told(),
) -> Consultation:
    """Ask something in a process; the clock opens and closes it."""
    rules.check_publish_consultation(actor, process, opens_at, closes_at)
    rules.check_address_is_free(process, slug)
    consultation = Consultation.objects.create(
        process=process,
        slug=slug,
        title=title,
        summary=summary,
        opens_at=opens_at,
        closes_at=closes_at,
        results_shown=results_shown,
        published_at=timezone.now(),
        made_at=timezone.now(),
        **vars(told),
    )
    for place, part in enumerate(parts, start=1):
        lay_part(actor=actor, consultation=consultation, place=place, told=part)
    pass_times(actor=actor, consultation=consultation, opens_at=opens_at, closes_at=closes_at)
    enter(consultation=consultation)
    journal.record(actor, "consultation.published", consultation, process=process.slug, public=True)
    return consultation


@transaction.atomic
def set_closing(
    *,
    actor: Actor,
    consultation: Consultation,
    closes_at: datetime | None,
    reason: TranslatedText = TranslatedText(),
) -> Consultation:
    """Extend the time to answer, or cut it short, and tell why; the threads hear of it at once.

    Without a moment it closes now.
    """
    locked, now = queries.locked(consultation), timezone.now()
    until = closes_at or now
    rules.check_set_closing(actor, locked, until, now)
    rules.check_reason_for_time(actor, reason)
    later = locked.closes_at is not None and until > locked.closes_at
    if reason:
        TimeChange.objects.create(
            consultation=locked,
            closed_before=locked.closes_at,
            closes_at=until,
            reason=reason,
            by=actor.person_id,
            at=now,
        )
    locked.closes_at = until
    locked.save(update_fields=["closes_at"])
    pass_times(actor=actor, consultation=locked, opens_at=locked.opens_at, closes_at=until)
    verb = "consultation.extended" if later else "consultation.cut_short"
    journal.record(actor, verb, locked, process=locked.process.slug, public=True)
    return locked
