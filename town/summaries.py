"""What the town has told those who answered: written from the results, so only once the worker has computed these."""

from django.db import transaction

from punos.consultations.models import Consultation
from punos.core.languages import Written
from punos.organisations.models.actor import SYSTEM
from punos.reports import actions as reports
from town.texts import may_survey, umbrella
from town.who import text

PUBLISHED = (umbrella.CONSULTATION.slug,)
BEGUN = (may_survey.HEARING.slug,)


@transaction.atomic
def summed_up() -> None:
    """The summary of the umbrella organisation's brainstorm is published and corrected, that of May a first draft.

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
            title, why = umbrella.SUMMARY_TITLE, text(umbrella.WHY_CORRECTED)
            written = {
                language: Written(title.in_language(language), part.revision)
                for language, part in summary.title.texts.items()
            }
            reports.correct_summary(actor=SYSTEM, summary=summary, title=written, why=why)
