"""Who may lead a process, and when it can be closed: cast x verb x state."""

from datetime import UTC, datetime

import pytest

from punos.core.errors import Refused
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_unit
from punos.people.models import Person
from punos.processes import actions, rules
from punos.processes.models import Process
from punos.processes.tests.factories import make_process

OWN, OTHER = 7, 8
CAST = {
    "the system": SYSTEM,
    "co-ordinator": Actor(person=Person(pk=1), roles=frozenset({(OWN, RoleKind.COORDINATOR)})),
    "officer": Actor(person=Person(pk=2), roles=frozenset({(OWN, RoleKind.OFFICER)})),
    "officer elsewhere": Actor(person=Person(pk=3), roles=frozenset({(OTHER, RoleKind.OFFICER)})),
    "moderator": Actor(person=Person(pk=4), roles=frozenset({(OWN, RoleKind.MODERATOR)})),
    "administrator": Actor(person=Person(pk=5), roles=frozenset({(OWN, RoleKind.ADMINISTRATOR)})),
    "resident": Actor(person=Person(pk=6)),
    "visitor": Actor(browser="mark"),
    "stranger": Actor(),
}
LEADS = {"the system", "co-ordinator", "officer"}


def verdict(check: object, *args: object) -> str:
    """`yes`, or the code of the refusal."""
    try:
        check(*args)  # type: ignore[operator]  # a rule
    except Refused as refusal:
        return refusal.code
    return "yes"


@pytest.mark.parametrize("who", CAST)
def test_unit_is_led_by_its_own_co_ordinators_and_officers(who: str) -> None:
    expected = "yes" if who in LEADS else "refused"

    assert verdict(rules.check_lead, CAST[who], OWN) == expected


@pytest.mark.parametrize("who", CAST)
def test_process_without_a_unit_is_led_by_the_system_alone(who: str) -> None:
    expected = "yes" if who == "the system" else "refused"

    assert verdict(rules.check_lead, CAST[who], None) == expected


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("closed", [False, True])
def test_closed_process_is_led_by_nobody(who: str, *, closed: bool) -> None:
    process = Process(host_unit_id=OWN, closed_at=datetime(2022, 12, 1, tzinfo=UTC) if closed else None)
    expected = "refused" if who not in LEADS else "not_now" if closed else "yes"

    assert verdict(rules.check_lead_process, CAST[who], process) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("holds", "lifted", "said"), [(0, 0, "yes"), (1, 0, "not_now"), (2, 1, "not_now"), (2, 2, "yes")]
)
def test_process_with_a_standing_hold_stays_open(holds: int, lifted: int, said: str) -> None:
    process = make_process()
    for number in range(holds):
        actions.raise_hold(
            actor=SYSTEM, process=process, reason="no_response", subject_type="theme", subject_id=number
        )
    for number in range(lifted):
        actions.lift_hold(
            actor=SYSTEM, process=process, reason="no_response", subject_type="theme", subject_id=number
        )

    assert verdict(rules.check_close_process, SYSTEM, process) == said


@pytest.mark.django_db
def test_who_may_not_lead_may_not_close_either() -> None:
    process = make_process(host_unit=make_unit())

    assert verdict(rules.check_close_process, Actor(), process) == "refused"
