"""The states that a letter passes through, and the jobs that have the next attempt made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict, JSONValue

from punos.journal import actions as journal
from punos.mail.models import Message, MessageState, Reason

LETTERS_A_JOB = 50
ASKED_FOR, SINGLE, MANY = 30, 10, 5  # somebody waits for a letter; results can wait for all of them


@dataclass(frozen=True)
class Outbox:
    """Who acts where nobody does: the outbox itself."""

    person_id: int | None = None
    organisation_id: int | None = None


OUTBOX = Outbox()


@transaction.atomic
def defer(*, messages: Sequence[Message], urgency: int = SINGLE) -> None:
    """Have the next attempts made at their time, many of one time by one job.

    A job for an attempt that has been made already does nothing.
    """
    by_time: dict[datetime | None, list[JSONValue]] = {}
    for message in messages:
        by_time.setdefault(message.next_attempt_at, []).append([message.pk, message.attempt + 1])
    for at, letters in by_time.items():
        job = app.configure_task("punos.mail.tasks.send", schedule_at=at, priority=urgency)
        some: list[JSONDict] = [{"letters": [*each]} for each in batched(letters, LETTERS_A_JOB)]
        job.batch_defer(*some)


@transaction.atomic
def wait(*, message: Message, until: datetime) -> None:
    """Bring a message back to where it waits; the job is the caller's to defer."""
    message.state, message.next_attempt_at = MessageState.WAITING, until
    message.sending_since = message.settled_at = None
    message.save()


@transaction.atomic
def end(*, message: Message, state: MessageState) -> None:
    """Bring a message that has not arrived into a state in which nothing happens by itself."""
    message.state, message.next_attempt_at, message.sending_since = state, None, None
    message.settled_at = timezone.now()
    message.save()


@transaction.atomic
def keep_back(*, message: Message, reason: Reason) -> None:
    """Send a letter to nobody, for a reason that the list shows."""
    message.reason = reason
    end(message=message, state=MessageState.UNDELIVERED)
    journal.record(OUTBOX, "message.undelivered", message)
