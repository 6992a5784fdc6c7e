"""Verbs about the city's units, roles and districts."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from punos.core.languages import TranslatedText
from punos.core.sorting import sort_key
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations import rules
from punos.organisations.models import Actor, CityUnit, District, Role, RoleKind, RoleSource, SignInGroup
from punos.people.models import Person


@transaction.atomic
def set_up_unit(
    *,
    actor: Actor,
    slug: str,
    name: TranslatedText,
    parent: CityUnit | None = None,
    second_look: bool | None = None,
) -> CityUnit:
    """Add a unit of the city, or bring its name, its place in the tree and its way of working up to date.

    `second_look` is whether somebody else than the writer looks at its responses; None leaves it as it is.
    """
    known = CityUnit.objects.select_for_update().filter(slug=slug).first()
    rules.check_set_up_unit(actor, known, parent)
    told: dict[str, Any] = {"name": name, "parent": parent}
    if second_look is not None:
        told["second_look"] = second_look
    if known and all(getattr(known, field) == value for field, value in told.items()):
        return known
    unit, is_new = CityUnit.objects.update_or_create(slug=slug, defaults=told)
    journal.record(actor, "unit.set_up" if is_new else "unit.changed", unit)
    return unit


@transaction.atomic
def close_unit(*, actor: Actor, unit: CityUnit) -> None:
    """End a unit that nobody belongs to any more; its name stays wherever it stands."""
    locked = CityUnit.objects.select_for_update().get(pk=unit.pk)
    rules.check_close_unit(actor, locked)
    locked.closed_at = timezone.now()
    locked.save(update_fields=["closed_at"])
    journal.record(actor, "unit.closed", locked)


@transaction.atomic
def grant_role(
    *,
    actor: Actor,
    person: Person,
    unit: CityUnit,
    kind: RoleKind,
    reason: str = "",
    source: RoleSource = RoleSource.GRANTED,
) -> Role:
    """Give a person a role in a city unit, from now on."""
    reason = clean(reason)
    rules.check_grant_role(actor, unit, reason)
    role, is_new = Role.objects.get_or_create(
        person=person,
        unit=unit,
        kind=kind,
        ended_at=None,
        defaults={
            "reason": reason,
            "source": source,
            "granted_at": timezone.now(),
            "granted_by": actor.person_id,
        },
    )
    if is_new:
        journal.record(actor, "role.granted", role, person=person.pk, unit=unit.pk, kind=kind)
    return role


@transaction.atomic
def end_role(*, actor: Actor, role: Role, reason: str = "") -> None:
    """Take a role away; it has no effect from the next request on."""
    # All administrators' rows are locked, so that the last two can't be ended at once.
    list(
        Role.objects.current()
        .filter(kind=RoleKind.ADMINISTRATOR)
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    locked = Role.objects.select_for_update(of=("self",)).get(pk=role.pk)
    reason = clean(reason)
    rules.check_end_role(actor, locked, reason)
    locked.ended_at, locked.ended_by, locked.end_reason = timezone.now(), actor.person_id, reason
    locked.save(update_fields=["ended_at", "ended_by", "end_reason"])
    journal.record(
        actor, "role.ended", locked, person=locked.person_id, unit=locked.unit_id, kind=locked.kind
    )


@transaction.atomic
def map_group(*, actor: Actor, name: str, unit: CityUnit, kind: RoleKind) -> SignInGroup:
    """Let a group of the sign-in service stand for a role."""
    rules.check_run_installation(actor)
    group, is_new = SignInGroup.objects.get_or_create(name=clean(name), unit=unit, kind=kind)
    if is_new:
        journal.record(actor, "sign_in_group.mapped", group, unit=unit.pk, kind=kind)
    return group


@transaction.atomic
def unmap_group(*, actor: Actor, group: SignInGroup) -> None:
    """Let a group stand for a role no longer; roles that came of it end at the next sign-in of each person."""
    rules.check_run_installation(actor)
    unit, kind, number = group.unit_id, group.kind, group.pk
    group.delete()
    group.pk = number
    journal.record(actor, "sign_in_group.unmapped", group, unit=unit, kind=kind)


@transaction.atomic
def apply_groups(*, actor: Actor, person: Person, groups: Collection[str]) -> None:
    """Give a person the roles that their groups stand for, and end those that came of groups they have left.

    Called by the sign-in with what the service said just now; roles that an administrator gave stay as they are.
    """
    rules.check_run_installation(actor)
    mapped = SignInGroup.objects.filter(name__in=groups, unit__closed_at__isnull=True).select_related("unit")
    wanted = {(each.unit_id, each.kind): each for each in mapped}
    held = Role.objects.current().filter(person=person, source=RoleSource.GROUP)
    for role in held:
        if (role.unit_id, role.kind) not in wanted:
            end_role(actor=actor, role=role)
    for each in wanted.values():
        grant_role(
            actor=actor, person=person, unit=each.unit, kind=RoleKind(each.kind), source=RoleSource.GROUP
        )


@transaction.atomic
def set_up_district(*, actor: Actor, code: str, name: TranslatedText) -> District:
    """Add a district by which organisations can be found, or bring its name up to date."""
    rules.check_run_installation(actor)
    known = District.objects.filter(code=code).first()
    if known and known.name == name:
        return known
    values = {"name": name, "sort_key": sort_key(name.read("fi").text)[:200]}
    district, _is_new = District.objects.update_or_create(code=code, defaults=values)
    return district
