"""Groups of points on a plane: k-means with many starts, and how far to believe them.

The points are first gathered on a fine grid, each cell standing for its points at their mean, so that the
cost no longer grows with their number.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from punos_analysis.ratings import Floats

MOST_GROUPS = 5
RESTARTS = 10
ROUNDS = 100
GRID = 40
LEAST_PEOPLE = 5
LEAST_SHARE = 0.03

type Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Group 0 is the largest; `group` holds one number per point; `silhouette` is the simplified one."""

    group: Labels
    centres: Floats
    sizes: Labels
    silhouette: float


def best_of_each(points: Floats, random: np.random.Generator) -> list[Grouping]:
    """One grouping for each number of groups from 2 to 5 in which no group is too small, best first.

    Too small is under five people or 3 in 100.
    """
    least = max(LEAST_PEOPLE, LEAST_SHARE * len(points))
    tried = [cluster(points, k, random) for k in range(2, MOST_GROUPS + 1)]
    return sorted((each for each in tried if each.sizes.min() >= least), key=lambda each: -each.silhouette)


def cluster(points: Floats, k: int, random: np.random.Generator, *, rounds: int = ROUNDS) -> Grouping:
    """The tightest of ten k-means runs from k-means++ starts (Arthur and Vassilvitskii, 2007)."""
    cells, weight, cell = _gathered(points)
    runs = [_lloyd(cells, weight, _spread_start(cells, weight, k, random), rounds) for _ in range(RESTARTS)]
    _, centres = min(runs, key=lambda run: run[0])
    distance = np.sqrt(_squared(cells, centres))
    nearest = distance.argmin(axis=1)
    sizes = np.bincount(nearest, weights=weight, minlength=k).astype(np.int64)
    order = np.lexsort((centres[:, 1], centres[:, 0], -sizes))
    rename = np.empty(k, np.int64)
    rename[order] = np.arange(k)
    return Grouping(
        group=rename[nearest][cell],
        centres=centres[order],
        sizes=sizes[order],
        silhouette=_silhouette(distance, weight),
    )


def agreement(one: Labels, other: Labels) -> float:
    """How alike two groupings of the same points are: 1 the same, about 0 by chance (adjusted Rand index).

    Hubert and Arabie (1985), Journal of Classification 2.
    """
    _, left = np.unique(one, return_inverse=True)
    _, right = np.unique(other, return_inverse=True)
    wide = int(right.max()) + 1
    both = np.bincount(left * wide + right)
    pairs = _pairs(both)
    rows, columns = _pairs(np.bincount(left)), _pairs(np.bincount(right))
    by_chance = rows * columns / max(_pairs(np.array([len(one)])), 1.0)
    most = (rows + columns) / 2
    return 1.0 if most == by_chance else (pairs - by_chance) / (most - by_chance)


def _pairs(counts: npt.NDArray[np.integer]) -> float:
    return float((counts * (counts - 1)).sum()) / 2


def _gathered(points: Floats) -> tuple[Floats, Floats, Labels]:
    """Means of the occupied grid cells, how many points each holds, and the cell of each point."""
    low = points.min(axis=0)
    wide = np.maximum(points.max(axis=0) - low, 1e-12)
    at = np.minimum((points - low) / wide * GRID, GRID - 1).astype(np.int64)
    _, cell = np.unique(at[:, 0] * GRID + at[:, 1], return_inverse=True)
    weight = np.bincount(cell).astype(np.float64)
    means = np.column_stack([np.bincount(cell, weights=points[:, axis]) / weight for axis in (0, 1)])
    return means, weight, cell


def _spread_start(cells: Floats, weight: Floats, k: int, random: np.random.Generator) -> Floats:
    """First centres drawn far from each other: each with a chance that grows with the squared distance."""
    centres = [cells[_draw(weight, random)]]
    nearest = ((cells - centres[0]) ** 2).sum(axis=1)
    for _ in range(k - 1):
        centres.append(cells[_draw(weight * nearest, random)])
        nearest = np.minimum(nearest, ((cells - centres[-1]) ** 2).sum(axis=1))
    return np.array(centres)


def _draw(chance: Floats, random: np.random.Generator) -> int:
    """One place with a chance in proportion; where no chance is left, the last."""
    return min(
        int(np.searchsorted(np.cumsum(chance), random.random() * chance.sum(), side="right")), len(chance) - 1
    )


def _lloyd(cells: Floats, weight: Floats, centres: Floats, rounds: int) -> tuple[float, Floats]:
    """Move centres to the mean of what is nearest until they stay; their inertia and where they end."""
    labels = np.arange(len(centres))
    nearest = _squared(cells, centres).argmin(axis=1)
    for _ in range(rounds):
        held_by = weight[:, None] * (nearest[:, None] == labels)
        held, sums = held_by.sum(axis=0), held_by.T @ cells
        # a centre that lost all its points stays where it was
        centres = np.where(held[:, None] > 0, sums / np.maximum(held, 1)[:, None], centres)
        now = _squared(cells, centres).argmin(axis=1)
        if np.array_equal(now, nearest):
            break
        nearest = now
    return float(weight @ _squared(cells, centres).min(axis=1)), centres


def _squared(cells: Floats, centres: Floats) -> Floats:
    """Squared distance of every cell to every centre (cells x k)."""
    across = cells[:, 0, None] - centres[:, 0]
    down = cells[:, 1, None] - centres[:, 1]
    return across * across + down * down


def _silhouette(distance: Floats, weight: Floats) -> float:
    """How much nearer points are to their own centre than to the next (simplified silhouette, 0 to 1).

    Hruschka, Campello and de Castro (2006): with centres in place of all pairs, so that it costs points x k.
    """
    ordered = np.sort(distance, axis=1)
    next_one = np.maximum(ordered[:, 1], 1e-12)
    return float(np.average(1 - ordered[:, 0] / next_one, weights=weight))
