"""Units, hats and organisations for the tests of this room and of those above."""

from itertools import count
from typing import Any

from punos.core.languages import TranslatedText
from punos.organisations import actions, queries
from punos.organisations.actions import Registration
from punos.organisations.models import Actor, CityUnit, Organisation, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.people.tests.factories import make_person

NUMBERS = count(1)


def make_unit(slug: str = "kanslia") -> CityUnit:
    """A unit of the city; the same one for the same slug."""
    name = TranslatedText.of("fi", fi="Kanslia", sv="Kansliet", en="Office")
    return actions.set_up_unit(actor=SYSTEM, slug=slug, name=name)


def make_actor(
    name: str = "Aino", *, unit: CityUnit | None = None, role: RoleKind = RoleKind.OFFICER
) -> Actor:
    """The hat of somebody with an account, and with a role if a unit is given."""
    person = make_person(name)
    if unit:
        actions.grant_role(actor=SYSTEM, person=person, unit=unit, kind=role)
    return queries.actor_for(person)


def make_registration(**changes: Any) -> Registration:
    """What the registry is told about an association of volunteers in Helsinki."""
    facts: dict[str, Any] = {
        "name": f"Keksitty yhdistys {next(NUMBERS)}",
        "field": "youth",
        "areas": ("90",),
        "size": "volunteers",
        "languages": ("fi",),
    }
    return Registration(**facts | changes)


def make_organisation(**changes: Any) -> Organisation:
    """An organisation that the registry knows."""
    told = make_registration(**changes)
    actions.register_organisations(actor=SYSTEM, registrations=[told])
    return Organisation.objects.get(name=told.name)
