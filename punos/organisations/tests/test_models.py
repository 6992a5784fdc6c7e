"""The hat, the names and the areas."""

import pytest

from punos.organisations.models import AREAS, Actor, AreaCode, CityUnit, Organisation, Role, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_organisation, make_unit
from punos.people.models import Person


def test_hat_tells_whom_it_belongs_to_by_id_only() -> None:
    acting = Actor(person=Person(pk=3), organisation=Organisation(pk=4))

    assert [(each.person_id, each.organisation_id) for each in (acting, Actor(), SYSTEM)] == [
        (3, 4),
        (None, None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("unit", "kinds", "holds"),
    [
        (7, (RoleKind.OFFICER,), True),
        (7, (RoleKind.COORDINATOR, RoleKind.OFFICER), True),
        (7, (RoleKind.COORDINATOR,), False),
        (8, (RoleKind.OFFICER,), False),
        (None, (RoleKind.OFFICER,), False),
        (7, (), False),
    ],
)
def test_role_holds_in_its_own_unit(unit: int | None, kinds: tuple[RoleKind, ...], *, holds: bool) -> None:
    actor = Actor(roles=frozenset({(7, RoleKind.OFFICER), (9, RoleKind.AUDITOR)}))

    assert actor.holds(unit, *kinds) is holds
    assert actor.units == {7, 9}


@pytest.mark.parametrize(
    ("name_sv", "language", "shown"),
    [
        ("Exempel rf", "sv", "Exempel rf"),
        ("Exempel rf", "fi", "Esimerkki ry"),
        ("Exempel rf", "en", "Esimerkki ry"),
        ("", "sv", "Esimerkki ry"),
    ],
)
def test_organisation_has_its_swedish_name_for_swedish_readers(
    name_sv: str, language: str, shown: str
) -> None:
    organisation = Organisation(name="Esimerkki ry", name_sv=name_sv)

    assert (organisation.name_in(language), str(organisation)) == (shown, "Esimerkki ry")


@pytest.mark.django_db
def test_organisations_are_sorted_with_the_nordic_letters_last() -> None:
    for name in ("Öster rf", "Zeta ry", "Äiti ry", "Aamu ry"):
        make_organisation(name=name)

    assert [each.name for each in Organisation.objects.by_name()] == [
        "Aamu ry",
        "Zeta ry",
        "Äiti ry",
        "Öster rf",
    ]


def test_map_has_one_tile_for_each_area_and_none_for_the_whole_country() -> None:
    places = {(area.row, area.column) for area in AREAS}

    assert {area.code for area in AREAS} == set(AreaCode) - {AreaCode.NATIONWIDE}
    assert len(places) == len(AREAS) == 22


@pytest.mark.django_db
def test_things_without_a_page_have_no_address() -> None:
    unit = make_unit()
    make_actor(unit=unit, role=RoleKind.OFFICER)
    role = Role.objects.get()

    assert [unit.address, role.address] == ["", ""]
    assert (str(CityUnit(name=unit.name)), str(role)) == (
        str(unit.name),
        f"{role.person_id} officer {unit.pk}",
    )
