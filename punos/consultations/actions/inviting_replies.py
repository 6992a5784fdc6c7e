"""What an organisation does with an invitation short of answering: it opens it, and replies to it."""

from django.db import transaction
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.models import Consultation, Invitation
from punos.journal import actions as journal
from punos.organisations.models import Actor


@transaction.atomic
def use_invitation(*, actor: Actor, consultation: Consultation, token: str) -> Invitation:
    """Go on with the link of an invitation to this consultation, to answer for the organisation without an account."""
    invitation = queries.invitation_behind(token, locked=True)
    if invitation and invitation.consultation_id != consultation.pk:
        invitation = None
    rules.check_use_invitation(invitation, timezone.now(), has_people=queries.has_people(invitation))
    assert invitation is not None  # the rule refuses a link that leads nowhere
    _open(actor, invitation)
    return invitation


@transaction.atomic
def note_opened(*, actor: Actor, consultation: Consultation) -> None:
    """Note that somebody under the hat of an organisation that was invited has opened the pages where one answers.

    By a link it has been noted already, when the link was used.
    """
    if actor.organisation_id is None or actor.invited_to is not None:
        return
    unopened = consultation.invitations.standing().filter(opened_at__isnull=True)
    rows = unopened.filter(organisation=actor.organisation_id).select_related("consultation__process")
    invitation = rows.select_for_update(of=("self",)).first()
    if invitation is not None:
        _open(actor, invitation)


def _open(actor: Actor, invitation: Invitation) -> None:
    if invitation.opened_at:
        return
    invitation.opened_at = timezone.now()
    invitation.save(update_fields=["opened_at"])
    process, organisation = invitation.consultation.process.slug, invitation.organisation_id
    journal.record(actor, "invitation.opened", invitation, process=process, organisation=organisation)


@transaction.atomic
def reply_to_invitation(*, actor: Actor, invitation: Invitation, reply: str) -> Invitation:
    """Say that the organisation has nothing to comment or will not answer; an empty reply takes that back.

    An answer that it sends later stands above it. Said once more, nothing changes.
    """
    rows = Invitation.objects.select_for_update(of=("self",))
    locked = rows.select_related("organisation", "consultation__process").get(pk=invitation.pk)
    now = timezone.now()
    rules.check_reply_to_invitation(actor, locked, reply, now)
    if locked.reply == reply:
        return locked
    locked.reply, locked.replied_by = reply, actor.person_id
    locked.replied_at, locked.opened_at = now if reply else None, locked.opened_at or now
    locked.save(update_fields=["reply", "replied_by", "replied_at", "opened_at"])
    verb = "invitation.replied" if reply else "invitation.reply_taken_back"
    process, organisation = locked.consultation.process.slug, locked.organisation_id
    journal.record(actor, verb, locked, process=process, organisation=organisation)
    journal.raise_stamps(process)  # how many have nothing to comment stands beside the results
    return locked
