"""The rows that the programs print, and how a ratio is taken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

WIDTHS = (38, 25, 25, 18, 12)
HEADINGS = ("what", "ours", "floor", "ratio", "goal")


@dataclass(frozen=True)
class Row:
    """One promise: what was measured, ours, the floor beside it, the ratio of both, the goal and whether it is met."""

    what: str
    ours: str
    floor: str = ""
    ratio: str = ""
    goal: str = ""
    is_met: bool | None = None

    @property
    def verdict(self) -> str:
        """Met, missed, or nothing where nothing was promised."""
        return "" if self.is_met is None else "met" if self.is_met else "MISSED"


def at_most(what: str, value: float, limit: float, unit: str, digits: int = 0) -> Row:
    """A row for something that has to stay small."""
    return Row(
        what,
        f"{value:,.{digits}f} {unit}",
        goal=f"<= {limit:,.0f} {unit}",
        is_met=round(value, digits) <= limit,
    )


def spread(values: Sequence[float]) -> str:
    """The lowest, the middle and the highest of several ratios."""
    return f"{min(values):.2f}-{median(values):.2f}-{max(values):.2f}"


def show(rows: Iterable[Row]) -> None:
    """Print each row as soon as it has been measured."""
    for number, row in enumerate(rows):
        if number == 0:
            show_headings()
        print(line((row.what, row.ours, row.floor, row.ratio, row.goal)), row.verdict, flush=True)


def show_headings() -> None:
    """Print what the columns hold."""
    print(line(HEADINGS))
    print(line(["-" * width for width in WIDTHS]), flush=True)


def line(cells: Sequence[str]) -> str:
    """Cells under one another."""
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True))


def alone(program: Callable[[], Iterable[Row]]) -> None:
    """Run one program by itself: `python -m bench.cached`."""
    show(program())
