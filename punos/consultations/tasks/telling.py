"""Telling those who follow a process or its host that one can answer now, and that results are there."""

from django.utils import timezone
from procrastinate.contrib.django import app

from punos.consultations import queries
from punos.consultations.models import Consultation
from punos.journal.models import Entry
from punos.journal.reactions import on
from punos.notices import actions as notices
from punos.notices.models import NoticeKind, TopicKind
from punos.processes import queries as processes


def _found(consultation_id: int) -> Consultation | None:
    return Consultation.objects.select_related("process").filter(pk=consultation_id).first()


@on("consultation.published", "consultation.rescheduled")
def tell_of_opening(entry: Entry) -> None:
    """It is told when it opens, which may be later; a job for an opening that was moved does nothing."""
    found = _found(entry.subject_id)
    if found is not None:
        job = app.configure_task("punos.consultations.tasks.tell_opened", schedule_at=found.opens_at)
        job.defer(consultation_id=found.pk)


@app.task(name="punos.consultations.tasks.tell_opened", retry=3)
def tell_opened(*, consultation_id: int) -> None:
    """One can answer now; whoever was invited by e-mail has their letter already."""
    found = _found(consultation_id)
    if found is None or not found.is_open(timezone.now()):
        return
    areas = [(TopicKind.AREA, area) for area in processes.areas_of(found.process)]
    notices.tell_later(
        event=f"consultation:{found.pk}:opened",
        kind=NoticeKind.CONSULTATION_OPENED,
        title=found.title,
        address=found.address,
        process=found.process.slug,
        topics=[*processes.topics_of(found.process), *areas],
        written_to=queries.invited_persons(found),
    )


@on("results.published")
def tell_of_results(entry: Entry) -> None:
    """Results that everybody sees."""
    found = _found(entry.subject_id)
    if found is None:
        return
    notices.tell_later(
        event=f"consultation:{found.pk}:results",
        kind=NoticeKind.RESULTS,
        title=found.title,
        address=f"{found.address}results/",
        process=found.process.slug,
        topics=processes.topics_of(found.process),
    )
