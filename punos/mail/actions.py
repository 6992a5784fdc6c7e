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
from punos.mail import queries, reactions, rules
from punos.mail.models import (
    ATTEMPTS,
    Bounce,
    Letter,
    Message,
    MessageQuerySet,
    MessageState,
    Outcome,
    Reason,
    ReturnedAddress,
    digest_of,
)

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
    unsubscribe: str = "",
    is_asked_for: bool = False,
) -> Message:
    """Keep a letter to be sent once this transaction has been committed; the same key again sends nothing twice.

    `key` says what the letter is about, in ids alone, such as `invitation:12:2`: it outlives the reader's data.
    `template` without its ending: see `queries.compose`. `person_id` is the reader's, where they have an account.
    `unsubscribe` is the address, without the site's name, at which one click ends letters of this kind. Where
    earlier mail came back, only what its reader waits for at this moment (`is_asked_for`) is sent all the same.
    """
    rules.check_address(to)
    if known := Message.objects.filter(key=key).first():
        return known
    composed = queries.compose(template, language, context)
    rules.check_subject(composed.subject)
    facts = {
        "to": to, "language": language, "template": template, "person_id": person_id, "digest": digest_of(key),
        "organisation_id": organisation_id, "subject": composed.subject, "body": composed.body,
        "html": composed.html, "unsubscribe": settings.PUBLIC_ADDRESS + unsubscribe if unsubscribe else "",
    }  # fmt: skip
    return _keep(key, facts, may_leave=is_asked_for or queries.returned(to) is None)


def _keep(key: str, facts: Mapping[str, Any], *, may_leave: bool) -> Message:
    """Put a letter into the outbox, unless it is there; one that may not leave is there to be seen."""
    now = timezone.now()
    times = {"queued_at": now, "next_attempt_at": now}
    message, is_new = Message.objects.get_or_create(key=key, defaults={**facts, **times})
    if is_new and may_leave:
        _defer(message)
        journal.record(OUTBOX, "message.queued", message)
    elif is_new:
        _keep_back(message, Reason.RETURNED)
    return message


def _keep_back(message: Message, reason: Reason) -> None:
    """Send a letter to nobody, for a reason that the list shows."""
    message.reason = reason
    _end(message, MessageState.UNDELIVERED)
    journal.record(OUTBOX, "message.undelivered", message)


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
    if not reactions.is_wanted(message):
        _keep_back(message, Reason.NOT_WANTED)
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
        message.body = message.html = message.unsubscribe = ""
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
def note_bounce(*, bounce: Bounce) -> bool:
    """Note that a letter came back; False where it is none of ours, went elsewhere, or has been noted already.

    Where the address is at fault, nothing more is sent there until its owner says that it works.
    """
    digest = bounce.message_id.strip("<> ").partition("@")[0]
    found = Message.objects.select_for_update().filter(digest=digest).exclude(digest="").first()
    if found is None or not found.to or found.to.casefold() != bounce.to.casefold():
        return False
    if found.state not in {MessageState.SENDING, MessageState.SENT, MessageState.UNCERTAIN}:
        return False
    found.reason, found.answer = Reason.REFUSED, bounce.answer
    if bounce.is_address:
        ReturnedAddress.objects.get_or_create(
            to=found.to.lower(), defaults={"answer": bounce.answer, "at": timezone.now()}
        )
    _end(found, MessageState.UNDELIVERED)
    journal.record(OUTBOX, "message.undelivered", found)
    return True


@transaction.atomic
def trust_again(*, doer: Doer, to: str) -> bool:
    """Send to an address again from which mail came back; False where none did. Whose it is, the room above knows."""
    found = ReturnedAddress.objects.select_for_update().filter(to__iexact=to).first()
    if found is None:
        return False
    ReturnedAddress.objects.filter(pk=found.pk).delete()
    journal.record(doer, "address.trusted", found)
    return True


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
    texts = Message.objects.to_clear(now).update(body="", html="", unsubscribe="")
    blank = {"to": "", "subject": "", "answer": "", "body": "", "html": "", "unsubscribe": ""}
    addresses = Message.objects.to_anonymise(now).update(**blank)
    return texts + addresses


@transaction.atomic
def forget(*, person_id: int, address: str = "") -> int:
    """Blank address, subject and text of everything written to a person; the number of messages.

    With their address also what was written before they had an account. The rows stay, so that the same letter
    is not queued anew; what still waited is not sent.
    """
    ReturnedAddress.objects.filter(to__iexact=address).delete()
    return _forget(Message.objects.of_person(person_id, address))


@transaction.atomic
def forget_about(*, keys: Collection[str]) -> int:
    """The same for letters to others that name somebody, found by what they are about: `join-request:12`."""
    return _forget(Message.objects.about(keys))


def _forget(letters: MessageQuerySet) -> int:
    mine = list(letters.exclude(to="").select_for_update())
    for message in mine:
        message.to = message.subject = message.body = message.html = message.answer = message.unsubscribe = ""
        if message.state == MessageState.WAITING:
            message.reason = Reason.ERASED
            _end(message, MessageState.UNDELIVERED)
        else:
            message.save()
        journal.record(OUTBOX, "message.forgotten", message)
    return len(mine)
