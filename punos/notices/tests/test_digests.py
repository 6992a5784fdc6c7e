"""The letter of the morning: one, with all that is due, in the reader's language."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from punos.core.languages import TranslatedText
from punos.mail.models import Message
from punos.mail.tests.factories import run_mail, state
from punos.notices import actions, tasks
from punos.notices.models import Cadence, Notice, NoticeKind, TopicKind
from punos.notices.tests.factories import (
    acting_for,
    following,
    hat,
    letters_to,
    make_reader,
    tell,
    tell_followers_of,
    told,
)
from punos.organisations import actions as organisations
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db

TUESDAY = date(2022, 11, 8)
NOON = datetime(2022, 11, 7, 12, tzinfo=UTC)  # a Monday; seven in the morning was at five by this clock
SEVEN = datetime(2022, 11, 8, 5, tzinfo=UTC)


def gather(day: date = TUESDAY) -> None:
    """Do as the job does."""
    last: int | None = 0
    while last is not None:
        last = actions.send_some_digests(day=day, after=last)


def test_one_letter_gathers_what_concerns_a_reader_and_what_they_follow() -> None:
    reader = make_reader(language="sv")
    with time_machine.travel(NOON, tick=False):
        actions.set_cadence(actor=hat(reader), kind=TopicKind.MINE, key="", cadence=Cadence.DAILY)
        following(reader)
        following(reader, key="muu")
        tell_followers_of(kind=NoticeKind.RESULTS)
        tell_followers_of("muu", kind=NoticeKind.SUMMARY)
        tell(persons=[(reader.pk, None)], kind=NoticeKind.WORDS_ANSWERED)
    with time_machine.travel(SEVEN, tick=False):
        gather()

    [letter] = letters_to(reader)
    assert (letter.key, letter.language) == (f"digest:{reader.pk}:2022-11-08", "sv")
    places = [letter.body.index(words) for words in ("Prosessi muu", "Prosessi tilat")]
    assert letter.body.index("Bokning av lokaler") < min(places)
    assert (letter.body.count("Bokning av lokaler"), letter.body.count("/sv/unsubscribe/")) == (3, 3)
    assert set(Notice.objects.values_list("letter", flat=True)) == {letter.pk}


def test_letter_about_one_topic_is_ended_by_the_link_of_that_topic() -> None:
    reader = make_reader()
    with time_machine.travel(NOON, tick=False):
        topic = following(reader)
        tell_followers_of()
    gather()

    assert letters_to(reader)[0].unsubscribe.endswith(f"/fi/unsubscribe/{topic.token}/")


def test_what_is_told_after_seven_waits_for_the_next_morning() -> None:
    reader = make_reader()
    with time_machine.travel(NOON, tick=False) as clock:
        following(reader)
        clock.move_to(SEVEN)
        tell_followers_of()
        tasks.send_digests(0)
        same_day = len(letters_to(reader))
        clock.shift(timedelta(days=1) - timedelta(seconds=1))
        tasks.send_digests(0)
        before_seven = len(letters_to(reader))
        clock.shift(timedelta(seconds=1))
        tasks.send_digests(0)

    assert (same_day, before_seven, len(letters_to(reader))) == (0, 0, 1)


def test_weekly_letters_come_on_monday_or_as_soon_as_the_worker_is_back() -> None:
    reader = make_reader()
    with time_machine.travel(NOON, tick=False) as clock:
        following(reader, Cadence.WEEKLY)
        tell_followers_of()
        clock.move_to(datetime(2022, 11, 13, 12, tzinfo=UTC))
        tasks.send_digests(0)
        on_sunday = len(letters_to(reader))
        clock.move_to(datetime(2022, 11, 15, 12, tzinfo=UTC))  # on Monday nothing ran
        tasks.send_digests(0)

    assert (on_sunday, [each.key[-10:] for each in letters_to(reader)]) == (0, ["2022-11-15"])


def test_seven_in_the_morning_is_of_the_installation_in_summer_too() -> None:
    reader = make_reader()
    with time_machine.travel(datetime(2022, 6, 6, 12, tzinfo=UTC), tick=False) as clock:
        following(reader)
        tell_followers_of()
        clock.move_to(datetime(2022, 6, 7, 3, 59, tzinfo=UTC))
        tasks.send_digests(0)
        before = len(letters_to(reader))
        clock.move_to(datetime(2022, 6, 7, 4, tzinfo=UTC))
        tasks.send_digests(0)

    assert (before, len(letters_to(reader))) == (0, 1)


def test_job_begun_anew_half_way_writes_to_nobody_twice_and_forgets_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("punos.notices.actions.digests.AT_ONCE", 2)
    readers = [make_reader(f"Lukija{number}") for number in range(5)]
    with time_machine.travel(NOON, tick=False):
        for each in readers:
            following(each)
        tell_followers_of()

    actions.send_some_digests(day=TUESDAY)  # and then the worker is killed
    for _again in range(2):
        gather()

    assert [len(letters_to(each)) for each in readers] == [1] * 5


def test_reader_without_access_or_wish_is_not_written_to() -> None:
    organisation = make_organisation()
    former, closed, ended, kept = (make_reader(name) for name in ("Aino", "Eino", "Onni", "Iida"))
    with time_machine.travel(NOON, tick=False):
        mandate = acting_for(former, organisation)
        for each in (former, closed, ended, kept):
            actions.set_cadence(actor=hat(each), kind=TopicKind.MINE, key="", cadence=Cadence.DAILY)
            following(each)
        tell(persons=[(former.pk, organisation.pk)])
        tell_followers_of(event="news")
        organisations.end_mandate(actor=SYSTEM, mandate=mandate)
        actions.unfollow(actor=hat(ended), kind=TopicKind.PROCESS, key="tilat")
        closed.is_active = False
        closed.save()
    gather()

    assert [len(letters_to(each)) for each in (former, closed, ended, kept)] == [1, 0, 0, 1]
    assert told(former) == [("mine", "never", False), ("process", "daily", True)]


def test_letter_with_something_taken_back_is_not_sent_and_the_rest_comes_in_a_new_one() -> None:
    reader = make_reader()
    with time_machine.travel(NOON, tick=False):
        following(reader)
        tell_followers_of(event="thing:1:news")
        tell_followers_of(event="thing:2:news", title=TranslatedText.of("fi", fi="Toinen"))
    gather()
    actions.retract(event_prefix="thing:1:")

    run_mail()
    gather()
    run_mail()
    gather()

    first, second = letters_to(reader)
    assert (state(first)[2], state(second)[0], second.key) == ("not_wanted", "sent", f"{first.key}:2")
    assert (second.body.count("Toinen"), second.body.count("Tilojen varaaminen")) == (1, 0)


def test_what_falls_due_on_a_day_whose_letter_was_written_waits_for_the_next_one() -> None:
    reader = make_reader()
    with time_machine.travel(NOON, tick=False):
        following(reader)
        tell_followers_of(event="thing:1:news")
    gather()
    with time_machine.travel(NOON, tick=False):
        tell_followers_of(event="thing:2:news", title=TranslatedText.of("fi", fi="Toinen"))

    gather()
    before = len(letters_to(reader))
    gather(TUESDAY + timedelta(days=1))

    assert (before, letters_to(reader)[-1].body.count("Toinen")) == (1, 1)


def test_long_list_is_told_in_part_and_counted_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("punos.notices.queries.letters.MOST_TOLD", 2)
    reader = make_reader()
    with time_machine.travel(NOON, tick=False):
        following(reader)
        for _each in range(5):
            tell_followers_of()
    gather()

    [letter] = letters_to(reader)
    assert (letter.body.count("Tilojen varaaminen"), letter.subject[:1]) == (2, "5")
    assert Notice.objects.filter(letter=letter.pk).count() == 5


def test_address_that_is_none_gets_no_letter_and_is_not_tried_every_morning() -> None:
    reader = make_reader(email="not an address")
    with time_machine.travel(NOON, tick=False):
        following(reader)
        tell_followers_of()
    gather()

    assert (Message.objects.count(), Notice.objects.due(TUESDAY).count()) == (0, 0)
