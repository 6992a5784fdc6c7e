"""Hats put together, and the registry counted."""

import pytest
from pytest_django import DjangoAssertNumQueries

from punos.organisations import actions, queries
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_organisation, make_unit
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_visitor_without_an_account_costs_no_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert queries.actor_for(None, browser="mark") == Actor(browser="mark")


def test_hat_holds_all_roles_of_a_person_and_nobody_elses() -> None:
    aino, eve, unit, other = make_person("Aino"), make_person("Eve"), make_unit(), make_unit("kulttuuri")
    for person, where, kind in (
        (aino, unit, RoleKind.OFFICER),
        (aino, other, RoleKind.AUDITOR),
        (eve, unit, RoleKind.ADMINISTRATOR),
    ):
        actions.grant_role(actor=SYSTEM, person=person, unit=where, kind=kind)

    actor = queries.actor_for(aino, browser="mark")

    assert actor == Actor(
        person=aino, browser="mark", roles=frozenset({(unit.pk, "officer"), (other.pk, "auditor")})
    )


def test_registry_counts_an_organisation_in_each_of_its_areas() -> None:
    make_organisation(field="youth", areas=("90", "01"), size="1_4")
    make_organisation(field="youth", areas=("90",), size="volunteers")
    make_organisation(field="sport", areas=("nationwide",), size="volunteers")

    assert queries.registry_counts() == {
        "field": {"youth": 2, "sport": 1},
        "area": {"90": 2, "01": 1, "nationwide": 1},
        "size": {"1_4": 1, "volunteers": 2},
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Esimerkki ry", "Esimerkki ry"),
        ("  esimerkki RY ", "Esimerkki ry"),
        ("Exempel rf", "Esimerkki ry"),
        ("Esimerkki", None),
        ("", None),
        ("Sama nimi", None),
    ],
)
def test_organisation_is_named_only_without_doubt(asked: str, found: str | None) -> None:
    make_organisation(name="Esimerkki ry", name_sv="Exempel rf")
    make_organisation(name="Toinen", name_sv="Sama nimi")
    make_organisation(name="Kolmas", name_sv="Sama nimi")

    organisation = queries.named(asked)

    assert (organisation.name if organisation else None) == found
