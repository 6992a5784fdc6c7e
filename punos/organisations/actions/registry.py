"""Verbs about the cards of organisations: adding them, changing what they say of themselves, finding them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from punos.core.languages import TranslatedText
from punos.core.sorting import sort_key
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations import rules
from punos.organisations.models import (
    Actor,
    DataSource,
    Identifier,
    IdentifierScheme,
    Mandate,
    MandateSource,
    Name,
    Organisation,
    OrganisationKind,
    Scope,
)
from punos.search import actions as search

BATCH = 1_000


@dataclass(frozen=True)
class Registration:
    """What the registry is told about one organisation. Identifiers are in the form that is kept."""

    name: str
    field: str
    areas: tuple[str, ...]
    size: str
    languages: tuple[str, ...]
    name_sv: str = ""
    name_en: str = ""
    kind: OrganisationKind = OrganisationKind.ASSOCIATION
    other_fields: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    business_id: str = ""
    association_number: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    contact_is_public: bool = False
    is_listed: bool = True

    @property
    def identifiers(self) -> list[tuple[str, str]]:
        """The numbers that were told, each with its scheme."""
        told = [
            (IdentifierScheme.BUSINESS_ID, self.business_id),
            (IdentifierScheme.ASSOCIATION_NUMBER, self.association_number),
        ]
        return [(scheme, value) for scheme, value in told if value]


@dataclass(frozen=True)
class CardFacts:
    """What an organisation says of itself on its card; names change through `rename`, which keeps the former."""

    field: str
    other_fields: tuple[str, ...]
    areas: tuple[str, ...]
    districts: tuple[str, ...]
    size: str
    languages: tuple[str, ...]
    email: str
    phone: str
    website: str
    contact_is_public: bool


@transaction.atomic
def register_organisations(
    *, actor: Actor, registrations: Iterable[Registration], source: DataSource = DataSource.CITY
) -> int:
    """Add organisations that the registry does not know by name yet; the number added."""
    rules.check_keep_registry(actor)
    known = set(Organisation.objects.values_list("name", flat=True))
    new = []
    for told in registrations:
        if (told.name or told.name_sv) not in known:
            known.add(told.name or told.name_sv)
            new.append(told)
    added = _add(new, source)
    for organisation in added:
        journal.record(actor, "organisation.registered", organisation)
    if added:
        journal.raise_stamps()
    return len(added)


@transaction.atomic
def add_own_group(*, actor: Actor, told: Registration) -> Organisation:
    """Add one's own group or association to the registry; the city looks at it before it is listed.

    Whoever adds an unregistered group acts for it at once. A registered body wants proof first.
    """
    waiting = Mandate.objects.filter(
        person=actor.person, source=MandateSource.FOUNDER, organisation__is_listed=False
    )
    rules.check_add_own_group(actor, waiting.count())
    assert actor.person is not None  # the rule refuses whoever has not signed in
    group = _add([told], DataSource.OWN)[0]
    if group.kind == OrganisationKind.GROUP:
        now = timezone.now()
        Mandate.objects.create(
            person=actor.person, organisation=group, scopes=Scope.values, source=MandateSource.FOUNDER,
            starts_on=timezone.localdate(now), granted_at=now, granted_by=actor.person_id,
        )  # fmt: skip
    journal.record(actor, "organisation.proposed", group)
    return group


@transaction.atomic
def list_organisation(*, actor: Actor, organisation: Organisation, listed: bool) -> Organisation:
    """Let a card stand in the public directory, or take it out."""
    rules.check_keep_registry(actor)
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.is_listed == listed:
        return locked
    locked.is_listed, locked.changed_at = listed, timezone.now()
    locked.save(update_fields=["is_listed", "changed_at"])
    find_by(locked)
    verb = "organisation.listed" if listed else "organisation.unlisted"
    journal.record(actor, verb, locked, public=True)
    return locked


@transaction.atomic
def change_card(*, actor: Actor, organisation: Organisation, facts: CardFacts) -> Organisation:
    """Bring what an organisation says of itself up to date."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.check_change_card(actor, locked)
    rules.check_card_facts(facts.areas, facts.website)
    for name in ("other_fields", "areas", "districts", "languages"):
        setattr(locked, name, list(getattr(facts, name)))
    for name in ("field", "size", "email", "phone", "website"):
        setattr(locked, name, clean(getattr(facts, name)))
    locked.contact_is_public, locked.changed_at = facts.contact_is_public, timezone.now()
    locked.save()
    find_by(locked)
    journal.record(actor, "organisation.changed", locked, public=locked.is_listed)
    return locked


def find_by(organisation: Organisation) -> None:
    """Keep the index in step: a listed card is found by the names it bears and has borne, an unlisted one is not."""
    if organisation.is_listed:
        former = organisation.names.filter(used_until__isnull=False).values_list("text", flat=True)
        search.enter(organisation, process="", title=_title(organisation), body=_former(list(former)))
    else:
        search.leave(organisation)


def _title(organisation: Organisation) -> TranslatedText:
    texts = {"fi": organisation.name, "sv": organisation.name_sv, "en": organisation.name_en}
    return TranslatedText.of("fi", **texts)


def _former(names: Sequence[str]) -> TranslatedText:
    return TranslatedText.of("fi", fi=" \u00b7 ".join(names))


def _add(told: Sequence[Registration], source: DataSource) -> list[Organisation]:
    """The rows of new organisations with their names, numbers and places in the index."""
    rules.check_new_numbers([value for each in told for _scheme, value in each.identifiers])
    slugs = set(Organisation.objects.values_list("slug", flat=True))
    added = Organisation.objects.bulk_create([_organisation(each, slugs) for each in told], batch_size=BATCH)
    now = timezone.now()
    names, numbers = [], []
    for organisation, each in zip(added, told, strict=True):
        for language, text in (("fi", each.name), ("sv", each.name_sv), ("en", each.name_en)):
            if text:
                names.append(
                    Name(organisation=organisation, language=language, text=clean(text), source=source)
                )
        numbers += [
            Identifier(organisation=organisation, scheme=scheme, value=value, source=source, at=now)
            for scheme, value in each.identifiers
        ]
    Name.objects.bulk_create(names, batch_size=BATCH)
    Identifier.objects.bulk_create(numbers, batch_size=BATCH)
    for organisation in added:
        find_by(organisation)
    return added


def _organisation(told: Registration, slugs: set[str]) -> Organisation:
    """The row for a registration, under a slug that no other has."""
    name = clean(told.name or told.name_sv)
    base = slugify(name)[:110] or "organisation"
    slug, number = base, 2
    while slug in slugs:
        slug, number = f"{base}-{number}", number + 1
    slugs.add(slug)
    return Organisation(
        slug=slug,
        name=name,
        name_sv=clean(told.name_sv),
        name_en=clean(told.name_en),
        sort_key=sort_key(name),
        kind=told.kind,
        field=told.field,
        other_fields=list(told.other_fields),
        areas=list(told.areas),
        districts=list(told.districts),
        size=told.size,
        languages=list(told.languages),
        email=told.email,
        phone=told.phone,
        website=told.website,
        contact_is_public=told.contact_is_public,
        is_listed=told.is_listed,
        changed_at=timezone.now(),
    )
