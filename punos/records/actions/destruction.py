"""Proposing by the clock, deciding by a person, destroying by the worker: batch by batch, so that it can be gone on with."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from punos.consultations import actions as consultations
from punos.contributions import actions as contributions
from punos.core.errors import Refused
from punos.decisions import actions as decisions
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.notices import actions as notices
from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Process
from punos.records import queries, rules
from punos.records.models import CaseFile, Destruction, DestructionState, RetentionClass
from punos.reports import actions as reports

type Batch = Callable[..., dict[str, int]]


@transaction.atomic
def propose_destructions(*, actor: Actor, now: datetime) -> list[Destruction]:
    """Propose what is due and was not proposed before, and what was postponed until now; drop what is due no longer.

    The administrators get one letter about all that is new.
    """
    rules.check_propose_destructions(actor)
    standing = {
        each.process_id: each
        for each in Destruction.objects.exclude(state=DestructionState.DONE).select_for_update()
    }
    found = []
    for process, retention, due_on in queries.due(now):
        row = standing.pop(process.pk, None)
        if row is None:
            row = Destruction(process=process, retention=retention, due_on=due_on, proposed_at=now)
        elif not _is_to_propose_again(row, timezone.localdate(now)):
            _follow_class(row, retention, due_on)
            continue
        row.retention, row.due_on, row.state = retention, due_on, DestructionState.PROPOSED
        row.save()
        found.append(row)
    for row in standing.values():
        _drop(actor, row)
    if found:
        _tell_administrators(len(found), timezone.localdate(now))
    journal.record_all(actor, "destruction.proposed", found)
    return found


def _is_to_propose_again(row: Destruction, today: date) -> bool:
    return row.state == DestructionState.POSTPONED and bool(row.postponed_to and row.postponed_to <= today)


def _follow_class(row: Destruction, retention: RetentionClass, due_on: date) -> None:
    """A process may have been given another class, by which it is due as well."""
    is_same = (row.retention_id, row.due_on) == (retention.pk, due_on)
    if row.state != DestructionState.CONFIRMED and not is_same:
        row.retention, row.due_on = retention, due_on
        row.save(update_fields=["retention", "due_on"])


def _drop(actor: Actor, row: Destruction) -> None:
    """What was proposed of a process that is to be kept longer by now."""
    if row.state != DestructionState.CONFIRMED:
        Destruction.objects.filter(pk=row.pk).delete()
        journal.record(actor, "destruction.dropped", row)


@transaction.atomic
def postpone_destruction(*, actor: Actor, destruction: Destruction, to: date, reason: str) -> Destruction:
    """Keep a process longer, until a day and for a reason; then it is proposed again."""
    locked, reason = _locked(destruction), reason.strip()
    rules.check_postpone_destruction(actor, locked, to, reason, timezone.localdate())
    locked.state, locked.postponed_to, locked.reason = DestructionState.POSTPONED, to, reason
    locked.save(update_fields=["state", "postponed_to", "reason"])
    journal.record(actor, "destruction.postponed", locked, process=locked.process.slug)
    return locked


@transaction.atomic
def confirm_destruction(
    *, actor: Actor, destruction: Destruction, typed: str, otherwise: str = ""
) -> Destruction:
    """Have destroyed what a process kept of people; `typed` is its case number or its address, as a person wrote it.

    The case file is locked as well, so that no other class is given to the process at this moment.
    """
    locked, otherwise = _locked(destruction), otherwise.strip()
    list(CaseFile.objects.select_for_update().filter(process=locked.process_id))
    standing = rules.Standing(
        today=timezone.localdate(),
        due_on=queries.due_on(locked.process),
        is_received=queries.is_received(locked.process),
        is_packing=queries.is_packing(locked.process),
    )
    rules.check_confirm_destruction(actor, locked, standing, typed=typed, otherwise=otherwise)
    locked.state, locked.otherwise = DestructionState.CONFIRMED, otherwise
    locked.confirmed_by, locked.confirmed_at = actor.person_id, timezone.now()
    locked.save(update_fields=["state", "otherwise", "confirmed_by", "confirmed_at"])
    app.configure_task("punos.records.tasks.destroy").defer(destruction_id=locked.pk)
    journal.record(actor, "destruction.confirmed", locked, process=locked.process.slug)
    return locked


@transaction.atomic
def begin_destroying(*, actor: Actor, destruction: Destruction) -> None:
    """Note that the words have ended, so that nothing is made of them any more; the same again changes nothing."""
    locked = _locked(destruction)
    rules.check_destroy(actor, locked)
    processes.end_words(actor=actor, process=locked.process, record=locked.pk)


@transaction.atomic
def destroy_next(*, actor: Actor, destruction: Destruction) -> bool:
    """Destroy one batch of the first room that holds something still; False when none does.

    It is counted in the same transaction: a worker that is killed leaves nothing half counted, and the next one goes on
    where it stopped.
    """
    locked = _locked(destruction)
    rules.check_destroy(actor, locked)
    for room in _rooms(actor, locked.process):
        if done := room():
            locked.counts = dict(Counter(locked.counts) + Counter(done))
            locked.save(update_fields=["counts"])
            return True
    return False


def _rooms(actor: Actor, process: Process) -> list[Batch]:
    """The verb of each room, in the order in which they are called: words before those who said them."""
    verbs: list[Batch] = [
        consultations.destroy_words,
        decisions.destroy_words,
        reports.destroy_words,
        notices.destroy_words,
        destroy_packages,
        contributions.destroy_words,
    ]
    return [partial(verb, actor=actor, process=process) for verb in verbs]


@transaction.atomic
def destroy_packages(*, actor: Actor, process: Process) -> dict[str, int]:
    """Destroy the contents of packages; that they were made, and their checksums, stay."""
    return processes.destroy_rows(
        actor=actor, process=process, room="records", kept=queries.kept_packages(process)
    )


@transaction.atomic
def end_destroying(*, actor: Actor, destruction: Destruction) -> Destruction:
    """Make the record: what it counts is gone for good."""
    locked = _locked(destruction)
    rules.check_destroy(actor, locked)
    locked.state, locked.done_at = DestructionState.DONE, timezone.now()
    locked.save(update_fields=["state", "done_at"])
    journal.record(actor, "destruction.done", locked, process=locked.process.slug, public=True)
    return locked


def _locked(destruction: Destruction) -> Destruction:
    rows = Destruction.objects.select_for_update(of=("self",)).select_related("process", "retention")
    return rows.get(pk=destruction.pk)


def _tell_administrators(number: int, day: date) -> None:
    """One letter to each of them about all that is new on a day."""
    for person in queries.administrators():
        with override(person.language):
            context = {
                "number": number,
                "link": f"/{person.language}/desk/retention/",
                "link_label": _("Look at what is due"),
            }
        try:
            with transaction.atomic():
                mail.queue(
                    key=f"destructions:{day.isoformat()}:{person.pk}",
                    to=person.email,
                    language=person.language,
                    template="records/mail/destructions",
                    context=context,
                    person_id=person.pk,
                )
        except Refused:  # an address that can't be used: their desk tells it too
            continue
