"""Reading what was said, and drawing what to rate next."""

from collections import Counter

import pytest

from punos.contributions import actions, queries
from punos.contributions.queries import Idea, Progress
from punos.contributions.tests.factories import (
    make_actor,
    make_idea,
    make_process,
    make_thread,
    make_visitor,
    make_voice,
)
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_voice_of_is_the_account_before_the_browser_and_never_another() -> None:
    process, visitor = make_process(), make_visitor()
    by_browser = make_voice(process, visitor)
    account = make_actor("Resident")
    signed_in = Actor(person=account.person, browser=visitor.browser)

    found = [
        queries.voice_of(actor, process) for actor in (visitor, make_visitor(), Actor(), account, signed_in)
    ]

    assert found == [by_browser, None, None, None, None]
    assert queries.voice_of(visitor, make_process()) is None


def test_ideas_come_in_the_readers_language_with_the_original_beside() -> None:
    thread = make_thread()
    translated, plain, gone = (
        make_idea(thread, words="Yksi"),
        make_idea(thread, words="Kaksi"),
        make_voice(thread.process),
    )
    withdrawn = make_idea(thread, gone, words="Kolme")
    actions.withdraw_contribution(actor=Actor(), voice=gone, contribution=withdrawn)
    assert translated.latest is not None
    actions.translate_contribution(
        actor=SYSTEM, contribution=translated, version=translated.latest, language="sv", text="Ett"
    )

    in_swedish, in_finnish = [
        queries.ideas_among(thread.contributions.all(), language, numbers=[1, 2, 3])
        for language in ("sv", "fi")
    ]
    assert in_swedish == [Idea(1, "Ett", "sv", "Yksi", "fi"), Idea(2, "Kaksi", "fi")]
    assert in_finnish == [Idea(1, "Yksi", "fi"), Idea(2, "Kaksi", "fi")]
    assert queries.ideas_among(thread.contributions.all(), "fi", numbers=[plain.number]) == in_finnish[1:]
    assert queries.idea_numbered(thread, withdrawn.number, "fi") is None


def test_page_of_ideas_holds_so_many_in_the_order_in_which_they_came() -> None:
    thread = make_thread()
    for number in range(5):
        make_idea(thread, words=f"Idea {number}")

    pages = [queries.page_of_ideas(thread, "fi", number=number, size=2) for number in ("1", "3", "99", None)]

    assert [[idea.text for idea in page] for page in pages] == [
        ["Idea 0", "Idea 1"],
        ["Idea 4"],
        ["Idea 4"],
        ["Idea 0", "Idea 1"],
    ]
    assert pages[0].paginator.count == 5


def test_next_idea_is_one_of_others_that_was_not_rated() -> None:
    thread = make_thread()
    voice = make_voice(thread.process)
    make_idea(thread, voice)
    wanted, rated = make_idea(thread), make_idea(thread)
    actions.rate(voice=voice, thread=thread, number=rated.number, value=0)

    drawn = {queries.next_idea(thread, voice, "fi") for _time in range(20)}

    assert drawn == {Idea(wanted.number, "Lis\u00e4\u00e4 tiloja", "fi")}
    assert queries.progress(thread, voice) == Progress(rated=1, of=2)


def test_next_idea_is_nothing_when_all_have_been_rated() -> None:
    thread = make_thread()
    voice = make_voice(thread.process)
    actions.rate(voice=voice, thread=thread, number=make_idea(thread).number, value=1)

    assert queries.next_idea(thread, voice, "fi") is None


def test_next_idea_favours_what_was_rated_least() -> None:
    thread = make_thread()
    voice, numbers = make_voice(thread.process), [make_idea(thread).number for _idea in range(2)]
    actions.note_exposure(thread=thread, times_rated=dict(zip(numbers, (0, 30), strict=True)))

    drawn = Counter(idea.number for _time in range(100) if (idea := queries.next_idea(thread, voice, "fi")))

    # The rare one weighs 961 to 1: five draws of the other in a hundred happen once in ten million runs.
    assert drawn[numbers[0]] > 95


def test_last_rated_and_own_ideas_are_ones_own() -> None:
    thread = make_thread()
    voice, another = make_voice(thread.process), make_voice(thread.process)
    own, others = make_idea(thread, voice), [make_idea(thread) for _idea in range(3)]
    for idea in others:
        actions.rate(voice=voice, thread=thread, number=idea.number, value=1)
        actions.rate(voice=another, thread=thread, number=idea.number, value=-1)

    rated = queries.last_rated(thread, voice, limit=2)

    assert [(each.contribution, each.value) for each in rated] == [(others[2], 1), (others[1], 1)]
    assert (queries.own_ideas(thread, voice), queries.own_ideas(thread, another)) == ([own], [])
