"""A worker that is killed after a mailbox took its letter, and the next attempt: a real process, really killed."""

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from punos.journal.tests import workers
from punos.mail import tasks
from punos.mail.models import ATTEMPTS, LOST_AFTER, PAUSES, Message
from punos.mail.tests.factories import jobs, make_message, run_mail, said, state

if TYPE_CHECKING:
    from town.neighbours.running import Running

pytestmark = pytest.mark.usefixtures("letters", "no_loop")
TO = "1234567-1"
NAMES = ("ADDRESS", "USER", "PASSWORD", "SERVICE")
# The mailbox has the letter, and nothing of that is noted, when the process waits for its end.
PREPARED = """
from django.conf import settings
from punos.mail import adapters
for name, value in {told}:
    setattr(settings, name, value)
goes_on = adapters.Line.post
def posted(line, letter):
    outcome = goes_on(line, letter)
    half_way()
    return outcome
adapters.Line.post = posted
"""


def prepared() -> str:
    """What the worker is told of the service."""
    names = [f"SUOMIFI_MESSAGES_{name}" for name in NAMES]
    return PREPARED.format(told=[(name, getattr(settings, name)) for name in names])


def test_letter_whose_worker_is_killed_after_the_mailbox_took_it_is_sent_again_and_is_there_once(
    own_database: str, mailboxes: "Running"
) -> None:
    before, message = len(mailboxes.letters()), make_message(to=TO)
    workers.only("mail.tasks.send")

    workers.killed_half_way(own_database, prepared())
    arrived, between = len(mailboxes.letters()) - before, state(message)[0]
    workers.given_back()
    workers.worker(own_database, prepared()).communicate()  # the same job does nothing more
    left = state(message)[0]
    lost = timezone.now() + LOST_AFTER
    with time_machine.travel(lost, tick=False) as clock:
        tasks.find_lost(0)
        waits = state(message), jobs()
        clock.shift(PAUSES[0])
        run_mail()

    assert (arrived, between, left) == (1, "sending", "sending")
    assert waits == (("waiting", "", "interrupted", ""), [(message.pk, 2, lost + PAUSES[0])])
    assert (state(message), len(mailboxes.letters()) - before) == (("sent", "suomifi", "", ""), 1)
    assert said(message) == ["message.queued", "message.sent"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("to", "attempt", "expected"),
    [
        (TO, 1, "waiting"),
        (TO, ATTEMPTS - 1, "waiting"),
        (TO, ATTEMPTS, "uncertain"),
        ("aino@example.org", 1, "uncertain"),
        ("", 1, "uncertain"),
    ],
)
def test_interrupted_letter_is_tried_again_where_it_arrives_once_and_attempts_are_left(
    mailboxes: "Running", to: str, attempt: int, expected: str
) -> None:
    message, now = make_message(to=TO), timezone.now()
    Message.objects.filter(pk=message.pk).update(
        to=to, state="sending", attempt=attempt, sending_since=now - 2 * LOST_AFTER, next_attempt_at=None
    )

    tasks.find_lost(0)

    assert state(message) == (expected, "", "interrupted", "")
