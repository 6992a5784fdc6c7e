"""Reading the registry, and putting a hat together."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Q

from punos.organisations.models import (
    Actor,
    CityUnit,
    JoinRequest,
    Mandate,
    Organisation,
    Role,
    RoleKind,
)
from punos.people import queries as people
from punos.people.models import Person


def actor_for(person: Person | None, *, browser: str = "", hat: int | None = None) -> Actor:
    """The hat of somebody at the door: their account if they have one, their roles and mandates of this moment.

    `hat` is the organisation that they chose to act for; it falls off with the mandate.
    """
    if person is None:
        return Actor(browser=browser)
    roles = Role.objects.current().filter(person=person).values_list("unit_id", "kind")
    mandates = tuple(Mandate.objects.current().filter(person=person).select_related("organisation"))
    worn = next((each.organisation for each in mandates if each.organisation_id == hat), None)
    return Actor(person=person, organisation=worn, mandates=mandates, browser=browser, roles=frozenset(roles))


def addresses_of(person: Person | None) -> list[str]:
    """The e-mail addresses that are known to be this person's own: verified ones."""
    if person is None:
        return []
    return people.verified_addresses(person)


def registry_counts() -> Mapping[str, Mapping[str, int]]:
    """How many active organisations the registry knows by main field, area and size; several areas count in each.

    Public bodies stand in the registry but are not organisations (NGOs), so nobody misses them in a breakdown.
    """
    counts: dict[str, Counter[str]] = {"field": Counter(), "area": Counter(), "size": Counter()}
    known = Organisation.objects.active().exclude(kind__in=["authority", "council"])
    for field, areas, size in known.values_list("field", "areas", "size").iterator():
        counts["field"][field] += 1
        counts["size"][size] += 1
        counts["area"].update(areas)
    return counts


def named(text: str) -> Organisation | None:
    """The listed organisation with exactly this name in Finnish or Swedish, if there is one and only one."""
    found = list(Organisation.objects.filter(name__iexact=text.strip(), is_listed=True)[:2])
    swedish = Organisation.objects.filter(name_sv__iexact=text.strip(), is_listed=True).exclude(name_sv="")
    found = found or list(swedish[:2])
    return found[0] if len(found) == 1 else None


def managers_of(organisation: Organisation) -> list[Person]:
    """Who manages the people of an organisation now."""
    held = Mandate.objects.current().managing().filter(organisation=organisation)
    return list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "id"))


def keepers() -> list[Person]:
    """Who keeps the registry for the city: co-ordinators, and administrators where there is no co-ordinator."""
    for kind in (RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
        held = Role.objects.current().filter(kind=kind).values("person")
        found = list(Person.objects.filter(pk__in=held, is_active=True).order_by("id"))
        if found:
            return found
    return []


def join_requests_for(actor: Actor) -> list[JoinRequest]:
    """The requests that wait for this person's decision."""
    managed = [each for each in actor.acts_for if "manage_people" in actor.scopes_for(each)]
    wanted = Q(organisation__in=managed)
    if actor.holds_anywhere(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
        with_managers = Mandate.objects.current().managing().values("organisation")
        wanted |= ~Q(organisation__in=with_managers)
    found = JoinRequest.objects.waiting().filter(wanted).exclude(person=actor.person)
    return list(found.select_related("organisation", "person").order_by("at")[:200])


def unit_tree() -> list[tuple[int, CityUnit]]:
    """The open units of the city in the order of a tree, each with its depth from 0."""
    below: dict[int | None, list[CityUnit]] = {}
    for unit in CityUnit.objects.filter(closed_at__isnull=True).order_by("id"):
        below.setdefault(unit.parent_id, []).append(unit)
    tree: list[tuple[int, CityUnit]] = []

    def walk(parent: int | None, depth: int) -> None:
        for unit in below.get(parent, []):
            tree.append((depth, unit))
            walk(unit.pk, depth + 1)

    walk(None, 0)
    return tree
