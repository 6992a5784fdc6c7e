"""Asking for the package of a closed process, what the worker notes while it makes it, and what became of it."""

from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from punos.core.text import clean
from punos.journal import actions as journal
from punos.journal.models import Entry
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.records import queries, rules
from punos.records.models import Handover, HandoverState


@transaction.atomic
def ask_for_handover(*, actor: Actor, process: Process) -> Handover:
    """Have the package made, unless somebody has asked already; one that was lost on the way begins anew."""
    locked = Process.objects.select_for_update(no_key=True).get(pk=process.pk)
    rules.check_ask_for_handover(actor, locked, size_of_files=queries.size_of_files(locked))
    now = timezone.now()
    moving = [HandoverState.WAITING, HandoverState.MAKING]
    found = Handover.objects.filter(process=locked, state__in=moving).defer("content").first()
    if found is not None and rules.is_moving(found, now):
        return found
    last = Handover.objects.filter(process=locked).aggregate(last=models.Max("number"))["last"] or 0
    handover = found or Handover(process=locked, number=last + 1)
    handover.state, handover.progress = HandoverState.WAITING, 0
    handover.asked_by, handover.asked_at = actor.person_id, now
    handover.save()
    app.configure_task("punos.records.tasks.make_handover").defer(
        handover_id=handover.pk, asked_at=now.isoformat()
    )
    journal.record(actor, "handover.asked", handover, process=locked.slug, number=handover.number)
    return handover


@transaction.atomic
def begin_handover(*, handover_id: int, asked_at: datetime) -> Handover | None:
    """Take a package in hand; nothing where it has been made since, or asked for anew by a later job."""
    found = Handover.objects.select_for_update(of=("self",)).select_related("process").defer("content")
    handover = found.filter(pk=handover_id, asked_at=asked_at).first()
    if handover is None or handover.state not in {HandoverState.WAITING, HandoverState.MAKING}:
        return None
    handover.state, handover.progress = HandoverState.MAKING, 0
    handover.save(update_fields=["state", "progress"])
    return handover


@transaction.atomic
def note_handover_progress(*, handover: Handover, progress: int) -> None:
    """How far it is, in per cent."""
    mine = Handover.objects.filter(pk=handover.pk, asked_at=handover.asked_at, state=HandoverState.MAKING)
    mine.update(progress=min(99, progress))


@transaction.atomic
def keep_handover(*, handover: Handover, content: bytes, sha256: str) -> Handover | None:
    """Keep what was made; nothing if it was asked for anew meanwhile."""
    locked = _in_hand(handover)
    if locked is None:
        return None
    locked.state, locked.progress, locked.made_at = HandoverState.MADE, 100, timezone.now()
    locked.content, locked.size, locked.sha256 = content, len(content), sha256
    locked.save()
    journal.record(SYSTEM, "handover.made", locked, process=locked.process.slug, number=locked.number)
    return locked


@transaction.atomic
def fail_handover(*, handover: Handover) -> None:
    """Note that a package could not be made; it can be asked for again."""
    locked = _in_hand(handover)
    if locked is None:
        return
    locked.state = HandoverState.FAILED
    locked.save(update_fields=["state"])
    journal.record(SYSTEM, "handover.failed", locked, process=locked.process.slug, number=locked.number)


def _in_hand(handover: Handover) -> Handover | None:
    """The package as it is being made, locked."""
    mine = Handover.objects.filter(
        pk=handover.pk, asked_at=handover.asked_at, state=HandoverState.MAKING
    ).defer("content")
    return mine.select_for_update(of=("self",)).select_related("process").first()


@transaction.atomic
def fetch_handover(*, actor: Actor, handover: Handover) -> Entry:
    """Take a package along; what is read stands before the line."""
    rules.check_fetch_handover(actor, handover.process)
    slug = handover.process.slug
    return journal.record(actor, "handover.fetched", handover, process=slug, number=handover.number)


@transaction.atomic
def receive_handover(*, actor: Actor, handover: Handover, reference: str, received_at: datetime) -> Handover:
    """Note what the case system answered: when it took the package in, and under which identifier."""
    locked = Handover.objects.select_for_update(of=("self",)).select_related("process").defer("content")
    found = locked.get(pk=handover.pk)
    told = clean(reference)
    rules.check_receive_handover(actor, found, reference=told, received_at=received_at, now=timezone.now())
    found.reference, found.received_at = told, received_at
    found.save(update_fields=["reference", "received_at"])
    journal.record(actor, "handover.received", found, process=found.process.slug, number=found.number)
    return found
