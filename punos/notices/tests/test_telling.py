"""Everybody is told once, and only who may hear of it: when it is told, and again when the letter leaves."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.core.languages import TranslatedText
from punos.mail.models import Message
from punos.mail.tests.factories import run_mail, state
from punos.notices import actions, tasks
from punos.notices.models import Cadence, News, Notice, NoticeKind, Subscription, TopicKind
from punos.notices.tests.factories import (
    TITLE,
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


def test_whom_it_concerns_is_told_at_once_with_a_letter_in_their_language() -> None:
    reader = make_reader(language="sv")

    number = tell(persons=[(reader.pk, None)])

    [letter] = letters_to(reader)
    assert (number, told(reader)) == (1, [("mine", "instant", True)])
    assert (letter.language, letter.subject.endswith(": Bokning av lokaler")) == ("sv", True)
    assert letter.body.count("/sv/processes/tilat/results/") == 1
    token = Subscription.objects.get(person=reader).token
    assert letter.letter.headers["List-Unsubscribe"].endswith(f"/sv/unsubscribe/{token}/>")
    assert letter.letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_same_event_told_again_tells_nobody_twice() -> None:
    reader, late = make_reader(), make_reader("Eino")
    tell(event="same", persons=[(reader.pk, None)])

    number = tell(event="same", persons=[(reader.pk, None), (late.pk, None)])

    assert (number, len(letters_to(reader)), len(letters_to(late))) == (1, 1, 1)


def test_follower_whom_it_concerns_too_is_told_for_that_reason_alone() -> None:
    reader, follower = make_reader(), make_reader("Eino")
    for each in (reader, follower):
        following(each, Cadence.WEEKLY)

    number = tell_followers_of(persons=[(reader.pk, None)])

    assert number == 2
    assert (told(reader), told(follower)) == ([("mine", "instant", True)], [("process", "weekly", False)])


@pytest.mark.parametrize(
    ("cadence", "is_written"), [("instant", True), ("daily", False), ("weekly", False), ("never", False)]
)
def test_follower_gets_a_letter_as_often_as_they_chose(cadence: str, is_written: bool) -> None:
    reader = make_reader()
    following(reader, cadence)

    tell_followers_of()

    assert told(reader) == [("process", cadence, is_written)]


def test_whoever_gets_a_letter_about_it_anyway_gets_no_second_one() -> None:
    reader = make_reader()
    following(reader, Cadence.INSTANT)

    tell_followers_of(written_to=[reader.pk])

    assert told(reader) == [("process", "never", False)]


def test_only_followers_of_the_topic_are_told() -> None:
    reader = make_reader()
    following(reader, key="muu")
    Subscription.objects.create(person=reader, kind=TopicKind.MINE, at=timezone.now())

    assert (tell_followers_of(), tell(topics=[(TopicKind.MINE, "")])) == (0, 0)


def test_closed_account_hears_nothing() -> None:
    reader, follower = make_reader(is_active=False), make_reader("Eino")
    following(follower)
    follower.is_active = False
    follower.save()

    assert tell_followers_of(persons=[(reader.pk, None), (10_000_000, None)]) == 0


def test_what_an_organisation_said_is_told_only_to_who_acts_for_it_now() -> None:
    organisation = make_organisation()
    acting, former, stranger = (make_reader(name) for name in ("Aino", "Eino", "Onni"))
    acting_for(acting, organisation)
    organisations.end_mandate(actor=SYSTEM, mandate=acting_for(former, organisation))

    number = tell(persons=[(each.pk, organisation.pk) for each in (acting, former, stranger)])

    assert (number, told(acting), told(former)) == (1, [("mine", "instant", True)], [])
    assert letters_to(acting)[0].body.count(organisation.name) == 1


def test_own_words_come_before_those_of_an_organisation() -> None:
    organisation, reader = make_organisation(), make_reader()
    acting_for(reader, organisation)

    tell(persons=[(reader.pk, organisation.pk), (reader.pk, None)])

    assert Notice.objects.get().organisation_id is None


def test_address_that_is_none_leaves_the_notice_on_the_page_alone() -> None:
    reader = make_reader(email="not an address")

    tell(persons=[(reader.pk, None)])

    notice = Notice.objects.get()
    assert (notice.letter, notice.mailed_at is None) == (None, False)
    assert Message.objects.count() == 0


def test_long_name_fits_into_a_subject() -> None:
    reader = make_reader()

    tell(persons=[(reader.pk, None)], title=TranslatedText.of("fi", fi="Sana\n" * 200))

    assert len(letters_to(reader)[0].subject) <= 250


# While the letter waits -------------------------------------------------------------------------------------


def lost_mandate(reader: Any) -> None:
    for mandate in reader.mandates.filter(ended_at__isnull=True):
        organisations.end_mandate(actor=SYSTEM, mandate=mandate)


def closed_account(reader: Any) -> None:
    reader.is_active = False
    reader.save()


def taken_back(_reader: Any) -> None:
    actions.retract(event_prefix="thing:1:")


def unsubscribed(reader: Any) -> None:
    actions.set_cadence(actor=hat(reader), kind=TopicKind.MINE, key="", cadence=Cadence.NEVER)


def erased(reader: Any) -> None:
    actions.forget_person(actor=SYSTEM, person=reader)


@pytest.mark.parametrize("happens", [lost_mandate, closed_account, taken_back, unsubscribed, erased])
def test_letter_that_waits_is_not_sent_any_more(happens: Any) -> None:
    organisation, reader = make_organisation(), make_reader()
    acting_for(reader, organisation)
    tell(event="thing:1:news", persons=[(reader.pk, organisation.pk)])
    [letter] = letters_to(reader)

    happens(reader)
    run_mail()

    assert state(letter)[:3] == ("undelivered", "", "not_wanted")


def test_letter_that_still_holds_is_sent() -> None:
    organisation, reader = make_organisation(), make_reader()
    acting_for(reader, organisation)
    tell(persons=[(reader.pk, organisation.pk)])

    run_mail()

    assert state(letters_to(reader)[0])[0] == "sent"


def test_taking_back_needs_to_know_what() -> None:
    reader = make_reader()
    tell(event="thing:1:news", persons=[(reader.pk, None)])
    tell(event="thing:12:news", persons=[(reader.pk, None)], address="/processes/muu/")

    numbers = [
        actions.retract(),
        actions.retract(event_prefix="thing:1:"),
        actions.retract(event_prefix="thing:1:"),
        actions.retract(address="/processes/muu/"),
    ]

    assert numbers == [0, 1, 0, 1]


# In a job ---------------------------------------------------------------------------------------------------


def job() -> dict[str, Any]:
    """What the job that tells was given."""
    args: dict[str, Any] = ProcrastinateJob.objects.get(task_name="punos.notices.tasks.tell").args
    return args


def test_job_tells_the_same_and_goes_on_where_a_killed_one_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("punos.notices.actions.telling.AT_ONCE", 2)
    monkeypatch.setattr(tasks, "PERSONS_AT_ONCE", 2)
    concerned, followers = [[make_reader(f"{kind}{n}") for n in range(5)] for kind in ("A", "B")]
    for each in followers:
        following(each, Cadence.INSTANT)
    actions.tell_later(
        event="response:1", kind=NoticeKind.RESPONSE, title=TITLE, address="/processes/tilat/", process="tilat",
        persons=[(each.pk, None) for each in concerned], topics=[(TopicKind.PROCESS, "tilat")],
        written_to=[followers[0].pk],
    )  # fmt: skip
    news = News.from_json(job()["news"])
    actions.tell_persons(news=news, persons=[(concerned[0].pk, None), (concerned[1].pk, None)])
    actions.tell_followers(news=news, kind="process", key="tilat", after=0)  # and then the worker is killed

    for _again in range(2):
        tasks.tell(**job())

    assert [len(letters_to(each)) for each in concerned] == [1] * 5
    assert [len(letters_to(each)) for each in followers] == [0, 1, 1, 1, 1]
    assert Notice.objects.count() == 10


def test_notice_of_an_organisation_is_seen_only_by_who_acts_for_it_still() -> None:
    organisation, reader = make_organisation(), make_reader()
    mandate = acting_for(reader, organisation)
    tell(persons=[(reader.pk, organisation.pk)])
    before = Notice.objects.visible_to(hat(reader)).count()

    organisations.end_mandate(actor=SYSTEM, mandate=mandate)

    assert (before, Notice.objects.visible_to(hat(reader)).count()) == (1, 0)


@pytest.mark.parametrize(("days", "left"), [(400, 3), (402, 2), (800, 2), (802, 1)])
def test_old_notices_are_removed_the_unread_ones_later(
    monkeypatch: pytest.MonkeyPatch, days: int, left: int
) -> None:
    monkeypatch.setattr("punos.notices.actions.forgetting.CLEARED_AT_ONCE", 1)
    reader = make_reader()
    for _each in range(3):
        tell(persons=[(reader.pk, None)])
    long_ago = timezone.now() - timedelta(days=days) + timedelta(hours=1)
    read, unread, _new = Notice.objects.order_by("pk")
    Notice.objects.filter(pk__in=[read.pk, unread.pk]).update(at=long_ago)
    Notice.objects.filter(pk=read.pk).update(read_at=timezone.now())

    tasks.clear_old(0)

    assert Notice.objects.count() == left
