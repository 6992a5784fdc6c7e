"""The journal's jobs: deliver lines to the rooms that react, seal lines, take up jobs that a dead worker left."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from punos.journal import actions

STALLED_AFTER_SECONDS = 60


@app.task(name="punos.journal.tasks.deliver", retry=10)
def deliver(*, entry_id: int) -> None:
    """Hand one line to every room that reacts to its verb."""
    actions.deliver(entry_id=entry_id)


@app.periodic(cron="* * * * *")
@app.task(name="punos.journal.tasks.seal", queueing_lock="seal")
def seal(timestamp: int) -> None:
    """Once a minute, chain what has been committed since."""
    actions.seal()


@app.periodic(cron="* * * * *")
@app.task(name="punos.journal.tasks.retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Once a minute, give jobs of a worker that died back to the queue; Procrastinate leaves that to us."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(job)
