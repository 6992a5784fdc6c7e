"""The city's units and who holds which role in them."""

from punos.organisations.models import CityUnit, Role


def roles_by_unit() -> dict[int, list[Role]]:
    """The roles that are held now, by the id of their unit."""
    held: dict[int, list[Role]] = {}
    for role in Role.objects.current().select_related("person").order_by("kind", "person__name", "id"):
        held.setdefault(role.unit_id, []).append(role)
    return held


def roles_of(unit: CityUnit, most: int = 500) -> list[Role]:
    """Every role of one unit, those held now first, then the ended ones, the latest first."""
    found = unit.roles.select_related("person").order_by("-ended_at", "kind", "id")[:most]
    return sorted(found, key=lambda role: role.ended_at is not None)
