"""Jobs of consultations: keeping results up to date. Numbers and pictures are computed here, in the worker.

The modules that bring numpy and the chart renderer are imported inside the job, because the web server
imports this package too, to know the names of the jobs.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from punos.consultations import queries
from punos.consultations.queries.sources import sources_in
from punos.consultations.tasks.finding import enter_said, enter_said_after, look_for_said
from punos.consultations.tasks.importing_answers import move_answer_import
from punos.consultations.tasks.inviting import send_invitations, send_reminders
from punos.consultations.tasks.telling import tell_of_opening, tell_of_results, tell_opened
from punos.contributions.queries import tells_sources
from punos.journal.models import Entry
from punos.journal.reactions import on

__all__ = [
    "compute_after",
    "compute_later",
    "compute_results",
    "enter_said",
    "enter_said_after",
    "look_for_said",
    "move_answer_import",
    "refresh_results",
    "send_invitations",
    "send_reminders",
    "tell_of_opening",
    "tell_of_results",
    "tell_opened",
]

tells_sources(sources_in)  # to the rooms between contributions and this one


@app.task(name="punos.consultations.tasks.compute_results", retry=3)
def compute_results(*, consultation_id: int) -> None:
    """Compute the results of one consultation, if anything changed since the last time."""
    from punos.consultations.tasks import computing  # slow import: numpy, scipy, the chart renderer

    computing.compute(consultation_id)


@app.periodic(cron=f"* * * * * */{settings.RESULTS_EVERY_SECONDS}")
@app.task(name="punos.consultations.tasks.refresh_results", queueing_lock="refresh_results")
def refresh_results(timestamp: int) -> None:
    """Every few seconds, look through what is open, what has just closed and what was never computed."""
    for consultation_id in queries.to_compute(timezone.now()):
        compute_later(consultation_id)


@on(
    *("contributions.imported", "submissions.imported", "answer_import.taken_back", "consultation.cut_short"),
    *("contribution.removed", "contribution.put_back", "contribution.passed"),
)
def compute_after(entry: Entry) -> None:
    """Compute at once when many answers came in together, time was cut short, or a moderator decided, however late."""
    for consultation_id in queries.consultations_in(entry.process):
        compute_later(consultation_id)


def compute_later(consultation_id: int) -> None:
    """Queue one computation; a savepoint keeps the transaction whole where one is queued already."""
    job = app.configure_task(
        "punos.consultations.tasks.compute_results", queueing_lock=f"results:{consultation_id}"
    )
    try:
        with transaction.atomic():
            job.defer(consultation_id=consultation_id)
    except AlreadyEnqueued:
        return
