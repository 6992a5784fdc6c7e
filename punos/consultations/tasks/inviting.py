"""Jobs that write many letters, some at a time: a worker that dies goes on where it was, and nobody gets two."""

from collections.abc import Callable

from procrastinate.contrib.django import app

from punos.consultations import actions
from punos.consultations.models import Consultation, Reminder


@app.task(name="punos.consultations.tasks.send_invitations", retry=3)
def send_invitations(*, consultation_id: int) -> None:
    """Write to all who were invited to one consultation and have no letter yet."""
    found = Consultation.objects.select_related("process").get(pk=consultation_id)
    _in_turn(lambda after: actions.send_some_letters(consultation=found, after=after))


@app.task(name="punos.consultations.tasks.send_reminders", retry=3)
def send_reminders(*, reminder_id: int) -> None:
    """Write the letters of one round of reminding."""
    found = Reminder.objects.select_related("consultation__process").get(pk=reminder_id)
    _in_turn(lambda after: actions.send_some_reminders(reminder=found, after=after))


def _in_turn(write: Callable[[int], int | None]) -> None:
    last: int | None = 0
    while last is not None:
        last = write(last)
