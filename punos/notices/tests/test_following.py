"""Following, how often letters come, and the link that ends them."""

from collections.abc import Callable
from typing import Any

import pytest

from punos.core.errors import Refused
from punos.core.languages import TranslatedText
from punos.journal.models import Entry
from punos.notices import actions, rules
from punos.notices.models import GATHERED, Cadence, Notice, Subscription, TopicKind, body_key
from punos.notices.rules.following import MOST_FOLLOWED
from punos.notices.tests.factories import following, hat, make_reader, tell, tell_followers_of
from punos.organisations.models import Actor

pytestmark = pytest.mark.django_db
OF_TILAT: dict[str, Any] = {"kind": TopicKind.PROCESS, "key": "tilat"}
MINE: dict[str, Any] = {"kind": TopicKind.MINE, "key": ""}


def verdict(check: Callable[..., Any], *args: Any) -> str:
    """What a rule says: yes, or the code with which it refuses."""
    try:
        check(*args)
    except Refused as refusal:
        return refusal.code
    return "yes"


@pytest.mark.parametrize(
    ("signed_in", "kind", "cadence", "followed", "expected"),
    [
        (True, "process", "daily", 0, "yes"),
        (True, "area", "never", MOST_FOLLOWED - 1, "yes"),
        (True, "area", "daily", MOST_FOLLOWED, "invalid"),
        (True, "mine", "daily", 0, "invalid"),
        (True, "process", "hourly", 0, "invalid"),
        (False, "process", "daily", 0, "refused"),
    ],
)
def test_who_may_follow_what(signed_in: bool, kind: str, cadence: str, followed: int, expected: str) -> None:
    actor = hat(make_reader()) if signed_in else Actor(browser="mark")

    assert verdict(rules.check_follow, actor, kind, cadence, followed) == expected


def verbs() -> list[str]:
    """What the journal says of subscriptions, in order."""
    return list(
        Entry.objects.filter(verb__startswith="subscription.").order_by("pk").values_list("verb", flat=True)
    )


def test_following_again_changes_how_often_alone() -> None:
    reader = make_reader()
    first = following(reader)

    again = following(reader, Cadence.INSTANT)

    assert (again.pk, again.cadence, again.token, again.at) == (first.pk, "instant", first.token, first.at)
    assert verbs() == ["subscription.made", "subscription.changed"]


def test_journal_does_not_tell_what_somebody_follows() -> None:
    following(make_reader())

    line = Entry.objects.get(verb="subscription.made")
    assert (line.ids, line.process, line.address, line.is_public) == ({}, "", "/me/following/", False)


def test_nothing_more_is_told_of_what_is_no_longer_followed() -> None:
    reader = make_reader()
    following(reader)
    tell_followers_of()

    actions.unfollow(actor=hat(reader), **OF_TILAT)

    assert (tell_followers_of(), Notice.objects.count()) == (0, 1)
    assert verbs() == ["subscription.made", "subscription.ended"]


def test_what_concerns_oneself_has_its_letters_chosen_and_is_not_ended() -> None:
    reader = make_reader()

    kept = actions.set_cadence(actor=hat(reader), **MINE, cadence=Cadence.WEEKLY)
    actions.set_cadence(actor=hat(reader), **MINE, cadence=Cadence.WEEKLY)
    ended = verdict(lambda: actions.unfollow(actor=hat(reader), **MINE))
    tell(persons=[(reader.pk, None)])

    assert (kept.cadence, ended, Notice.objects.get().cadence) == ("weekly", "not_now", "weekly")
    assert verbs() == ["subscription.changed"]


def test_what_one_does_not_follow_cannot_be_changed_or_ended() -> None:
    following(make_reader())
    other = hat(make_reader("Eino"))

    said = [
        verdict(lambda: actions.set_cadence(actor=other, **OF_TILAT, cadence="daily")),
        verdict(lambda: actions.unfollow(actor=other, **OF_TILAT)),
        verdict(lambda: actions.set_cadence(actor=Actor(), **OF_TILAT, cadence="daily")),
    ]

    assert (said, Subscription.objects.get().cadence) == (["not_now", "not_now", "refused"], "daily")


# The link of a letter ---------------------------------------------------------------------------------------


def test_one_click_ends_the_letters_of_one_topic_and_can_be_taken_back() -> None:
    reader = make_reader()
    topic, other = following(reader), following(reader, key="muu")

    ended = [actions.unsubscribe_by_token(token=topic.token) for _again in range(2)]
    topic.refresh_from_db()
    after = topic.cadence
    resumed = actions.resume_by_token(token=topic.token)
    topic.refresh_from_db()
    other.refresh_from_db()

    assert (ended, after, resumed, topic.cadence, other.cadence) == (
        [True, True],
        "never",
        True,
        "daily",
        "daily",
    )
    assert verbs() == ["subscription.made"] * 2 + ["subscription.changed"] * 2


def test_what_concerns_oneself_comes_again_at_once() -> None:
    reader = make_reader()
    tell(persons=[(reader.pk, None)])
    mine = Subscription.objects.get()

    actions.unsubscribe_by_token(token=mine.token)
    actions.resume_by_token(token=mine.token)

    assert Subscription.objects.get().cadence == "instant"


def test_link_of_a_gathered_letter_ends_all_that_comes_gathered() -> None:
    reader = make_reader()
    cadences = {"a": "daily", "b": "weekly", "c": "instant", "d": "never"}
    for key, cadence in cadences.items():
        following(reader, cadence, key=key)
    token = GATHERED.token(reader.pk, "all")

    assert (actions.unsubscribe_by_token(token=token), actions.resume_by_token(token=token)) == (True, False)

    left = dict(Subscription.objects.values_list("key", "cadence"))
    assert left == {"a": "never", "b": "never", "c": "instant", "d": "never"}


def test_link_that_was_never_given_does_nothing() -> None:
    reader, closed = make_reader(), make_reader("Eino")
    following(reader)
    kept = following(closed)
    closed.is_active = False
    closed.save()

    tokens = ["", "none", f"{reader.pk}.all", GATHERED.token(10_000_000, "all"), kept.token]
    done = [actions.unsubscribe_by_token(token=each) for each in tokens]

    assert (done, actions.resume_by_token(token="none")) == ([False] * 5, False)
    assert set(Subscription.objects.values_list("cadence", flat=True)) == {"daily"}


def test_body_is_known_by_its_name_however_it_is_written() -> None:
    one = TranslatedText.of("fi", fi=" Kaupunginhallituksen  jaosto", sv="Sektionen")

    assert body_key(one) == body_key(TranslatedText.of("fi", fi="KAUPUNGINHALLITUKSEN JAOSTO"))
