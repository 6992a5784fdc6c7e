"""The end of reports that hold answers, when the time for which these are kept is up."""

from django.db import transaction

from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Process
from punos.reports import queries


@transaction.atomic
def destroy_words(*, actor: Actor, process: Process) -> dict[str, int]:
    """Destroy one batch; how many rows of which kind, and nothing when all is gone."""
    return processes.destroy_rows(
        actor=actor,
        process=process,
        room="reports",
        kept=queries.kept_words(process),
    )
