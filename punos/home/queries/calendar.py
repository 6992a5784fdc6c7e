"""The dates of a process as a calendar (RFC 5545): its phases and the times to answer."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation
from punos.core.languages import TranslatedText, current_language
from punos.core.text import clean
from punos.processes.models import Certainty, Phase, Precision, Process

if TYPE_CHECKING:
    from icalendar import Event

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def calendar_of(process: Process, phases: Sequence[Phase], asked: Sequence[Consultation]) -> bytes:
    """A calendar of days that are known to the day, and of the moments at which questions open and close.

    A time that is known only roughly has no place in a calendar. Each entry keeps its name when its time changes.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Punos//Punos//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _words(process.title))
    for phase in phases:
        if phase.precision == Precision.DAY:
            calendar.add_component(_phase(process, phase))
    for consultation in asked:
        if consultation.published_at:
            for event in _times(process, consultation):
                calendar.add_component(event)
    return bytes(calendar.to_ical())


def _phase(process: Process, phase: Phase) -> "Event":
    """A phase of whole days; the end of an entry is the day after its last."""
    event = _event(process, f"phase-{phase.pk}", _words(phase.title), phase.leads_to or process.address)
    event.add("dtstart", phase.starts_on)
    event.add("dtend", phase.ends_on + timedelta(days=1))
    event.add("status", "CONFIRMED" if phase.certainty == Certainty.CERTAIN else "TENTATIVE")
    return event


def _times(process: Process, consultation: Consultation) -> Iterator["Event"]:
    """When one can begin to answer, and until when."""
    title = _words(consultation.title)
    told: list[tuple[str, str, datetime | None]] = [
        ("opens", _("Opens: %(title)s") % {"title": title}, consultation.opens_at),
        ("closes", _("Closes: %(title)s") % {"title": title}, consultation.closes_at),
    ]
    for name, words, at in told:
        if at is not None:
            event = _event(process, f"{name}-{consultation.pk}", words, consultation.address)
            event.add("dtstart", at)
            yield event


def _event(process: Process, name: str, words: str, address: str) -> "Event":
    """What every entry has; its stamp is that of the process, so that the same dates make the same file."""
    from icalendar import Event

    event = Event()
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname
    event.add("uid", f"{name}@{host}")
    event.add("dtstamp", process.published_at or EPOCH)
    event.add("summary", words)
    event.add("url", f"{settings.PUBLIC_ADDRESS}/{current_language()}{address}")
    return event


def _words(title: TranslatedText) -> str:
    return clean(title.read(current_language()).text)
