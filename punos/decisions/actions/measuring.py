"""Starting a measure, telling how it goes on, closing it with what came of it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone

from punos.core.languages import TranslatedText
from punos.decisions import queries, rules
from punos.decisions.models import Decision, Measure, ProgressNote
from punos.decisions.rules import MeasureFacts
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.search import actions as search
from punos.themes.models import Theme

FACTS = tuple(MeasureFacts.__dataclass_fields__)


@transaction.atomic
def start_measure(
    *,
    actor: Actor,
    process: Process,
    facts: MeasureFacts,
    decisions: Iterable[Decision] = (),
    themes: Iterable[Theme] = (),
) -> Measure:
    """Promise in public that something is done, by whom and until when."""
    locked, decided, about = queries.held_process(process.pk), list(decisions), list(themes)
    rules.check_start_measure(actor, locked, facts, decided, about)
    last = locked.measures.aggregate(number=models.Max("number"))["number"] or 0
    measure = Measure.objects.create(
        process=locked,
        number=last + 1,
        made_by=actor.person_id,
        made_at=timezone.now(),
        **{name: getattr(facts, name) for name in FACTS},
    )
    measure.decisions.set(decided)
    measure.themes.set(about)
    _enter_in_search(measure)
    journal.record(actor, "measure.started", measure, process=locked.slug, public=True)
    return measure


@transaction.atomic
def revise_measure(
    *,
    actor: Actor,
    measure: Measure,
    facts: MeasureFacts,
    seen_revision: int,
    decisions: Iterable[Decision] = (),
    themes: Iterable[Theme] = (),
) -> Measure:
    """Tell otherwise what is done; a day that is moved stays in the journal."""
    locked, decided, about = queries.held_measure(measure), list(decisions), list(themes)
    rules.check_revise_measure(actor, locked, facts, decided, about, seen_revision)
    due_before = locked.due_on.isoformat()
    for name in FACTS:
        setattr(locked, name, getattr(facts, name))
    locked.revision += 1
    locked.save(update_fields=[*FACTS, "revision"])
    locked.decisions.set(decided)
    locked.themes.set(about)
    _enter_in_search(locked)
    told = {"due_before": due_before, "due": locked.due_on.isoformat()}
    journal.record(actor, "measure.revised", locked, process=locked.process.slug, public=True, **told)
    return locked


@transaction.atomic
def note_progress(
    *,
    actor: Actor,
    measure: Measure,
    text: TranslatedText,
    state: str,
    review_on: date | None = None,
    at: datetime | None = None,
) -> ProgressNote:
    """Tell readers how a measure goes on, and on which day somebody looks at it again.

    `at` is for what was told elsewhere in its time and is brought in.
    """
    locked, now = queries.held_measure(measure), at or timezone.now()
    rules.check_note_progress(actor, locked, text, state)
    note = ProgressNote.objects.create(measure=locked, text=text, state=state, by=actor.person_id, at=now)
    locked.state, locked.review_on = state, review_on
    locked.save(update_fields=["state", "review_on"])
    journal.record(
        actor, "measure.progressed", locked, process=locked.process.slug, public=True, note=note.pk
    )
    return note


@transaction.atomic
def close_measure(
    *, actor: Actor, measure: Measure, state: str, came_of: TranslatedText, at: datetime | None = None
) -> Measure:
    """End a measure, done or dropped, with what came of it; `at` is for one that ended elsewhere in its time."""
    locked = queries.held_measure(measure)
    rules.check_close_measure(actor, locked, state, came_of)
    locked.state, locked.came_of, locked.closed_at = state, came_of, at or timezone.now()
    locked.save(update_fields=["state", "came_of", "closed_at"])
    journal.record(actor, "measure.closed", locked, process=locked.process.slug, public=True, state=state)
    return locked


def _enter_in_search(measure: Measure) -> None:
    """Found by what is done."""
    search.enter(
        measure,
        process=measure.process.slug,
        title=measure.title,
        body=measure.body,
        at=measure.made_at,
        organisation_id=measure.organisation_id,
    )
