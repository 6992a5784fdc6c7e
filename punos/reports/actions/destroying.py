"""The end of reports that hold answers, when the time for which these are kept is up."""

from django.db import transaction

from punos.core.actions import destroy_some
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.rules import check_destroy_words
from punos.reports import queries


@transaction.atomic
def destroy_words(*, actor: Actor, process: Process) -> dict[str, int]:
    """Destroy one batch; how many rows of which kind, and nothing when all is gone."""
    check_destroy_words(actor, process)
    done = destroy_some(kept=queries.kept_words(process))
    for kind, number in done.items():
        journal.record(
            actor, "words.destroyed", process, process=process.slug, room="reports", kind=kind, number=number
        )
    return done
