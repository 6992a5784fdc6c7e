"""Jobs by which everybody finds what was said, as soon as everybody may read it."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from punos.consultations import queries
from punos.contributions import actions as contributions
from punos.journal.models import Entry
from punos.journal.reactions import on
from punos.processes.models import Process


@app.task(name="punos.consultations.tasks.enter_said", retry=3)
def enter_said(*, process_id: int) -> None:
    """Enter what was said in one process into the index, as far as everybody may read it by now."""
    process = Process.objects.get(pk=process_id)
    while contributions.enter_missing(process=process, now=timezone.now()):
        pass


@app.periodic(cron="* * * * *")
@app.task(name="punos.consultations.tasks.look_for_said", queueing_lock="look_for_said")
def look_for_said(timestamp: int) -> None:
    """Once a minute, look where answers are read while they come, and where the time to answer has just ended.

    On the hour look everywhere: a row may be missing because it is older than the index.
    """
    now = timezone.now()
    for process_id in queries.with_new_answers(now, everywhere=now.minute == 0):
        enter_said_later(process_id)


@on("results.published", "contributions.imported", "submissions.imported", "consultation.published")
def enter_said_after(entry: Entry) -> None:
    """Enter at once what comes to be read all together, however much it is."""
    for process_id in Process.objects.filter(slug=entry.process).values_list("pk", flat=True):
        enter_said_later(process_id)


def enter_said_later(process_id: int) -> None:
    """Queue one job for a process; a savepoint keeps the transaction whole where one is queued already."""
    job = app.configure_task("punos.consultations.tasks.enter_said", queueing_lock=f"enter_said:{process_id}")
    try:
        with transaction.atomic():
            job.defer(process_id=process_id)
    except AlreadyEnqueued:
        return
