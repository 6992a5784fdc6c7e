"""Closed processes and classes for the tests of this room."""

from datetime import date, datetime, timedelta
from itertools import count

from django.utils import timezone

from punos.consultations.tests.factories import make_consultation, thread_of
from punos.contributions.tests.factories import make_actor, make_idea, make_process, make_unit, text
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.records import actions
from punos.records.models import CaseFile, Destruction, Handover, HandoverState, RetentionClass
from punos.themes.tests.factories import give, make_theme

NUMBERS = count(1)
WHY = "Oikeudenkäynti on kesken."


def tomorrow() -> date:
    """The day to postpone to."""
    return timezone.localdate() + timedelta(days=1)


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


def administrator(name: str = "Anne") -> Actor:
    """Somebody who decides."""
    return make_actor(name, unit=make_unit(), role=RoleKind.ADMINISTRATOR)


def proposed(process: Process | None = None) -> Destruction:
    """A process whose time is up, and which waits for a decision."""
    found = process or closed_process(make_class())
    actions.propose_destructions(actor=SYSTEM, now=timezone.now())
    return Destruction.objects.select_related("process").get(process=found)


def confirmed(process: Process | None = None) -> Destruction:
    """One that has been confirmed."""
    row = proposed(process)
    return actions.confirm_destruction(
        actor=administrator(), destruction=row, typed=row.process.slug, otherwise=WHY
    )


def spoken(number: int = 5) -> Process:
    """A process with a theme that so many hold."""
    consultation = make_consultation()
    theme = make_theme(consultation.process, published=True)
    thread = thread_of(consultation)
    for each in range(number):
        give(theme, make_idea(thread, words=f"Sanottu {each}"))
    return closed_process(make_class(), process=consultation.process)
