"""Closed processes and classes for the tests of this room."""

from datetime import datetime, timedelta
from itertools import count

from django.utils import timezone

from punos.contributions.tests.factories import make_process, text
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.records import actions
from punos.records.models import CaseFile, Handover, HandoverState, RetentionClass

NUMBERS = count(1)


def make_class(code: str = "", years: int | None = 5) -> RetentionClass:
    """A class of the records plan."""
    return actions.add_retention_class(
        actor=SYSTEM,
        code=code or f"luokka-{next(NUMBERS)}",
        title=text("Luokka"),
        years=years,
        basis="Esimerkkisuunnitelma",
    )


def closed_process(
    retention: RetentionClass | None, *, closed: datetime | None = None, process: Process | None = None
) -> Process:
    """A process that was closed, ten years ago if nothing else is said, and carries a class."""
    process = process or make_process()
    process.closed_at = closed or timezone.now() - timedelta(days=3_660)
    process.save(update_fields=["closed_at"])
    CaseFile.objects.create(process=process, retention=retention)
    return process


def received(process: Process, content: bytes = b"ZIP") -> Handover:
    """A package that the case system has taken in."""
    now = timezone.now()
    return Handover.objects.create(
        process=process,
        number=1,
        state=HandoverState.MADE,
        content=content,
        size=len(content),
        sha256="0" * 64,
        asked_at=now,
        made_at=now,
        received_at=now,
        reference="ESIM 1",
    )
