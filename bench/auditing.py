"""The journal verified: lines a second, and whether every single change of a hundred thousand lines is found."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from bench.ground import Ground
from bench.serving import ROOT
from bench.table import Row, alone
from punos.core.postgres import Cluster

LINES, CHANGED = 200_000, 100_000
GOAL = 50_000
DATABASE = "auditing"

type Rows = list[tuple[Any, ...]]


def rows(_on: Ground | None = None) -> Iterator[Row]:
    """Lines sealed a second, lines verified a second, and every single change."""
    from django.db import connection

    from punos.journal import actions, queries

    with own_journal():
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [LINES])
        began = time.perf_counter()
        while actions.seal():
            pass
        yield Row("lines sealed", f"{LINES / (time.perf_counter() - began):,.0f}/s")
        speeds = sorted(verified() for _time in range(3))
        yield Row(
            f"audit verify of {LINES:,} lines",
            f"{speeds[0]:,.0f}-{speeds[1]:,.0f}-{speeds[2]:,.0f}/s",
            goal=f">= {GOAL:,}/s",
            is_met=speeds[1] >= GOAL,
        )
        chain = [row for row, _number in zip(queries.sealed_rows(), range(CHANGED), strict=False)]
    yield single_changes(chain)


# As a busy site writes them: some for an organisation, half of them in public, a quarter with further ids.
WRITE = """
INSERT INTO journal_entry
    (at, person_id, organisation_id, verb, subject_type, subject_id, address, process, is_public, ids)
SELECT now() + n * interval '1 second', n % 5000, CASE WHEN n % 3 = 0 THEN n % 900 END, 'contribution.submitted',
    'contribution', n, '/processes/yhteiset-tilat/tilaideat/', 'yhteiset-tilat', n % 2 = 0,
    CASE WHEN n % 4 = 0 THEN jsonb_build_object('phase', n, 'kind', 'b') ELSE '{}' END
FROM generate_series(1, %s) n
""".replace(" % ", " %% ")


@contextmanager
def own_journal() -> Iterator[None]:
    """Django connected to a database that holds a journal and nothing else, dropped afterwards."""
    from django.core.management import call_command
    from django.db import connection

    with psycopg.connect(
        make_conninfo(os.environ["DATABASE_URL"], dbname="postgres"), autocommit=True
    ) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DATABASE}")
        connection.close()
        before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], DATABASE
        try:
            call_command("migrate", "journal", verbosity=0, interactive=False)
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            server.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def verified() -> float:
    """How many lines a second one pass reads."""
    from punos.journal import queries

    began = time.perf_counter()
    verdict = queries.verify()
    assert verdict.is_unbroken
    return verdict.read / (time.perf_counter() - began)


def single_changes(chain: Rows) -> Row:
    """Each line changed in each column, removed, doubled and exchanged, one at a time: how many are found.

    A pass knows nothing of what lies behind it but one digest, so it is taken up right before the change.
    """
    from punos.journal.queries import Head, check

    end = Head(chain[-1][0], chain[-1][2])
    tried = found = 0
    began, before = time.perf_counter(), Head(0, "")
    for place, row in enumerate(chain):
        later = chain[place + 1 : place + 2]
        for changed in (make(row, later) for make in CHANGES):
            tried += 1
            # the newest seal cut off has no later one to be missed by; the head that was kept misses it
            heads = [] if changed or later else [end]
            found += check(changed, after=before, heads=heads).found > 0
        tried += 1
        found += check((), after=before, heads=[end]).found > 0
        before = replace(before, position=row[0], digest=row[2])
    took = time.perf_counter() - began
    return Row(
        f"single changes of {len(chain):,} lines",
        f"{found:,} found in {took:.0f} s",
        goal=f"all {tried:,}",
        is_met=found == tried,
    )


def altered(column: int) -> Callable[[tuple[Any, ...], Rows], Rows]:
    """Gives one column of a row another value."""

    def make(row: tuple[Any, ...], later: Rows) -> Rows:
        value: Any = row[column]
        if isinstance(value, bool):
            value = not value
        elif isinstance(value, str):
            value = '{"phase": 0}' if column == 13 else f"{value[:-1]}#"
        elif value is None or isinstance(value, int):
            value = (value or 0) + 1
        else:
            value += timedelta(microseconds=1)
        return [(*row[:column], value, *row[column + 1 :]), *later]

    return make


CHANGES: tuple[Callable[[tuple[Any, ...], Rows], Rows], ...] = (
    *(altered(column) for column in range(2, 14)),  # the digest, then each column of the line
    lambda row, later: [(*row[:3], *[None] * 11), *later],  # the line is gone
    lambda _row, later: later,  # its seal is gone
    lambda row, later: [row, row, *later],  # its seal stands twice
    # it has exchanged its contents with its neighbour, or with nobody where there is none
    lambda row, later: [
        (*row[:4], *(later or [row])[0][4:]),
        *((*each[:4], *row[4:]) for each in later),
    ] if later else [],
)  # fmt: skip


def main() -> Iterator[Row]:
    """By itself; it needs the server of the benchmarks and neither site nor floor."""
    cluster = Cluster.for_checkout(ROOT, name="bench")
    os.environ |= {"DATABASE_URL": cluster.conninfo, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    with cluster.joined():
        import django

        django.setup()
        yield from rows()


if __name__ == "__main__":
    alone(main)
