"""Jobs of this room: making reports; what follows a closing summary, and what asks for one.

What makes files is imported inside the job, because the web server imports this package too, to know the names of the
jobs.
"""

from datetime import datetime

from procrastinate.contrib.django import app

from punos.reports.tasks.summary import ask_for_summary, tell_followers, tell_of_summary

__all__ = ["ask_for_summary", "make_report", "tell_followers", "tell_of_summary"]


@app.task(name="punos.reports.tasks.make_report")
def make_report(*, report_id: int, asked_at: str) -> None:
    """Make one report. Begun anew after its worker died, it makes the same file again."""
    from punos.reports.tasks import reporting  # slow import: slides, PDF

    reporting.make(report_id, datetime.fromisoformat(asked_at))
