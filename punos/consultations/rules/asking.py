"""Who may ask something, and until when it can be answered."""

from datetime import datetime

from django.utils.translation import gettext as _

from punos.consultations.models import Consultation
from punos.core.errors import Invalid, NotNow
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.rules import check_lead_process

# Addresses below a process that are taken by its other pages.
TAKEN_ADDRESSES = {
    *("calendar", "decisions", "documents", "feed", "heard", "loop", "measures", "responses", "themes"),
    *("close", "handover", "thread"),
}


def check_publish_consultation(
    actor: Actor, process: Process, opens_at: datetime, closes_at: datetime | None
) -> None:
    """Who leads the process may ask something in it, with a time to answer."""
    check_lead_process(actor, process)
    if closes_at is not None and closes_at <= opens_at:
        raise Invalid(_("It must close after it opens."))


def check_address_is_free(process: Process, slug: str) -> None:
    """Two consultations of one process can't stand at the same address, nor where a page of the process stands."""
    if slug in TAKEN_ADDRESSES or process.consultations.filter(slug=slug).exists():
        raise Invalid(
            _("This process already has a page at the address \u201d%(slug)s\u201d.") % {"slug": slug}
        )


def check_set_closing(actor: Actor, consultation: Consultation, closes_at: datetime, now: datetime) -> None:
    """The time may be extended or cut short while it is open; a closed one stays closed."""
    check_lead_process(actor, consultation.process)
    if consultation.is_closed(now):
        raise NotNow(_("This has closed already."))
    if closes_at < now or closes_at <= consultation.opens_at:
        raise Invalid(_("Choose a moment that is still to come."))


def check_answerable(consultation: Consultation, now: datetime) -> None:
    """How one answers is told while there is time to answer: later it would change results that stand."""
    if consultation.is_closed(now):
        raise NotNow(_("The time to answer is over. You can still read what was said."))
    if not consultation.is_open(now):
        raise NotNow(_("This has not opened yet."))
