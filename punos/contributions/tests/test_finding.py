"""What was said is found as long as everybody may read it, and at once no longer when it is not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from punos.contributions import actions, queries
from punos.contributions.actions import ImportedIdea, ImportedVoice, Remark
from punos.contributions.models import Capacity, Contribution, ContributionState, Thread
from punos.contributions.tests.factories import (
    make_idea,
    make_organisation,
    make_process,
    make_thread,
    make_visitor,
    make_voice,
)
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.people.tests.factories import make_account
from punos.processes.tests.factories import make_document, make_section_facts, make_version
from punos.search.models import Entry
from punos.search.queries import find

pytestmark = pytest.mark.django_db


def found(words: str = "tiloja") -> list[int]:
    """The contributions that a search finds."""
    return [each.subject_id for each in find(words) if each.subject_type == "contribution"]


def test_idea_is_found_from_the_moment_it_is_said_with_its_time_and_place() -> None:
    said = make_idea(make_thread())

    entry = Entry.objects.get(subject_type="contribution")

    assert found() == [said.pk]
    assert (entry.address, entry.process, entry.at, entry.organisation_id) == (
        said.address,
        said.thread.process.slug,
        said.at,
        None,
    )


@pytest.mark.parametrize(("capacity", "is_told"), [(Capacity.ORGANISATION, True), (Capacity.ACTIVE, False)])
def test_organisation_is_told_only_of_what_was_said_in_its_name(capacity: str, is_told: bool) -> None:
    organisation, thread = make_organisation(), make_thread()
    voice = make_voice(thread.process)
    voice.capacity, voice.organisation = capacity, organisation
    voice.save()

    make_idea(thread, voice)

    assert Entry.objects.get(subject_type="contribution").organisation_id == (
        organisation.pk if is_told else None
    )


def withdraw(said: Contribution) -> None:
    actions.withdraw_contribution(actor=Actor(), voice=said.voice, contribution=said)


def remove(said: Contribution) -> None:
    actions.remove(actor=SYSTEM, contribution=said, reason="insult")


def take_out(said: Contribution) -> None:
    actions.take_out_voices(actor=SYSTEM, voice_ids=[said.voice_id])


def take_back(said: Contribution) -> None:
    actions.take_back_all(actor=Actor(), voice=said.voice, threads=[said.thread])


@pytest.mark.parametrize("end", [withdraw, remove, take_out, take_back])
def test_what_is_no_longer_to_be_read_is_found_no_more(end: Callable[[Contribution], None]) -> None:
    thread = make_thread()
    said, other = make_idea(thread), make_idea(thread)

    end(said)

    assert found() == [other.pk]


def test_erased_words_are_found_no_more() -> None:
    person, thread = make_account("Aino"), make_thread()
    actor = Actor(person=person)
    said = make_idea(thread, make_voice(thread.process, actor))
    before = found()

    actions.forget_person(actor=actor, person=person, withdraw=True)

    assert (before, found()) == ([said.pk], [])


def test_put_back_is_found_again() -> None:
    said = make_idea(make_thread())
    remove(said)

    actions.put_back(actor=SYSTEM, contribution=said, note="Virhe")

    assert found() == [said.pk]


@pytest.mark.parametrize(("before", "is_public"), [(True, True), (False, False)])
def test_what_waits_or_is_not_published_is_not_found(before: bool, is_public: bool) -> None:
    thread = make_thread()
    Thread.objects.filter(pk=thread.pk).update(moderated_before=before, is_public=is_public)
    thread.refresh_from_db()

    said = make_idea(thread)
    at_first = found()
    if before:
        actions.pass_on(actor=SYSTEM, contribution=said)

    assert (at_first, found()) == ([], [said.pk] if before else [])


def test_comment_is_found_by_its_latest_words() -> None:
    process = make_process()
    section = make_version(make_document(process), make_section_facts("a", "Kokoontuu.")).sections.get()
    thread = make_thread(process, scale=None)
    voice = make_voice(process)
    known: dict[str, Any] = {"actor": Actor(), "voice": voice, "language": "fi"}
    said = actions.comment(
        thread=thread, section=section, remark=Remark(text="Hyvä", rewording="Kahdesti"), **known
    )
    before = found("kahdesti")

    actions.revise_contribution(contribution=said, remark=Remark(text="Parempi"), **known)

    assert (before, found("kahdesti"), found("parempi")) == ([said.pk], [], [said.pk])


def test_translation_is_found_too() -> None:
    said = make_idea(make_thread())
    assert said.latest is not None

    actions.translate_contribution(
        actor=SYSTEM, contribution=said, version=said.latest, language="sv", text="Mera lokaler"
    )

    assert found("lokaler") == [said.pk]


def test_answer_is_entered_by_the_worker_and_its_old_words_leave_at_once() -> None:
    thread = make_thread(scale=None)
    voice = make_voice(thread.process)
    known: dict[str, Any] = {"actor": Actor(), "voice": voice, "thread": thread, "language": "fi"}
    said = actions.put(text="Puistoja", **known)
    at_first = found("puistoja")

    entered = enter_missing(thread)
    then = found("puistoja")
    actions.put(text="Metsiä", **known)
    reworded = found("puistoja")
    again = enter_missing(thread)

    assert (at_first, entered, then, reworded, again) == ([], 1, [said.pk], [], 1)
    assert (found("metsiä"), enter_missing(thread)) == ([said.pk], 0)


def enter_missing(thread: Thread) -> int:
    return actions.enter_missing(process=thread.process, now=timezone.now())


def test_import_is_entered_by_the_worker_and_what_its_source_hides_leaves_at_once() -> None:
    thread, now = make_thread(), timezone.now()

    def bring(*, is_published: bool) -> None:
        actions.bring_in(
            actor=SYSTEM, thread=thread, source="elsewhere", ratings=[],
            voices=[ImportedVoice("1", Capacity.RESIDENT, now)],
            ideas=[ImportedIdea(1, "1", "Puistoja", "fi", now, is_published=is_published)],
        )  # fmt: skip

    bring(is_published=True)
    entered = enter_missing(thread)
    shown = len(found("puistoja"))
    bring(is_published=False)

    assert (entered, shown, found("puistoja"), enter_missing(thread)) == (1, 1, [], 0)


def test_only_what_is_published_in_public_counts_as_readable() -> None:
    said = make_idea(make_thread(), make_voice(make_process(), make_visitor()))
    now = timezone.now()
    readable = [queries.is_readable(said, now)]
    for state in (ContributionState.HIDDEN, ContributionState.PUBLISHED):
        said.state = state
        readable.append(queries.is_readable(said, now))
    said.thread.is_public = False

    assert [*readable, queries.is_readable(said, now)] == [True, False, True, False]
