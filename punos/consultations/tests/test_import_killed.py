"""A worker that is killed in the middle of bringing in answers, and the next one: a real process, really killed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django import app
from psycopg.conninfo import make_conninfo

from punos.consultations import actions
from punos.consultations.models import AnswerImport, Submission
from punos.consultations.tests.gathered import as_csv, led, outcomes, read
from punos.contributions.models import Contribution, Voice
from punos.journal import tasks
from punos.journal.models import Entry
from punos.organisations.models import ImportState

ROOT = Path(__file__).resolve().parents[3]
ROWS = [(str(number), "", "yes", f"Toive {number}") for number in range(7)]
HALF_WAY = "half way"
QUEUE = "imports"  # of this test alone, so that its workers do nothing but bring in
# Two rows in one transaction. With "stop" the second pair is written, not committed, and the process waits for its end.
WORKER = f"""
import sys
import django
django.setup()
from django.core.management import call_command
from punos.consultations.actions import importing_answers_moving as moving
moving.ROWS_AT_ONCE = 2
note, times = moving._note, []
def noted(*given):
    note(*given)
    times.append(given)
    if "stop" in sys.argv and len(times) == 2:
        print("{HALF_WAY}", flush=True)
        sys.stdin.read()
moving._note = noted
call_command("procrastinate", "worker", "--one-shot", "--queues", "{QUEUE}")
"""


def worker(database: str, *told: str) -> "subprocess.Popen[str]":
    """A worker that takes the jobs there are, in a process of its own."""
    address = make_conninfo(os.environ["DATABASE_URL"], dbname=database)
    environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings"}
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", WORKER, *told]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)


def killed_half_way(database: str) -> None:
    """A worker that dies without a word between writing the second rows and committing them."""
    started = worker(database, "stop")
    assert started.stdout is not None
    try:
        assert any(line.strip() == HALF_WAY for line in started.stdout)
    finally:
        started.kill()
        started.communicate()


def given_back() -> None:
    """What happens once a minute, when the dead worker has not been heard of for long enough."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    context = JobContext(app=app, start_timestamp=0, job=cast("Any", None), abort_reason=lambda: None)
    async_to_sync(tasks.retry_stalled.func)(context, timestamp=0)


@pytest.mark.usefixtures("no_loop")
def test_import_whose_worker_is_killed_half_way_loses_and_doubles_nothing(own_database: str) -> None:
    survey, officer = led()
    taken = actions.bring_in_answers(actor=officer, answer_import=read(survey, officer, as_csv(ROWS)))
    with connection.cursor() as cursor:
        moving = "UPDATE procrastinate_jobs SET queue_name = %s WHERE task_name LIKE %s"
        cursor.execute(moving, [QUEUE, "%%move_answer_import"])

    killed_half_way(own_database)
    left = Submission.objects.count(), Voice.objects.count(), AnswerImport.objects.get().state
    given_back()
    worker(own_database).communicate()

    taken.refresh_from_db()
    said = Contribution.objects.order_by("number").values_list("number", "latest__text")
    assert left == (2, 2, ImportState.BRINGING)
    assert (taken.state, outcomes(taken)) == (ImportState.DONE, {"new": 7})
    assert list(Submission.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 8))
    assert sorted(words for _number, words in said) == [words for *_rest, words in ROWS]
    assert [number for number, _words in said] == list(range(1, 8))
    assert taken.rows.filter(done_at__isnull=False, submission__isnull=False).count() == 7
    assert Entry.objects.filter(verb="answer_import.brought_in").count() == 1
