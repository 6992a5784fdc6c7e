"""Reading the city's decisions: every hour, and when somebody asks."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from punos.core.outside import OutsideTroubleError
from punos.decisions import actions
from punos.decisions.adapters import feed
from punos.decisions.models import FeedReading

FIRST_READING = timedelta(days=365)
LATE = timedelta(days=14)  # so much later a decision may still come, or be told otherwise


@app.periodic(cron="23 * * * *")
@app.task(
    name="punos.decisions.tasks.read_decisions_every_hour",
    lock="decisions.feed",
    queueing_lock="decisions.hourly",
)
def read_decisions_every_hour(timestamp: int) -> None:
    """What was decided since the last time; where no feed has been set there is nothing to do."""
    if feed.is_configured():
        read(actions.begin_reading())


@app.task(name="punos.decisions.tasks.read_decisions")
def read_decisions(*, reading_id: int) -> None:
    """The same at once, because somebody asked."""
    read(FeedReading.objects.get(pk=reading_id))


def read(reading: FeedReading) -> FeedReading:
    """One reading, from where the last one that worked ended, less what may come late."""
    until = timezone.now()
    try:
        tales, faulty = feed.fetch(begins_at(until), until)
    except OutsideTroubleError as trouble:
        return actions.end_reading(reading=reading, fault=str(trouble.kind))
    fault = actions.UNREADABLE if faulty else ""
    return actions.end_reading(reading=reading, tales=tales, until=until, fault=fault)


def begins_at(now: datetime) -> datetime:
    """From when on decisions are asked for."""
    last = FeedReading.objects.exclude(cursor="").order_by("-pk").first()
    return datetime.fromisoformat(last.cursor) - LATE if last else now - FIRST_READING
