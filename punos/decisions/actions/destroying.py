"""The end of what people said of being heard, when the time for which it is kept is up."""

from django.db import transaction

from punos.core.actions import destroy_some
from punos.decisions import queries
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.rules import check_destroy_words


@transaction.atomic
def destroy_words(*, actor: Actor, process: Process) -> dict[str, int]:
    """Destroy one batch; how many rows of which kind, and nothing when all is gone."""
    check_destroy_words(actor, process)
    done = destroy_some(kept=queries.kept_words(process))
    for kind, number in done.items():
        journal.record(
            actor,
            "words.destroyed",
            process,
            process=process.slug,
            room="decisions",
            kind=kind,
            number=number,
        )
    return done
