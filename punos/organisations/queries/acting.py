"""Who acts for whom: the hat, who manages an organisation's people, what waits for a decision."""

from django.db.models import Q

from punos.organisations.models import (
    Actor,
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
    if actor.person is None:
        return []
    managed = [each for each in actor.acts_for if "manage_people" in actor.scopes_for(each)]
    wanted = Q(organisation__in=managed)
    if actor.holds_anywhere(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
        managing = Mandate.objects.current().managing().filter(person__is_active=True)
        with_managers = managing.values("organisation")
        wanted |= ~Q(organisation__in=with_managers)
    found = JoinRequest.objects.waiting().filter(wanted).exclude(person=actor.person)
    return list(found.select_related("organisation", "person").order_by("at")[:200])
