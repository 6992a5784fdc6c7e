"""Jobs of this room. What makes files is imported inside the job: the web server reads this to know the names of jobs."""

from datetime import datetime

from procrastinate.contrib.django import app


@app.task(name="punos.records.tasks.make_handover")
def make_handover(*, handover_id: int, asked_at: str) -> None:
    """Make the package of a closed process. Begun anew after its worker died, it makes the same package again."""
    from punos.records.tasks import handover  # slow import: PDF

    handover.make(handover_id, datetime.fromisoformat(asked_at))
