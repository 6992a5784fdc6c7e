"""What a room keeps of people for a time, declared kind by kind: which rows still hold something, and what becomes of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

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
