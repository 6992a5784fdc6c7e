"""Heads that are kept in a file, and lines that are shipped to a log store."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from punos.journal import actions, queries, tasks
from punos.journal.adapters import heads
from punos.journal.models import Seal, Shipment
from punos.journal.queries import Head
from punos.journal.tests.factories import make_line

AT = datetime(2022, 11, 7, 9, tzinfo=UTC)
FIRST, SECOND = Head(1, "a" * 64), Head(2, "b" * 64)

# Heads ------------------------------------------------------------------------------------------------------


def test_heads_are_kept_one_after_another_and_read_back(heads_file: Path) -> None:
    added = [heads.keep(head, at=AT, path=heads_file) for head in (FIRST, FIRST, SECOND)]

    assert added == [True, False, True]
    assert heads.read(heads_file) == heads.Kept(frozenset({FIRST, SECOND}), ())
    assert json.loads(heads_file.read_text().splitlines()[0]) == {
        "at": "2022-11-07T09:00:00+00:00", "position": 1, "digest": "a" * 64,
    }  # fmt: skip


def test_head_of_an_empty_journal_is_not_kept(heads_file: Path) -> None:
    assert (heads.keep(Head(0, ""), at=AT, path=heads_file), heads_file.exists()) == (False, False)


def test_head_after_many_others_is_compared_with_the_last_one(heads_file: Path) -> None:
    for position in range(1, 60):
        heads.keep(Head(position, "c" * 64), at=AT, path=heads_file)

    assert heads.keep(Head(59, "c" * 64), at=AT, path=heads_file) is False


def test_line_that_a_crash_cut_short_spoils_no_other(heads_file: Path) -> None:
    heads.keep(FIRST, at=AT, path=heads_file)
    with heads_file.open("a") as file:
        file.write('{"at": "2022-1')

    heads.keep(SECOND, at=AT, path=heads_file)

    assert heads.read(heads_file) == heads.Kept(frozenset({FIRST, SECOND}), (2,))


@pytest.mark.parametrize(
    "line", ["", "x", "[]", "1", "{}", '{"position": "1", "digest": "a"}', '{"position": 1, "digest": 2}']
)
def test_line_that_is_no_head_is_told_by_its_number(heads_file: Path, line: str) -> None:
    heads.keep(FIRST, at=AT, path=heads_file)
    with heads_file.open("a") as file:
        file.write(f"{line}\n")

    assert heads.read(heads_file) == heads.Kept(frozenset({FIRST}), (2,))


@pytest.mark.django_db
def test_sealer_keeps_each_head_that_moved(heads_file: Path) -> None:
    known = []
    for _time in range(2):
        make_line()
        tasks.seal(timestamp=0)
        tasks.seal(timestamp=0)
        known.append(queries.head())

    assert len(heads_file.read_text().splitlines()) == 2
    assert heads.read(heads_file).heads == frozenset(known)


@pytest.mark.django_db
def test_sealer_keeps_a_head_again_where_the_file_was_taken_away(heads_file: Path) -> None:
    make_line()
    tasks.seal(timestamp=0)
    heads_file.unlink()

    tasks.seal(timestamp=0)

    assert heads.read(heads_file).heads == frozenset({queries.head()})


@pytest.mark.django_db
def test_lines_are_sealed_although_the_head_can_not_be_kept(
    heads_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    heads_file.parent.write_text("a file stands where the folder should be")
    make_line()

    tasks.seal(timestamp=0)

    assert queries.head().position == 1
    assert [record.levelname for record in caplog.records if record.name == "punos.journal.tasks"] == [
        "ERROR"
    ]


# Shipping ---------------------------------------------------------------------------------------------------

SHIPPER = """
import json, sys, django
django.setup()
from django.conf import settings
from django.db import connection
from punos.journal import tasks
from resilient_logger.resilient_logger import ResilientLogger
meant = [type(each).__name__ for each in ResilientLogger.create()._log_targets]
for line in sys.stdin:
    database, path, refused = json.loads(line)
    connection.close()
    connection.settings_dict["NAME"] = database
    store = {"class": "punos.journal.tests.stores.FileStore", "path": path, "refused": refused}
    settings.RESILIENT_LOGGER["targets"][:] = [store]
    tasks.ship(timestamp=0)
    connection.close()
    print(meant, flush=True)
"""

type Ship = Callable[..., str]


@pytest.fixture(scope="module")
def ship() -> Iterator[Ship]:
    """Runs the job in a process of its own, where shipping is on; gives where a real site would ship to."""
    switched = {
        "AUDIT_SHIPPING": "1",
        "AUDIT_LOG_ES_URL": "https://logs.example.org",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    with subprocess.Popen(
        [sys.executable, "-c", SHIPPER], cwd=settings.BASE_DIR, env=os.environ | switched, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as shipper:  # fmt: skip
        assert shipper.stdin is not None
        yield partial(once, shipper)
        shipper.stdin.close()


def once(shipper: "subprocess.Popen[str]", database: str, path: Path, refused: int = 0) -> str:
    """One run of the job on a database, into a file; what it says."""
    assert shipper.stdin is not None
    assert shipper.stdout is not None
    shipper.stdin.write(f"{json.dumps([database, str(path), refused])}\n")
    shipper.stdin.flush()
    return shipper.stdout.readline().strip()


def arrived(path: Path) -> list[dict[str, Any]]:
    """What is in the store."""
    return [json.loads(line)["audit_event"] for line in path.read_text().splitlines()]


def test_sealed_lines_are_shipped_once_and_in_order(own_database: str, ship: Ship, tmp_path: Path) -> None:
    lines, store = [make_line(process="tilat", phase=4) for _ in range(3)], tmp_path / "store"
    actions.seal()
    make_line()

    said = ship(own_database, store)
    actions.seal()
    ship(own_database, store)

    assert said == "['ElasticsearchLogTarget']"
    assert [each["extra"]["position"] for each in arrived(store)] == [1, 2, 3, 4]
    assert arrived(store)[0] == {
        "actor": {"person": 3, "organisation": None},
        "date_time": lines[0].at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "operation": "thing.made",
        "origin": "Punos",
        "target": {"type": "thing", "id": 1, "address": "/things/1/"},
        "environment": "production",
        "message": "thing.made",
        "level": 0,
        "extra": {
            "position": 1,
            "digest": Seal.objects.get(position=1).digest,
            "source_pk": lines[0].pk,
            "process": "tilat",
            "ids": {"phase": 4},
        },
    }


def test_line_that_the_store_refuses_is_not_passed_over(
    own_database: str, ship: Ship, tmp_path: Path
) -> None:
    lines, store = [make_line() for _ in range(3)], tmp_path / "store"
    actions.seal()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM journal_entry WHERE id = %s", [lines[2].pk])

    ship(own_database, store, refused=2)
    stopped_at = [each["extra"]["position"] for each in arrived(store)]
    position = Shipment.objects.get().position
    ship(own_database, store)

    assert (stopped_at, position) == ([1], 1)
    assert [each["message"] for each in arrived(store)] == [
        "thing.made",
        "thing.made",
        "The line under this seal is gone.",
    ]


@pytest.mark.django_db
def test_nothing_is_shipped_while_the_switch_is_off() -> None:
    make_line()
    actions.seal()

    tasks.ship(timestamp=0)

    assert (Shipment.objects.count(), "resilient_logger" in sys.modules) == (0, False)
