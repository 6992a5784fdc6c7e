"""Jobs of themes: who holds each of them, counted anew after every step and whenever something said goes."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from punos.journal.models import Entry
from punos.journal.reactions import on
from punos.processes.models import Process

__all__ = ["compute_after", "compute_figures", "compute_later"]


@app.task(name="punos.themes.tasks.compute_figures", retry=3)
def compute_figures(*, process_id: int) -> None:
    """Count who holds each theme of one process."""
    from punos.themes.tasks import figures  # slow import: the analysis library brings numpy

    figures.compute(process_id)


@on(
    *("theme.assigned", "theme.unassigned", "theme.assignment_refused", "theme.step_undone"),
    *("theme.made", "theme.split", "theme.merged", "theme.ended", "theme.published"),
    *("contribution.withdrawn", "contribution.removed", "contribution.put_back", "contribution.passed"),
    *("voice.changed", "answer_import.taken_back"),
)
def compute_after(entry: Entry) -> None:
    """Whatever changes who holds a theme, or from where they come, is counted within seconds."""
    for process in Process.objects.filter(slug=entry.process, themes__isnull=False).distinct():
        compute_later(process.pk)


def compute_later(process_id: int) -> None:
    """Queue one computation; a savepoint keeps the transaction whole where one is queued already."""
    job = app.configure_task(
        "punos.themes.tasks.compute_figures",
        queueing_lock=f"themes:{process_id}",
        lock=f"themes:{process_id}",
    )
    try:
        with transaction.atomic():
            job.defer(process_id=process_id)
    except AlreadyEnqueued:
        return
