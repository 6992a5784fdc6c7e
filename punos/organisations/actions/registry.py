"""Verbs about the cards of organisations: adding them, changing what they say of themselves, finding them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

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
    Column,
    DataSource,
    Field,
    Identifier,
    IdentifierScheme,
    Mandate,
    MandateSource,
    Name,
    Organisation,
    OrganisationKind,
    Scope,
    SizeBand,
)
from punos.organisations.models.likeness import skeleton
from punos.search import actions as search

BATCH = 1_000
COLUMNS = {"fi": "name", "sv": "name_sv", "en": "name_en"}
# Pages of the registry itself stand where cards stand, so no card may have their addresses.
TAKEN_SLUGS = {
    "directory",
    "edit",
    "hat",
    "import",
    "invitations",
    "map",
    "new",
    "people",
    "registry",
    "units",
}


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

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        """What a row of a file tells about a new organisation; what it does not tell is not guessed."""
        return cls(
            name=facts.get(Column.NAME, ""),
            name_sv=facts.get(Column.NAME_SV, ""),
            name_en=facts.get(Column.NAME_EN, ""),
            kind=OrganisationKind(facts.get(Column.KIND, OrganisationKind.ASSOCIATION)),
            field=facts.get(Column.FIELD, Field.OTHER),
            other_fields=tuple(facts.get(Column.OTHER_FIELDS, ())),
            areas=tuple(facts.get(Column.AREAS, ())),
            districts=tuple(facts.get(Column.DISTRICTS, ())),
            size=facts.get(Column.SIZE, SizeBand.NOT_TOLD),
            languages=tuple(facts.get(Column.LANGUAGES, ())),
            business_id=facts.get(Column.BUSINESS_ID, ""),
            association_number=facts.get(Column.ASSOCIATION_NUMBER, ""),
            email=facts.get(Column.EMAIL, ""),
            phone=facts.get(Column.PHONE, ""),
            website=facts.get(Column.WEBSITE, ""),
        )


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
    added = add_to_registry(told=new, source=source)
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
    group = add_to_registry(told=[told], source=DataSource.OWN)[0]
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
    find_by(organisations=[locked])
    verb = "organisation.listed" if listed else "organisation.unlisted"
    journal.record(actor, verb, locked, public=True)
    return locked


@transaction.atomic
def change_card(
    *, actor: Actor, organisation: Organisation, facts: CardFacts, seen: str | None = None
) -> Organisation:
    """Bring what an organisation says of itself up to date.

    `seen` is the `revision` of the card that the writer had before them; whoever comes second is told.
    """
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.check_change_card(actor, locked)
    rules.check_unchanged(locked, seen)
    rules.check_card_facts(facts.areas, facts.website)
    for name in ("other_fields", "areas", "districts", "languages"):
        setattr(locked, name, list(getattr(facts, name)))
    for name in ("field", "size", "email", "phone", "website"):
        setattr(locked, name, clean(getattr(facts, name)))
    locked.contact_is_public, locked.changed_at = facts.contact_is_public, timezone.now()
    locked.save()
    journal.record(actor, "organisation.changed", locked, public=locked.is_listed)
    return locked


@transaction.atomic
def add_number(*, actor: Actor, organisation: Organisation, scheme: str, value: str) -> Identifier:
    """Note under which number a register knows an organisation; `value` in the form that is kept."""
    rules.check_keep_registry(actor)
    rules.check_new_numbers([value])
    number = Identifier.objects.create(
        organisation=organisation, scheme=scheme, value=value, source=DataSource.CITY, at=timezone.now()
    )
    journal.record(actor, "organisation.number_added", organisation, public=organisation.is_listed)
    return number


@transaction.atomic
def remove_number(*, actor: Actor, organisation: Organisation, number: int) -> None:
    """Take away a number that was noted by mistake, with what a register said of it."""
    rules.check_keep_registry(actor)
    for identifier in organisation.identifiers.filter(pk=number):
        organisation.register_records.filter(identifier=identifier.value).delete()
        identifier.delete()
    journal.record(actor, "organisation.number_removed", organisation, public=organisation.is_listed)


@transaction.atomic
def give_name(*, organisation: Organisation, language: str, name: str, on: date, source: DataSource) -> None:
    """Give a locked organisation a name in one language; the former one stays in its history and is found."""
    organisation.names.filter(language=language, used_until__isnull=True).update(used_until=on)
    Name.objects.create(organisation=organisation, language=language, text=name, used_from=on, source=source)
    setattr(organisation, COLUMNS[language], name)
    organisation.sort_key, organisation.skeleton = sort_key(organisation.name), skeleton(organisation.name)
    organisation.changed_at = timezone.now()
    organisation.save(update_fields=[COLUMNS[language], "sort_key", "skeleton", "changed_at"])
    find_by(organisations=[organisation])


@transaction.atomic
def find_by(*, organisations: Sequence[Organisation]) -> None:
    """Keep the index in step: a listed card is found by the names it bears and has borne, an unlisted one is not."""
    former: dict[int, list[str]] = defaultdict(list)
    names = Name.objects.filter(organisation__in=organisations, used_until__isnull=False).order_by("id")
    for owner, text in names.values_list("organisation_id", "text"):
        former[owner].append(text)
    search.enter_all(
        listings=[
            search.Listing(each, "", _title(each), _former(former[each.pk]), organisation_id=each.pk)
            for each in organisations
            if each.is_listed
        ]
    )
    for each in organisations:
        if not each.is_listed:
            search.leave(each)


def _title(organisation: Organisation) -> TranslatedText:
    texts = {"fi": organisation.name, "sv": organisation.name_sv, "en": organisation.name_en}
    return TranslatedText.of("fi", **texts)


def _former(names: Sequence[str]) -> TranslatedText:
    return TranslatedText.of("fi", fi=" \u00b7 ".join(names))


@transaction.atomic
def add_to_registry(*, told: Sequence[Registration], source: DataSource) -> list[Organisation]:
    """The rows of new organisations with their names, numbers and places in the index; whoever calls has asked."""
    rules.check_new_numbers([value for each in told for _scheme, value in each.identifiers])
    rules.check_new_names([name for each in told for name in (each.name, each.name_sv, each.name_en)])
    slugs = TAKEN_SLUGS | set(Organisation.objects.values_list("slug", flat=True))
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
    search.enter_all(
        listings=[
            search.Listing(each, "", _title(each), organisation_id=each.pk)
            for each in added
            if each.is_listed
        ]
    )
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
        skeleton=skeleton(name),
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
