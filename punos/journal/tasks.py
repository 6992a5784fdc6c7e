"""The journal's jobs: deliver lines to the rooms that react, seal and ship lines, take up jobs of a dead worker."""

import logging

from django.conf import settings
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from punos.journal import actions, queries
from punos.journal.adapters import heads

STALLED_AFTER_SECONDS = 60

logger = logging.getLogger(__name__)


@app.task(name="punos.journal.tasks.deliver", retry=10)
def deliver(*, entry_id: int) -> None:
    """Hand one line to every room that reacts to its verb."""
    actions.deliver(entry_id=entry_id)


@app.periodic(cron="* * * * *")
@app.task(name="punos.journal.tasks.seal", queueing_lock="seal")
def seal(timestamp: int) -> None:
    """Once a minute, chain what has been committed since, and keep the head outside the database if it moved."""
    actions.seal()
    try:
        heads.keep(queries.head(), at=timezone.now(), path=settings.AUDIT_HEADS_FILE)
    except OSError:
        # what was sealed is sealed; the next minute tries again
        logger.exception("The head of the journal could not be kept in %s.", settings.AUDIT_HEADS_FILE)


@app.periodic(cron="*/5 * * * *")
@app.task(name="punos.journal.tasks.ship", queueing_lock="ship")
def ship(timestamp: int) -> None:
    """Every five minutes, ship what has been sealed since to the city's log store, where there is one."""
    if settings.AUDIT_SHIPPING:
        from punos.journal.adapters import shipping

        shipping.ship()


@app.periodic(cron="* * * * *")
@app.task(name="punos.journal.tasks.retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Once a minute, give jobs of a worker that died back to the queue; Procrastinate leaves that to us.

    One of which only a single job may wait is given up where its successor waits already: that one does the same.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            await manager.finish_job(job, status=Status.ABORTED, delete_job=False)
