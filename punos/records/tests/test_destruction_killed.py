"""A worker that is killed in the middle of destroying, and the next one: a real process, really killed."""

import pytest

from punos.contributions.models import Version, Voice
from punos.journal.models import Entry
from punos.journal.tests import workers
from punos.records.models import Destruction, DestructionState
from punos.records.tests.factories import confirmed, spoken

# Two rows at once: the fourth batch of words is destroyed, not committed, when the process waits for its end.
PREPARED = """
from punos.contributions import actions as contributions
from punos.core import actions as core
core.ROWS_AT_ONCE = 2
goes_on, times = contributions.destroy_words, []
def destroyed(**known):
    done = goes_on(**known)
    times.append(done)
    if len(times) == 4:
        half_way()
    return done
contributions.destroy_words = destroyed
"""


@pytest.mark.usefixtures("no_loop")
def test_destruction_whose_worker_is_killed_half_way_counts_each_row_once(own_database: str) -> None:
    row = confirmed(spoken())
    words = Version.objects.filter(contribution__thread__process=row.process)
    workers.only("records.tasks.destroy")

    workers.killed_half_way(own_database, PREPARED)
    half = Destruction.objects.get(pk=row.pk)
    left = words.exclude(text="").count()
    workers.given_back()
    workers.worker(own_database, PREPARED).communicate()

    row.refresh_from_db()
    assert (half.state, left > 0) == (DestructionState.CONFIRMED, True)
    assert 0 < sum(half.counts.values()) < sum(row.counts.values())
    assert half.counts.get("wordings", 0) + left == 5
    assert (row.state, row.counts["wordings"], row.counts["voices_of_persons"]) == ("done", 5, 5)
    assert not words.exclude(text="").exists()
    assert not Voice.objects.filter(process=row.process).exclude(speaker__startswith="destroyed:").exists()
    assert Entry.objects.filter(verb="destruction.done").count() == 1
