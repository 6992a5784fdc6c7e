"""The end of what was said in a process, when the time for which it is kept is up."""

from collections.abc import Sequence

from django.db import transaction

from punos.contributions import queries
from punos.core.actions import destroy_some
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.rules import check_destroy_words


@transaction.atomic
def destroy_words(*, actor: Actor, process: Process) -> dict[str, int]:
    """Destroy one batch; how many rows of which kind, and nothing when all is gone."""
    check_destroy_words(actor, process)
    done = destroy_some(kept=queries.kept_words(process), before={"moderation_notes": _forget_letters})
    for kind, number in done.items():
        journal.record(
            actor,
            "words.destroyed",
            process,
            process=process.slug,
            room="contributions",
            kind=kind,
            number=number,
        )
    return done


def _forget_letters(ids: Sequence[int]) -> None:
    """Letters to authors repeat the words that were removed."""
    mail.forget_about(keys=[f"moderation:{each}" for each in ids])
