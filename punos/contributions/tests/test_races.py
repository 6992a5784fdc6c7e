"""Two at once: real threads with connections of their own, and for each promise a twin that breaks it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from punos.contributions import actions
from punos.contributions.actions import Remark
from punos.contributions.models import Contribution, Rating, Thread, Voice
from punos.contributions.tests.factories import make_idea, make_thread, make_voice
from punos.organisations.models import Actor
from punos.processes.models import Section
from punos.processes.tests.factories import make_document, make_version

pytestmark = pytest.mark.usefixtures("own_database")


def on_a_connection_of_its_own(work: Callable[[], Any]) -> Callable[[], Any]:
    """The work of a thread, which leaves no connection behind."""

    def done() -> Any:
        try:
            return work()
        finally:
            connection.close()

    return done


def is_waiting() -> bool:
    """Whether another connection to this database waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction looks at the others only once
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def overlapping(first: Callable[[], Any], second: Callable[[], Any]) -> Future[Any]:
    """Do the first, and the second before the first has committed; it ends, or waits until then."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            beside = pool.submit(on_a_connection_of_its_own(second))
            while not beside.done() and not is_waiting():
                continue
        beside.exception()  # waits until it has ended
    return beside


@pytest.fixture
def voice_and_thread() -> tuple[Voice, Thread]:
    thread = make_thread()
    make_idea(thread)
    return make_voice(thread.process), thread


def test_rate_by_one_voice_twice_at_once_is_one_rating(voice_and_thread: tuple[Voice, Thread]) -> None:
    voice, thread = voice_and_thread

    beside = overlapping(
        lambda: actions.rate(voice=voice, thread=thread, number=1, value=1),
        lambda: actions.rate(voice=voice, thread=thread, number=1, value=-1),
    )

    assert beside.exception() is None
    assert list(Rating.objects.values_list("value", flat=True)) == [-1]


def test_rating_without_its_constraint_would_be_two(voice_and_thread: tuple[Voice, Thread]) -> None:
    voice, thread = voice_and_thread
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE contributions_rating DROP CONSTRAINT rating_once_a_voice")

    def look_then_write(value: int) -> None:
        idea, now = thread.contributions.get(), timezone.now()
        key: dict[str, Any] = {"voice": voice, "contribution": idea, "scale": thread.scale}
        Rating.objects.update_or_create(**key, defaults={"value": value, "at": now})

    overlapping(lambda: look_then_write(1), lambda: look_then_write(-1))

    assert sorted(Rating.objects.values_list("value", flat=True)) == [-1, 1]


def say(voice: Voice, thread: Thread, words: str) -> Contribution:
    return actions.say(voice=voice, actor=Actor(), thread=thread, text=words, language="fi")


def test_say_twice_at_once_gives_two_numbers(voice_and_thread: tuple[Voice, Thread]) -> None:
    voice, thread = voice_and_thread

    beside = overlapping(lambda: say(voice, thread, "First"), lambda: say(voice, thread, "Second"))

    assert beside.exception() is None
    assert list(thread.contributions.order_by("number").values_list("number", "latest__text"))[1:] == [
        (2, "First"),
        (3, "Second"),
    ]


def test_say_without_its_lock_would_take_the_same_number(
    voice_and_thread: tuple[Voice, Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    voice, thread = voice_and_thread
    monkeypatch.setattr(Thread.objects, "select_for_update", Thread.objects.all)

    beside = overlapping(lambda: say(voice, thread, "First"), lambda: say(voice, thread, "Second"))

    assert isinstance(beside.exception(), IntegrityError)
    assert list(thread.contributions.values_list("latest__text", flat=True).order_by("number"))[1:] == [
        "First"
    ]


@pytest.fixture
def section(voice_and_thread: tuple[Voice, Thread]) -> Section:
    _voice, thread = voice_and_thread
    return make_version(make_document(thread.process)).sections.get()


def comment(voice: Voice, thread: Thread, section: Section, words: str) -> Contribution:
    remark = Remark(text=words, stance="for")
    return actions.comment(
        actor=Actor(), voice=voice, thread=thread, section=section, remark=remark, language="fi"
    )


def test_comment_twice_at_once_gives_two_numbers(
    voice_and_thread: tuple[Voice, Thread], section: Section
) -> None:
    voice, thread = voice_and_thread

    beside = overlapping(
        lambda: comment(voice, thread, section, "First"), lambda: comment(voice, thread, section, "Second")
    )

    assert beside.exception() is None
    assert list(section.contributions.order_by("number").values_list("number", "latest__text")) == [
        (2, "First"),
        (3, "Second"),
    ]


def test_comment_sent_twice_at_once_is_one(voice_and_thread: tuple[Voice, Thread], section: Section) -> None:
    voice, thread = voice_and_thread

    beside = overlapping(
        lambda: comment(voice, thread, section, "Same"), lambda: comment(voice, thread, section, "Same")
    )

    assert (beside.exception(), section.contributions.count()) == (None, 1)


def test_comment_without_its_lock_would_take_the_same_number(
    voice_and_thread: tuple[Voice, Thread], section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice, thread = voice_and_thread
    monkeypatch.setattr(Thread.objects, "select_for_update", Thread.objects.all)

    beside = overlapping(
        lambda: comment(voice, thread, section, "First"), lambda: comment(voice, thread, section, "Second")
    )

    assert isinstance(beside.exception(), IntegrityError)
