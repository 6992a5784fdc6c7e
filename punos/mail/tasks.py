"""Sending, and looking for what was lost on the way. The mail server is asked between two transactions."""

from collections import deque
from time import monotonic

from django.utils import timezone
from procrastinate.contrib.django import app

from punos.mail import actions, adapters
from punos.mail.models import Attempt

FRESH = 5.0  # seconds for which it holds that a letter is still wanted


@app.task(name="punos.mail.tasks.send")
def send(*, letters: list[tuple[int, int]]) -> None:
    """Make an attempt at each of some letters (id, attempt) over one connection: claim it, ask the server, note it.

    Each claim is committed by itself, so that a worker that dies leaves one letter of which nobody knows, not many.
    """
    left = [(message, attempt) for message, attempt in letters]
    with adapters.Line() as line:
        while left and not line.trouble:
            left = _send_some(line, left)
        if line.trouble:
            actions.put_off(tries=left, outcome=line.trouble)


def _send_some(line: adapters.Line, tries: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Send letters until those that are left have to be looked at anew, or the server is in trouble; what is left."""
    until = monotonic() + FRESH
    waiting = deque(actions.look(tries=tries))
    made = None
    while waiting:
        message = waiting.popleft()
        letter = actions.go_on(made=made, message=message)
        made = None
        if letter:
            made = Attempt(message=message, number=message.attempt + 1, outcome=line.post(letter))
        if line.trouble or monotonic() > until:
            break
    if made:
        actions.settle(made=made)
    return [(each.pk, each.attempt + 1) for each in waiting]


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
