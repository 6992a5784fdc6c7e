"""Reading the city's feed of decisions: what was found waits until a person takes it in or puts it aside."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from punos.core.languages import TranslatedText
from punos.decisions import queries, rules
from punos.decisions.actions.deciding import correct_decision, enter_decision, note_paper
from punos.decisions.models import (
    Decision,
    DecisionSource,
    FeedReading,
    FoundDecision,
    FoundState,
    Tale,
)
from punos.decisions.rules import DecisionFacts
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process

TASK = "punos.decisions.tasks.read_decisions"
UNREADABLE = "unreadable"  # some of the decisions; the others were read


@transaction.atomic
def look_for_decisions(*, actor: Actor, process: Process, is_configured: bool) -> FeedReading:
    """Let the worker read the feed now; where that is going on already, the reading that is."""
    rules.check_look_for_decisions(actor, process, is_configured=is_configured)
    latest = FeedReading.objects.order_by("-pk").first()
    if latest is not None and rules.is_under_way(latest, timezone.now()):
        return latest
    reading = FeedReading.objects.create(began_at=timezone.now())
    try:
        with transaction.atomic():
            app.configure_task(TASK, lock="decisions.feed", queueing_lock="decisions.feed").defer(
                reading_id=reading.pk
            )
    except AlreadyEnqueued:
        pass  # the job that waits reads everything
    journal.record(actor, "decisions.looked_for", process, process=process.slug)
    return reading


@transaction.atomic
def begin_reading() -> FeedReading:
    """What the clock begins, every hour."""
    return FeedReading.objects.create(began_at=timezone.now())


@transaction.atomic
def end_reading(
    *,
    reading: FeedReading,
    tales: Iterable[Tale] = (),
    until: datetime | None = None,
    fault: str = "",
) -> FeedReading:
    """Keep what the feed told of the cases that processes here are about; the rest is nobody's business."""
    locked = FeedReading.objects.select_for_update().get(pk=reading.pk)
    processes, found = queries.processes_by_case(), 0
    for tale in tales:
        process = processes.get(tale.case_number)
        if process is not None:
            found += _keep(tale, process)
    locked.ended_at, locked.fault, locked.found = timezone.now(), fault, found
    locked.cursor = until.astimezone(UTC).isoformat() if until else ""
    locked.save(update_fields=["ended_at", "fault", "found", "cursor"])
    # Readings that were asked for while this one waited have been answered by it.
    earlier = FeedReading.objects.filter(pk__lt=locked.pk, ended_at=None)
    earlier.update(ended_at=locked.ended_at, fault=fault)
    return locked


def _keep(tale: Tale, process_id: int) -> bool:
    """Whether this is news: what was sent twice is not, nor what came after something newer."""
    digest = sha256(json.dumps(tale.as_json(), sort_keys=True).encode()).hexdigest()
    now = timezone.now()
    row, is_new = FoundDecision.objects.select_for_update().get_or_create(
        external_id=tale.external_id,
        defaults={
            "process_id": process_id,
            "told": tale.as_json(),
            "digest": digest,
            "told_at": now,
        },
    )
    if is_new:
        return True
    if row.digest == digest or datetime.fromisoformat(tale.issued) < datetime.fromisoformat(
        row.told["issued"]
    ):
        return False
    row.told, row.digest, row.told_at, row.state = tale.as_json(), digest, now, FoundState.WAITING
    row.save(update_fields=["told", "digest", "told_at", "state"])
    return True


@transaction.atomic
def take_in(
    *,
    actor: Actor,
    found: FoundDecision,
    facts: DecisionFacts,
    seen_digest: str,
    why: TranslatedText | None = None,
    seen_revision: int = 0,
) -> Decision:
    """Make a decision of what was found, or correct the one that was made of it before."""
    locked = queries.held_found(found)
    rules.check_settle_found(actor, locked, seen_digest)
    if locked.decision is None:
        decision = enter_decision(
            actor=actor,
            process=locked.process,
            facts=facts,
            source=DecisionSource.FEED,
            external_id=locked.external_id,
        )
    else:
        decision = _corrected(actor, locked.decision, facts, why or TranslatedText(), seen_revision)
    _note_papers(actor, decision, locked.tale)
    _settle(actor, locked, FoundState.TAKEN, decision)
    return decision


def _corrected(
    actor: Actor, decision: Decision, facts: DecisionFacts, why: TranslatedText, seen_revision: int
) -> Decision:
    """The decision as it is told now; where only its documents are new, nothing else changes."""
    if all(getattr(decision, name) == value for name, value in vars(facts).items()):
        return decision
    return correct_decision(actor=actor, decision=decision, facts=facts, why=why, seen_revision=seen_revision)


def _note_papers(actor: Actor, decision: Decision, tale: Tale) -> None:
    """The documents that the decision does not have yet, as many as fit."""
    known = set(decision.papers.values_list("url", flat=True))
    room = rules.MOST_PAPERS - len(known)
    for paper in [each for each in tale.papers if each.url not in known][:room]:
        name = TranslatedText.of(tale.language, **{tale.language: paper.name or tale.title})
        note_paper(actor=actor, decision=decision, kind=paper.kind, url=paper.url, name=name)


@transaction.atomic
def put_aside(*, actor: Actor, found: FoundDecision, seen_digest: str) -> FoundDecision:
    """Say that it has nothing to do with this process; if it is told otherwise later, it waits again."""
    locked = queries.held_found(found)
    rules.check_settle_found(actor, locked, seen_digest)
    return _settle(actor, locked, FoundState.PUT_ASIDE, locked.decision)


def _settle(actor: Actor, found: FoundDecision, state: str, decision: Decision | None) -> FoundDecision:
    found.state, found.decision = state, decision
    found.settled_by, found.settled_at = actor.person_id, timezone.now()
    found.save(update_fields=["state", "decision", "settled_by", "settled_at"])
    verb = "found_decision.taken_in" if state == FoundState.TAKEN else "found_decision.put_aside"
    journal.record(actor, verb, found, process=found.process.slug)
    return found
