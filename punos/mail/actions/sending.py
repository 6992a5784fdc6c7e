"""What is noted before and after each attempt; the attempt itself is the worker's (tasks.py)."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from punos.journal import actions as journal
from punos.mail import reactions
from punos.mail.actions.states import MANY, OUTBOX, defer, end, keep_back, wait
from punos.mail.models import Attempt, Letter, Message, MessageState, Outcome, Reason, ReturnedAddress

type Try = tuple[int, int]  # the id of a message, and which attempt of it is to be made


@transaction.atomic
def look(*, tries: Sequence[Try]) -> list[Message]:
    """Those letters that wait for just this attempt, in this order; what is no longer wanted is kept back."""
    waiting = _waiting(tries)
    wanted = reactions.wanted(waiting)
    for message in waiting:
        if message.pk not in wanted:
            keep_back(message=message, reason=Reason.NOT_WANTED)
    return [each for each in waiting if each.pk in wanted]


def _waiting(tries: Sequence[Try]) -> list[Message]:
    """Letters that wait for these attempts, held until the transaction ends."""
    attempts = dict(tries)
    rows = Message.objects.in_state(MessageState.WAITING).filter(pk__in=attempts)
    held = {each.pk: each for each in rows.order_by("pk").select_for_update()}
    return [held[pk] for pk, attempt in tries if pk in held and held[pk].attempt + 1 == attempt]


@transaction.atomic
def go_on(*, made: Attempt | None, message: Message) -> Letter | None:
    """Note what came of one attempt and claim the next for this worker, in one commit; nothing where it is not due."""
    if made:
        _settle(made)
    return message.letter if _claim(message.pk, message.attempt + 1) else None


@transaction.atomic
def begin(*, message_id: int, attempt: int) -> bool:
    """Claim an attempt for one worker; False where it has been made, or is no longer to be made.

    Committed before the mail server is asked: whoever finds the claim later knows that somebody may have sent it.
    """
    return _claim(message_id, attempt)


def _claim(message_id: int, attempt: int) -> bool:
    due = Message.objects.in_state(MessageState.WAITING).filter(pk=message_id, attempt=attempt - 1)
    claim = {"state": MessageState.SENDING, "attempt": attempt, "sending_since": timezone.now()}
    return due.update(**claim, next_attempt_at=None) == 1


@transaction.atomic
def settle(*, made: Attempt) -> None:
    """Note what came of an attempt: it has arrived, is tried again later, or needs somebody's eyes.

    An outcome that comes after the message was called uncertain still counts; one of an earlier attempt does not.
    """
    _settle(made)


def _settle(made: Attempt) -> None:
    claimed = {MessageState.SENDING, MessageState.UNCERTAIN}
    rows = Message.objects.filter(pk=made.message.pk, attempt=made.number, state__in=claimed)
    if made.outcome.state != MessageState.SENT:
        message = rows.select_for_update().first()
        if message and _note(message, made.outcome):
            defer(messages=[message])
    elif rows.update(**_arrived(made.outcome)):
        journal.record(OUTBOX, "message.sent", made.message)


def _arrived(outcome: Outcome) -> dict[str, object]:
    """The columns of a letter that the mail server took: its text goes, because the links in it are secrets."""
    known = {"state": MessageState.SENT, "channel": outcome.channel, "reason": "", "answer": ""}
    times = {"next_attempt_at": None, "sending_since": None, "settled_at": timezone.now()}
    texts = {} if settings.DEMO else {"body": "", "html": "", "unsubscribe": ""}
    return {**known, **times, **texts}


@transaction.atomic
def put_off(*, tries: Sequence[Try], outcome: Outcome) -> None:
    """Note of letters whose turn did not come what kept them: it counts as an attempt of each."""
    later = []
    for message in _waiting(tries):
        message.attempt += 1
        if _note(message, outcome):
            later.append(message)
    defer(messages=later, urgency=MANY)


def _note(message: Message, outcome: Outcome) -> bool:
    """Bring a letter that has not arrived where its outcome leads; whether it is to be tried again."""
    message.channel, message.reason = outcome.channel, outcome.reason
    # a server's words may name whoever has been forgotten
    message.answer = outcome.answer if message.to else ""
    if outcome.state == MessageState.WAITING and message.to and message.pause:
        wait(message=message, until=timezone.now() + message.pause)
        return True
    if outcome.is_address and message.to:
        told = {"answer": outcome.answer, "at": timezone.now()}
        ReturnedAddress.objects.get_or_create(to=message.to.lower(), defaults=told)
    is_over = outcome.state == MessageState.WAITING
    end(message=message, state=MessageState.UNDELIVERED if is_over else outcome.state)
    journal.record(OUTBOX, f"message.{message.state}", message)
    return False
