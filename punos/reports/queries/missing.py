"""Who is missing: organisations that answered against those that the registry knows, and whom to ask still.

For those who lead, while there is time. An organisation is heard when it answered itself, signed an answer, or took
part in rating ideas; persons who are active in one are counted in the results.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db import models
from django.utils.translation import gettext as _

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation, Invitation, Signature, Submission
from punos.consultations.queries import submitted
from punos.consultations.queries.figures import choice_names, dimension_names
from punos.contributions.models import Capacity, Contribution, Rating
from punos.core.languages import LANGUAGES
from punos.organisations.models import AreaCode, Organisation
from punos.organisations.models.organisation import PUBLIC_BODIES, OrganisationQuerySet
from punos.organisations.queries import language_names

SPEAK_FOR: Final = (Capacity.ORGANISATION, Capacity.BODY)
DIMENSIONS: Final = ("field", "area", "size", "language")


@dataclass(frozen=True)
class Narrowed:
    """Whom to list; what is empty asks nothing."""

    field: str = ""
    area: str = ""
    size: str = ""
    language: str = ""
    invited: str = ""

    @property
    def query(self) -> str:
        """The same as a query, for the page on which organisations are invited."""
        told = {name: getattr(self, name) for name in DIMENSIONS if getattr(self, name)}
        return urlencode(told)


@dataclass(frozen=True)
class Share:
    """Of the organisations with one code: how many the registry knows, how many answered; `query` lists the others."""

    name: str
    known: int
    heard: int
    query: str

    @property
    def share(self) -> float | None:
        return self.heard / self.known if self.known else None


@dataclass(frozen=True)
class Coverage:
    """One dimension, and in it those of whom nobody was heard."""

    key: str
    title: str
    shares: Sequence[Share]

    @property
    def nobody(self) -> list[Share]:
        return [each for each in self.shares if each.known and not each.heard]


@dataclass(frozen=True)
class Effect:
    """What asking changed: of those invited before it opened, of those invited later, and of those not invited."""

    label: str
    asked: int | None
    answered: int


# Who was heard --------------------------------------------------------------------------------------------------


def heard_in(consultation: Consultation) -> dict[int, datetime]:
    """The organisations of the registry that were heard, each with when it was first."""
    spoken = {"voice__capacity__in": SPEAK_FOR, "voice__organisation__isnull": False, "voice__is_host": False}
    sent = Submission.objects.sent().filter(consultation=consultation)
    signed = Signature.objects.filter(submission__in=sent, confirmed_at__isnull=False)
    ways: list[models.QuerySet[Any, Any]] = [
        sent.filter(**spoken).values_list("voice__organisation", "sent_at"),
        submitted.comments_in(consultation).filter(**spoken).values_list("voice__organisation", "at"),
        signed.values_list("organisation", "confirmed_at"),
    ]
    thread = consultations.thread_of(consultation)
    if thread is not None:
        said = Contribution.objects.published().filter(thread=thread, **spoken)
        rated = Rating.objects.filter(contribution__thread=thread, **spoken)
        ways += [each.values_list("voice__organisation", "at") for each in (said, rated)]
    found: dict[int, datetime] = {}
    for organisation, at in chain.from_iterable(ways):
        found[organisation] = min(at, found.get(organisation, at))
    return found


# Against the registry -------------------------------------------------------------------------------------------


def coverage(consultation: Consultation, heard: Mapping[int, datetime]) -> list[Coverage]:
    """By field, area, size and language: how many organisations there are, and how many were heard."""
    known: dict[str, Counter[str]] = {each: Counter() for each in DIMENSIONS}
    spoke: dict[str, Counter[str]] = {each: Counter() for each in DIMENSIONS}
    rows = _registry().values_list("pk", "field", "areas", "size", "languages")
    for pk, main_field, areas, size, languages in rows.iterator(chunk_size=2_000):
        codes = {"field": [main_field], "area": areas, "size": [size], "language": languages}
        for dimension, each in codes.items():
            known[dimension].update(each)
            if pk in heard:
                spoke[dimension].update(each)
    titles = {**dimension_names(), "language": _("Language in which it works")}
    names = {**choice_names(), "language": dict(language_names(LANGUAGES))}
    wanted = _areas(consultation)
    return [
        Coverage(
            key,
            titles[key],
            [
                Share(names[key][code], known[key][code], spoke[key][code], urlencode({key: code}))
                for code in names[key]
                if known[key][code] and (key != "area" or code in wanted)
            ],
        )
        for key in DIMENSIONS
    ]


def _registry() -> OrganisationQuerySet:
    """Organisations (NGOs) that have not ended; public bodies stand in the registry, but nobody misses them here."""
    return Organisation.objects.active().exclude(kind__in=PUBLIC_BODIES)


def _areas(consultation: Consultation) -> set[str]:
    """The areas that the process is addressed to, and the whole country."""
    return {*(consultation.process.addressees or AreaCode.values), str(AreaCode.NATIONWIDE)}


# Whom to ask still ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ToAsk:
    """An organisation that has not been heard, and whether it has been invited."""

    organisation: Organisation
    is_invited: bool


def still_to_ask(
    consultation: Consultation,
    heard: Mapping[int, datetime],
    wanted: Narrowed,
    *,
    number: str | None,
    size: int,
) -> Page[Any]:
    """A page of the organisations of the directory that have not been heard, by name."""
    invited = set(_invited(consultation).values_list("organisation", flat=True))
    silent = _registry().filter(is_listed=True).exclude(pk__in=heard)
    if wanted.field:
        silent = silent.filter(field=wanted.field)
    if wanted.area:
        silent = silent.filter(areas__contains=[wanted.area])
    if wanted.size:
        silent = silent.filter(size=wanted.size)
    if wanted.language:
        silent = silent.filter(languages__contains=[wanted.language])
    if wanted.invited:
        silent = silent.filter(pk__in=invited) if wanted.invited == "yes" else silent.exclude(pk__in=invited)
    page: Page[Any] = Paginator(silent.by_name(), size).get_page(number)
    page.object_list = [ToAsk(each, each.pk in invited) for each in page.object_list]
    return page


def _invited(consultation: Consultation) -> models.QuerySet[Invitation]:
    return Invitation.objects.standing().filter(consultation=consultation)


# What asking changed --------------------------------------------------------------------------------------------


def effects(consultation: Consultation, heard: Mapping[int, datetime]) -> list[Effect]:
    """Of those invited before the opening, invited after it, and not invited: how many answered after being asked."""
    early: list[int] = []
    late: list[int] = []
    invited = dict(_invited(consultation).values_list("organisation", "at"))
    for organisation, at in invited.items():
        (late if at > consultation.opens_at else early).append(organisation)
    answered_first = [each for each in late if each in heard and heard[each] < invited[each]]
    asked_late = [each for each in late if each not in answered_first]
    unasked = [each for each in heard if each not in invited]
    found = [
        Effect(_("Invited before it opened"), len(early), len(heard.keys() & set(early))),
        Effect(_("Invited after it opened"), len(asked_late), len(heard.keys() & set(asked_late))),
        Effect(_("Answered without being invited, or before it"), None, len(unasked) + len(answered_first)),
    ]
    return [each for each in found if each.asked or each.answered]
