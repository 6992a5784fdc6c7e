"""Requests for information that is not published: noted and decided by hand, each in the journal."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from punos.consultations import rules
from punos.consultations.models import Attachment, Consultation, InformationRequest
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor


@transaction.atomic
def note_information_request(
    *,
    actor: Actor,
    consultation: Consultation,
    what: str,
    asked_on: date,
    attachment: Attachment | None = None,
) -> InformationRequest:
    """Note that somebody asked for something, in words that do not name them."""
    what, now = clean(what), timezone.now()
    today = timezone.localdate(now)
    rules.check_note_information_request(actor, consultation, what, asked_on, attachment, today)
    noted = InformationRequest.objects.create(
        consultation=consultation,
        attachment=attachment,
        what=what,
        asked_on=asked_on,
        noted_by=actor.person_id,
        noted_at=now,
    )
    slug = consultation.process.slug
    journal.record(actor, "information.requested", consultation, process=slug, request=noted.pk)
    return noted


@transaction.atomic
def decide_information_request(
    *, actor: Actor, request: InformationRequest, given: bool, ground: str
) -> InformationRequest:
    """Note that it was given, or by which section of the law it was not."""
    locked = (
        InformationRequest.objects.select_for_update(of=("self",))
        .select_related("consultation__process")
        .get(pk=request.pk)
    )
    ground = "" if given else clean(ground)
    rules.check_decide_information_request(actor, locked, given=given, ground=ground)
    locked.given, locked.ground = given, ground
    locked.decided_by, locked.decided_at = actor.person_id, timezone.now()
    locked.save(update_fields=["given", "ground", "decided_by", "decided_at"])
    consultation = locked.consultation
    slug = consultation.process.slug
    journal.record(actor, "information.decided", consultation, process=slug, request=locked.pk)
    return locked
