"""Commenting on a clause: the rule as a table, the effect, the refusals, the journal line."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from punos.contributions import actions
from punos.contributions.actions import Remark
from punos.contributions.models import Contribution, ContributionState, Thread, Voice
from punos.contributions.rules import LONGEST_COMMENT, MOST_COMMENTS
from punos.contributions.tests.factories import DAY, make_process, make_thread, make_visitor, make_voice
from punos.core.errors import Invalid, NotNow, Refused
from punos.journal.models import Entry
from punos.organisations.models import Actor
from punos.processes.models import Process, Section
from punos.processes.tests.factories import make_document, make_section_facts, make_version

pytestmark = pytest.mark.django_db
COMMENT: dict[str, str] = {"text": "Hyvä.", "stance": "for"}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Refusals are compared with their source words."""
    with translation.override("en"):
        yield


@pytest.fixture
def process() -> Process:
    return make_process()


@pytest.fixture
def section(process: Process) -> Section:
    facts = make_section_facts("a", "Kokoontuu **neljä** kertaa.", sv="Sammanträder fyra gånger.")
    return make_version(make_document(process), facts).sections.get()


@pytest.fixture
def thread(process: Process) -> Thread:
    return make_thread(process, scale=None)


def comment(voice: Voice | None, thread: Thread, section: Section, **changes: Any) -> Contribution:
    remark = Remark(**(COMMENT | changes))
    return actions.comment(
        actor=Actor(), voice=voice, thread=thread, section=section, remark=remark, language="fi"
    )


def revise(voice: Voice | None, said: Contribution, **changes: Any) -> Contribution:
    remark = Remark(**({"text": "Parempi.", "stance": "for"} | changes))
    return actions.revise_contribution(
        actor=Actor(), voice=voice, contribution=said, remark=remark, language="fi"
    )


def newest() -> tuple[str, bool]:
    line = Entry.objects.order_by("-id")[0]
    return line.verb, line.is_public


def test_comment_stands_at_its_clause_under_the_next_number(thread: Thread, section: Section) -> None:
    voice = make_voice(thread.process)

    comment(voice, thread, section)
    said = comment(voice, thread, section, text="", quote="neljä\n kertaa", rewording="kuusi\u200b kertaa")

    assert (said.number, said.section, said.stance, said.quote) == (2, section, "for", "neljä kertaa")
    assert said.latest is not None
    assert (said.latest.text, said.latest.rewording, said.latest.number) == ("", "kuusi kertaa", 1)
    assert (said.state, newest()) == ("published", ("contribution.submitted", True))


def test_comment_sent_twice_is_one(thread: Thread, section: Section) -> None:
    voice = make_voice(thread.process)

    first, again = comment(voice, thread, section), comment(voice, thread, section)

    assert (again, thread.contributions.count()) == (first, 1)


@pytest.mark.parametrize(
    ("facts", "state"),
    [({"moderated_before": True}, "waiting"), ({"is_public": False}, "not_public")],
)
def test_comment_follows_what_its_thread_says(
    thread: Thread, section: Section, facts: dict[str, bool], state: str
) -> None:
    Thread.objects.update(**facts)
    thread.refresh_from_db()

    said = comment(make_voice(thread.process), thread, section)

    assert (said.state, newest()) == (state, ("contribution.submitted", False))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, None),
        ({"text": ""}, None),
        ({"text": "", "stance": "", "rewording": "Kuusi kertaa."}, None),
        ({"text": "a" * LONGEST_COMMENT}, None),
        ({"quote": "fyra gånger"}, None),
        ({"text": "  ", "stance": ""}, Invalid),
        ({"stance": "maybe"}, Invalid),
        ({"text": "a" * (LONGEST_COMMENT + 1)}, Invalid),
        ({"rewording": "a" * 100_000}, Invalid),
        ({"quote": "viisi kertaa"}, Invalid),
    ],
)
def test_comment_says_something_that_fits(
    thread: Thread, section: Section, changes: dict[str, str], error: type[Refused] | None
) -> None:
    voice = make_voice(thread.process)

    if error:
        with pytest.raises(error):
            comment(voice, thread, section, **changes)
    else:
        comment(voice, thread, section, **changes)

    assert thread.contributions.count() == (0 if error else 1)


def test_comment_is_refused_where_none_is_asked(thread: Thread, section: Section) -> None:
    voice = make_voice(thread.process)
    closed = make_thread(thread.process, opens=-2 * DAY, closes=-DAY)
    silent = make_thread(thread.process, takes_contributions=False)

    with pytest.raises(NotNow):
        comment(voice, closed, section)
    with pytest.raises(Refused, match="not collected here"):
        comment(voice, silent, section)
    with pytest.raises(Refused, match="First choose"):
        comment(None, thread, section)
    section.change = "removed"
    with pytest.raises(NotNow, match="left out"):
        comment(voice, thread, section)


def test_comments_of_one_voice_come_to_an_end(thread: Thread, section: Section) -> None:
    voice = make_voice(thread.process)
    Contribution.objects.bulk_create(
        Contribution(thread=thread, voice=voice, number=number, at=voice.at)
        for number in range(1, MOST_COMMENTS + 1)
    )

    with pytest.raises(Refused, match="as many as one answer can have"):
        comment(voice, thread, section)


# Changing ------------------------------------------------------------------------------------------------


def test_changed_comment_keeps_its_earlier_wording(thread: Thread, section: Section) -> None:
    voice = make_voice(thread.process)
    said = comment(voice, thread, section)

    changed = revise(voice, said, stance="against", rewording="Kuusi kertaa.")

    assert [each.text for each in said.versions.order_by("number")] == ["Hyvä.", "Parempi."]
    assert changed.latest is not None
    assert (changed.stance, changed.latest.rewording, changed.state) == (
        "against",
        "Kuusi kertaa.",
        "published",
    )
    assert newest() == ("contribution.reworded", True)


def test_comment_changed_to_the_same_is_not_a_new_version(thread: Thread, section: Section) -> None:
    voice = make_voice(thread.process)
    said = comment(voice, thread, section)

    revise(voice, said, text=" Hyvä.")

    assert said.versions.count() == 1


@pytest.mark.parametrize(
    ("before", "moderated", "after", "is_seen"),
    [
        ("hidden", False, "waiting", False),
        ("published", True, "waiting", True),
        ("waiting", True, "waiting", False),
    ],
)
def test_changed_comment_is_looked_at_where_a_moderator_has_a_say(
    thread: Thread, section: Section, before: str, after: str, *, moderated: bool, is_seen: bool
) -> None:
    voice = make_voice(thread.process)
    said = comment(voice, thread, section)
    Contribution.objects.update(state=before)
    Thread.objects.update(moderated_before=moderated)

    changed = revise(voice, said)

    assert (changed.state, newest()) == (after, ("contribution.reworded", is_seen))


def test_comment_is_changed_by_its_author_while_it_is_open(thread: Thread, section: Section) -> None:
    voice = make_voice(thread.process)
    said = comment(voice, thread, section)

    with pytest.raises(Refused):
        revise(make_voice(thread.process, make_visitor()), said)
    with pytest.raises(Refused):
        revise(None, said)
    with pytest.raises(Invalid):
        revise(voice, said, text="", stance="")
    Contribution.objects.update(state=ContributionState.WITHDRAWN)
    with pytest.raises(NotNow, match="withdrawn"):
        revise(voice, said)
    Thread.objects.update(closes_at=voice.at)
    with pytest.raises(NotNow):
        revise(voice, said)

    assert said.versions.count() == 1
