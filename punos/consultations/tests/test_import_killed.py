"""A worker that is killed in the middle of bringing in answers, and the next one: a real process, really killed."""

import pytest

from punos.consultations import actions
from punos.consultations.models import AnswerImport, Submission
from punos.consultations.tests.gathered import as_csv, led, outcomes, read
from punos.contributions.models import Contribution, Voice
from punos.journal.models import Entry
from punos.journal.tests import workers
from punos.organisations.models import ImportState

ROWS = [(str(number), "", "yes", f"Toive {number}") for number in range(7)]
# Two rows in one transaction: the second pair is written, not committed, when the process waits for its end.
PREPARED = """
from punos.consultations.actions import importing_answers_moving as moving
moving.ROWS_AT_ONCE = 2
note, times = moving._note, []
def noted(*given):
    note(*given)
    times.append(given)
    if len(times) == 2:
        half_way()
moving._note = noted
"""


@pytest.mark.usefixtures("no_loop")
def test_import_whose_worker_is_killed_half_way_loses_and_doubles_nothing(own_database: str) -> None:
    survey, officer = led()
    taken = actions.bring_in_answers(actor=officer, answer_import=read(survey, officer, as_csv(ROWS)))
    workers.only("move_answer_import")

    workers.killed_half_way(own_database, PREPARED)
    left = Submission.objects.count(), Voice.objects.count(), AnswerImport.objects.get().state
    workers.given_back()
    workers.worker(own_database, PREPARED).communicate()

    taken.refresh_from_db()
    said = Contribution.objects.order_by("number").values_list("number", "latest__text")
    assert left == (2, 2, ImportState.BRINGING)
    assert (taken.state, outcomes(taken)) == (ImportState.DONE, {"new": 7})
    assert list(Submission.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 8))
    assert sorted(words for _number, words in said) == [words for *_rest, words in ROWS]
    assert [number for number, _words in said] == list(range(1, 8))
    assert taken.rows.filter(done_at__isnull=False, submission__isnull=False).count() == 7
    assert Entry.objects.filter(verb="answer_import.brought_in").count() == 1
