"""The end of what people said of being heard, when the time for which it is kept is up."""

from django.db import transaction

from punos.decisions import queries
from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Process


@transaction.atomic
def destroy_words(*, actor: Actor, process: Process) -> dict[str, int]:
    """Destroy one batch; how many rows of which kind, and nothing when all is gone."""
    return processes.destroy_rows(
        actor=actor,
        process=process,
        room="decisions",
        kept=queries.kept_words(process),
    )
