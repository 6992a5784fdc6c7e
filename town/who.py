"""Who is in the town: people with roles, the registry of organisations, public bodies, mandates."""

from dataclasses import replace
from datetime import datetime, time

from django.utils import timezone

from punos.core.languages import EASY, LANGUAGES, TranslatedText
from punos.organisations import actions as organisations
from punos.organisations.actions import Registration
from punos.organisations.models import SYSTEM, Organisation, OrganisationKind, RoleKind, Scope, SizeBand
from punos.people import actions as people
from punos.people.models import Person
from town.texts.addresses import email_of, email_of_body
from town.texts.bodies import BODIES, DISTRICTS
from town.texts.cast import CAST, UNITS
from town.texts.numbers import association_number_of, business_id_of
from town.texts.registry import registry
from town.texts.shapes import Words


def text(words: Words | None) -> TranslatedText:
    """The town's words as the database keeps them."""
    if words is None:
        return TranslatedText()
    told = TranslatedText.of(words.source, **{each: words.in_language(each) for each in LANGUAGES})
    return _moved_on(told, words) if words.changed else told


def _moved_on(told: TranslatedText, words: Words) -> TranslatedText:
    """The same with a source that was changed on a day, and the translations that have followed it."""
    assert words.changed is not None  # only what was changed has moved on
    at = timezone.make_aware(datetime.combine(words.changed, time(12)))
    texts = {
        each: replace(
            part,
            revision=part.revision if each in words.stale else 2,
            made_from=0 if each == words.source else 1 if each in words.stale else 2,
            checked_at="" if each in words.stale else at.isoformat(),
        )
        for each, part in told.texts.items()
    }
    return TranslatedText(words.source, texts)


def with_easy(told: TranslatedText, easy: Words | None) -> TranslatedText:
    """A text with its versions in Easy Finnish and Easy Swedish."""
    for language, version in EASY.items():
        if easy is not None and easy.in_language(language):
            told = told.changed(version, easy.in_language(language), seen_revision=0)
    return told


def people_and_units() -> None:
    """The units of the city, the cast, and their roles."""
    units = {
        unit.key: organisations.set_up_unit(actor=SYSTEM, slug=unit.key, name=text(unit.name))
        for unit in UNITS
    }
    for member in CAST:
        person = people.welcome_cast_member(
            name=member.name,
            email=member.email,
            language=member.language,
            introduction=text(member.introduction),
        )
        for unit_key, kind in member.roles:
            organisations.grant_role(actor=SYSTEM, person=person, unit=units[unit_key], kind=RoleKind(kind))


def register() -> None:
    """The organisations that the registry knows."""
    organisations.register_organisations(
        actor=SYSTEM,
        registrations=(
            Registration(
                name=row.name_fi,
                name_sv=row.name_sv,
                field=row.field,
                areas=row.areas,
                size=row.size,
                languages=row.languages,
                kind=OrganisationKind.ASSOCIATION if row.registered else OrganisationKind.GROUP,
                business_id=business_id_of(row),
                association_number=association_number_of(row),
                email=email_of(row),
            )
            for row in registry()
        ),
    )


def bodies() -> None:
    """Public bodies that can be asked, and the districts of the city."""
    for code, name in DISTRICTS:
        organisations.set_up_district(actor=SYSTEM, code=code, name=text(name))
    organisations.register_organisations(
        actor=SYSTEM,
        registrations=(
            Registration(
                name=body.name.fi,
                name_sv=body.name.sv,
                name_en=body.name.en,
                kind=OrganisationKind(body.kind),
                field=body.field,
                areas=(body.area,),
                size=SizeBand.NOT_TOLD,
                languages=("fi", "sv"),
                email=email_of_body(body),
            )
            for body in BODIES
        ),
    )


def mandates() -> None:
    """What the cast may do for their organisations, as the city has verified it."""
    for member in CAST:
        for name in member.organisations:
            organisation = Organisation.objects.get(name=name)
            person = Person.objects.get(email=member.email)
            if organisation.mandates.filter(person=person).exists():
                continue
            organisations.grant_mandate(
                actor=SYSTEM, person=person, organisation=organisation, scopes=Scope.values
            )


def who_can_sign_in() -> list[Person]:
    """The cast, in the order in which the town tells of them."""
    return list(Person.objects.cast().order_by("id"))
