"""Who may invite organisations to answer, and who may use such an invitation."""

from datetime import datetime

from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Invitation
from punos.core.errors import NotNow, Refused
from punos.organisations.models import Actor, Organisation
from punos.processes.rules import check_lead_process


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
