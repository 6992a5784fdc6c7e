"""Letting a consultation be found."""

from django.db import transaction

from punos.consultations.models import Consultation
from punos.search import actions as search


@transaction.atomic
def enter(*, consultation: Consultation) -> None:
    """By its title and summary, from the day on which it opens, under the organisation that hosts it if one does."""
    process = consultation.process
    search.enter(
        consultation,
        process=process.slug,
        title=consultation.title,
        body=consultation.summary,
        at=consultation.opens_at,
        organisation_id=process.host_organisation_id,
    )
