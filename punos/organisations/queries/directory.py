"""The directory: which organisations a reader finds, by words and by what they do where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from punos.core.components import Chip
from punos.core.languages import current_language
from punos.organisations.models import Actor, AreaCode, District, Field, Identifier, Organisation
from punos.organisations.models.identifiers import IdentifierError, association_number, business_id
from punos.organisations.models.organisation import OrganisationQuerySet
from punos.search import queries as search

AREAS_IN_WORDS = 3  # further ones are counted
LANGUAGES_OF_WORK = ("fi", "sv", "en")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a reader looks for; what is empty asks nothing. An area takes in those that work in the whole country."""

    words: str = ""
    field: str = ""
    area: str = ""
    language: str = ""
    kind: str = ""
    district: str = ""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One organisation of the list, in the words of the page; `language` is that of the name if it is another."""

    name: str
    language: str
    url: str
    kind: str
    fields: Sequence[str]
    areas: str
    chips: Sequence[Chip]


def directory(actor: Actor, wanted: Wanted) -> OrganisationQuerySet:
    """The organisations with what is wanted, words left aside, as far as this actor may see them."""
    found = Organisation.objects.visible_to(actor)
    if wanted.field:
        found = found.filter(models.Q(field=wanted.field) | models.Q(other_fields__contains=[wanted.field]))
    if wanted.area:
        found = found.filter(areas__overlap=[wanted.area, AreaCode.NATIONWIDE])
    if wanted.language:
        found = found.filter(languages__contains=[wanted.language])
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.district:
        found = found.filter(districts__contains=[wanted.district])
    return found


def found_by_words(words: str) -> list[int]:
    """The ids of what has these words or is known by this number, the best first.

    Registers' numbers come first: whoever types one means exactly one organisation.
    """
    numbered: list[int] = []
    if numbers := _numbers(words):
        numbered += Identifier.objects.filter(value__in=numbers).values_list("organisation_id", flat=True)
    named = (number for number, _rank in search.matching(words, "organisation"))
    return list(dict.fromkeys([*numbered, *named]))


def _numbers(words: str) -> list[str]:
    """The forms in which registers would keep this text as a number."""
    numbers = []
    for read in (business_id, association_number):
        try:
            numbers.append(read(words))
        except IdentifierError:
            continue
    return numbers


def ordered(actor: Actor, wanted: Wanted) -> Sequence[int] | models.QuerySet[Organisation, int]:
    """The ids in the order of the list: by words the best first, else alphabetically, those of the area first.

    Those that have ended are only found by words: their names may be what somebody remembers.
    """
    found = directory(actor, wanted)
    if wanted.words:
        seen = set(found.values_list("pk", flat=True))
        return [number for number in found_by_words(wanted.words) if number in seen]
    found = found.active().by_name()
    if wanted.area:
        is_near = models.Case(models.When(areas__contains=[wanted.area], then=0), default=1)
        found = found.order_by(is_near, "sort_key", "id")
    return found.values_list("pk", flat=True)


def listed(actor: Actor, wanted: Wanted, *, number: str | None, size: int) -> tuple[Page[Any], int]:
    """One page of the directory, each organisation in words.

    And, where an area is wanted, how many of all that were found work in the whole country rather than there.
    """
    found, nationwide = ordered(actor, wanted), 0
    page: Page[Any] = Paginator(found, size).get_page(number)
    numbers = list(page.object_list)
    rows = Organisation.objects.in_bulk(numbers)
    page.object_list = [_in_words(rows[each]) for each in numbers if each in rows]
    if wanted.area:
        nationwide = Organisation.objects.filter(pk__in=found, areas__contains=[AreaCode.NATIONWIDE]).count()
    return page, nationwide


def districts() -> list[District]:
    """The districts by which organisations can be found, if this installation has any."""
    return list(District.objects.all())


def _in_words(organisation: Organisation) -> Listed:
    language = current_language()
    spoken = organisation.language_of_name(language)
    return Listed(
        name=organisation.name_in(language),
        language=spoken if spoken != language else "",
        url=f"/{language}{organisation.address}",
        kind=organisation.get_kind_display(),
        fields=fields_of(organisation),
        areas=areas_in_words(organisation.areas),
        chips=chips_of(organisation),
    )


def fields_of(organisation: Organisation) -> list[str]:
    """The fields of activity in words, the main one first."""
    others = [each for each in organisation.other_fields if each != organisation.field]
    return [str(Field(each).label) for each in (organisation.field, *others) if each in Field.values]


def areas_of(codes: Sequence[str]) -> list[str]:
    """Areas in words."""
    return [str(AreaCode(code).label) for code in codes if code in AreaCode.values]


def areas_in_words(codes: Sequence[str]) -> str:
    """The first few areas in words, and how many more there are."""
    names = areas_of(codes)
    shown, more = ", ".join(names[:AREAS_IN_WORDS]), len(names) - AREAS_IN_WORDS
    return _("%(areas)s and %(more)d more") % {"areas": shown, "more": more} if more > 0 else shown


def chips_of(organisation: Organisation) -> list[Chip]:
    """What a reader has to know before the rest: that it has ended, or that others don't see it."""
    chips = [Chip(text=_("Ended"), kind="late")] if organisation.ended_on else []
    if not organisation.is_listed:
        chips.append(Chip(text=_("Not in the public directory"), kind="wait"))
    return chips


def language_names(codes: Sequence[str] = LANGUAGES_OF_WORK) -> list[tuple[str, str]]:
    """Languages with their names in the language of the page, as at the beginning of a line."""
    return [(code, capfirst(_language_name(code))) for code in codes]


def _language_name(code: str) -> str:
    """The name of a language, or its code where Django knows no name."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
