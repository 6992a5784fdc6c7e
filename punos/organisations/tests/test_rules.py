"""Who may change the registry and the city's units."""

import pytest

from punos.core.errors import allowed
from punos.organisations import rules
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.people.models import Person

AINO = Person(pk=1, name="Aino")


def hat(*roles: tuple[int, RoleKind]) -> Actor:
    """Somebody with these roles, kept in memory only."""
    return Actor(person=AINO, roles=frozenset(roles))


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (SYSTEM, True),
        (hat((7, RoleKind.ADMINISTRATOR)), True),
        (hat((7, RoleKind.COORDINATOR), (8, RoleKind.ADMINISTRATOR)), True),
        (hat((7, RoleKind.COORDINATOR)), False),
        (hat((7, RoleKind.OFFICER)), False),
        (hat((7, RoleKind.MODERATOR)), False),
        (hat((7, RoleKind.ASSESSOR)), False),
        (hat((7, RoleKind.DECISION_MAKER)), False),
        (hat((7, RoleKind.AUDITOR)), False),
        (hat(), False),
        (Actor(browser="mark"), False),
        (Actor(), False),
    ],
)
def test_installation_is_run_by_the_system_and_administrators(actor: Actor, *, may: bool) -> None:
    assert allowed(rules.check_run_installation, actor) is may
