"""The answers to a question by background, published so that no small number can be worked out.

How many gave each answer is published, and how many come from each field, too: both margins are known to the
reader. So answers that few gave stand together in one line, as codes with few people stand together in one
column, until no line and no column holds one to four. Within the table a count of one to four then shows as
"1-4" (with an en dash) and larger ones are hidden until each of the four values remains possible.

That is audited for each small cell: it must be able to fall to 1 and to rise to 4 while other hidden cells
make up for it. Cells, rows and columns form a network in which such changes are paths, found one step of 1
at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from punos_analysis.breakdowns import SMALLEST, Why, is_free, label

REST = "*"
ENDLESS = 1 << 60

type Counts = Sequence[Sequence[int]]
type Reasons = list[list[Why]]


@dataclass(frozen=True, slots=True)
class Crosstab:
    """What each cell shows and why: a line for each value, a column for each code.

    The value `*` holds all answers that stand together, the code `*` all codes that do.
    """

    values: tuple[str, ...]
    codes: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    why: tuple[tuple[Why, ...], ...]


def crosstab(
    values: Sequence[str], codes: Sequence[str], counts: Counts, *, k: int = SMALLEST
) -> Crosstab | None:
    """Decide what to publish of these counts; None where nothing can be told but the margins.

    Every column must hold 0 or at least `k`: whoever knows which codes the breakdown shows puts the others
    together. Raises ValueError where one does not.
    """
    for at, code in enumerate(codes):
        if 0 < sum(line[at] for line in counts) < k:
            raise ValueError(f"fewer than {k} in {code}")
    totals = [sum(line) for line in counts]
    together = {at for at, total in enumerate(totals) if 0 < total < k}
    while True:
        _fill(together, totals, k)
        apart = [at for at in range(len(values)) if at not in together]
        if len([at for at in apart if totals[at]]) + bool(together) < 2:
            return None
        table = [list(counts[at]) for at in apart]
        if together:
            table.append([sum(counts[at][column] for at in together) for column in range(len(codes))])
        names = [*(values[at] for at in apart), *([REST] if together else [])]
        why, stuck = suppressed(table, k=k)
        if stuck is None:
            return _made(names, codes, table, why, k)
        together.add(apart[stuck] if stuck < len(apart) else _least(apart, totals))


def suppressed(counts: Counts, *, k: int = SMALLEST) -> tuple[Reasons, int | None]:
    """Why each cell shows or does not, for a reader who knows the sums of all rows and columns.

    Besides, the first row with a small cell that nothing can protect, None if there is none.
    """
    why = [[Why.PRIMARY if 0 < value < k else Why.SHOWN for value in line] for line in counts]
    _by_line(counts, why, k)
    for i, line in enumerate(why):
        for j, each in enumerate(line):
            while each is Why.PRIMARY and not protected(counts, why, i, j, k=k):
                if not _hide_near(counts, why, i, j, k):
                    return why, i
    return why, None


def protected(counts: Counts, why: Reasons, i: int, j: int, *, k: int = SMALLEST) -> bool:
    """Whether the small cell may be anything from 1 to k - 1 for one who knows what is shown and both margins."""
    value = counts[i][j]
    return all(
        _Network(counts, why, k).shifts(i, j, up=up, wanted=wanted)
        for up, wanted in ((True, k - 1 - value), (False, value - 1))
    )


class _Network:
    """The hidden cells of a table, and how far each may still rise and fall."""

    def __init__(self, counts: Counts, why: Reasons, k: int) -> None:
        hidden = [
            (i, j) for i, line in enumerate(why) for j, each in enumerate(line) if each is not Why.SHOWN
        ]
        small = {(i, j) for i, j in hidden if why[i][j] is Why.PRIMARY}
        self.rise = {(i, j): k - 1 - counts[i][j] if (i, j) in small else ENDLESS for i, j in hidden}
        self.fall = {(i, j): counts[i][j] - (1 if (i, j) in small else k) for i, j in hidden}
        self.rows: dict[int, list[int]] = {}
        self.columns: dict[int, list[int]] = {}
        for i, j in hidden:
            self.rows.setdefault(i, []).append(j)
            self.columns.setdefault(j, []).append(i)

    def shifts(self, i: int, j: int, *, up: bool, wanted: int) -> bool:
        """Whether the cell can rise (or fall) by so much while no sum of a row or column changes."""
        against, along = (self.fall, self.rise) if up else (self.rise, self.fall)
        for _ in range(wanted):
            path = self._path(i, j, against, along)
            if path is None:
                return False
            for number, cell in enumerate(path):
                less, more = (against, along) if number % 2 == 0 else (along, against)
                less[cell] -= 1
                more[cell] += 1
        return True

    def _path(
        self, i: int, j: int, against: dict[tuple[int, int], int], along: dict[tuple[int, int], int]
    ) -> list[tuple[int, int]] | None:
        """Cells from column `j` back to row `i`, moving by turns against the change and along with it."""
        came: dict[int, list[tuple[int, int]]] = {j: []}
        queue, seen = [j], set[int]()
        for column in queue:
            for row in self.columns[column]:
                if row in seen or (row, column) == (i, j) or against[row, column] < 1:
                    continue
                if row == i:
                    return [*came[column], (row, column)]
                seen.add(row)
                for after in self.rows[row]:
                    if after not in came and along[row, after] > 0:
                        came[after] = [*came[column], (row, column), (row, after)]
                        queue.append(after)
        return None


def _fill(together: set[int], totals: Sequence[int], k: int) -> None:
    """Add the smallest other lines until those that stand together are at least two and hold `k` or more."""
    while together and (sum(totals[at] for at in together) < k or len(together) < 2):
        others = [at for at, total in enumerate(totals) if total and at not in together]
        together.add(_least(others, totals))


def _least(places: Sequence[int], totals: Sequence[int]) -> int:
    """The place with the smallest total over 0."""
    return min((totals[at], at) for at in places if totals[at])[1]


def _by_line(counts: Counts, why: Reasons, k: int) -> None:
    """Hide what each row and column by itself needs, until none needs more: spares most of the audit."""
    height, width = len(counts), len(counts[0])
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]
    again = True
    while again:
        again = False
        for line in lines:
            small = [counts[i][j] for i, j in line if why[i][j] is Why.PRIMARY]
            hidden = [counts[i][j] for i, j in line if why[i][j] is Why.COMPLEMENTARY]
            if small and not is_free(small, hidden, k=k):
                again = _hide(counts, why, line, k) or again


def _hide_near(counts: Counts, why: Reasons, i: int, j: int, k: int) -> bool:
    """Hide one more cell, best one that closes a rectangle of hidden cells. False when none is left."""
    every = [(row, column) for row, line in enumerate(why) for column in range(len(line))]
    dark = [(row, column) for row, column in every if why[row][column] is not Why.SHOWN]
    rows, columns = {row for row, _ in dark}, {column for _, column in dark}
    corners = [(row, column) for row, column in every if row in rows and column in columns]
    own = [(row, column) for row, column in every if row == i or column == j]
    return any(_hide(counts, why, places, k) for places in (corners, own, every))


def _hide(counts: Counts, why: Reasons, places: Sequence[tuple[int, int]], k: int) -> bool:
    """Hide the smallest of these that still shows a number of `k` or more. False when there is none."""
    shown = [(counts[i][j], i, j) for i, j in places if why[i][j] is Why.SHOWN and counts[i][j] >= k]
    if shown:
        _, i, j = min(shown)
        why[i][j] = Why.COMPLEMENTARY
    return bool(shown)


def _made(names: Sequence[str], codes: Sequence[str], table: Counts, why: Reasons, k: int) -> Crosstab:
    labels = tuple(
        tuple(label(value, each, k=k) for value, each in zip(line, reasons, strict=True))
        for line, reasons in zip(table, why, strict=True)
    )
    return Crosstab(tuple(names), tuple(codes), labels, tuple(tuple(line) for line in why))
