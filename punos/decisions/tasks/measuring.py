"""Measures that are late: those who answer for them are told."""

from django.utils import timezone
from procrastinate.contrib.django import app

from punos.decisions import queries
from punos.notices import actions as notices
from punos.notices.models import NoticeKind


@app.periodic(cron="20 5 * * *")
@app.task(name="punos.decisions.tasks.tell_of_overdue", queueing_lock="decisions.tell_of_overdue")
def tell_of_overdue(timestamp: int) -> None:
    """Every morning; each person once for a day that was promised, however often this runs."""
    for measure in queries.overdue_on(timezone.localdate()):
        notices.tell(
            event=f"measure:{measure.pk}:overdue:{measure.due_on.isoformat()}",
            kind=NoticeKind.MEASURE,
            title=measure.title,
            address=measure.address,
            process=measure.process.slug,
            persons=queries.who_answers(measure),
        )
