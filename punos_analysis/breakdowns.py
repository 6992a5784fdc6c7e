"""Counts by field, area or size, published so that no small number can be worked out.

A count of nobody shows as 0 and a count of one to four as "1-4" (with an en dash). Where subtraction from
the total would tell more about such a cell than that, larger cells are hidden as well, and where even that
does not help the whole breakdown is withheld.

The reader who tries is taken to know the total, every number shown, and the rule: that "1-4" stands for 1
to 4 and "hidden" for 5 or more. After suppression all four values remain possible for every "1-4".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

SMALLEST = 5
FEW = "1\u20134"
HIDDEN = "hidden"


class Why(StrEnum):
    """Why a cell shows what it shows."""

    SHOWN = "shown"
    PRIMARY = "primary"
    COMPLEMENTARY = "complementary"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a breakdown as published: `count` and `share` (0 to 1 of the total) only where shown."""

    code: str
    label: str
    why: Why
    count: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Cells in the order given; `total` is None when it is not published; `rest` is what is not shown."""

    total: int | None
    rest: int | None
    cells: tuple[Cell, ...]

    @property
    def withheld(self) -> bool:
        """Nothing but the total is published."""
        return any(each.why is Why.WITHHELD for each in self.cells)


def breakdown(counts: Mapping[str, int], *, total_known: bool = True, k: int = SMALLEST) -> Breakdown:
    """Decide what to publish of these counts and say why.

    With `total_known` False the total is not published anywhere, so nothing can be subtracted; shares
    would give it away and are left out.
    """
    why = reasons(counts, total_known=total_known, k=k)
    labels = {
        code: (label(value, each, k=k), each) for (code, value), each in zip(counts.items(), why, strict=True)
    }
    return published(labels, total=sum(counts.values()) if total_known else None)


def label(count: int, why: Why, *, k: int = SMALLEST) -> str:
    """What stands in the place of a count."""
    if why is Why.SHOWN:
        return str(count)
    if why is Why.PRIMARY:
        return FEW if k == SMALLEST else f"1\u2013{k - 1}"
    return HIDDEN


def published(labels: Mapping[str, tuple[str, Why]], *, total: int | None) -> Breakdown:
    """The breakdown that published labels stand for: made from what was decided, not from the counts."""
    shown = {code: int(label) for code, (label, why) in labels.items() if why is Why.SHOWN}
    cells = tuple(
        Cell(
            code=code,
            label=label,
            why=why,
            count=shown.get(code),
            share=shown[code] / total if total and code in shown else None,
        )
        for code, (label, why) in labels.items()
    )
    return Breakdown(total=total, rest=None if total is None else total - sum(shown.values()), cells=cells)


def reasons(counts: Mapping[str, int], *, total_known: bool = True, k: int = SMALLEST) -> tuple[Why, ...]:
    """For each count, in order, whether it shows and if not, why."""
    small = {code for code, value in counts.items() if 0 < value < k}
    if not small or not total_known:
        return tuple(Why.PRIMARY if code in small else Why.SHOWN for code in counts)
    hidden = _complement(counts, small, k)
    if hidden is None:
        return tuple(Why.WITHHELD for _ in counts)
    return tuple(
        Why.PRIMARY if code in small else Why.COMPLEMENTARY if code in hidden else Why.SHOWN
        for code in counts
    )


def _complement(counts: Mapping[str, int], small: set[str], k: int) -> set[str] | None:
    """The fewest larger cells to hide so that the small ones are free; None where none are enough.

    One cell is tried first, the smallest that does; then the largest ones together.
    """
    values = [counts[code] for code in small]
    large = sorted((value, code) for code, value in counts.items() if value >= k)
    tried: list[list[tuple[int, str]]] = [[], *([each] for each in large)]
    tried += [large[-number:] for number in range(2, len(large) + 1)]
    for some in tried:
        if is_free(values, [value for value, _ in some], k=k):
            return {code for _, code in some}
    return None


def is_free(small: Sequence[int], hidden: Sequence[int], *, k: int = SMALLEST) -> bool:
    """Whether each small cell may be anything from 1 to k - 1 for one who knows only the sum of all.

    When one small cell takes its greatest value, the others hold at least 1 each and hidden ones at least k.
    When it takes 1, the others hold at most k - 1 each; a hidden one may hold any number.
    """
    whole, others = sum(small) + sum(hidden), len(small) - 1
    upwards = whole >= (k - 1) + others + k * len(hidden)
    downwards = bool(hidden) or whole <= 1 + others * (k - 1)
    return upwards and downwards
