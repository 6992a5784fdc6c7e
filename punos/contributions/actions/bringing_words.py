"""Bringing in many words at once: answers in words, and comments on clauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from punos.contributions import rules
from punos.contributions.models import Contribution, ContributionState, Thread, Version
from punos.core.text import clean
from punos.organisations.models import Actor

AT_ONCE = 2_000


@dataclass(frozen=True)
class ImportedWords:
    """What one voice said in one thread; `section` and what follows it belong to a comment on a clause."""

    voice_id: int
    thread_id: int
    text: str
    language: str
    at: datetime
    section_id: int | None = None
    stance: str = ""
    quote: str = ""
    rewording: str = ""


@transaction.atomic
def bring_in_words(*, actor: Actor, words: Iterable[ImportedWords]) -> int:
    """Add what was said elsewhere, in the order given; how much. It is public where its thread is.

    It adds whatever it is given: what is here already is for the caller to leave out. No line of its own: the caller's
    verb records one for all.
    """
    rules.check_import(actor)
    spoken = list(words)
    wanted = sorted({each.thread_id for each in spoken})
    threads = {
        each.pk: each for each in Thread.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    }
    counted = Thread.objects.filter(pk__in=wanted).annotate(highest=Max("contributions__number"))
    numbers = {each.pk: each.highest or 0 for each in counted}
    rows = []
    for each in spoken:
        numbers[each.thread_id] += 1
        rows.append(_contribution(each, threads[each.thread_id], numbers[each.thread_id]))
    said = Contribution.objects.bulk_create(rows, batch_size=AT_ONCE)
    _word(said, spoken)
    return len(said)


def _contribution(words: ImportedWords, thread: Thread, number: int) -> Contribution:
    """What was said, without its wording."""
    return Contribution(
        thread_id=words.thread_id,
        voice_id=words.voice_id,
        number=number,
        state=ContributionState.PUBLISHED if thread.is_public else ContributionState.NOT_PUBLIC,
        section_id=words.section_id,
        stance=words.stance,
        quote=" ".join(clean(words.quote).split()),
        at=words.at,
    )


def _word(said: Sequence[Contribution], spoken: Sequence[ImportedWords]) -> None:
    """The first wording of each, and one statement that makes it the latest."""
    Version.objects.bulk_create(
        [
            Version(
                contribution=row,
                text=clean(each.text),
                rewording=clean(each.rewording),
                language=each.language,
                at=each.at,
            )
            for row, each in zip(said, spoken, strict=True)
        ],
        batch_size=AT_ONCE,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE contributions_contribution said SET latest_id = wording.id
            FROM contributions_version wording
            WHERE wording.contribution_id = said.id AND wording.number = 1 AND said.latest_id IS NULL
              AND said.id = ANY(%s)
            """,
            [[each.pk for each in said]],
        )
