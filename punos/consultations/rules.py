"""Who may make consultations, and who sees their results when."""

from datetime import datetime

from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Invitation, ResultsShown
from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations.models import Actor, Organisation, RoleKind, Scope
from punos.processes.models import Process
from punos.processes.rules import check_lead_process


def check_publish_consultation(
    actor: Actor, process: Process, opens_at: datetime, closes_at: datetime | None
) -> None:
    """Who leads the process may ask something in it, with a time to answer."""
    check_lead_process(actor, process)
    if closes_at is not None and closes_at <= opens_at:
        raise Invalid(_("It must close after it opens."))


def check_address_is_free(process: Process, slug: str) -> None:
    """Two consultations of one process can't stand at the same address."""
    if process.consultations.filter(slug=slug).exists():
        raise Invalid(
            _("This process already has a consultation at the address \u201d%(slug)s\u201d.") % {"slug": slug}
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


def check_see_results(actor: Actor, consultation: Consultation, now: datetime) -> None:
    """The host always, be it a unit of the city or an organisation; everybody when the host chose so."""
    process = consultation.process
    if actor.is_system or actor.holds(process.host_unit_id, *RoleKind):
        return
    if Scope.REPRESENT in actor.scopes_for(process.host_organisation_id):
        return
    if consultation.results_shown == ResultsShown.TO_HOST:
        raise NotNow(_("The host of this consultation has not published the results."))
    if consultation.results_shown == ResultsShown.WHEN_CLOSED and not consultation.is_closed(now):
        raise NotNow(_("The results are published when the time to answer is over."))
    if consultation.published_at is None:
        raise NotNow(_("This has not been published yet."))


def check_invite_to_answer(
    actor: Actor, consultation: Consultation, organisation: Organisation, now: datetime
) -> None:
    """Who leads the process, as long as there is time to answer; an organisation that has ended answers nothing."""
    check_lead_process(actor, consultation.process)
    if consultation.is_closed(now):
        raise NotNow(_("This has closed already."))
    if organisation.ended_on:
        raise NotNow(_("This organisation has ended. Nobody can act for it any more."))


def check_withdraw_invitation_to_answer(actor: Actor, invitation: Invitation) -> None:
    """Who leads the process, once; what has been answered stays."""
    check_lead_process(actor, invitation.consultation.process)
    if invitation.withdrawn_at:
        raise NotNow(_("This invitation has been withdrawn already."))


def check_use_invitation(invitation: Invitation | None, now: datetime, *, has_people: bool) -> None:
    """The one whom the link was given to, while it stands; not past an organisation's own people."""
    if invitation is None or invitation.withdrawn_at:
        raise Refused(_("This invitation does not exist, or it has been withdrawn. Ask for a new one."))
    if invitation.consultation.is_closed(now):
        raise NotNow(_("The time to answer is over. You can still read what was said."))
    if invitation.organisation.ended_on:
        raise NotNow(_("This organisation has ended. Nobody can act for it any more."))
    if has_people:
        raise Refused(
            _(
                "This organisation has people of its own here, so its answer is given by one of them. Sign in first."
            )
        )
