"""Finding what was lost on the way, removing what need not be kept, and forgetting whoever asks for it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from punos.journal import actions as journal
from punos.mail import queries
from punos.mail.actions.states import MANY, OUTBOX, defer, end, wait
from punos.mail.models import Message, MessageQuerySet, MessageState, Reason, ReturnedAddress, is_mailbox

OVERDUE_AT_ONCE = 5_000


@transaction.atomic
def find_lost(*, now: datetime) -> int:
    """Find messages whose worker or job has died; the number of them.

    One that was being sent becomes uncertain and is not sent again by itself; one that only waited gets a new job.
    A mailbox knows a letter again by its key, so one to a mailbox is tried again as after any other failure.
    """
    interrupted = list(Message.objects.interrupted(now).select_for_update(skip_locked=True))
    overdue = [] if queries.is_behind(now) else list(_overdue(now)[:OVERDUE_AT_ONCE])
    for message in overdue:
        message.next_attempt_at = now
    Message.objects.filter(pk__in=[each.pk for each in overdue]).update(next_attempt_at=now)
    defer(messages=overdue, urgency=MANY)
    for message in interrupted:
        message.reason = Reason.INTERRUPTED
        if is_mailbox(message.to) and message.pause:
            wait(message=message, until=now + message.pause)
            defer(messages=[message])
            continue
        end(message=message, state=MessageState.UNCERTAIN)
        journal.record(OUTBOX, "message.uncertain", message)
    return len(interrupted) + len(overdue)


def _overdue(now: datetime) -> MessageQuerySet:
    """What waited too long, without its text."""
    rows = Message.objects.overdue(now).defer("body", "html").order_by("pk")
    return rows.select_for_update(skip_locked=True)


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
            end(message=message, state=MessageState.UNDELIVERED)
        else:
            message.save()
        journal.record(OUTBOX, "message.forgotten", message)
    return len(mine)
