"""`punos appoint`: the first administrator of a site comes from its command line."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from punos.core.languages import TranslatedText
from punos.journal.models import Entry
from punos.organisations import actions
from punos.organisations.models import SYSTEM, CityUnit, Role, RoleKind
from punos.organisations.tests.factories import make_unit
from punos.people import actions as people
from punos.people.tests.factories import make_account

pytestmark = pytest.mark.django_db
NAMES = {"unit_name_fi": "Kanslia", "unit_name_sv": "Kansliet"}


def appoint(email: str, **options: Any) -> str:
    """What the command says; `unit` is the City Executive Office unless told otherwise."""
    said = StringIO()
    call_command("appoint", email, **({"unit": "kanslia"} | options), stdout=said)
    return said.getvalue()


def roles() -> list[tuple[int, str, str]]:
    """Who holds which role where."""
    return list(Role.objects.current().order_by("pk").values_list("person_id", "unit__slug", "kind"))


def test_first_administrator_is_appointed_with_the_unit() -> None:
    person = make_account()

    said = appoint(person.email.upper(), **NAMES)

    assert roles() == [(person.pk, "kanslia", "administrator")]
    assert CityUnit.objects.get().name == TranslatedText.of("fi", fi="Kanslia", sv="Kansliet")
    assert said.splitlines()[0] == f"{person.email}: administrator in kanslia"
    assert [
        (each.verb, each.person_id)
        for each in Entry.objects.filter(verb__in=["unit.set_up", "role.granted"]).order_by("pk")
    ] == [("unit.set_up", None), ("role.granted", None)]


def test_appointing_twice_is_appointing_once() -> None:
    person = make_account()
    appoint(person.email, **NAMES)

    appoint(person.email, **NAMES)

    assert roles() == [(person.pk, "kanslia", "administrator")]


def test_another_role_in_a_unit_that_is_there() -> None:
    make_unit("kanslia")
    person = make_account()

    appoint(person.email, role="coordinator")

    assert roles() == [(person.pk, "kanslia", RoleKind.COORDINATOR)]


@pytest.mark.parametrize(("asked", "lines"), [(True, 2), (False, 1)])
def test_appointed_person_is_told_of_the_second_factor_where_one_is_asked_for(
    settings: Any, asked: bool, lines: int
) -> None:
    settings.STAFF_SECOND_FACTOR = asked

    assert len(appoint(make_account().email, **NAMES).splitlines()) == lines


@pytest.mark.parametrize("who", ["nobody", "unverified", "erased"])
def test_only_an_account_with_a_verified_address_is_appointed(who: str) -> None:
    person = make_account(verified=who != "unverified")
    email = "nobody@example.org" if who == "nobody" else person.email
    if who == "erased":
        people.erase_person(person=person)

    with pytest.raises(CommandError):
        appoint(email, **NAMES)

    assert (roles(), CityUnit.objects.count()) == ([], 0)


@pytest.mark.parametrize("named", [{}, {"unit_name_fi": "Kanslia"}, {"unit_name_sv": "Kansliet"}])
def test_unit_that_is_not_there_has_to_be_named_in_both_languages(named: dict[str, str]) -> None:
    with pytest.raises(CommandError, match="There is no unit kanslia"):
        appoint(make_account().email, **named)

    assert (roles(), CityUnit.objects.count()) == ([], 0)


def test_refusal_is_told_in_its_words() -> None:
    actions.close_unit(actor=SYSTEM, unit=make_unit("kanslia"))

    with pytest.raises(CommandError) as refused:
        appoint(make_account().email)

    assert str(refused.value) in {"This unit has been closed.", "Tämä yksikkö on lakkautettu."}
    assert roles() == []
