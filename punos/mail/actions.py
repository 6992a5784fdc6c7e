"""Queueing, and what is noted before and after each attempt; the attempt itself is the worker's (tasks.py)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from punos.journal import actions as journal
from punos.journal.models import Doer
from punos.mail import queries, rules
from punos.mail.models import ATTEMPTS, Letter, Message, MessageQuerySet, MessageState, Outcome, Reason

URGENCY = 10  # somebody waits for a letter; results can wait for it


@dataclass(frozen=True)
class Outbox:
    """Who acts where nobody does: the outbox itself."""

    person_id: int | None = None
    organisation_id: int | None = None


OUTBOX = Outbox()


@transaction.atomic
def queue(
    *,
    key: str,
    to: str,
    language: str,
    template: str,
    context: Mapping[str, Any],
    person_id: int | None = None,
    organisation_id: int | None = None,
) -> Message:
    """Keep a letter to be sent once this transaction has been committed; the same key again sends nothing twice.

    `key` says what the letter is about, in ids alone, such as `invitation:12:2`: it outlives the reader's data.
    `template` without its ending: see `queries.compose`. `person_id` is the reader's, where they have an account.
    """
    rules.check_address(to)
    if known := Message.objects.filter(key=key).first():
        return known
    composed = queries.compose(template, language, context)
    rules.check_subject(composed.subject)
    now = timezone.now()
    facts = {
        "to": to, "language": language, "template": template, "person_id": person_id,
        "organisation_id": organisation_id, "subject": composed.subject, "body": composed.body,
        "html": composed.html, "queued_at": now, "next_attempt_at": now,
    }  # fmt: skip
    message, is_new = Message.objects.get_or_create(key=key, defaults=facts)
    if is_new:
        _defer(message)
        journal.record(OUTBOX, "message.queued", message)
    return message


def _defer(message: Message) -> None:
    """Have the next attempt made at its time; a job for an attempt that has been made already does nothing."""
    job = app.configure_task("punos.mail.tasks.send", schedule_at=message.next_attempt_at, priority=URGENCY)
    job.defer(message_id=message.pk, attempt=message.attempt + 1)


@transaction.atomic
def begin(*, message_id: int, attempt: int) -> Letter | None:
    """Claim this attempt for one worker; nothing where it has been made, or is no longer wanted.

    Committed before the mail server is asked: whoever finds the claim later knows that somebody may have sent it.
    """
    message = Message.objects.select_for_update().filter(pk=message_id).first()
    if message is None or message.state != MessageState.WAITING or message.attempt + 1 != attempt:
        return None
    message.state, message.attempt, message.sending_since = MessageState.SENDING, attempt, timezone.now()
    message.next_attempt_at = None
    message.save(update_fields=["state", "attempt", "sending_since", "next_attempt_at"])
    return message.letter


@transaction.atomic
def settle(*, message_id: int, attempt: int, outcome: Outcome) -> None:
    """Note what came of an attempt: it has arrived, is tried again later, or needs somebody's eyes.

    An outcome that comes after the message was called uncertain still counts; one of an earlier attempt does not.
    """
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.attempt != attempt or message.state not in {MessageState.SENDING, MessageState.UNCERTAIN}:
        return
    message.channel, message.reason = outcome.channel, outcome.reason
    message.answer = (
        outcome.answer if message.to else ""
    )  # a server's words may name whoever has been forgotten
    if outcome.state == MessageState.WAITING and message.to and message.pause:
        _wait(message, timezone.now() + message.pause)
        return
    _end(message, MessageState.UNDELIVERED if outcome.state == MessageState.WAITING else outcome.state)
    journal.record(OUTBOX, f"message.{message.state}", message)


def _wait(message: Message, until: datetime) -> None:
    message.state, message.next_attempt_at = MessageState.WAITING, until
    message.sending_since = message.settled_at = None
    message.save()
    _defer(message)


def _end(message: Message, state: MessageState) -> None:
    """Bring a message into a state in which nothing happens by itself; what has been sent loses its text."""
    message.state, message.next_attempt_at, message.sending_since = state, None, None
    message.settled_at = timezone.now()
    if state == MessageState.SENT and not settings.DEMO:
        message.body = message.html = ""
    message.save()


@transaction.atomic
def send_again(*, doer: Doer, message: Message) -> Message:
    """Try a message again at once, with all its attempts before it; who may is asked by the room above."""
    locked = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_send_again(locked)
    locked.attempts_allowed = locked.attempt + ATTEMPTS
    locked.channel = locked.reason = locked.answer = ""
    _wait(locked, timezone.now())
    journal.record(doer, "message.sent_again", locked)
    return locked


@transaction.atomic
def give_up(*, doer: Doer, message: Message) -> Message:
    """Stop trying, or stop asking whether it arrived; its text is removed."""
    locked = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_give_up(locked)
    locked.reason, locked.body, locked.html = Reason.GIVEN_UP, "", ""
    _end(locked, MessageState.UNDELIVERED)
    journal.record(doer, "message.given_up", locked)
    return locked


@transaction.atomic
def find_lost(*, now: datetime) -> int:
    """Find messages whose worker or job has died; the number of them.

    One that was being sent becomes uncertain and is not sent again by itself; one that only waited gets a new job.
    """
    interrupted = list(Message.objects.interrupted(now).select_for_update(skip_locked=True))
    overdue = list(Message.objects.overdue(now).select_for_update(skip_locked=True))
    for message in overdue:
        _wait(message, now)
    for message in interrupted:
        message.reason = Reason.INTERRUPTED
        _end(message, MessageState.UNCERTAIN)
        journal.record(OUTBOX, "message.uncertain", message)
    return len(interrupted) + len(overdue)


@transaction.atomic
def clear_old(*, now: datetime) -> int:
    """Remove the texts of messages that never arrived, and after a year every address; the number of messages."""
    texts = Message.objects.to_clear(now).update(body="", html="")
    addresses = Message.objects.to_anonymise(now).update(to="", subject="", answer="", body="", html="")
    return texts + addresses


@transaction.atomic
def forget(*, person_id: int, address: str = "") -> int:
    """Blank address, subject and text of everything written to a person; the number of messages.

    With their address also what was written before they had an account. The rows stay, so that the same letter
    is not queued anew; what still waited is not sent.
    """
    return _forget(Message.objects.of_person(person_id, address))


@transaction.atomic
def forget_about(*, keys: Collection[str]) -> int:
    """The same for letters to others that name somebody, found by what they are about: `join-request:12`."""
    return _forget(Message.objects.about(keys))


def _forget(letters: MessageQuerySet) -> int:
    mine = list(letters.exclude(to="").select_for_update())
    for message in mine:
        message.to = message.subject = message.body = message.html = message.answer = ""
        if message.state == MessageState.WAITING:
            message.reason = Reason.ERASED
            _end(message, MessageState.UNDELIVERED)
        else:
            message.save()
        journal.record(OUTBOX, "message.forgotten", message)
    return len(mine)
