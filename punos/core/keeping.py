"""What a room keeps of people for a time, declared kind by kind, and its end a batch at a time.

A room says which rows still hold something, and what becomes of them. What has been done is not found again, so that
whoever was interrupted goes on where it stopped.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

ROWS_AT_ONCE = 2_000
FILES_AT_ONCE = 20


@dataclass(frozen=True)
class Kept:
    """The rows of one kind that still hold something of people.

    `blank` is what is written into them in place of it; where nothing is, the rows themselves go. `at_once` is small
    where the rows are large.
    """

    kind: str
    rows: models.QuerySet[Any]
    blank: Mapping[str, Any] = field(default_factory=dict)
    at_once: int | None = None


def count_kept(kept: Iterable[Kept]) -> dict[str, int]:
    """How many rows of each kind hold something still; kinds without any are left out."""
    counted = {each.kind: each.rows.count() for each in kept}
    return {kind: number for kind, number in counted.items() if number}


def destroy_some(
    kept: Iterable[Kept], *, before: Mapping[str, Callable[[Sequence[int]], None]] | None = None
) -> dict[str, int]:
    """Destroy one batch of the first kind of which something is left; how many of it. Nothing when all is gone.

    `before` are called by kind, with the ids of the rows that are next.
    """
    for each in kept:
        ids = list(each.rows.order_by("pk").values_list("pk", flat=True)[: each.at_once or ROWS_AT_ONCE])
        if not ids:
            continue
        if before and each.kind in before:
            before[each.kind](ids)
        batch = each.rows.filter(pk__in=ids)
        if each.blank:
            batch.update(**each.blank)
        else:
            batch.only("pk").delete()
        return {each.kind: len(ids)}
    return {}
