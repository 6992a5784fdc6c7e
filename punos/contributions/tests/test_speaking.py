"""Taking part, saying, rating: the effect of each verb, its refusal, its journal line."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from punos.contributions import actions
from punos.contributions.models import Capacity, Contribution, Identified, Rating, Scale, Thread, Voice
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_idea,
    make_organisation,
    make_process,
    make_thread,
    make_unit,
    make_visitor,
    make_voice,
    verbs_since,
)
from punos.core.errors import Invalid, NotNow, Refused
from punos.journal.models import Entry
from punos.journal.queries import read_stamps
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes

pytestmark = pytest.mark.django_db


def test_open_thread_makes_one_without_times() -> None:
    process = make_process()
    before = last_line()

    thread = actions.open_thread(actor=SYSTEM, process=process, scale=Scale.SEVEN, takes_contributions=False)

    kept = Thread.objects.get(pk=thread.pk)
    assert (kept.process_id, kept.scale, kept.takes_contributions, kept.opens_at) == (
        process.pk,
        2,
        False,
        None,
    )
    assert verbs_since(before) == []  # the room that asked for it tells of it


@pytest.mark.parametrize("who", ["stranger", "resident", "officer elsewhere"])
def test_open_thread_and_its_times_are_for_those_who_lead_the_process(who: str) -> None:
    actor = {
        "stranger": Actor(),
        "resident": make_actor("Resident"),
        "officer elsewhere": make_actor("Officer", unit=make_unit("toimiala")),
    }[who]
    thread = make_thread()

    with pytest.raises(Refused):
        actions.open_thread(actor=actor, process=thread.process, scale=None)
    with pytest.raises(Refused):
        actions.set_times(actor=actor, thread=thread, opens_at=None, closes_at=None)

    assert [(each.pk, each.opens_at) for each in Thread.objects.all()] == [(thread.pk, thread.opens_at)]


def test_set_times_changes_from_when_until_when() -> None:
    thread, opens = make_thread(), timezone.now()

    actions.set_times(actor=SYSTEM, thread=thread, opens_at=opens, closes_at=opens + DAY)

    thread.refresh_from_db()
    assert (thread.opens_at, thread.closes_at) == (opens, opens + DAY)


def test_take_part_keeps_how_a_browser_answers() -> None:
    process, visitor, before = make_process(), make_visitor(), last_line()

    voice = actions.take_part(
        actor=visitor,
        process=process,
        capacity=Capacity.GROUP,
        language="sv",
        background={"field": "youth"},
        head_count=7,
    )

    kept = Voice.objects.get(pk=voice.pk)
    assert (kept.speaker, kept.capacity, kept.head_count) == (f"browser:{visitor.browser}", "group", 7)
    assert (kept.language, kept.background, kept.identified) == ("sv", {"field": "youth"}, Identified.BROWSER)
    assert verbs_since(before) == ["voice.joined"]
    assert not Entry.objects.get(verb="voice.joined").is_public


def test_take_part_knows_somebody_with_an_account_by_it() -> None:
    process, actor = make_process(), make_actor("Resident")

    voice = make_voice(process, actor)

    assert (voice.speaker, voice.person, voice.identified) == (
        f"person:{actor.person_id}",
        actor.person,
        Identified.ACCOUNT,
    )


def test_take_part_again_changes_the_same_voice_and_keeps_what_it_said() -> None:
    thread, visitor = make_thread(), make_visitor()
    voice = make_voice(thread.process, visitor)
    idea = make_idea(thread, voice)
    before = last_line()

    again = make_voice(
        thread.process, visitor, capacity=Capacity.ACTIVE, organisation_name=" Kuoro\u200b ", head_count=5
    )

    assert (again.pk, again.capacity, again.organisation_name) == (voice.pk, "active", "Kuoro")
    assert again.head_count is None  # only a group has one
    assert [each.pk for each in again.contributions.all()] == [idea.pk]
    assert verbs_since(before) == ["voice.changed"]


def test_take_part_for_an_organisation_of_the_registry_points_at_it() -> None:
    organisation = make_organisation()

    voice = make_voice(make_process(), capacity=Capacity.ORGANISATION, organisation=organisation)

    assert (voice.organisation, voice.organisation_name) == (organisation, "")


def test_take_part_is_refused_without_a_mark() -> None:
    process, before = make_process(), last_line()

    with pytest.raises(Refused):
        make_voice(process, Actor())

    assert (Voice.objects.count(), verbs_since(before)) == (0, [])


def test_voice_of_a_group_without_a_head_count_is_refused_by_the_database() -> None:
    process = make_process()

    with pytest.raises(IntegrityError), transaction.atomic():
        Voice.objects.create(process=process, speaker="browser:x", capacity="group", at=timezone.now())


def test_rate_keeps_the_rating_without_a_journal_line_or_a_stamp() -> None:
    thread = make_thread()
    idea, voice = make_idea(thread), make_voice(thread.process)
    before, scopes = last_line(), ("all", f"process:{thread.process.slug}")
    stamps = read_stamps(scopes)

    actions.rate(voice=voice, thread=thread, number=idea.number, value=-1)

    assert list(Rating.objects.values_list("contribution", "voice", "scale", "value")) == [
        (idea.pk, voice.pk, 1, -1)
    ]
    assert (verbs_since(before), read_stamps(scopes)) == ([], stamps)


def test_rate_again_changes_the_rating_and_its_time() -> None:
    thread = make_thread()
    idea, voice = make_idea(thread), make_voice(thread.process)
    actions.rate(voice=voice, thread=thread, number=idea.number, value=-1)
    first = Rating.objects.get()

    actions.rate(voice=voice, thread=thread, number=idea.number, value=1)

    second = Rating.objects.get()
    assert (second.pk, second.value, second.at > first.at) == (first.pk, 1, True)


@pytest.mark.parametrize("which", ["one's own", "withdrawn", "of another thread", "of no number"])
def test_rate_is_refused_for_an_idea_that_is_not_there_to_be_rated(which: str) -> None:
    thread = make_thread()
    voice, author = make_voice(thread.process), make_voice(thread.process)
    idea = make_idea(thread, voice if which == "one's own" else author)
    if which == "withdrawn":
        actions.withdraw_contribution(actor=Actor(), voice=author, contribution=idea)
    asked = make_thread(thread.process) if which == "of another thread" else thread

    with pytest.raises(Refused):
        actions.rate(
            voice=voice, thread=asked, number=99 if which == "of no number" else idea.number, value=1
        )

    assert Rating.objects.count() == 0


def test_rate_is_refused_when_the_thread_has_closed() -> None:
    thread = make_thread()
    idea, voice = make_idea(thread), make_voice(thread.process)
    thread.closes_at = timezone.now()

    with pytest.raises(NotNow):
        actions.rate(voice=voice, thread=thread, number=idea.number, value=1)

    assert Rating.objects.count() == 0


@pytest.mark.parametrize(("scale", "value"), [(1, 2), (1, -2), (2, 0), (2, 8), (3, 1)])
def test_rating_off_its_scale_is_refused_by_the_database(scale: int, value: int) -> None:
    thread = make_thread()
    idea, voice = make_idea(thread), make_voice(thread.process)

    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(contribution=idea, voice=voice, scale=scale, value=value, at=timezone.now())


def test_say_puts_words_on_record_under_the_next_number() -> None:
    thread = make_thread()
    make_idea(thread)
    voice, before = make_voice(thread.process), last_line()
    stamp = read_stamps(["all"])["all"]

    said = actions.say(
        voice=voice, actor=Actor(), thread=thread, text=" Lis\u00e4\u00e4\u200b tiloja\r\n", language="sv"
    )

    kept = Contribution.objects.select_related("latest").get(pk=said.pk)
    assert kept.latest is not None
    assert (kept.number, kept.state, kept.voice) == (2, "published", voice)
    assert (kept.latest.text, kept.latest.language, kept.latest.number) == ("Lis\u00e4\u00e4 tiloja", "sv", 1)
    assert verbs_since(before) == ["contribution.submitted"]
    assert read_stamps(["all"])["all"] == stamp + 1


def test_say_counts_words_without_what_cannot_be_seen() -> None:
    thread = make_thread()

    with pytest.raises(Invalid):
        actions.say(
            voice=make_voice(thread.process), actor=Actor(), thread=thread, text=" \u200b\n ", language="fi"
        )

    assert Contribution.objects.count() == 0


def test_translate_keeps_the_original_and_says_who_checked() -> None:
    thread = make_thread()
    idea, officer = make_idea(thread), make_actor("Officer", unit=make_unit())
    assert idea.latest is not None
    before = last_line()

    for words in ("Mera utrymmen", "Fler lokaler"):
        actions.translate_contribution(
            actor=officer, contribution=idea, version=idea.latest, language="sv", text=words
        )

    kept = [(each.language, each.text, each.checked_by) for each in idea.latest.translations.all()]
    assert kept == [("sv", "Fler lokaler", officer.person_id)]
    assert verbs_since(before) == ["contribution.translated"] * 2


@pytest.mark.parametrize("what", ["into its own language", "of another contribution"])
def test_translate_is_refused_where_it_makes_no_sense(what: str) -> None:
    thread = make_thread()
    idea, other = make_idea(thread), make_idea(thread)
    assert idea.latest is not None
    language = "fi" if what == "into its own language" else "sv"
    contribution = idea if what == "into its own language" else other

    with pytest.raises(Invalid):
        actions.translate_contribution(
            actor=SYSTEM, contribution=contribution, version=idea.latest, language=language, text="X"
        )

    assert idea.latest.translations.count() == 0


def test_translate_is_refused_to_those_who_do_not_lead_the_process() -> None:
    idea = make_idea(make_thread())
    assert idea.latest is not None

    with pytest.raises(Refused):
        actions.translate_contribution(
            actor=make_actor("Resident"), contribution=idea, version=idea.latest, language="sv", text="X"
        )


def test_withdraw_takes_ones_own_words_out_of_publication() -> None:
    thread = make_thread()
    voice = make_voice(thread.process)
    idea = make_idea(thread, voice)
    before = last_line()

    actions.withdraw_contribution(actor=Actor(), voice=voice, contribution=idea)

    assert (Contribution.objects.get().state, Contribution.objects.published().count()) == ("withdrawn", 0)
    assert verbs_since(before) == ["contribution.withdrawn"]


def close(thread: Thread, at: datetime) -> None:
    actions.set_times(actor=SYSTEM, thread=thread, opens_at=thread.opens_at, closes_at=at)


@pytest.mark.parametrize(
    ("who", "state", "refusal"),
    [("another", "open", Refused), ("nobody", "open", Refused), ("author", "closed", NotNow)],
)
def test_withdraw_is_for_the_author_while_it_is_open(who: str, state: str, refusal: type[Refused]) -> None:
    thread = make_thread()
    author, another = make_voice(thread.process), make_voice(thread.process)
    idea = make_idea(thread, author)
    if state == "closed":
        close(thread, timezone.now())
    before = last_line()

    with pytest.raises(refusal):
        actions.withdraw_contribution(
            actor=Actor(),
            voice={"author": author, "another": another, "nobody": None}[who],
            contribution=idea,
        )

    assert (Contribution.objects.get().state, verbs_since(before)) == ("published", [])


def test_nothing_is_changed_in_a_process_that_has_been_closed() -> None:
    thread = make_thread()
    processes.close_process(actor=SYSTEM, process=thread.process)
    thread.process.refresh_from_db()

    with pytest.raises(NotNow):
        actions.set_times(actor=SYSTEM, thread=thread, opens_at=None, closes_at=None)
    with pytest.raises(NotNow):
        make_voice(thread.process)
