"""Who was invited to answer, and what became of it."""

import secrets
from collections.abc import Iterator

from django.db import models
from django.utils import timezone

from punos.consultations import rules
from punos.consultations.models import Consultation, Invitation
from punos.contributions.models import Voice
from punos.core.errors import allowed
from punos.organisations.models import Actor, Mandate, Organisation


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


def invitations_to(actor: Actor, organisation: Organisation) -> models.QuerySet[Consultation]:
    """What an organisation has been invited to answer, as far as this reader may see it, the newest first."""
    asked = Invitation.objects.standing().filter(organisation=organisation)
    found = Consultation.objects.visible_to(actor).filter(pk__in=asked.values("consultation"))
    return found.select_related("process").order_by("-opens_at", "-id")


def invitations_of(consultation: Consultation) -> Iterator[tuple[Invitation, Voice | None]]:
    """Everybody who was invited, by name, each with the answer if there is one."""
    answers = Voice.objects.filter(process=consultation.process_id, organisation__isnull=False)
    given = {voice.speaker: voice for voice in answers}
    rows = consultation.invitations.standing().select_related("organisation", "consultation__process")
    for invitation in rows.order_by("organisation__sort_key", "id"):
        yield invitation, given.get(f"organisation:{invitation.organisation_id}")
