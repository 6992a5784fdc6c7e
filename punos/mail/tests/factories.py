"""Letters for the tests of this room and of those above, and the worker that sends them."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.journal.models import Entry
from punos.mail import actions, tasks
from punos.mail.models import Message

NUMBERS = count(1)
SEND = "punos.mail.tasks.send"


@dataclass(frozen=True)
class Administrator:
    """Whoever looks after the outbox."""

    person_id: int | None = 3
    organisation_id: int | None = None


def make_message(**changes: Any) -> Message:
    """A letter in the queue; it needs the template `letter`, unless another is named."""
    facts: dict[str, Any] = {
        "key": f"sample:{next(NUMBERS)}",
        "to": "aino@example.org",
        "language": "fi",
        "template": "letter",
        "context": {"name": "Aino"},
    }
    return actions.queue(**(facts | changes))


def jobs() -> list[tuple[int, int, datetime | None]]:
    """The letters that are to be sent: message, attempt, and when."""
    waiting = ProcrastinateJob.objects.filter(task_name=SEND, status="todo").order_by("scheduled_at", "id")
    return [(*letter, job.scheduled_at) for job in waiting for letter in job.args["letters"]]


def run_mail() -> int:
    """Do as the worker does: send what is due by now; the number of jobs run."""
    due = ProcrastinateJob.objects.filter(
        task_name=SEND, status="todo", scheduled_at__lte=timezone.now()
    ).order_by("-priority", "id")
    done = 0
    for job in due:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        tasks.send(**job.args)
        done += 1
    return done


def state(message: Message) -> tuple[str, str, str, str]:
    """Where a message stands: state, channel, reason, and the server's words."""
    message.refresh_from_db()
    return (message.state, message.channel, message.reason, message.answer)


def said(message: Message) -> list[str]:
    """The verbs of the journal about a message, in order."""
    return list(Entry.objects.filter(subject_id=message.pk).order_by("id").values_list("verb", flat=True))
