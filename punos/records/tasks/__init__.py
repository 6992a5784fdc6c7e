"""Jobs of this room, and what it puts on the desk.

What makes files is imported inside the job: the web server reads this to know the names of jobs.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from punos.home.queries.desk import offers_tool, tells_waiting
from punos.records import queries, rules
from punos.records.tasks.destruction import destroy, propose_destructions

__all__ = ["destroy", "make_handover", "propose_destructions"]

offers_tool(_("Retention and destruction"), "records:retention", rules.check_see_retention)
tells_waiting(queries.waiting_link)


@app.task(name="punos.records.tasks.make_handover")
def make_handover(*, handover_id: int, asked_at: str) -> None:
    """Make the package of a closed process. Begun anew after its worker died, it makes the same package again."""
    from punos.records.tasks import handover  # slow import: PDF

    handover.make(handover_id, datetime.fromisoformat(asked_at))
