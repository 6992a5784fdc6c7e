"""The end of what tells who spoke in a process, when the time for which that is kept is up."""

from typing import Protocol

from django.db import transaction

from punos.core.actions import destroy_some
from punos.journal import actions as journal
from punos.notices import queries, rules
from punos.organisations.models import Actor


class Matter(Protocol):
    """A process, which lives on a floor above."""

    pk: int
    slug: str

    @property
    def address(self) -> str: ...


@transaction.atomic
def destroy_words(*, actor: Actor, process: Matter) -> dict[str, int]:
    """Destroy one batch; how many rows of which kind, and nothing when all is gone."""
    rules.check_destroy_words(actor)
    done = destroy_some(kept=queries.kept_words(process.slug))
    for kind, number in done.items():
        journal.record(
            actor, "words.destroyed", process, process=process.slug, room="notices", kind=kind, number=number
        )
    return done
