"""Requests for information that is not published, and the files that may be asked for."""

from django.db import models

from punos.consultations.models import Attachment, Consultation, InformationRequest, SubmissionState


def information_requests_of(consultation: Consultation) -> list[InformationRequest]:
    """Those that wait first, the latest first."""
    found = InformationRequest.objects.filter(consultation=consultation)
    waiting = models.F("decided_at").asc(nulls_first=True)
    rows = found.select_related("attachment__submission").defer("attachment__content")
    return list(rows.order_by(waiting, "-asked_on", "-pk"))


def secret_files(consultation: Consultation) -> models.QuerySet[Attachment]:
    """The files that senders believe secret, of answers that were sent."""
    sent = Attachment.objects.filter(
        submission__consultation=consultation,
        submission__state__in=[SubmissionState.SENT, SubmissionState.WITHDRAWN],
        is_secret=True,
        is_sent=True,
    )
    return sent.select_related("submission").defer("content").order_by("submission__number", "pk")
