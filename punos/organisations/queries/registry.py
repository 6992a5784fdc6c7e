"""Reading the registry: how many there are of each sort, one by its name, the tree of city units."""

from collections import Counter
from collections.abc import Mapping

from punos.organisations.models import CityUnit, Organisation


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
