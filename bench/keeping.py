"""A closed process of 10,000 and of 100,000 contributions: its package, and the destruction of what was said in it.

Each in a process of its own, as the worker would do it: seconds, peak memory, rows that were destroyed.
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from bench import ground, importing, threading
from bench.ground import Ground
from bench.table import Row, alone

SMALL, LARGE = 10_000, 100_000
TASK = "import django; django.setup(); from punos.records import tasks; tasks.{task}(**{told})"


def rows(_on: Ground) -> Iterator[Row]:
    """Both, of both sizes: what takes ten times as much may take ten times as long, and hardly more memory."""
    for number in (SMALL, LARGE):
        yield from kept(number)


def kept(number: int) -> Iterator[Row]:
    """One process from its closing to its end."""
    from django.utils import timezone

    from punos.organisations.models.actor import SYSTEM
    from punos.records import actions
    from punos.records.models import Destruction, Handover

    process = closed(number)
    made = actions.ask_for_handover(actor=SYSTEM, process=process)
    asked: dict[str, Any] = {"handover_id": made.pk, "asked_at": made.asked_at.isoformat()}
    yield timed(f"{number:,} contributions: package", "make_handover", asked)
    size = Handover.objects.values_list("size", flat=True).get(pk=made.pk)
    yield Row(f"{number:,} contributions: size of the package", f"{size / 2**20:.1f} MiB")
    actions.receive_handover(actor=SYSTEM, handover=made, reference="ESIM 1", received_at=timezone.now())
    (row,) = actions.propose_destructions(actor=SYSTEM, now=timezone.now())
    Destruction.objects.filter(pk=row.pk).update(state="confirmed")
    began = time.perf_counter()
    yield timed(f"{number:,} contributions: destruction", "destroy", {"destruction_id": row.pk})
    took, done = time.perf_counter() - began, Destruction.objects.get(pk=row.pk)
    if done.done_at is None:
        sys.exit("bench: nothing was destroyed.")
    total = sum(done.counts.values())
    yield Row(f"{number:,} contributions: rows destroyed", f"{total:,} ({total / took:,.0f} a second)")


def timed(what: str, task: str, told: dict[str, Any]) -> Row:
    """One task in a process of its own."""
    return importing.measured(what, [sys.executable, "-c", TASK.format(task=task, told=told)])


def closed(number: int) -> Any:
    """A process with themes, responses, decisions and measures, closed long ago, whose words everybody can find."""
    from django.utils import timezone

    from bench.filling import announced, words
    from punos.contributions import actions as contributions
    from punos.organisations.models.actor import SYSTEM
    from punos.records import actions
    from punos.records.models import CaseFile

    now, draw = timezone.now(), Random(9)
    process = announced(f"kept-{os.getpid()}-{number}", now)
    held = threading.themes(process, threading.contributions(process, draw, number), draw)
    threading.decided(process, held, draw)
    while contributions.enter_missing(process=process, now=now):
        continue
    retention = actions.add_retention_class(
        actor=SYSTEM, code=process.slug, title=words("Hearings"), years=5, basis="Plan"
    )
    CaseFile.objects.create(process=process, retention=retention)
    process.closed_at = now - timedelta(days=3_660)
    process.save(update_fields=["closed_at"])
    return process


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
