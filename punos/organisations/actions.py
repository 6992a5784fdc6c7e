"""Verbs of the registry and of the city's units."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from punos.core.languages import TranslatedText
from punos.core.sorting import sort_key
from punos.journal import actions as journal
from punos.organisations import rules
from punos.organisations.models import Actor, CityUnit, Organisation, Role, RoleKind
from punos.people.models import Person


@transaction.atomic
def set_up_unit(*, actor: Actor, slug: str, name: TranslatedText, parent: CityUnit | None = None) -> CityUnit:
    """Add a unit of the city, or bring its name up to date."""
    rules.check_run_installation(actor)
    unit, is_new = CityUnit.objects.update_or_create(slug=slug, defaults={"name": name, "parent": parent})
    if is_new:
        journal.record(actor, "unit.set_up", unit)
    return unit


@transaction.atomic
def grant_role(*, actor: Actor, person: Person, unit: CityUnit, kind: RoleKind) -> Role:
    """Give a person a role in a city unit."""
    rules.check_run_installation(actor)
    role, is_new = Role.objects.get_or_create(person=person, unit=unit, kind=kind)
    if is_new:
        journal.record(actor, "role.granted", role, person=person.pk, unit=unit.pk)
    return role


@dataclass(frozen=True)
class Registration:
    """What the registry is told about one organisation."""

    name: str
    field: str
    areas: tuple[str, ...]
    size: str
    languages: tuple[str, ...]
    name_sv: str = ""
    is_registered: bool = True


@transaction.atomic
def register_organisations(*, actor: Actor, registrations: Iterable[Registration]) -> int:
    """Add organisations that the registry does not know by name yet; the number added."""
    rules.check_run_installation(actor)
    known = set(Organisation.objects.values_list("name", flat=True))
    slugs = set(Organisation.objects.values_list("slug", flat=True))
    rows = []
    for told in registrations:
        if told.name in known:
            continue
        known.add(told.name)
        rows.append(_organisation(told, slugs))
    added = Organisation.objects.bulk_create(rows)
    for organisation in added:
        journal.record(actor, "organisation.registered", organisation)
    return len(added)


def _organisation(told: Registration, slugs: set[str]) -> Organisation:
    """The row for a registration, under a slug that no other has."""
    base = slugify(told.name)[:110] or "organisation"
    slug, number = base, 2
    while slug in slugs:
        slug, number = f"{base}-{number}", number + 1
    slugs.add(slug)
    return Organisation(
        slug=slug,
        name=told.name,
        name_sv=told.name_sv,
        sort_key=sort_key(told.name),
        field=told.field,
        areas=list(told.areas),
        size=told.size,
        languages=list(told.languages),
        is_registered=told.is_registered,
    )
