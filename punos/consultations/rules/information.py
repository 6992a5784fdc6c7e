"""Who answers requests for information that is not published, and what a decision must have."""

from datetime import date

from django.utils.translation import gettext as _

from punos.consultations.models import Attachment, Consultation, InformationRequest
from punos.core.errors import Invalid, NotNow
from punos.organisations.models import Actor
from punos.processes.rules import check_lead


def check_see_information_requests(actor: Actor, consultation: Consultation) -> None:
    """Who leads the process, also after it has been closed: a request may come years later."""
    check_lead(actor, consultation.process.host_unit_id, consultation.process.host_organisation_id)


def check_note_information_request(
    actor: Actor,
    consultation: Consultation,
    what: str,
    asked_on: date,
    attachment: Attachment | None,
    today: date,
) -> None:
    """Something was asked for, today or before; a file that was asked for came with an answer here."""
    check_see_information_requests(actor, consultation)
    if not what:
        raise Invalid(_("Tell what was asked for."))
    if asked_on > today:
        raise Invalid(_("This day has not come yet."))
    if attachment is not None and attachment.submission.consultation_id != consultation.pk:
        raise Invalid(_("This file did not come with an answer here."))


def check_decide_information_request(
    actor: Actor, request: InformationRequest, *, given: bool, ground: str
) -> None:
    """Once; whatever is not given is refused by a section of the law."""
    check_see_information_requests(actor, request.consultation)
    if request.decided_at is not None:
        raise NotNow(_("This has been decided already."))
    if not given and not ground:
        raise Invalid(_("Tell the section of the law by which it is not given."))
