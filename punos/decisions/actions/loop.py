"""Keeping the figures of the loop from word to deed as they were on a day."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from punos.decisions import queries
from punos.decisions.models import LoopFigures
from punos.organisations.models import CityUnit
from punos.processes.models import Process


@transaction.atomic
def note_loop_figures(*, scoped: Process | CityUnit | None, now: datetime) -> LoopFigures:
    """Keep the figures of a process, of a unit or of the city as they are now; of one day the last ones stay.

    Where nothing has changed since the latest row nothing is added: the history tells when something did.
    """
    process = scoped if isinstance(scoped, Process) else None
    unit = scoped if isinstance(scoped, CityUnit) else None
    mine: dict[str, Any] = {"scope": queries.scope_of(scoped), "process": process, "unit": unit}
    figures = queries.loop_now(scoped, now).as_json()
    latest = LoopFigures.objects.filter(**mine).order_by("-day").first()
    if latest is not None and latest.figures == figures:
        return latest
    told = {"figures": figures, "computed_at": now}
    kept, _is_new = LoopFigures.objects.update_or_create(**mine, day=timezone.localdate(now), defaults=told)
    return kept
