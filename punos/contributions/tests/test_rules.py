"""Who may speak and rate, and when: each rule as a table."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from punos.contributions import rules
from punos.contributions.models import Capacity, Scale, Thread, Voice
from punos.contributions.tests.factories import (
    DAY,
    make_actor,
    make_idea,
    make_process,
    make_thread,
    make_unit,
    make_visitor,
    make_voice,
    verdict,
)
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes

pytestmark = pytest.mark.django_db

TIMES = {
    "without times": (None, None),
    "not open": (DAY, 2 * DAY),
    "open": (-DAY, DAY),
    "open without an end": (-DAY, None),
    "closed": (-2 * DAY, -DAY),
}


def thread_in(state: str) -> Thread:
    """A thread that is kept in memory only."""
    now = timezone.now()
    opens, closes = (None if part is None else now + part for part in TIMES[state])
    return Thread(opens_at=opens, closes_at=closes, scale=Scale.AGREEMENT)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("without times", "not_now"),
        ("not open", "not_now"),
        ("open", "yes"),
        ("open without an end", "yes"),
        ("closed", "not_now"),
    ],
)
def test_open_is_between_the_two_moments(state: str, said: str) -> None:
    assert verdict(rules.check_open, thread_in(state)) == said


def test_open_begins_at_its_first_moment_and_ends_at_its_last() -> None:
    now = timezone.now()
    thread = Thread(opens_at=now, closes_at=now + DAY)

    at_the_ends = [
        thread.is_open(now),
        thread.is_open(now + DAY),
        thread.is_open(now - timedelta(microseconds=1)),
    ]

    assert at_the_ends == [True, False, False]


@dataclass(frozen=True)
class Cast:
    """Everybody who may come to the door."""

    stranger: Actor
    visitor: Actor
    resident: Actor
    officer: Actor
    system: Actor


@pytest.fixture
def cast() -> Cast:
    unit = make_unit()
    return Cast(Actor(), make_visitor(), make_actor("Resident"), make_actor("Officer", unit=unit), SYSTEM)


@pytest.mark.parametrize(
    ("who", "as_resident", "as_body", "of_closed"),
    [
        ("stranger", "refused", "refused", "refused"),
        ("visitor", "yes", "refused", "not_now"),
        ("resident", "yes", "refused", "not_now"),
        ("officer", "yes", "refused", "not_now"),
        ("system", "refused", "refused", "refused"),
    ],
)
def test_take_part_needs_a_mark_of_ones_own_and_a_process_that_goes_on(
    cast: Cast, who: str, as_resident: str, as_body: str, of_closed: str
) -> None:
    actor, process = getattr(cast, who), make_process()
    closed = processes.close_process(actor=SYSTEM, process=make_process())

    said = (
        verdict(rules.check_take_part, actor, process, Capacity.RESIDENT, None),
        verdict(rules.check_take_part, actor, process, Capacity.BODY, None),
        verdict(rules.check_take_part, actor, closed, Capacity.RESIDENT, None),
    )

    assert said == (as_resident, as_body, of_closed)


@pytest.mark.parametrize(
    ("heads", "said"),
    [(None, "invalid"), (0, "invalid"), (1, "invalid"), (2, "yes"), (10_000, "yes"), (10_001, "invalid")],
)
def test_take_part_as_a_group_needs_two_people_or_more(heads: int | None, said: str) -> None:
    process = make_process()

    assert verdict(rules.check_take_part, make_visitor(), process, Capacity.GROUP, heads) == said


@pytest.mark.parametrize(
    ("state", "with_voice", "without_voice"),
    [
        ("without times", "not_now", "not_now"),
        ("not open", "not_now", "not_now"),
        ("open", "yes", "refused"),
        ("open without an end", "yes", "refused"),
        ("closed", "not_now", "not_now"),
    ],
)
def test_rate_needs_a_voice_and_an_open_thread(state: str, with_voice: str, without_voice: str) -> None:
    thread = thread_in(state)

    said = (verdict(rules.check_rate, Voice(), thread, 1), verdict(rules.check_rate, None, thread, 1))

    assert said == (with_voice, without_voice)


@pytest.mark.parametrize(
    ("scale", "taken"), [(Scale.AGREEMENT, [-1, 0, 1]), (Scale.SEVEN, [1, 2, 3, 4, 5, 6, 7]), (None, [])]
)
def test_rate_takes_the_values_of_the_scale_alone(scale: Scale | None, taken: list[int]) -> None:
    thread = thread_in("open")
    thread.scale = scale

    values = [value for value in range(-3, 10) if verdict(rules.check_rate, Voice(), thread, value) == "yes"]

    assert values == taken


@pytest.mark.parametrize(
    ("state", "with_voice", "without_voice"),
    [
        ("not open", "not_now", "not_now"),
        ("open", "yes", "refused"),
        ("closed", "not_now", "not_now"),
    ],
)
def test_say_needs_a_voice_and_an_open_thread(state: str, with_voice: str, without_voice: str) -> None:
    opens, closes = TIMES[state]
    thread = make_thread(opens=opens or -DAY, closes=closes)
    voice = make_voice(thread.process)

    said = (verdict(rules.check_say, voice, thread, "Idea"), verdict(rules.check_say, None, thread, "Idea"))

    assert said == (with_voice, without_voice)


@pytest.mark.parametrize(
    ("words", "said"), [("", "invalid"), ("x", "yes"), ("x" * 1_000, "yes"), ("x" * 1_001, "invalid")]
)
def test_say_takes_one_to_a_thousand_characters(words: str, said: str) -> None:
    thread = make_thread()

    assert verdict(rules.check_say, make_voice(thread.process), thread, words) == said


def test_say_is_refused_where_the_host_alone_brings_ideas() -> None:
    thread = make_thread(takes_contributions=False)

    assert verdict(rules.check_say, make_voice(thread.process), thread, "Idea") == "refused"


def test_say_is_refused_after_twenty_ideas_of_one_voice() -> None:
    thread = make_thread()
    full, other = make_voice(thread.process), make_voice(thread.process)
    for number in range(rules.MOST_IDEAS):
        make_idea(thread, full, f"Idea {number}")

    said = [verdict(rules.check_say, voice, thread, "One more") for voice in (full, other)]

    assert said == ["refused", "yes"]


def test_import_is_for_the_command_line_alone(cast: Cast) -> None:
    administrator = make_actor("Admin", unit=make_unit(), role=RoleKind.ADMINISTRATOR)
    everybody = [cast.stranger, cast.visitor, cast.resident, cast.officer, administrator, cast.system]

    said = [verdict(rules.check_import, actor) for actor in everybody]

    assert said == ["refused", "refused", "refused", "refused", "refused", "yes"]
