"""Workers in processes of their own that are really killed half way, for the tests of jobs."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django import app
from psycopg.conninfo import make_conninfo

from punos.journal import tasks

ROOT = Path(__file__).resolve().parents[3]
HALF_WAY = "half way"
QUEUE = "of-this-test"  # so that the worker does nothing but what is tested
# What is prepared calls half_way() where the process shall wait for its end.
WORKER = """
import sys
import django
django.setup()
from django.core.management import call_command
def half_way():
    if "stop" in sys.argv:
        print("half way", flush=True)
        sys.stdin.read()
{prepared}
call_command("procrastinate", "worker", "--one-shot", "--queues", "{queue}")
"""


def only(task: str) -> None:
    """Let the worker of the test find the jobs of this task alone."""
    with connection.cursor() as cursor:
        moving = "UPDATE procrastinate_jobs SET queue_name = %s WHERE task_name LIKE %s"
        cursor.execute(moving, [QUEUE, f"%{task}"])


def worker(database: str, prepared: str, *told: str) -> "subprocess.Popen[str]":
    """A worker that takes the jobs there are."""
    address = make_conninfo(os.environ["DATABASE_URL"], dbname=database)
    environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings"}
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", WORKER.format(prepared=prepared, queue=QUEUE), *told]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)


def killed_half_way(database: str, prepared: str) -> None:
    """A worker that dies without a word where `prepared` says so."""
    started = worker(database, prepared, "stop")
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
