"""Advice before opening: it keeps nobody from anything, and each piece says why it is given.

The Government's guide to consultation in the drafting of laws asks for at least six weeks for statements, and for
more over holidays; for a survey that everybody may answer, shorter is usual, and two weeks are short for all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.consultations.models import Consultation
from punos.consultations.rules import Draft
from punos.core.dates import HELSINKI, day, span
from punos.core.holidays import name_of_rest, resting
from punos.core.languages import current_language

SHORT_DAYS, HOLIDAY_DAYS, GUIDE_DAYS = 14, 28, 42
OFFICE_OPENS, OFFICE_CLOSES = 7, 21
NEAR = timedelta(days=30)


@dataclass(frozen=True)
class Advice:
    """Something to think about before opening, and the reason why."""

    text: str
    why: str


@dataclass(frozen=True)
class Clash:
    """Another consultation to which some of the same organisations are invited at nearly the same time."""

    consultation: Consultation
    organisations: list[str]


def advice_on(draft: Draft) -> list[Advice]:
    """All advice on a draft, with what its dates, its texts and its invitations give rise to."""
    consultation = draft.consultation
    found = list(time_advice(consultation.opens_at, consultation.closes_at))
    found += [_about_clash(each) for each in clashes_of(consultation)]
    stale = sum(1 for text in draft.texts if text.stale)
    if stale:
        words = ngettext("%(number)d text is stale.", "%(number)d texts are stale.", stale)
        why = _("They were translated before their source changed. Somebody should read them side by side.")
        found.append(Advice(words % {"number": stale}, why))
    return found


def time_advice(opens_at: datetime, closes_at: datetime | None) -> Iterator[Advice]:
    """What the two moments alone give rise to; nothing is read but the calendar."""
    for moment, at_night, on_rest in (
        (opens_at, _("It opens at night."), _("It opens on %(day)s, which is %(name)s.")),
        (closes_at, _("It closes at night."), _("It closes on %(day)s, which is %(name)s.")),
    ):
        if moment is not None:
            yield from _about_moment(moment, at_night, on_rest)
    if closes_at is not None and closes_at > opens_at:
        yield from _about_length(_day(opens_at), _day(closes_at))


def _day(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()


def _about_moment(moment: datetime, at_night: str, on_rest: str) -> Iterator[Advice]:
    """A weekend, a holiday or the night is no good time to open or to close."""
    local = moment.astimezone(HELSINKI)
    name = name_of_rest(local.date())
    nobody = _("Nobody is there who could answer questions or mend what does not work.")
    if name:
        yield Advice(on_rest % {"day": day(local, current_language()), "name": name}, nobody)
    if not OFFICE_OPENS <= local.hour < OFFICE_CLOSES and (local.hour, local.minute) != (23, 59):
        yield Advice(at_night, nobody)


def _about_length(first: date, last: date) -> Iterator[Advice]:
    """Too short for a board to meet, or for the season."""
    days, rests = (last - first).days, resting(first, last)
    told = ngettext("There is %(days)d day to answer.", "There are %(days)d days to answer.", days)
    told %= {"days": days}
    if days < SHORT_DAYS:
        yield Advice(
            told + " " + _("That is short."),
            _("Boards of associations often meet once a month, and volunteers answer in their free time."),
        )
    elif days < GUIDE_DAYS and not rests:
        yield Advice(
            told,
            _(
                "For statements the Government's guide asks for at least six weeks; a survey for everybody may take less."
            ),
        )
    for rest in rests:
        when = span(rest.first, rest.last, current_language())
        words = _("The time to answer runs into %(name)s (%(when)s).") % {"name": rest.name, "when": when}
        why = _("Few people meet then. Give more time, or begin later.")
        if days < HOLIDAY_DAYS:
            why += " " + told + " " + _("Over holidays, less than four weeks leave many out.")
        yield Advice(words, why)


def clashes_of(consultation: Consultation) -> list[Clash]:
    """Where organisations invited here are asked as well: open at the same time, or within thirty days of it."""
    standing = consultation.invitations.standing().filter(organisation__ended_on__isnull=True)
    invited = set(standing.values_list("organisation_id", flat=True))
    if not invited:
        return []
    last = (consultation.closes_at or consultation.opens_at) + NEAR
    others = Consultation.objects.filter(
        models.Q(closes_at=None) | models.Q(closes_at__gt=consultation.opens_at - NEAR),
        published_at__isnull=False,
        opens_at__lt=last,
        invitations__organisation__in=invited,
        invitations__withdrawn_at=None,
    ).exclude(pk=consultation.pk)
    return [
        _clash(each, invited)
        for each in others.select_related("process").order_by("opens_at", "pk").distinct()
    ]


def _clash(other: Consultation, invited: set[int]) -> Clash:
    """One other consultation, with the names of those who are asked in both."""
    both = other.invitations.standing().filter(organisation__in=invited).select_related("organisation")
    return Clash(other, sorted(str(each.organisation) for each in both))


def _about_clash(clash: Clash) -> Advice:
    """The clash in words: which consultation, when, how many organisations, and their names."""
    language, other, names = current_language(), clash.consultation, clash.organisations
    many = len(names)
    words = ngettext(
        "%(number)d invited organisation is also asked in \u201d%(title)s\u201d (%(when)s).",
        "%(number)d invited organisations are also asked in \u201d%(title)s\u201d (%(when)s).",
        many,
    )
    closes = timezone.localtime(other.closes_at) if other.closes_at else None
    when = span(timezone.localtime(other.opens_at), closes, language)
    told = {"number": many, "title": other.title.read(language).text, "when": when}
    why = _("The same few people answer both: %(names)s.")
    return Advice(words % told, why % {"names": ", ".join(names)})
