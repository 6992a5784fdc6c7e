"""The end of what was said in a process, when the time for which it is kept is up."""

from collections.abc import Sequence

from django.db import transaction

from punos.contributions import queries
from punos.mail import actions as mail
from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Process


@transaction.atomic
def destroy_words(*, actor: Actor, process: Process) -> dict[str, int]:
    """Destroy one batch; how many rows of which kind, and nothing when all is gone."""
    return processes.destroy_rows(
        actor=actor,
        process=process,
        room="contributions",
        kept=queries.kept_words(process),
        before={"moderation_notes": _forget_letters},
    )


def _forget_letters(ids: Sequence[int]) -> None:
    """Letters to authors repeat the words that were removed."""
    mail.forget_about(keys=[f"moderation:{each}" for each in ids])
