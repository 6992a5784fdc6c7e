"""What the town has told those who answered: written from the results, so only once the worker has computed these."""

from django.db import transaction

from punos.consultations.models import Consultation
from punos.organisations.models.actor import SYSTEM
from punos.reports import actions as reports
from town.texts import may_survey, umbrella

PUBLISHED = (umbrella.CONSULTATION.slug,)
BEGUN = (may_survey.HEARING.slug,)


@transaction.atomic
def summed_up() -> None:
    """The summary of the umbrella organisation's brainstorm is published, that of the survey of May a first draft.

    What is there already stays as it is, and what has no results yet waits for them.
    """
    asked = Consultation.objects.filter(
        source__in=[f"town:{slug}" for slug in (*PUBLISHED, *BEGUN)],
        result__isnull=False,
        closing_summary=None,
    )
    for consultation in asked.order_by("pk"):
        summary = reports.draft_summary(actor=SYSTEM, consultation=consultation)
        if consultation.slug in PUBLISHED:
            reports.publish_summary(actor=SYSTEM, summary=summary, seen_revision=summary.revision)
