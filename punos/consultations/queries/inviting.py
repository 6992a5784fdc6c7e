"""Invitations to answer: the one behind a link, those of an organisation, and what their letters say."""

import secrets
from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from punos.consultations import rules
from punos.consultations.models import Consultation, Invitation, Reminder
from punos.core.errors import allowed
from punos.organisations.models import Actor, Mandate, Organisation
from punos.people.models import Person

TO_WRITE = (
    "organisation",
    "consultation__process__host_unit",
    "consultation__process__host_organisation",
)


def invitation_behind(token: str, *, locked: bool = False) -> Invitation | None:
    """The invitation that a link leads to, or None for a link that is not ours or has been replaced."""
    known = Invitation.id_in(token)
    if known is None:
        return None
    rows = Invitation.objects.select_related("organisation", "consultation__process")
    found = (rows.select_for_update(of=("self",)) if locked else rows).filter(pk=known[0]).first()
    return found if found and secrets.compare_digest(found.nonce, known[1]) else None


def has_people(invitation: Invitation | None) -> bool:
    """Whether the organisation has people of its own here, who answer for it under a mandate."""
    if invitation is None:
        return False
    return Mandate.objects.current().filter(organisation=invitation.organisation_id).exists()


def usable_invitation(token: str) -> Invitation | None:
    """The invitation that a browser came with, if it can still be used at this moment."""
    found = invitation_behind(token)
    usable = allowed(rules.check_use_invitation, found, timezone.now(), has_people=has_people(found))
    return found if usable else None


def invitation_to(organisation: Organisation | None, consultation: Consultation) -> Invitation | None:
    """The standing invitation of an organisation to one consultation."""
    if organisation is None:
        return None
    found = consultation.invitations.standing().filter(organisation=organisation)
    return found.select_related("organisation", "consultation__process").first()


def invited_persons(consultation: Consultation) -> list[int]:
    """The ids of those whose own address got an invitation to this consultation."""
    written = consultation.invitations.standing().exclude(email="").values(low=Lower("email"))
    found = Person.objects.filter(is_active=True).alias(low=Lower("email")).filter(low__in=written)
    return list(found.values_list("pk", flat=True))


def invitations_to(actor: Actor, organisation: Organisation) -> models.QuerySet[Consultation]:
    """What an organisation has been invited to answer, as far as this reader may see it, the newest first."""
    asked = Invitation.objects.standing().filter(organisation=organisation)
    found = Consultation.objects.visible_to(actor).filter(pk__in=asked.values("consultation"))
    return found.select_related("process").order_by("-opens_at", "-id")


def to_write_to(consultation: Consultation) -> models.QuerySet[Invitation]:
    """The invitations to which letters can go: standing, with an address, to an organisation that has not ended."""
    found = (
        consultation.invitations.standing()
        .exclude(email="", mailbox="")
        .filter(organisation__ended_on__isnull=True)
    )
    return found.select_related(*TO_WRITE).order_by("pk")


def letter_key(invitation: Invitation) -> str:
    """What the letter with the link of an invitation is about; a renewed invitation has another letter."""
    return f"invitation:{invitation.pk}:{invitation.at:%Y%m%d%H%M%S%f}"


def reminder_key(reminder_id: int, invitation_id: int) -> str:
    """What a letter of one round of reminding is about."""
    return f"reminder:{reminder_id}:{invitation_id}"


def letter_about(invitation: Invitation, language: str, *, token: str = "") -> dict[str, Any]:
    """What a letter to an invited organisation tells, in its language; `token` stands for that of the link."""
    consultation = invitation.consultation
    with override(language):
        link_label = _("Open the invitation")
    return {
        "organisation": invitation.organisation.name_in(language),
        "title": consultation.title.read(language).text,
        "hosts": ", ".join(consultation.process.hosts(language)),
        "closes_at": consultation.closes_at,
        "link": f"/{language}{consultation.address}invitation/{token or invitation.token}/",
        "link_label": link_label,
    }


def last_reminder(consultation: Consultation) -> Reminder | None:
    """The latest round of reminding, if there has been one."""
    return consultation.reminders.order_by("-at", "-pk").first()
