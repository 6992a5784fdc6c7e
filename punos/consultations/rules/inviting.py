"""Who may invite organisations to answer, who may use such an invitation, and who may reply to it."""

from datetime import datetime

from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Invitation, Reply
from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations.models import Actor, Organisation, Scope
from punos.organisations.rules import check_act_for
from punos.processes.rules import check_lead_process


def check_invite_any(actor: Actor, consultation: Consultation, now: datetime) -> None:
    """Who leads the process, as long as there is time to answer."""
    check_lead_process(actor, consultation.process)
    if consultation.is_closed(now):
        raise NotNow(_("This has closed already."))


def check_invite_to_answer(
    actor: Actor, consultation: Consultation, organisation: Organisation, now: datetime
) -> None:
    """Who leads the process, as long as there is time to answer; an organisation that has ended answers nothing."""
    check_invite_any(actor, consultation, now)
    if organisation.ended_on:
        raise NotNow(_("This organisation has ended. Nobody can act for it any more."))


def check_withdraw_invitation_to_answer(actor: Actor, invitation: Invitation) -> None:
    """Who leads the process, once; what has been answered stays."""
    check_lead_process(actor, invitation.consultation.process)
    if invitation.withdrawn_at:
        raise NotNow(_("This invitation has been withdrawn already."))


def check_standing(invitation: Invitation | None, now: datetime) -> None:
    """An invitation that still stands: not withdrawn, in time, to an organisation that has not ended."""
    if invitation is None or invitation.withdrawn_at:
        raise Refused(_("This invitation does not exist, or it has been withdrawn. Ask for a new one."))
    if invitation.consultation.is_closed(now):
        raise NotNow(_("The time to answer is over. You can still read what was said."))
    if invitation.organisation.ended_on:
        raise NotNow(_("This organisation has ended. Nobody can act for it any more."))


def check_use_invitation(invitation: Invitation | None, now: datetime, *, has_people: bool) -> None:
    """The one whom the link was given to, while it stands; not past an organisation's own people."""
    check_standing(invitation, now)
    if has_people:
        raise Refused(
            _(
                "This organisation has people of its own here, so its answer is given by one of them. Sign in first."
            )
        )


def check_reply_to_invitation(actor: Actor, invitation: Invitation, reply: str, now: datetime) -> None:
    """Whoever may answer for the organisation, in time; taking a reply back (an empty one) needs the same."""
    check_standing(invitation, now)
    by_link = actor.invited_to == invitation.consultation.process_id
    if not by_link or actor.organisation_id != invitation.organisation_id:
        check_act_for(actor, invitation.organisation, Scope.ANSWER)
    if reply not in {*Reply.values, ""}:
        raise Invalid(_("Choose one of the ways that are offered."))
