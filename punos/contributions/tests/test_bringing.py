"""Bringing in what was gathered elsewhere: whole or not at all, and nothing twice."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from punos.contributions import actions
from punos.contributions.actions import ImportedIdea, ImportedVoice
from punos.contributions.models import (
    Capacity,
    Contribution,
    Identified,
    Rating,
    Scale,
    Thread,
    Translation,
    Voice,
)
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_idea,
    make_organisation,
    make_thread,
    verbs_since,
)
from punos.core.errors import Refused
from punos.journal.queries import read_stamps
from punos.organisations.models.actor import SYSTEM

pytestmark = pytest.mark.django_db

THEN = datetime(2021, 5, 1, 12, tzinfo=UTC)
VOICES = (
    ImportedVoice("a", Capacity.RESIDENT, THEN),
    ImportedVoice("b", Capacity.GROUP, THEN, {"area": "90"}, head_count=6, language="sv"),
)
IDEAS = (
    ImportedIdea(0, "a", "Mer\u200b grönt ", "sv", THEN, translations={"fi": "Lisää vihreää"}),
    ImportedIdea(7, "b", "Kiosks", "en", THEN, is_published=False),
)
RATINGS = (("a", 7, 1, THEN), ("b", 0, -1, THEN))
type Given = Iterable[tuple[str, int, int, datetime]]


def bring(
    thread: Thread,
    *,
    voices: Iterable[ImportedVoice] = VOICES,
    ideas: Iterable[ImportedIdea] = IDEAS,
    ratings: Given = RATINGS,
    source: str = "file:x",
) -> int:
    return actions.bring_in(
        actor=SYSTEM, thread=thread, source=source, voices=voices, ideas=ideas, ratings=ratings
    )


def test_bring_in_keeps_everything_as_the_source_has_it() -> None:
    thread, before = make_thread(), last_line()

    changed = bring(thread)

    assert changed == 6
    assert list(
        Voice.objects.order_by("speaker").values_list("speaker", "capacity", "head_count", "identified")
    ) == [
        ("file:x:a", "resident", None, Identified.IMPORT),
        ("file:x:b", "group", 6, Identified.IMPORT),
    ]
    assert list(
        Contribution.objects.order_by("number").values_list("number", "state", "latest__text", "at")
    ) == [
        (0, "published", "Mer grönt", THEN),
        (7, "hidden", "Kiosks", THEN),
    ]
    assert list(Translation.objects.values_list("version__text", "language", "text")) == [
        ("Mer grönt", "fi", "Lisää vihreää")
    ]
    assert sorted(
        Rating.objects.values_list("voice__speaker", "contribution__number", "value", "scale", "at")
    ) == [
        ("file:x:a", 7, 1, 1, THEN),
        ("file:x:b", 0, -1, 1, THEN),
    ]
    assert verbs_since(before) == ["contributions.imported"]


def test_bring_in_twice_changes_nothing_the_second_time() -> None:
    thread = make_thread()
    bring(thread)
    before, stamps = last_line(), read_stamps(["all"])

    changed = bring(thread)

    assert (changed, verbs_since(before), read_stamps(["all"])) == (0, [], stamps)
    assert (Voice.objects.count(), Contribution.objects.count(), Rating.objects.count()) == (2, 2, 2)


def test_bring_in_takes_a_new_rating_of_the_same_voice_for_the_old_one() -> None:
    thread, later = make_thread(), THEN.replace(year=2022)
    bring(thread)

    changed = bring(thread, ratings=[("a", 7, -1, later), ("b", 0, -1, later)])

    assert changed == 1
    assert sorted(Rating.objects.values_list("voice__speaker", "value", "at")) == [
        ("file:x:a", -1, later),
        ("file:x:b", -1, THEN),
    ]


def test_bring_in_follows_the_moderation_of_the_source_and_keeps_the_words() -> None:
    thread = make_thread()
    bring(thread)
    turned = [replace(IDEAS[0], is_published=False, text="Other words"), replace(IDEAS[1], is_published=True)]

    changed = bring(thread, ideas=turned)

    assert changed == 2
    assert list(Contribution.objects.order_by("number").values_list("state", "latest__text")) == [
        ("hidden", "Mer grönt"),
        ("published", "Kiosks"),
    ]


def test_bring_in_knows_voices_of_another_source_apart() -> None:
    thread = make_thread()
    bring(thread)

    changed = bring(thread, source="file:y", ideas=[], ratings=[("a", 0, 1, THEN)])

    assert changed == 3
    assert sorted(Rating.objects.values_list("voice__speaker", flat=True)) == [
        "file:x:a",
        "file:x:b",
        "file:y:a",
    ]


def test_bring_in_adds_to_what_was_said_here() -> None:
    thread, organisation = make_thread(scale=Scale.SEVEN), make_organisation()
    said = make_idea(thread)
    voice = ImportedVoice("o", Capacity.ORGANISATION, THEN, organisation_id=organisation.pk)

    changed = bring(thread, voices=[voice], ideas=[], ratings=[("o", said.number, 7, THEN)])

    assert changed == 2
    assert list(Rating.objects.values_list("contribution", "voice__organisation", "scale", "value")) == [
        (said.pk, organisation.pk, 2, 7)
    ]


def broken(after: int) -> Iterator[tuple[str, int, int, datetime]]:
    """Ratings that end in the middle, as when the process is killed."""
    yield from RATINGS[:after]
    raise KeyboardInterrupt


@pytest.mark.parametrize("after", [0, 1, 2])
def test_bring_in_that_ends_half_way_leaves_nothing(after: int) -> None:
    thread, before = make_thread(), last_line()

    with pytest.raises(KeyboardInterrupt):
        bring(thread, ratings=broken(after))

    assert (Voice.objects.count(), Contribution.objects.count(), Rating.objects.count()) == (0, 0, 0)
    assert verbs_since(before) == []


def test_bring_in_is_refused_to_everybody_but_the_command_line() -> None:
    thread = make_thread()

    with pytest.raises(Refused):
        actions.bring_in(
            actor=make_actor("Resident"), thread=thread, source="file:x", voices=VOICES, ideas=[], ratings=[]
        )

    assert Voice.objects.count() == 0


def test_note_exposure_writes_down_only_what_moved() -> None:
    thread = make_thread()
    first, second = make_idea(thread), make_idea(thread)

    moved = [actions.note_exposure(thread=thread, times_rated=each) for each in ({1: 4, 2: 0}, {1: 4, 2: 9})]

    first.refresh_from_db()
    second.refresh_from_db()
    assert (moved, first.times_rated, second.times_rated) == ([1, 1], 4, 9)
