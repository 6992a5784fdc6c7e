"""Who may sign in, and as whom."""

import pytest
from pytest_django import Settings

from punos.core.errors import allowed
from punos.people import rules
from punos.people.models import Person, SignIn


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


def test_only_an_account_in_use_is_signed_in_to() -> None:
    assert [allowed(rules.check_sign_in, Person(is_active=active)) for active in (True, False)] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("name", "may"), [("Aino", True), ("A" * 120, True), ("", False), ("A" * 121, False), ("A\nB", False)]
)
def test_name_is_one_line_that_pages_can_show(name: str, may: bool) -> None:
    assert allowed(rules.check_name, name) is may


def test_letters_are_written_in_the_languages_of_the_site() -> None:
    may = [code for code in ("fi", "sv", "en", "de", "") if allowed(rules.check_language, code)]

    assert may == ["fi", "sv", "en"]


def test_only_ones_own_sign_in_is_ended() -> None:
    person, other = Person(pk=1), Person(pk=2)

    may = [allowed(rules.check_end_sign_in, each, SignIn(person=person)) for each in (person, other)]

    assert may == [True, False]
