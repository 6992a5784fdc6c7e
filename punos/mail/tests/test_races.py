"""Two at once: real threads with connections of their own, and a twin without the lock."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from punos.mail import actions, adapters
from punos.mail.models import Draft, Message, MessageState, Outcome
from punos.mail.tests.conftest import Post
from punos.mail.tests.factories import jobs, make_message, run_mail

pytestmark = pytest.mark.usefixtures("own_database", "letters")


def is_waiting() -> bool:
    """Whether another connection to this database waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction looks at the others only once
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def overlapping(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Future[Any]]:
    """Do the first, and the second before the first has committed; it ends, or waits until then."""

    def beside_it() -> Any:
        try:
            return second()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            result = first()
            beside = pool.submit(beside_it)
            while not beside.done() and not is_waiting():
                continue
        beside.exception()  # waits until it has ended
    return result, beside


def test_two_workers_at_once_send_a_letter_once(post: Post) -> None:
    message = make_message()

    def work() -> bool:
        with adapters.Line() as line:
            letter = actions.go_on(made=None, message=message)
            return letter is not None and line.post(letter).state == MessageState.SENT

    first, second = overlapping(work, work)

    assert (first, second.result()) == (True, False)
    assert post.taken_ids() == [message.message_id]


def test_two_workers_without_the_lock_would_send_it_twice(post: Post) -> None:
    message = make_message()

    def work() -> bool:
        seen = Message.objects.get(pk=message.pk)
        if seen.state != MessageState.WAITING:
            return False
        with adapters.Line() as line:
            line.post(seen.letter)
        Message.objects.filter(pk=message.pk).update(state=MessageState.SENDING)
        return True

    first, second = overlapping(work, work)

    assert (first, second.result()) == (True, True)
    assert post.taken_ids() == [message.message_id] * 2


def test_same_key_queued_twice_at_once_is_one_letter() -> None:
    first, second = overlapping(
        lambda: make_message(key="invitation:1"), lambda: make_message(key="invitation:1")
    )

    assert second.result().pk == first.pk
    assert (Message.objects.count(), len(jobs())) == (1, 1)


def test_many_letters_of_which_somebody_writes_one_now_are_each_queued_once() -> None:
    drafts = [
        Draft(key=f"invitation:{n}", to=f"reader{n}@example.org", language="fi", template="letter", context={"name": "A"})
        for n in range(3)
    ]  # fmt: skip

    first, second = overlapping(
        lambda: make_message(key="invitation:1"), lambda: actions.queue_many(drafts=drafts)
    )

    assert second.result()["invitation:1"].pk == first.pk
    assert (Message.objects.count(), sorted(job[0] for job in jobs())) == (
        3,
        sorted(Message.objects.values_list("pk", flat=True)),
    )


def test_claim_is_committed_before_the_mail_server_is_asked(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = make_message()
    seen: list[tuple[str, bool]] = []

    def asked(_line: adapters.Line, _letter: Any) -> Outcome:
        state_now = Message.objects.values_list("state", flat=True).get(pk=message.pk)
        seen.append((state_now, connection.in_atomic_block))
        return Outcome(state=MessageState.SENT, channel="smtp")

    monkeypatch.setattr(adapters.Line, "post", asked)
    run_mail()

    assert seen == [("sending", False)]
