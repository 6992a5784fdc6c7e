"""Who may speak where, under which name, and what becomes of an answer that is given again."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from punos.contributions import actions, rules
from punos.contributions.models import (
    Audience,
    Capacity,
    Contribution,
    ContributionState,
    Identified,
    Thread,
    Voice,
)
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_idea,
    make_organisation,
    make_process,
    make_thread,
    make_visitor,
    make_voice,
    verbs_since,
    verdict,
)
from punos.core.errors import Invalid, NotNow, Refused
from punos.journal.models import Entry, Stamp
from punos.organisations import actions as organisations
from punos.organisations import queries as hats
from punos.organisations.models import Actor, Organisation, Scope
from punos.organisations.models.actor import SYSTEM
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db

PUBLISHED, WAITING = ContributionState.PUBLISHED, ContributionState.WAITING
HIDDEN, WITHDRAWN = ContributionState.HIDDEN, ContributionState.WITHDRAWN
NOT_PUBLIC = ContributionState.NOT_PUBLIC


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def under_a_hat(organisation: Organisation, *scopes: Scope) -> Actor:
    """Somebody who acts for an organisation under a mandate."""
    person = make_person("Edustaja")
    organisations.grant_mandate(
        actor=SYSTEM, person=person, organisation=organisation, scopes=list(scopes or [Scope.ANSWER])
    )
    return hats.actor_for(person, hat=organisation.pk)


def audience(thread: Thread, to: Audience, *, before: bool = False, is_public: bool = True) -> Thread:
    """The same thread for those alone."""
    actions.set_audience(
        actor=SYSTEM, thread=thread, audience=to, moderated_before=before, is_public=is_public
    )
    thread.refresh_from_db()
    return thread


# Who may speak ------------------------------------------------------------------------------------------------

ALLOWED = {  # a visitor, a person, who only says that they answer for one, a mandate, typed in by staff, nobody known
    (Audience.EVERYONE, False): "yes yes yes yes yes yes",
    (Audience.SIGNED_IN, False): "refused yes refused yes yes refused",
    (Audience.ORGANISATIONS, False): "refused refused refused yes yes refused",
    (Audience.INVITED, False): "refused refused refused refused refused refused",
    (Audience.INVITED, True): "refused refused refused yes yes refused",
}


@pytest.mark.parametrize(("to", "is_invited"), list(ALLOWED))
def test_speak_asks_for_those_who_are_asked(to: Audience, is_invited: bool) -> None:
    thread = audience(make_thread(), to)
    process, organisation = thread.process, make_organisation()
    hat, visitor, person, officer = under_a_hat(organisation), make_visitor(), make_actor(), make_actor()
    claimed = Voice(capacity=Capacity.ORGANISATION, identified=Identified.BROWSER, speaker="browser:1")
    typed = Voice(capacity=Capacity.ORGANISATION, identified=Identified.STAFF, organisation=organisation)
    speakers = [
        (visitor, make_voice(process, visitor)),
        (person, make_voice(process, person)),
        (visitor, claimed),
        (hat, make_voice(process, hat, capacity=Capacity.ORGANISATION)),
        (officer, typed),
        (None, None),
    ]

    said = [
        verdict(lambda who, as_whom: rules.check_speak(who, thread, as_whom, is_invited=is_invited), *each)
        for each in speakers
    ]

    assert " ".join(said) == ALLOWED[to, is_invited]


def test_every_way_of_speaking_asks_who_is_asked() -> None:
    thread = make_thread()
    idea = make_idea(thread)
    voice = make_voice(thread.process)
    audience(thread, Audience.ORGANISATIONS)

    ways: list[Callable[[], object]] = [
        lambda: actions.say(voice=voice, actor=Actor(), thread=thread, text="Idea", language="fi"),
        lambda: actions.put(voice=voice, actor=Actor(), thread=thread, text="Answer", language="fi"),
        lambda: actions.rate(voice=voice, actor=Actor(), thread=thread, number=idea.number, value=1),
    ]
    for speak in ways:
        with pytest.raises(Refused, match="organisations"):
            speak()


# Places to speak ----------------------------------------------------------------------------------------------


def test_thread_is_removed_while_nobody_has_spoken_in_it() -> None:
    empty, used = make_thread(), make_thread()
    make_idea(used)

    actions.remove_thread(actor=SYSTEM, thread=empty)
    with pytest.raises(NotNow):
        actions.remove_thread(actor=SYSTEM, thread=used)

    assert list(Thread.objects.filter(pk__in=[empty.pk, used.pk])) == [used]


def test_thread_belongs_to_who_leads_the_process() -> None:
    thread, stranger = make_thread(), make_actor()

    with pytest.raises(Refused):
        actions.remove_thread(actor=stranger, thread=thread)
    with pytest.raises(Refused):
        audience_by(stranger, thread)


def audience_by(actor: Actor, thread: Thread) -> None:
    """Somebody tries to change who may speak."""
    actions.set_audience(
        actor=actor, thread=thread, audience=Audience.EVERYONE, moderated_before=False, is_public=True
    )


# Answers in words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "is_public", "state"),
    [(False, True, PUBLISHED), (True, True, WAITING), (True, False, NOT_PUBLIC), (False, False, NOT_PUBLIC)],
)
def test_first_answer_stands_as_its_place_says(before: bool, is_public: bool, state: str) -> None:
    thread = audience(make_thread(), Audience.EVERYONE, before=before, is_public=is_public)
    voice, line = make_voice(thread.process), last_line()
    stamp = Stamp.objects.get(scope="all").value

    said = actions.put(actor=Actor(), voice=voice, thread=thread, text="Kyll\u200bä\u202e", language="fi")

    assert (said.state, said.latest and said.latest.text, said.number) == (state, "Kyllä", 1)
    assert verbs_since(line) == ["contribution.submitted"]
    assert Entry.objects.latest("pk").is_public == (state == PUBLISHED)
    assert Stamp.objects.get(scope="all").value == stamp + (state == PUBLISHED)


def test_answer_given_again_is_a_new_version_and_the_same_words_change_nothing() -> None:
    thread = make_thread()
    voice = make_voice(thread.process)
    put: dict[str, Any] = {"actor": Actor(), "voice": voice, "thread": thread, "language": "fi"}
    first, line = actions.put(**put, text="Yksi"), last_line()

    second, third = actions.put(**put, text="Kaksi"), actions.put(**put, text="Kaksi ")

    assert first.pk == second.pk == third.pk
    assert list(first.versions.order_by("number").values_list("number", "text")) == [
        (1, "Yksi"),
        (2, "Kaksi"),
    ]
    assert verbs_since(line) == ["contribution.reworded"]


def test_answer_is_taken_back_after_the_end_too_and_stands_again_when_it_is_given_again() -> None:
    thread = make_thread()
    voice = make_voice(thread.process)
    put: dict[str, Any] = {"actor": Actor(), "voice": voice, "thread": thread, "language": "fi"}
    nothing = actions.take_back(actor=Actor(), voice=voice, thread=thread)
    said, line = actions.put(**put, text="Yksi"), last_line()
    now = timezone.now()
    actions.set_times(actor=SYSTEM, thread=thread, opens_at=now - DAY, closes_at=now - DAY / 2)

    taken = actions.take_back(actor=Actor(), voice=voice, thread=thread)
    again = actions.take_back(actor=Actor(), voice=voice, thread=thread)
    actions.set_times(actor=SYSTEM, thread=thread, opens_at=now - DAY, closes_at=now + DAY)
    thread.refresh_from_db()
    back = actions.put(**put, text="Yksi")

    assert nothing is None
    assert [each.state for each in (taken, again) if each] == [WITHDRAWN, WITHDRAWN]
    assert (back.pk, back.state, back.versions.count()) == (said.pk, PUBLISHED, 1)
    assert verbs_since(line) == ["contribution.withdrawn", "contribution.submitted"]


def test_answers_to_many_questions_are_put_changed_and_taken_back_together(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    process = make_process()
    threads = [make_thread(process) for _each in range(9)]
    voice, line = make_voice(process), last_line()
    put: dict[str, Any] = {"actor": Actor(), "voice": voice, "threads": threads, "language": "fi"}
    first = {each.pk: "Yksi" for each in threads}
    with django_assert_num_queries(11):
        said = actions.put_all(**put, words=first)

    for _again in range(2):  # the same once more changes nothing
        actions.put_all(**put, words={threads[0].pk: "Yksi", threads[1].pk: "Kaksi"})

    assert [each.number for each in said.values()] == [1] * 9
    found = {each.thread_id: each for each in voice.contributions.select_related("latest")}
    assert [found[each.pk].state for each in threads] == [PUBLISHED] * 2 + [WITHDRAWN] * 7
    assert [found[each.pk].latest.text for each in threads[:2]] == ["Yksi", "Kaksi"]  # type: ignore[union-attr]  # put
    assert sorted(verbs_since(line)) == sorted(
        ["contribution.submitted"] * 9 + ["contribution.reworded"] + ["contribution.withdrawn"] * 7
    )


AGAIN = {  # what a moderator did, whether the author takes it back in between, the words then: the state
    ("removed", True, "same"): HIDDEN,
    ("removed", False, "same"): HIDDEN,
    ("removed", True, "other"): WAITING,
    ("removed", False, "other"): WAITING,
    ("put back", True, "same"): PUBLISHED,
    ("put back", False, "other"): PUBLISHED,
    ("passed", True, "same"): PUBLISHED,
    ("passed", False, "other"): WAITING,
}


@pytest.mark.parametrize(("done", "withdrawn", "words"), list(AGAIN))
def test_removed_words_do_not_come_back_by_sending_them_again(done: str, withdrawn: bool, words: str) -> None:
    thread = audience(make_thread(), Audience.EVERYONE, before=done == "passed")
    voice = make_voice(thread.process)
    put: dict[str, Any] = {"actor": Actor(), "voice": voice, "thread": thread, "language": "fi"}
    said = actions.put(**put, text="same")
    if done == "passed":
        actions.pass_on(actor=SYSTEM, contribution=said)
    else:
        actions.remove(actor=SYSTEM, contribution=said, reason="insult")
    if done == "put back":
        actions.put_back(actor=SYSTEM, contribution=said)
    if withdrawn:
        actions.take_back(actor=Actor(), voice=voice, thread=thread)

    actions.put(**put, text=words)

    assert Contribution.objects.get(pk=said.pk).state == AGAIN[done, withdrawn, words]


def test_what_is_never_published_stays_so_whatever_was_decided() -> None:
    thread = make_thread()
    voice = make_voice(thread.process)
    put: dict[str, Any] = {"actor": Actor(), "voice": voice, "thread": thread, "language": "fi"}
    said = actions.put(**put, text="same")
    actions.remove(actor=SYSTEM, contribution=said, reason="insult")
    audience(thread, Audience.EVERYONE, is_public=False)

    assert actions.put(**put, text="other").state == NOT_PUBLIC


@pytest.mark.parametrize(
    ("text", "said"), [("", "invalid"), ("x" * 100_001, "invalid"), ("x" * 100_000, "yes")]
)
def test_answer_has_a_length(text: str, said: str) -> None:
    thread = make_thread()
    voice = make_voice(thread.process)

    assert verdict(rules.check_put, voice, thread, text) == said
    assert verdict(rules.check_put, None, thread, text) == "refused"
    assert verdict(rules.check_put, voice, make_thread(opens=-2 * DAY, closes=-DAY), text) == "not_now"


# Pseudonyms ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("capacity", "pseudonym", "kept"),
    [
        (Capacity.RESIDENT, "  Kevät\u202e  \u200bpörriäinen ", "Kevät pörriäinen"),
        (Capacity.ACTIVE, "<b>x</b>", "<b>x</b>"),
        (Capacity.RESIDENT, "x" * 60, "x" * 60),
    ],
)
def test_person_is_met_under_a_pseudonym(capacity: str, pseudonym: str, kept: str) -> None:
    voice = make_voice(make_thread().process, capacity=capacity, pseudonym=pseudonym)

    assert voice.pseudonym == kept


@pytest.mark.parametrize(
    ("capacity", "pseudonym"),
    [
        (Capacity.GROUP, "Ryhmä"),
        (Capacity.ORGANISATION, "Nimi"),
        (Capacity.RESIDENT, "x" * 61),
        (Capacity.RESIDENT, "keksitty  seura RY"),
        (Capacity.RESIDENT, "Den p\u00e5hittade f\u00f6reningen"),
        (Capacity.RESIDENT, "\uff2beksitty Seura ry"),
    ],
)
def test_pseudonym_is_a_person_s_and_no_organisation_s_name(capacity: str, pseudonym: str) -> None:
    make_organisation(name="Keksitty Seura ry", name_sv="Den påhittade föreningen")
    more: dict[str, Any] = {"head_count": 3} if capacity == Capacity.GROUP else {}

    with pytest.raises(Invalid):
        make_voice(make_thread().process, capacity=capacity, pseudonym=pseudonym, **more)
