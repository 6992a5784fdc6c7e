"""The end of what people said in a process."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from punos.core.actions import destroy_some
from punos.core.keeping import Kept
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes import rules
from punos.processes.models import Process


@transaction.atomic
def end_words(*, actor: Actor, process: Process, record: int) -> Process:
    """Note that what people said is destroyed from now on, by the record with this number; once and for all.

    Nothing is counted or made anew of it from this moment, so that every room can let go of its rows after that.
    """
    locked = Process.objects.select_for_update().get(pk=process.pk)
    rules.check_end_words(actor, locked)
    if locked.words_destroyed_at is None:
        locked.words_destroyed_at, locked.destruction_record = timezone.now(), record
        locked.save(update_fields=["words_destroyed_at", "destruction_record"])
        journal.record(actor, "process.words_ended", locked, process=locked.slug, public=True, record=record)
    return locked


@transaction.atomic
def destroy_rows(
    *,
    actor: Actor,
    process: Process,
    room: str,
    kept: Iterable[Kept],
    before: Mapping[str, Callable[[Sequence[int]], None]] | None = None,
) -> dict[str, int]:
    """Destroy one batch of what a room keeps of people; how many rows of which kind, and nothing when all is gone.

    `before` are called by kind, with the ids of the rows that are next.
    """
    rules.check_destroy_words(actor, process)
    done = destroy_some(kept=kept, before=before)
    for kind, number in done.items():
        journal.record(
            actor, "words.destroyed", process, process=process.slug, room=room, kind=kind, number=number
        )
    return done
