"""The classes of the records plan, and whose time is up."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import models

from punos.core.dates import local_date
from punos.core.languages import TranslatedText
from punos.processes.models import Process
from punos.records.models import CaseFile, RetentionClass

# Three that most cities have, with the texts to be corrected by the city's own plan.
STARTERS: Sequence[tuple[str, TranslatedText, int | None]] = (
    (
        "hearing",
        TranslatedText.of(
            "fi",
            fi="Kuulemiset ja lausunnot",
            sv="Utl\u00e5tanden och h\u00f6randen",
            en="Hearings and statements",
        ),
        10,
    ),
    (
        "brainstorm",
        TranslatedText.of(
            "fi", fi="Verkkoaivoriihet", sv="Brainstorming p\u00e5 webben", en="Brainstorms on the web"
        ),
        5,
    ),
    (
        "for-good",
        TranslatedText.of(
            "fi",
            fi="Pysyv\u00e4sti s\u00e4ilytett\u00e4v\u00e4",
            sv="F\u00f6rvaras varaktigt",
            en="Kept for good",
        ),
        None,
    ),
)


def retention_classes() -> list[RetentionClass]:
    """Every class with how many processes carry it (`carried_by`), those in use first, then the ended ones."""
    counted = RetentionClass.objects.annotate(carried_by=models.Count("case_files"))
    return list(counted.order_by(models.F("ended_at").desc(nulls_first=True), "code"))


def classes_to_give(kept_so_far: int | None = None) -> models.QuerySet[RetentionClass]:
    """Those that a process can be given now, and the one that it has."""
    return RetentionClass.objects.filter(models.Q(ended_at=None) | models.Q(pk=kept_so_far)).order_by("code")


def carried_by(retention: RetentionClass) -> int:
    """How many processes carry a class."""
    return CaseFile.objects.filter(retention=retention).count()


def due_on(process: Process) -> date | None:
    """The day on which the time of a process is up; None while it goes on, and where it is kept for good."""
    found = (
        CaseFile.objects.filter(process=process, retention__isnull=False).select_related("retention").first()
    )
    if process.closed_at is None or found is None or found.retention is None:
        return None
    return found.retention.ends_on(local_date(process.closed_at))


def due(now: datetime) -> Iterator[tuple[Process, RetentionClass, date]]:
    """Every closed process whose time is up and whose words have not been destroyed, with its class and day."""
    today = local_date(now)
    rows = CaseFile.objects.filter(
        retention__years__isnull=False,
        process__closed_at__lte=now,
        process__words_destroyed_at__isnull=True,
    )
    for each in rows.select_related("process", "retention").order_by("process__closed_at", "process_id"):
        if each.retention is None or each.process.closed_at is None:
            continue
        ends_on = each.retention.ends_on(local_date(each.process.closed_at))
        if ends_on is not None and ends_on <= today:
            yield each.process, each.retention, ends_on
