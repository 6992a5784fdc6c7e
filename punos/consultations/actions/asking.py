"""Asking something, and changing until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from punos.consultations import rules
from punos.consultations.models import Consultation, Part, PartKind, ResultsShown
from punos.contributions import actions as contributions
from punos.contributions.models import Scale
from punos.core.languages import TranslatedText
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.search import actions as search


@dataclass(frozen=True)
class PartFacts:
    """What is told of a part; only a part with ideas has a scale."""

    kind: PartKind
    title: TranslatedText
    body: TranslatedText = TranslatedText()
    scale: Scale | None = None
    takes_contributions: bool = True
    fields: tuple[str, ...] = ()
    low: TranslatedText = TranslatedText()
    high: TranslatedText = TranslatedText()


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
    source: str = "",
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
        source=source,
    )
    for place, told in enumerate(parts, start=1):
        _add_part(actor, consultation, place, told)
    search.enter(consultation, process=process.slug, title=title, body=summary)
    journal.record(actor, "consultation.published", consultation, process=process.slug, public=True)
    return consultation


def _add_part(actor: Actor, consultation: Consultation, place: int, told: PartFacts) -> Part:
    """One part in its place, with a thread of its own if ideas are said in it."""
    thread = None
    if told.kind == PartKind.IDEAS:
        thread = contributions.open_thread(
            actor=actor,
            process=consultation.process,
            scale=told.scale,
            takes_contributions=told.takes_contributions,
        )
        contributions.set_times(
            actor=actor, thread=thread, opens_at=consultation.opens_at, closes_at=consultation.closes_at
        )
    return Part.objects.create(
        consultation=consultation,
        place=place,
        kind=told.kind,
        title=told.title,
        body=told.body,
        fields=list(told.fields),
        low=told.low,
        high=told.high,
        thread=thread,
    )


@transaction.atomic
def set_closing(*, actor: Actor, consultation: Consultation, closes_at: datetime) -> Consultation:
    """Extend the time to answer, or cut it short; the threads hear of it at once."""
    locked = (
        Consultation.objects.select_for_update(of=("self",)).select_related("process").get(pk=consultation.pk)
    )
    rules.check_set_closing(actor, locked, closes_at, timezone.now())
    later = locked.closes_at is not None and closes_at > locked.closes_at
    locked.closes_at = closes_at
    locked.save(update_fields=["closes_at"])
    for part in locked.parts.exclude(thread=None).select_related("thread__process"):
        assert part.thread is not None  # the query leaves parts without a thread out
        contributions.set_times(
            actor=actor, thread=part.thread, opens_at=locked.opens_at, closes_at=closes_at
        )
    verb = "consultation.extended" if later else "consultation.cut_short"
    journal.record(actor, verb, locked, process=locked.process.slug, public=True)
    return locked
