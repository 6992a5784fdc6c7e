"""Jobs that a dead worker left are given back to the queue."""

from typing import Any, cast

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.journal import tasks


def half_done(seconds_since_heartbeat: int, task: str = "seal", **arguments: int) -> int:
    """A job that a worker began; its last sign of life is that old."""
    job = app.configure_task(f"punos.journal.tasks.{task}").defer(**(arguments or {"timestamp": 0}))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [seconds_since_heartbeat],
        )
        worker = cast("tuple[Any]", cursor.fetchone())[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job]
        )
    return job


@pytest.mark.usefixtures("no_loop")
@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "status"), [(600, "todo"), (5, "doing")])
def test_job_of_a_silent_worker_is_tried_again(seconds: int, status: str) -> None:
    half_done(seconds)
    context = JobContext(app=app, start_timestamp=0, job=cast("Any", None), abort_reason=lambda: None)

    async_to_sync(tasks.retry_stalled.func)(context, timestamp=0)

    assert list(ProcrastinateJob.objects.values_list("status", flat=True)) == [status]


@pytest.mark.usefixtures("no_loop")
def test_job_of_a_silent_worker_gives_way_to_its_successor_and_holds_up_no_other(own_database: str) -> None:
    sealing = half_done(600)
    other = half_done(600, "deliver", entry_id=1)
    successor = app.configure_task("punos.journal.tasks.seal").defer(timestamp=60)
    context = JobContext(app=app, start_timestamp=0, job=cast("Any", None), abort_reason=lambda: None)

    async_to_sync(tasks.retry_stalled.func)(context, timestamp=0)

    assert dict(ProcrastinateJob.objects.values_list("pk", "status")) == {
        sealing: "aborted",
        other: "todo",
        successor: "todo",
    }
