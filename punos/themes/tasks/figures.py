"""From the assignments of a process to the breakdowns of its themes. Worker only.

Persons are counted so that no small number can be worked out, and neither can a single person by comparing two states:
numbers about persons are only followed by newer ones when at least five persons came or went. Meanwhile the older ones
stand; where one of those persons has gone, none do.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from punos.contributions.queries import sources_of
from punos.processes.models import Process
from punos.themes import actions, queries
from punos.themes.models import ThemeFigures
from punos.themes.queries.figures import DIMENSIONS, NOT_TOLD, Speaking, key_of
from punos_analysis.breakdowns import SMALLEST, breakdown

type Kept = Mapping[str, Any]


def compute(process_id: int) -> bool:
    """Count and keep the figures of one process; False if nothing had changed since the last time."""
    process = Process.objects.get(pk=process_id)
    if process.words_destroyed_at is not None:
        return False
    now = timezone.now()
    before: Mapping[str, Kept] = (
        ThemeFigures.objects.filter(process=process).values_list("figures", flat=True).first() or {}
    )
    speaking: dict[int, list[Speaking]] = {}
    for each in queries.backgrounds(process, sources_of(process, now)):
        speaking.setdefault(each.theme, []).append(each)
    figures = {
        key_of(theme): {
            **counted(speaking.get(theme, []), before.get(key_of(theme)), now),
            "counts": vars(counts),  # what pages tell changed even where no table does
        }
        for theme, counts in queries.counts(process).items()
    }
    if _undated(figures) == _undated(before):
        return False
    actions.keep_figures(process=process, figures=figures, computed_at=now)
    return True


def counted(voices: Sequence[Speaking], before: Kept | None, now: datetime) -> dict[str, Any]:
    """The figures of one theme; `told` are the persons in the numbers that stand or stood last."""
    persons = [each for each in voices if each.is_person]
    others = [each for each in voices if not each.is_person]
    ids = {each.voice for each in persons}
    last = set(before["told"]) if before else set()
    organisations = {
        "organisations": sorted(each.voice for each in others),
        "counted": {dimension: dict(_counts(others, dimension)) for dimension in DIMENSIONS},
    }
    if before and 0 < len(ids ^ last) < SMALLEST:
        stands = before["cells"] is not None and last <= ids
        cells, as_of = (before["cells"] if stands else None), before["as_of"]
        return {**organisations, "told": sorted(last), "cells": cells, "as_of": as_of}
    cells = {dimension: _cells(persons, dimension) for dimension in DIMENSIONS}
    return {**organisations, "told": sorted(ids), "cells": cells, "as_of": now.isoformat()}


def _cells(persons: Sequence[Speaking], dimension: str) -> dict[str, str]:
    """What stands in the place of each count; who did not tell is a cell like the others, for the sum is known."""
    return {each.code: each.label for each in breakdown(dict(_counts(persons, dimension))).cells}


def _counts(voices: Iterable[Speaking], dimension: str) -> Counter[str]:
    return Counter(each.background.get(dimension) or NOT_TOLD for each in voices)


def _undated(figures: Mapping[str, Kept]) -> dict[str, dict[str, Any]]:
    """The same without the moments, to see whether anything changed."""
    return {
        theme: {name: value for name, value in kept.items() if name != "as_of"}
        for theme, kept in figures.items()
    }
