"""What is noted of a letter when something fails in between, and what an administrator decides."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from punos.core.errors import NotNow
from punos.journal.models import Entry
from punos.mail import actions, tasks
from punos.mail.models import ATTEMPTS, LOST_AFTER, Attempt, Message, MessageState, Outcome
from punos.mail.tests.conftest import Post
from punos.mail.tests.factories import Administrator, jobs, make_message, run_mail, said, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]
NOON = datetime(2022, 11, 7, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def settle(message: Message, outcome: Outcome, attempt: int = 1) -> None:
    """Note what came of an attempt."""
    actions.settle(made=Attempt(message=message, number=attempt, outcome=outcome))


# Nobody knows -----------------------------------------------------------------------------------------------


def test_message_of_a_worker_that_died_is_uncertain_after_a_quarter_of_an_hour() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        message = make_message()
        actions.begin(message_id=message.pk, attempt=1)  # and the worker is killed
        clock.shift(LOST_AFTER)
        tasks.find_lost(0)
        before = state(message)[0]
        clock.shift(1)
        tasks.find_lost(0)
        run_mail()

    assert (before, state(message)) == ("sending", ("uncertain", "", "interrupted", ""))
    assert said(message) == ["message.queued", "message.uncertain"]


def test_job_that_is_run_again_after_its_worker_died_sends_nothing(post: Post) -> None:
    message = make_message()
    actions.begin(message_id=message.pk, attempt=1)

    run_mail()

    assert (state(message)[0], post.taken) == ("sending", [])


def test_arrival_told_by_an_earlier_attempt_changes_nothing() -> None:
    message = make_message()
    actions.begin(message_id=message.pk, attempt=1)
    Message.objects.filter(pk=message.pk).update(attempt=2)

    settle(message, Outcome(state=MessageState.SENT, channel="smtp"))

    assert (state(message)[0], said(message)) == ("sending", ["message.queued"])


def test_outcome_that_comes_late_still_counts() -> None:
    message = make_message()
    actions.begin(message_id=message.pk, attempt=1)
    Message.objects.filter(pk=message.pk).update(state=MessageState.UNCERTAIN)

    settle(message, Outcome(state=MessageState.SENT, channel="smtp"))

    assert state(message)[0] == "sent"


@pytest.mark.parametrize(
    ("attempt", "known"), [(0, "sending"), (1, "undelivered"), (1, "waiting"), (1, "sent")]
)
def test_outcome_of_another_time_does_not_count(attempt: int, known: str) -> None:
    message = make_message()
    actions.begin(message_id=message.pk, attempt=1)
    now = {"state": known, "channel": "shown_here", "next_attempt_at": NOON}
    Message.objects.filter(pk=message.pk).update(**now)

    outcome = Outcome(state=MessageState.UNCERTAIN, reason="no_answer")
    settle(message, outcome, attempt)

    assert state(message)[:3] == (known, "shown_here", "")


def test_message_whose_job_was_lost_gets_a_new_one(post: Post) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        message = make_message()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
        clock.shift(LOST_AFTER + MINUTE)
        found = [actions.find_lost(now=NOON + LOST_AFTER + MINUTE) for _ in range(2)]
        run_mail()

    assert found == [1, 0]
    assert (state(message)[0], post.taken_ids()) == ("sent", [message.message_id])


def test_job_of_a_message_that_is_gone_does_no_harm() -> None:
    assert actions.begin(message_id=1_000_000, attempt=1) is False


def test_person_forgotten_while_the_letter_is_on_its_way_stays_forgotten(post: Post) -> None:
    message = make_message(person_id=7)
    actions.begin(message_id=message.pk, attempt=1)
    actions.forget(person_id=7)

    outcome = Outcome(state=MessageState.WAITING, reason="put_off", answer="451 aino@example.org is busy")
    settle(message, outcome)

    assert state(message) == ("undelivered", "", "put_off", "")
    assert message.to == ""


def test_text_of_what_never_arrived_is_removed_after_thirty_days() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        stopped, waiting = make_message(), make_message()
        actions.begin(message_id=stopped.pk, attempt=1)
        outcome = Outcome(state=MessageState.UNDELIVERED, reason="refused")
        settle(stopped, outcome)
        clock.shift(timedelta(days=30))
        before = actions.clear_old(now=NOON + timedelta(days=30))
        clock.shift(1)
        tasks.clear_old(0)

    stopped.refresh_from_db()
    waiting.refresh_from_db()
    assert (before, stopped.has_text, stopped.html, waiting.has_text) == (0, False, "", True)


def test_address_is_removed_a_year_after_the_message_was_settled() -> None:
    year = timedelta(days=365)
    with time_machine.travel(NOON, tick=False) as clock:
        sent, waiting = make_message(), make_message()
        actions.begin(message_id=sent.pk, attempt=1)
        outcome = Outcome(state=MessageState.SENT, channel="smtp")
        settle(sent, outcome)
        clock.shift(year)
        numbers = [actions.clear_old(now=NOON + year + late) for late in (timedelta(0), MINUTE, MINUTE)]

    sent.refresh_from_db()
    waiting.refresh_from_db()
    assert numbers == [0, 1, 0]
    assert (sent.to, sent.subject, sent.body, waiting.to) == ("", "", "", "aino@example.org")


# Somebody decides -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", ["waiting", "undelivered", "uncertain"])
def test_message_sent_again_arrives_with_its_old_name(post: Post, known: str) -> None:
    post.answers["DATA"] = ["451 Later", "250 OK"]
    message = make_message()
    run_mail()
    Message.objects.filter(pk=message.pk).update(state=known)

    actions.send_again(doer=Administrator(), message=message)
    run_mail()

    assert state(message) == ("sent", "smtp", "", "")
    assert post.taken_ids() == [message.message_id]
    assert Entry.objects.filter(verb="message.sent_again").values_list("person_id", flat=True).get() == 3


def test_message_sent_again_has_all_its_attempts_before_it(post: Post) -> None:
    post.answers["DATA"] = ["451 Later"]
    message = make_message()
    Message.objects.filter(pk=message.pk).update(state=MessageState.UNDELIVERED, attempt=6)

    actions.send_again(doer=Administrator(), message=message)

    message.refresh_from_db()
    assert (message.attempts_allowed - message.attempt, jobs()[-1][1]) == (ATTEMPTS, 7)


def test_message_given_up_is_not_sent_and_loses_its_text(post: Post) -> None:
    message = make_message()

    actions.give_up(doer=Administrator(), message=message)
    run_mail()

    assert state(message) == ("undelivered", "", "given_up", "")
    assert (message.has_text, post.taken) == (False, [])
    assert said(message) == ["message.queued", "message.given_up"]


@pytest.mark.parametrize(
    ("known", "again", "stop"),
    [
        ({"state": "waiting"}, True, True),
        ({"state": "sending"}, False, False),
        ({"state": "sent", "channel": "smtp"}, False, False),
        ({"state": "undelivered"}, True, False),
        ({"state": "uncertain"}, True, True),
        ({"state": "undelivered", "body": ""}, False, False),
        ({"state": "uncertain", "to": ""}, False, True),
    ],
)
def test_what_an_administrator_can_do_in_each_state(known: dict[str, str], again: bool, stop: bool) -> None:
    message = make_message()
    Message.objects.filter(pk=message.pk).update(**known)

    def works(verb: Callable[..., Any]) -> bool:
        try:
            with transaction.atomic():
                verb(doer=Administrator(), message=message)
                transaction.set_rollback(True)
        except NotNow:
            return False
        return True

    assert (works(actions.send_again), works(actions.give_up)) == (again, stop)


@pytest.mark.parametrize(
    "wrong", [{"state": "lost"}, {"next_attempt_at": None}, {"state": "sent", "channel": ""}]
)
def test_database_refuses_a_message_in_an_impossible_state(wrong: dict[str, Any]) -> None:
    message = make_message()

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**wrong)
