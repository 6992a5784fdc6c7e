"""Sending, and looking for what was lost on the way. The mail server is asked between two transactions."""

from django.utils import timezone
from procrastinate.contrib.django import app

from punos.mail import actions, adapters


@app.task(name="punos.mail.tasks.send")
def send(*, message_id: int, attempt: int) -> None:
    """Make one attempt: claim it, ask the mail server, note what came of it."""
    letter = actions.begin(message_id=message_id, attempt=attempt)
    if letter:
        outcome = adapters.post(letter)
        actions.settle(message_id=message_id, attempt=attempt, outcome=outcome)


@app.periodic(cron="*/5 * * * *")
@app.task(name="punos.mail.tasks.find_lost", queueing_lock="mail.find_lost")
def find_lost(timestamp: int) -> None:
    """Every five minutes, look for messages whose worker or job has died."""
    actions.find_lost(now=timezone.now())


@app.periodic(cron="17 3 * * *")
@app.task(name="punos.mail.tasks.clear_old", queueing_lock="mail.clear_old")
def clear_old(timestamp: int) -> None:
    """Every night, remove what need not be kept any longer."""
    actions.clear_old(now=timezone.now())
