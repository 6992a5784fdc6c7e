"""Who looks into the city's decisions, and takes in what was found there."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from punos.core.errors import NotNow
from punos.decisions.models import FeedReading, FoundDecision, FoundState
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.rules import check_lead_process

LOST_AFTER = timedelta(minutes=10)


def check_look_for_decisions(actor: Actor, process: Process, *, is_configured: bool) -> None:
    """Who leads the process, where the city's decisions can be read at all."""
    check_lead_process(actor, process)
    if not is_configured:
        raise NotNow(_("This site doesn't read the decisions of a city. You can enter them by hand."))


def is_under_way(reading: FeedReading | None, now: datetime) -> bool:
    """Whether somebody reads the feed just now; a reading that was lost on the way counts no more."""
    return reading is not None and reading.ended_at is None and reading.began_at > now - LOST_AFTER


def check_settle_found(actor: Actor, found: FoundDecision, seen_digest: str) -> None:
    """Who leads the process, once, and just what was seen."""
    check_lead_process(actor, found.process)
    if found.state != FoundState.WAITING:
        raise NotNow(_("Somebody has looked at this decision already."))
    if found.digest != seen_digest:
        raise NotNow(
            _(
                "The city's decisions have told this otherwise in the meantime. Open it again and look at what is new."
            )
        )
