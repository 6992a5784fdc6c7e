"""Many letters over one connection: one that fails takes no other with it, and none is lost or sent twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from punos.mail import actions, adapters, tasks
from punos.mail.models import Draft, Letter, Message, MessageState, Outcome, ReturnedAddress
from punos.mail.tests.conftest import Post
from punos.mail.tests.factories import jobs, make_message, run_mail, said, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]
NOON = datetime(2022, 11, 7, 12, tzinfo=UTC)
LATER = timedelta(minutes=5)


def drafts(number: int) -> list[Draft]:
    """Letters with one context, each with a word of its own."""
    context = {"name": "OWN-WORD"}
    return [
        Draft(key=f"batch:{n}", to=f"reader{n}@example.org", language="fi", template="letter", context=context,
              blanks={"OWN-WORD": f"Aino{n}"})
        for n in range(number)
    ]  # fmt: skip


def batch(number: int) -> list[Message]:
    """Letters that one job sends."""
    return list(actions.queue_many(drafts=drafts(number)).values())


def states(messages: list[Message]) -> list[str]:
    """Where each of them stands."""
    return [state(each)[0] for each in messages]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """One entry for each connection that was opened."""
    seen: list[bool] = []
    real = adapters.Server.open

    def open_and_tell(server: adapters.Server) -> bool | None:
        is_new = real(server)
        if is_new:
            seen.append(is_new)
        return is_new

    monkeypatch.setattr(adapters.Server, "open", open_and_tell)
    return seen


def test_letters_queued_together_leave_over_one_connection_each_with_its_own_words(
    post: Post, opened: list[bool]
) -> None:
    messages = batch(3)

    number = run_mail()

    assert (number, len(opened), states(messages)) == (1, 1, ["sent"] * 3)
    bodies = [letter.get_body(("plain",)) for letter in post.taken]
    assert [body.get_content().split(",")[0] for body in bodies if body] == [
        "Hello Aino0",
        "Hello Aino1",
        "Hello Aino2",
    ]
    assert said(messages[1]) == ["message.queued", "message.sent"]


def test_letters_queued_together_again_are_the_same_and_bad_addresses_get_none() -> None:
    first = actions.queue_many(drafts=drafts(2))
    nobody = Draft(key="batch:x", to="nobody", language="fi", template="letter", context={"name": "A"})

    again = actions.queue_many(drafts=[*drafts(3), nobody])

    assert {key: each.pk for key, each in first.items()}.items() <= {
        k: m.pk for k, m in again.items()
    }.items()
    assert (sorted(again), len(jobs())) == (["batch:0", "batch:1", "batch:2"], 3)


def test_refused_address_in_the_middle_is_marked_and_the_others_get_their_letters(
    post: Post, opened: list[bool]
) -> None:
    post.answers["RCPT"] = ["250 OK", "550 5.1.1 No such user here", "250 OK"]
    messages = batch(3)

    run_mail()
    later = make_message(to="Reader1@example.org")

    assert states(messages) == ["sent", "undelivered", "sent"]
    assert ReturnedAddress.objects.values_list("to", "answer").get() == (
        "reader1@example.org",
        "550 5.1.1 No such user here",
    )
    assert (state(later)[2], len(opened)) == ("returned", 1)


@pytest.mark.parametrize(
    ("step", "words"),
    [("RCPT", "550 relay not permitted"), ("RCPT", "550 5.7.1 No"), ("DATA", "550 5.1.1 No")],
)
def test_refusal_that_says_nothing_of_the_address_marks_none(post: Post, step: str, words: str) -> None:
    post.answers[step] = [words]
    [message] = batch(1)

    run_mail()

    assert (state(message)[0], ReturnedAddress.objects.count()) == ("undelivered", 0)


def test_server_that_ends_the_conversation_after_some_letters_is_called_again(
    post: Post, opened: list[bool]
) -> None:
    post.answers["MAIL"] = [
        "250 OK",
        "421 Enough for now",
        "250 OK",
        "drop",
        "250 OK",
        "421 Enough",
        "250 OK",
    ]
    messages = batch(4)

    run_mail()

    assert (states(messages), len(opened)) == (["sent"] * 4, 4)
    assert post.taken_ids() == [each.message_id for each in messages]


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("MAIL", ["sent", *["waiting"] * 5], ["sent"] * 6),
        ("DATA", ["sent", *["uncertain"] * 2, *["waiting"] * 3], ["sent", *["uncertain"] * 2, *["sent"] * 3]),
    ],
)
def test_server_that_dies_in_the_middle_gets_the_rest_later(
    post: Post, step: str, before: list[str], after: list[str]
) -> None:
    post.answers[step] = ["250 OK", "drop"]
    with time_machine.travel(NOON, tick=False) as clock:
        messages = batch(6)
        run_mail()
        between = states(messages)
        post.answers.clear()
        clock.shift(LATER)
        run_mail()

    assert (between, states(messages)) == (before, after)
    assert sorted(post.taken_ids()) == sorted(each.message_id for each in messages)


def test_server_that_is_not_there_counts_as_one_attempt_of_each_and_is_asked_once(
    post: Post, opened: list[bool]
) -> None:
    post.answers["MAIL"] = ["drop"]
    with time_machine.travel(NOON, tick=False):
        messages = batch(5)
        run_mail()

    assert len(opened) == 2
    assert {(each.pk, 2, NOON + LATER) for each in messages} == set(jobs())


def test_letter_whose_last_attempt_was_put_off_is_undelivered_and_the_others_go_on(post: Post) -> None:
    post.answers["MAIL"] = ["drop"]
    with time_machine.travel(NOON, tick=False):
        messages = batch(3)
        Message.objects.filter(pk=messages[-1].pk).update(attempts_allowed=1)
        run_mail()

    assert states(messages) == ["waiting", "waiting", "undelivered"]


def test_worker_killed_after_the_server_took_a_letter_leaves_one_unsure_and_the_rest_go_out(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = batch(3)
    tries = [(each.pk, 1) for each in messages]
    real: Callable[[adapters.Line, Letter], Outcome] = adapters.Line.post

    def killed(line: adapters.Line, letter: Letter) -> Outcome:
        outcome = real(line, letter)
        if letter.to == "reader1@example.org":
            raise SystemExit
        return outcome

    with monkeypatch.context() as patched:
        patched.setattr(adapters.Line, "post", killed)
        with pytest.raises(SystemExit):
            tasks.send(letters=tries)
    tasks.send(letters=tries)  # as the job is taken up again

    assert states(messages) == ["sent", "sending", "sent"]
    assert sorted(post.taken_ids()) == sorted(each.message_id for each in messages)


def test_two_workers_with_the_same_job_send_each_letter_once(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = batch(4)
    tries = [(each.pk, 1) for each in messages]
    seen = actions.look(tries=tries)  # the other worker has looked already

    tasks.send(letters=tries[:2])
    claimed = [actions.go_on(made=None, message=each) is not None for each in seen]
    tasks.send(letters=tries)

    assert claimed == [False, False, True, True]
    assert (states(messages), len(post.taken)) == (["sent", "sent", "sending", "sending"], 2)


def test_letters_are_looked_at_anew_when_sending_them_takes_long(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "FRESH", 0.0)
    messages = batch(3)
    looks: list[int] = []
    real = actions.look

    def look(*, tries: list[tuple[int, int]]) -> list[Message]:
        looks.append(len(tries))
        return real(tries=tries)

    monkeypatch.setattr(actions, "look", look)
    run_mail()

    assert (looks, states(messages)) == ([3, 2, 1], ["sent"] * 3)


def test_letter_for_which_somebody_waits_goes_before_all_others(post: Post) -> None:
    batch(2)
    make_message(to="single@example.org")
    make_message(to="asked@example.org", is_asked_for=True)

    run_mail()

    assert [each["To"].partition("@")[0] for each in post.taken] == ["asked", "single", "reader0", "reader1"]


def test_letters_that_wait_behind_others_are_not_taken_for_lost() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        messages = batch(2)
        clock.shift(timedelta(hours=1))
        found = actions.find_lost(now=NOON + timedelta(hours=1))

    assert (found, len(jobs()), states(messages)) == (0, 2, [MessageState.WAITING] * 2)
