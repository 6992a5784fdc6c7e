"""Units, roles and the registry: the effect of each verb, its refusal, its journal line."""

from typing import Any

import pytest

from punos.core.errors import Refused
from punos.core.languages import TranslatedText
from punos.journal.models import Entry, Stamp
from punos.organisations import actions
from punos.organisations.models import Actor, CityUnit, Organisation, Role, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_registration, make_unit
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db
NAME = TranslatedText.of("fi", fi="Kanslia")


def lines() -> list[str]:
    """The verbs in the journal, without those of people joining."""
    return list(Entry.objects.exclude(verb="person.joined").order_by("id").values_list("verb", flat=True))


def test_unit_is_set_up_below_another() -> None:
    office = make_unit()

    unit = actions.set_up_unit(actor=SYSTEM, slug="tilat", name=NAME, parent=office)

    assert (unit.name, unit.parent, lines()) == (NAME, office, ["unit.set_up", "unit.set_up"])


def test_unit_that_is_there_gets_its_new_name_once() -> None:
    first = make_unit()

    again = [actions.set_up_unit(actor=SYSTEM, slug="kanslia", name=NAME).pk for _time in range(2)]

    assert (again, CityUnit.objects.get().name) == ([first.pk, first.pk], NAME)
    assert lines() == ["unit.set_up", "unit.changed"]


def test_role_is_granted_once() -> None:
    person, unit = make_person(), make_unit()

    first = actions.grant_role(actor=SYSTEM, person=person, unit=unit, kind=RoleKind.OFFICER)
    again = actions.grant_role(actor=SYSTEM, person=person, unit=unit, kind=RoleKind.OFFICER)

    assert (first, Role.objects.count()) == (again, 1)
    line = Entry.objects.get(verb="role.granted")
    assert (line.subject_id, line.ids, line.is_public) == (
        first.pk,
        {"person": person.pk, "unit": unit.pk, "kind": "officer"},
        False,
    )


def test_administrator_may_do_what_the_system_may() -> None:
    actor = make_actor(unit=make_unit(), role=RoleKind.ADMINISTRATOR)

    actions.set_up_unit(actor=actor, slug="tilat", name=NAME)

    assert Entry.objects.get(verb="unit.set_up", person_id=actor.person_id).subject_type == "cityunit"


def test_organisations_are_registered_once_by_name() -> None:
    told = [make_registration(name="Esimerkki ry"), make_registration(name="Malli ry", name_sv="Modell rf")]

    added = actions.register_organisations(actor=SYSTEM, registrations=[*told, told[0]])
    again = actions.register_organisations(actor=SYSTEM, registrations=told)

    assert (added, again, lines()) == (2, 0, ["organisation.registered"] * 2)
    malli = Organisation.objects.get(name="Malli ry")
    assert (malli.slug, malli.name_sv, malli.areas, malli.sort_key) == (
        "malli-ry",
        "Modell rf",
        ["90"],
        "malli ry",
    )


def test_organisations_with_like_names_get_addresses_of_their_own() -> None:
    names = ("Malli ry", "Malli, ry", "Malli (ry)", "???", "!!!")

    actions.register_organisations(
        actor=SYSTEM, registrations=[make_registration(name=name) for name in names]
    )

    assert sorted(Organisation.objects.values_list("slug", flat=True)) == [
        "malli-ry",
        "malli-ry-2",
        "malli-ry-3",
        "organisation",
        "organisation-2",
    ]


@pytest.mark.parametrize("name", ["set_up_unit", "grant_role", "register_organisations"])
def test_registry_is_closed_to_everybody_else(name: str) -> None:
    officer = make_actor(unit=make_unit(), role=RoleKind.OFFICER)
    taken: dict[str, dict[str, Any]] = {
        "set_up_unit": {"slug": "tilat", "name": NAME},
        "grant_role": {"person": make_person(), "unit": make_unit(), "kind": RoleKind.ADMINISTRATOR},
        "register_organisations": {"registrations": [make_registration()]},
    }
    before = (lines(), CityUnit.objects.count(), Role.objects.count())

    for actor in (officer, Actor(), Actor(browser="mark")):
        with pytest.raises(Refused):
            getattr(actions, name)(actor=actor, **taken[name])

    assert (lines(), CityUnit.objects.count(), Role.objects.count()) == before
    assert Organisation.objects.count() == 0


def test_registry_raises_no_stamp() -> None:
    make_unit()

    assert Stamp.objects.count() == 0
