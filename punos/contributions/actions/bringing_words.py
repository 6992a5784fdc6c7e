"""Bringing in many words at once: answers in words, and comments on clauses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Max

from punos.contributions import rules
from punos.contributions.models import Thread
from punos.contributions.queries import first_state
from punos.core.text import clean
from punos.organisations.models import Actor

TABLES = ("contributions_contribution", "contributions_version")


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
    """Add what was said elsewhere, in the order given; how much. It is public where its thread is, or waits for a moderator there.

    It adds whatever it is given: what is here already is for the caller to leave out. No line of its own: the caller's
    verb records one for all. A contribution and its wording name each other, which the database checks at the end.
    """
    rules.check_import(actor)
    spoken = list(words)
    wanted = sorted({each.thread_id for each in spoken})
    threads = {
        each.pk: each for each in Thread.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    }
    counted = Thread.objects.filter(pk__in=wanted).annotate(highest=Max("contributions__number"))
    numbers = {each.pk: each.highest or 0 for each in counted}
    states = {pk: first_state(each) for pk, each in threads.items()}
    with connection.cursor() as cursor:
        said, wordings = (_new_ids(cursor, table, len(spoken)) for table in TABLES)
        with cursor.copy(
            "COPY contributions_contribution (id, thread_id, voice_id, number, state, latest_id, section_id, stance, "
            "quote, times_rated, at) FROM STDIN"
        ) as copy:
            for pk, wording, each in zip(said, wordings, spoken, strict=True):
                numbers[each.thread_id] += 1
                number, state = numbers[each.thread_id], str(states[each.thread_id])
                quote = " ".join(clean(each.quote).split())
                row = (pk, each.thread_id, each.voice_id, number, state, wording, each.section_id)
                copy.write_row((*row, each.stance, quote, 0, each.at))
        with cursor.copy(
            "COPY contributions_version (id, contribution_id, number, text, rewording, language, at) FROM STDIN"
        ) as copy:
            for pk, wording, each in zip(said, wordings, spoken, strict=True):
                text, rewording = clean(each.text), clean(each.rewording)
                copy.write_row((wording, pk, 1, text, rewording, each.language, each.at))
    return len(spoken)


def _new_ids(cursor: CursorWrapper, table: str, number: int) -> list[int]:
    """So many ids that no other row of this table has or will get."""
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
        [table, number],
    )
    return [pk for (pk,) in cursor.fetchall()]
