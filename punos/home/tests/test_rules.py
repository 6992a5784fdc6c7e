"""Who looks after the site, and what feedback needs: each rule as a table."""

from datetime import timedelta

import pytest
from django.utils import timezone

from punos.contributions.tests.factories import make_actor, make_unit, make_visitor, verdict
from punos.home import rules
from punos.home.models import Feedback
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM

pytestmark = pytest.mark.django_db

KEEPERS = {RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR}


@pytest.mark.parametrize("kind", list(RoleKind))
def test_site_is_kept_by_coordinators_and_administrators_of_any_unit(kind: RoleKind) -> None:
    actor = make_actor("Somebody", unit=make_unit(), role=kind)

    assert verdict(rules.check_run_site, actor) == ("yes" if kind in KEEPERS else "refused")


def test_site_is_kept_by_nobody_without_a_role_but_the_system() -> None:
    everybody = [Actor(), make_visitor(), make_actor("Resident"), SYSTEM]

    assert [verdict(rules.check_run_site, actor) for actor in everybody] == [
        "refused",
        "refused",
        "refused",
        "yes",
    ]


@pytest.mark.parametrize(("length", "said"), [(0, "invalid"), (1, "yes"), (5_000, "yes"), (5_001, "invalid")])
def test_feedback_needs_words_and_has_an_end(length: int, said: str) -> None:
    assert verdict(rules.check_give_feedback, "x" * length) == said


@pytest.mark.parametrize(
    ("who", "answered", "said"),
    [
        ("coordinator", False, "yes"),
        ("coordinator", True, "not_now"),
        ("officer", False, "refused"),
        ("officer", True, "refused"),
        ("stranger", False, "refused"),
    ],
)
def test_feedback_is_answered_once_by_those_who_keep_the_site(who: str, answered: bool, said: str) -> None:
    unit, now = make_unit(), timezone.now()
    actor = {
        "coordinator": make_actor("Coordinator", unit=unit, role=RoleKind.COORDINATOR),
        "officer": make_actor("Officer", unit=unit),
        "stranger": Actor(),
    }[who]

    assert (
        verdict(rules.check_answer_feedback, actor, Feedback(at=now, answered_at=now if answered else None))
        == said
    )


def test_feedback_is_due_in_fourteen_days() -> None:
    now = timezone.now()

    assert Feedback(at=now).due_at - now == timedelta(days=14)
