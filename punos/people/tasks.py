"""Housekeeping of sessions."""

from procrastinate.contrib.django import app

from punos.people import actions


@app.periodic(cron="17 4 * * *")
@app.task(name="punos.people.tasks.clear_old", queueing_lock="people.clear_old")
def clear_old(timestamp: int) -> None:
    """Every night, remove the traces of sessions that have run out."""
    actions.clear_old()
