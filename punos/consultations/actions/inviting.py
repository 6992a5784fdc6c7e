"""Inviting organisations to answer, and what becomes of the link."""

import secrets

from django.db import transaction
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.models import Consultation, Invitation
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.organisations.models import Actor, Organisation


@transaction.atomic
def invite_to_answer(
    *, actor: Actor, consultation: Consultation, organisation: Organisation, email: str, language: str
) -> Invitation:
    """Invite an organisation to answer; by e-mail if an address is given, else its link is handed over otherwise.

    Inviting it again makes a new link; the old one is dead. The letters of a draft are sent when it is published.
    """
    now = timezone.now()
    rules.check_invite_to_answer(actor, consultation, organisation, now)
    invitation, is_new = Invitation.objects.update_or_create(
        consultation=consultation,
        organisation=organisation,
        defaults={
            "email": email,
            "language": language,
            "nonce": secrets.token_urlsafe(24),
            "invited_by": actor.person_id,
            "at": now,
            "withdrawn_at": None,
        },
    )
    if email and consultation.published_at:
        _send(invitation)
    verb = "invitation.sent" if is_new else "invitation.renewed"
    journal.record(actor, verb, invitation, process=consultation.process.slug, organisation=organisation.pk)
    return invitation


@transaction.atomic
def send_letters(*, consultation: Consultation) -> None:
    """Send the letters that waited for a consultation to be published."""
    waiting = consultation.invitations.standing().exclude(email="")
    for invitation in waiting.select_related("consultation__process", "organisation"):
        _send(invitation)


def _send(invitation: Invitation) -> None:
    """The letter with the link, in the language that was chosen for this organisation."""
    consultation, language = invitation.consultation, invitation.language
    mail.queue(
        key=f"invitation:{invitation.pk}:{invitation.at:%Y%m%d%H%M%S%f}",
        to=invitation.email,
        language=language,
        template="consultations/mail/invitation",
        context={
            "organisation": invitation.organisation.name_in(language),
            "title": consultation.title.read(language).text,
            "hosts": ", ".join(consultation.process.hosts(language)),
            "closes_at": consultation.closes_at,
            "link": f"/{language}{consultation.address}invitation/{invitation.token}/",
        },
        organisation_id=invitation.organisation_id,
    )


@transaction.atomic
def withdraw_invitation_to_answer(*, actor: Actor, invitation: Invitation) -> None:
    """Take an invitation back: its link is dead from now on, and what has been answered stays."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("consultation__process")
    locked = rows.get(pk=invitation.pk)
    rules.check_withdraw_invitation_to_answer(actor, locked)
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    journal.record(
        actor, "invitation.withdrawn", locked, process=locked.consultation.process.slug,
        organisation=locked.organisation_id,
    )  # fmt: skip


@transaction.atomic
def use_invitation(*, actor: Actor, consultation: Consultation, token: str) -> Invitation:
    """Go on with the link of an invitation to this consultation, to answer for the organisation without an account."""
    invitation = queries.invitation_behind(token, locked=True)
    if invitation and invitation.consultation_id != consultation.pk:
        invitation = None
    rules.check_use_invitation(invitation, timezone.now(), has_people=queries.has_people(invitation))
    assert invitation is not None  # the rule refuses a link that leads nowhere
    if invitation.opened_at:
        return invitation
    invitation.opened_at = timezone.now()
    invitation.save(update_fields=["opened_at"])
    process = invitation.consultation.process.slug
    journal.record(
        actor, "invitation.opened", invitation, process=process, organisation=invitation.organisation_id
    )
    return invitation
