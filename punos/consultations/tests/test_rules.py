"""Who may make consultations and who sees their results when: each rule as a table."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from punos.consultations import rules
from punos.consultations.models import Consultation, ResultsShown
from punos.consultations.tests.factories import make_consultation
from punos.contributions.tests.factories import (
    DAY,
    make_actor,
    make_process,
    make_unit,
    make_visitor,
    verdict,
)
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Cast:
    """Everybody who may come to the door."""

    stranger: Actor
    visitor: Actor
    resident: Actor
    auditor: Actor
    elsewhere: Actor
    officer: Actor
    coordinator: Actor
    system: Actor


@pytest.fixture
def cast() -> Cast:
    unit = make_unit()
    return Cast(
        Actor(),
        make_visitor(),
        make_actor("Resident"),
        make_actor("Auditor", unit=unit, role=RoleKind.AUDITOR),
        make_actor("Elsewhere", unit=make_unit("toimiala")),
        make_actor("Officer", unit=unit),
        make_actor("Coordinator", unit=unit, role=RoleKind.COORDINATOR),
        SYSTEM,
    )


WHO = [
    ("stranger", False),
    ("visitor", False),
    ("resident", False),
    ("auditor", False),
    ("elsewhere", False),
    ("officer", True),
    ("coordinator", True),
    ("system", True),
]


@pytest.mark.parametrize(("who", "leads"), WHO)
def test_publish_is_for_those_who_lead_the_process(cast: Cast, who: str, leads: bool) -> None:
    process, now = make_process(), timezone.now()

    said = verdict(rules.check_publish_consultation, getattr(cast, who), process, now, None)

    assert said == ("yes" if leads else "refused")


@pytest.mark.parametrize(
    ("after", "said"), [(None, "yes"), (DAY, "yes"), (0 * DAY, "invalid"), (-DAY, "invalid")]
)
def test_publish_needs_an_end_after_the_beginning(after: timedelta | None, said: str) -> None:
    process, now = make_process(), timezone.now()
    closes = None if after is None else now + after

    assert verdict(rules.check_publish_consultation, SYSTEM, process, now, closes) == said


def test_publish_is_not_possible_in_a_closed_process() -> None:
    process = processes.close_process(actor=SYSTEM, process=make_process())

    assert verdict(rules.check_publish_consultation, SYSTEM, process, timezone.now(), None) == "not_now"


@pytest.mark.parametrize(("who", "leads"), WHO)
@pytest.mark.parametrize("state", ["not open", "open", "closed"])
def test_set_closing_is_for_those_who_lead_until_it_has_closed(
    cast: Cast, who: str, leads: bool, state: str
) -> None:
    consultation, now = make_consultation(state=state), timezone.now()

    said = verdict(rules.check_set_closing, getattr(cast, who), consultation, now + 9 * DAY, now)

    assert said == ("refused" if not leads else "not_now" if state == "closed" else "yes")


@pytest.mark.parametrize(
    ("state", "closes", "said"),
    [
        ("open", -DAY / 2, "invalid"),
        ("open", DAY / 2, "yes"),
        ("not open", DAY / 2, "invalid"),
        ("not open", DAY, "invalid"),
        ("not open", 3 * DAY, "yes"),
    ],
)
def test_set_closing_needs_a_moment_to_come_after_the_opening(
    state: str, closes: timedelta, said: str
) -> None:
    consultation, now = make_consultation(state=state), timezone.now()
    at = min(now + closes, consultation.opens_at) if closes == DAY else now + closes

    assert verdict(rules.check_set_closing, SYSTEM, consultation, at, now) == said


@pytest.mark.parametrize("who", [who for who, _leads in WHO])
@pytest.mark.parametrize(
    ("shown", "state", "public_said"),
    [
        (ResultsShown.WHILE_OPEN, "not open", "yes"),
        (ResultsShown.WHILE_OPEN, "open", "yes"),
        (ResultsShown.WHILE_OPEN, "closed", "yes"),
        (ResultsShown.WHEN_CLOSED, "not open", "not_now"),
        (ResultsShown.WHEN_CLOSED, "open", "not_now"),
        (ResultsShown.WHEN_CLOSED, "closed", "yes"),
        (ResultsShown.TO_HOST, "open", "not_now"),
        (ResultsShown.TO_HOST, "closed", "not_now"),
    ],
)
def test_results_are_seen_by_the_host_always_and_by_all_when_the_host_chose_so(
    cast: Cast, who: str, shown: str, state: str, public_said: str
) -> None:
    consultation = make_consultation(state=state, results_shown=shown)
    is_host = who in {"auditor", "officer", "coordinator", "system"}

    said = verdict(rules.check_see_results, getattr(cast, who), consultation, timezone.now())

    assert said == ("yes" if is_host else public_said)


def test_results_of_a_draft_are_not_public() -> None:
    consultation = make_consultation(state="closed")
    consultation.published_at = None

    assert verdict(rules.check_see_results, Actor(), consultation, timezone.now()) == "not_now"


def test_consultations_of_published_processes_are_visible_to_all_and_drafts_to_the_host(cast: Cast) -> None:
    published, draft = make_consultation(), make_consultation()
    Consultation.objects.filter(pk=draft.pk).update(published_at=None)
    everybody = [cast.stranger, cast.resident, cast.elsewhere, cast.auditor, cast.officer, cast.system]

    seen = [set(Consultation.objects.visible_to(actor)) for actor in everybody]

    assert seen == [{published}] * 3 + [{published, draft}] * 3


@pytest.mark.parametrize(("state", "said"), [("not open", "not_now"), ("open", "yes"), ("closed", "not_now")])
def test_how_one_answers_is_told_while_there_is_time(state: str, said: str) -> None:
    assert verdict(rules.check_answerable, make_consultation(state=state), timezone.now()) == said
