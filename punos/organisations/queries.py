"""Reading the registry, and putting a hat together."""

from collections import Counter
from collections.abc import Mapping

from punos.organisations.models import Actor, Organisation, Role
from punos.people.models import Person


def actor_for(person: Person | None, *, browser: str = "") -> Actor:
    """The hat of somebody at the door: their account if they have one, their roles, their browser's mark."""
    if person is None:
        return Actor(browser=browser)
    roles = Role.objects.filter(person=person).values_list("unit_id", "kind")
    return Actor(person=person, browser=browser, roles=frozenset(roles))


def registry_counts() -> Mapping[str, Mapping[str, int]]:
    """How many organisations the registry knows by field, area and size; one with several areas counts in each."""
    counts: dict[str, Counter[str]] = {"field": Counter(), "area": Counter(), "size": Counter()}
    for field, areas, size in Organisation.objects.values_list("field", "areas", "size").iterator():
        counts["field"][field] += 1
        counts["size"][size] += 1
        counts["area"].update(areas)
    return counts


def named(text: str) -> Organisation | None:
    """The organisation with exactly this name in Finnish or Swedish, if there is one and only one."""
    found = list(Organisation.objects.filter(name__iexact=text.strip())[:2])
    found = found or list(Organisation.objects.filter(name_sv__iexact=text.strip()).exclude(name_sv="")[:2])
    return found[0] if len(found) == 1 else None
