"""Counts by two things at once, with both margins, published so that no small number can be worked out.

Subtraction now runs along rows and columns at once, so the result is audited: for every small cell the least
and the greatest value that a reader could prove are computed exactly. Rows and columns form a network, and on
a network the linear programme's bounds are whole numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from punos_analysis.breakdowns import SMALLEST, Breakdown, Cell, Why, breakdown, is_free, label

type Place = tuple[int, int]
type Table = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Crossed:
    """Both margins as breakdowns, and the cells row by row; shares are of the whole."""

    rows: Breakdown
    columns: Breakdown
    cells: tuple[tuple[Cell, ...], ...]


def crossed(rows: Sequence[str], columns: Sequence[str], table: Table, *, k: int = SMALLEST) -> Crossed:
    """Decide what to publish of a table of counts, given the codes of its rows and columns.

    More and more cells are hidden until nothing small can be worked out; where hiding every larger cell is
    not enough, all cells are withheld and only the margins remain.
    """
    down = breakdown({code: sum(line) for code, line in zip(rows, table, strict=True)}, k=k)
    along = breakdown({code: sum(line[at] for line in table) for at, code in enumerate(columns)}, k=k)
    why = {
        (i, j): Why.PRIMARY if 0 < value < k else Why.SHOWN
        for i, line in enumerate(table)
        for j, value in enumerate(line)
    }
    _by_line(table, why, k)
    while (leak := next(_leaks(table, why, down, along, k), None)) is not None:
        if not _hide_one(table, why, leak, k):
            why = dict.fromkeys(why, Why.WITHHELD)
            break
    whole = sum(sum(line) for line in table)
    return Crossed(
        down,
        along,
        tuple(
            tuple(_cell(code, table[i][j], why[i, j], whole, k) for j, code in enumerate(columns))
            for i in range(len(rows))
        ),
    )


def provable(
    table: Table,
    why: dict[Place, Why],
    rows: Breakdown,
    columns: Breakdown,
    target: Sequence[Place],
    *,
    k: int = SMALLEST,
) -> tuple[int, int]:
    """The least and the greatest that the sum of these cells can be, for one who knows all that is shown."""
    unknown = [place for place, each in why.items() if each is not Why.SHOWN]
    at = {place: number for number, place in enumerate(unknown)}
    lines, least, most = [], [], []
    for members, known, low, high in _lines(table, why, rows, columns, k):
        line = np.zeros(len(unknown))
        line[[at[place] for place in members]] = 1
        lines.append(line)
        least.append(low - known)
        most.append(high - known)
    goal = np.zeros(len(unknown))
    goal[[at[place] for place in target if place in at]] = 1
    bounds = [(1, k - 1) if why[place] is Why.PRIMARY else (k, None) for place in unknown]
    upper = np.isfinite(most)
    sides = np.vstack([np.array(lines)[upper], -np.array(lines)])
    limits = np.concatenate([np.array(most)[upper], -np.array(least)])
    ends = [linprog(sign * goal, A_ub=sides, b_ub=limits, bounds=bounds).fun for sign in (1, -1)]
    known = sum(table[i][j] for i, j in target if (i, j) not in at)
    return round(ends[0]) + known, round(-ends[1]) + known


def _lines(
    table: Table, why: dict[Place, Why], rows: Breakdown, columns: Breakdown, k: int
) -> Iterator[tuple[list[Place], int, float, float]]:
    """Each row, each column and the whole: unknown cells, what is shown of it, its least and greatest sum."""
    height, width = len(table), len(columns.cells)
    every = [(i, j) for i in range(height) for j in range(width)]
    margins = [([(i, j) for j in range(width)], cell) for i, cell in enumerate(rows.cells)]
    margins += [([(i, j) for i in range(height)], cell) for j, cell in enumerate(columns.cells)]
    whole = sum(table[i][j] for i, j in every)
    ends = {Why.PRIMARY: (1.0, k - 1.0), Why.COMPLEMENTARY: (float(k), np.inf), Why.WITHHELD: (0.0, np.inf)}
    for places, cell in margins:
        low, high = (cell.count, cell.count) if cell.count is not None else ends[cell.why]
        yield *_split(table, why, places), low, high
    yield *_split(table, why, every), whole, whole


def _split(table: Table, why: dict[Place, Why], places: Sequence[Place]) -> tuple[list[Place], int]:
    unknown = [place for place in places if why[place] is not Why.SHOWN]
    return unknown, sum(table[i][j] for i, j in places if why[i, j] is Why.SHOWN)


def _leaks(
    table: Table, why: dict[Place, Why], rows: Breakdown, columns: Breakdown, k: int
) -> Iterator[list[Place]]:
    """Small cells, and the lines of small margins, that can be narrowed further than they must be."""
    across = [[(i, j) for j in range(len(columns.cells))] for i in range(len(table))]
    down = [[(i, j) for i in range(len(table))] for j in range(len(columns.cells))]
    small = [line for line, cell in zip(across, rows.cells, strict=True) if cell.why is Why.PRIMARY]
    small += [line for line, cell in zip(down, columns.cells, strict=True) if cell.why is Why.PRIMARY]
    targets = [
        ([place], 1, _reach(why, small, place, k)) for place, each in why.items() if each is Why.PRIMARY
    ]
    # a margin over several small cells holds at least one for each of them, whatever is hidden
    targets += [(line, max(sum(why[each] is Why.PRIMARY for each in line), 1), k - 1) for line in small]
    for target, least, most in targets:
        low, high = provable(table, why, rows, columns, target, k=k)
        if low > least or high < most:
            yield target


def _reach(why: dict[Place, Why], small: Sequence[Sequence[Place]], place: Place, k: int) -> int:
    """The greatest value that a small cell can keep, never under 2.

    Less than k - 1 where several of them share a small margin.
    """
    mates = [sum(why[each] is Why.PRIMARY for each in line) - 1 for line in small if place in line]
    return max(k - 1 - max(mates, default=0), 2)


def _by_line(table: Table, why: dict[Place, Why], k: int) -> None:
    """Hide what each row and column by itself needs, until no line needs more: spares most of the audit."""
    height, width = len(table), len(table[0]) if table else 0
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]
    again = True
    while again:
        again = False
        for line in lines:
            small = [table[i][j] for i, j in line if why[i, j] is Why.PRIMARY]
            hidden = [table[i][j] for i, j in line if why[i, j] is Why.COMPLEMENTARY]
            if small and not is_free(small, hidden, k=k):
                again = _hide(table, why, line, k) or again


def _hide_one(table: Table, why: dict[Place, Why], leak: Sequence[Place], k: int) -> bool:
    """Hide one more cell. False when none is left.

    Best is one whose row and column both have hidden cells, since it closes a rectangle; else one in a row or
    column of the leak; else any.
    """
    dark = [place for place, each in why.items() if each is not Why.SHOWN]
    rows, columns = {i for i, _ in dark}, {j for _, j in dark}
    corners = [(i, j) for i, j in why if i in rows and j in columns]
    own_rows, own_columns = {i for i, _ in leak}, {j for _, j in leak}
    near = [(i, j) for i, j in why if i in own_rows or j in own_columns]
    return any(_hide(table, why, places, k) for places in (corners, near, list(why)))


def _hide(table: Table, why: dict[Place, Why], places: Sequence[Place], k: int) -> bool:
    """Hide the smallest of these that still shows a number of k or more. False when there is none."""
    shown = [(table[i][j], (i, j)) for i, j in places if why[i, j] is Why.SHOWN and table[i][j] >= k]
    if shown:
        why[min(shown)[1]] = Why.COMPLEMENTARY
    return bool(shown)


def _cell(code: str, value: int, why: Why, whole: int, k: int) -> Cell:
    count = value if why is Why.SHOWN else None
    share = None if count is None or not whole else count / whole
    return Cell(code=code, label=label(value, why, k=k), why=why, count=count, share=share)
