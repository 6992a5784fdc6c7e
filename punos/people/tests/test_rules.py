"""Who may sign in, and as whom."""

import pytest
from pytest_django import Settings

from punos.core.errors import allowed
from punos.people import rules
from punos.people.models import Person


@pytest.mark.parametrize(
    ("demo", "is_cast", "is_active", "may"),
    [
        (True, True, True, True),
        (True, False, True, False),
        (True, True, False, False),
        (True, False, False, False),
        (False, True, True, False),
        (False, False, True, False),
    ],
)
def test_anybody_is_one_of_the_cast_in_the_demo_town_only(
    settings: Settings, *, demo: bool, is_cast: bool, is_active: bool, may: bool
) -> None:
    settings.DEMO = demo
    person = Person(name="Aino", is_cast=is_cast, is_active=is_active)

    assert allowed(rules.check_sign_in_as, person) is may
