"""Who may begin a process, and host one together: nobody becomes a host unasked."""

from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow
from punos.organisations.models import Actor, CityUnit, Organisation
from punos.processes.models import HostRequest, Process
from punos.processes.rules.leading import check_announce, check_lead, check_lead_process


def check_draft_process(
    actor: Actor, unit: CityUnit | None, organisation: Organisation | None, slug: str
) -> None:
    """As `check_announce`, at an address that is free."""
    check_announce(actor, unit, organisation)
    if Process.objects.filter(slug=slug).exists():
        raise Invalid(_("Another process has the address \u201d%(slug)s\u201d already.") % {"slug": slug})


def check_publish_process(actor: Actor, process: Process) -> None:
    """Who leads it, once, when it can be told what it is about."""
    check_lead_process(actor, process)
    if process.published_at:
        raise NotNow(_("This process has been published already."))
    if not (process.title and process.summary):
        raise Invalid(_("Give the process a title and a summary first."))


def check_ask_to_host(
    actor: Actor, process: Process, unit: CityUnit | None, organisation: Organisation | None
) -> None:
    """Who leads the process asks one other, whose seat is free; one question at a time."""
    check_lead_process(actor, process)
    if (unit is None) == (organisation is None):
        raise Invalid(_("Choose a unit of the city or an organisation."))
    _check_seat_is_free(process, unit)
    if unit is not None and unit.closed_at:
        raise NotNow(_("This unit has been closed."))
    if organisation is not None and organisation.ended_on:
        raise NotNow(_("This organisation has ended. Nobody can act for it any more."))
    if process.host_requests.filter(answered_at=None).exists():
        raise NotNow(_("Somebody has been asked already and has not answered yet."))


def _check_seat_is_free(process: Process, unit: CityUnit | None) -> None:
    """A process has at most one unit and one organisation as its hosts."""
    taken = process.host_unit_id if unit is not None else process.host_organisation_id
    if taken is not None:
        raise NotNow(_("This process has such a host already."))


def check_answer_host_request(actor: Actor, request: HostRequest, *, accepted: bool) -> None:
    """Who leads in the unit, or represents the organisation, that was asked; once, and while the seat is free."""
    check_lead(actor, request.unit_id, request.organisation_id)
    _check_waits(request)
    if accepted:
        if request.process.closed_at:
            raise NotNow(_("This process has been closed."))
        _check_seat_is_free(request.process, request.unit)


def check_withdraw_host_request(actor: Actor, request: HostRequest) -> None:
    """Who leads the process, as long as nobody has answered."""
    check_lead_process(actor, request.process)
    _check_waits(request)


def _check_waits(request: HostRequest) -> None:
    if request.answered_at:
        raise NotNow(_("This request has been answered or withdrawn already."))
