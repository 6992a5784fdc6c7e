"""What unites and what divides.

An idea unites when a majority agrees with it in every group: it is ranked by the lowest of the groups'
Jeffreys bounds, which neither a single loud group nor a handful of answers can lift. An idea divides when
the groups answer it differently or, where there are no groups, when agreement and disagreement balance.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from punos_analysis.counting import LEVEL, jeffreys
from punos_analysis.ratings import Answers, Floats, Ratings, one_per_voice

TOP = 5
LEAST = 10
MAJORITY = 0.5
APART = 0.2
PSEUDO = 4.0
SMALLEST = 5


@dataclass(frozen=True, slots=True)
class Shared:
    """An idea that unites or divides, with its score (0 to 1), the share that agrees and disagrees.

    `by_group` holds the share that agrees in each group, group 1 first; None where under five of it rated.
    """

    idea: str
    n: int
    score: float
    agree: float
    disagree: float
    by_group: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """The ideas that unite and those that divide, strongest first; no idea is in both."""

    uniting: tuple[Shared, ...]
    dividing: tuple[Shared, ...]


def unite_and_divide(
    ratings: Ratings,
    *,
    groups: Mapping[str, int] | None = None,
    level: float = LEVEL,
    top: int = TOP,
    least: int = LEAST,
) -> Common:
    """The strongest of each kind among ideas that at least `least` rated.

    `groups` gives voices the number of their group, from 1; a voice without one counts only in the whole.
    """
    answers = one_per_voice(ratings)
    n = answers.per_idea().astype(np.float64)
    agree, disagree = answers.sums(answers.agree), answers.sums(answers.disagree)
    seen, yes = _per_group(ratings, answers, groups or {})
    if len(seen):
        unites = jeffreys(yes, seen, level=level)[0].min(axis=0)
        divides, apart = _between(yes, seen, agree / np.maximum(n, 1))
    else:
        unites = jeffreys(agree, n, level=level)[0]
        divides = 4 * agree * disagree / (n + PSEUDO) ** 2
        apart = np.minimum(agree, disagree) / np.maximum(n, 1)
    told = n >= max(least, 1)
    one = _strongest(np.where(told & (unites > MAJORITY), unites, 0.0), top)
    taken = np.isin(np.arange(len(n)), one)
    two = _strongest(np.where(told & ~taken & (apart >= APART), divides, 0.0), top)

    def row(at: int, score: Floats) -> Shared:
        shares = zip(yes[:, at], seen[:, at], strict=True)
        return Shared(
            idea=ratings.ideas[at],
            n=int(n[at]),
            score=float(score[at]),
            agree=float(agree[at] / n[at]),
            disagree=float(disagree[at] / n[at]),
            by_group=tuple(float(part / of) if of >= SMALLEST else None for part, of in shares),
        )

    return Common(tuple(row(at, unites) for at in one), tuple(row(at, divides) for at in two))


def _per_group(ratings: Ratings, answers: Answers, groups: Mapping[str, int]) -> tuple[Floats, Floats]:
    """Answers and agreeing answers per group and idea (groups x ideas)."""
    number = max(groups.values(), default=0)
    group = np.array([groups.get(voice, 0) for voice in ratings.voices], np.int64)[ratings.voice]
    ideas = len(ratings.ideas)
    key = group * ideas + ratings.idea
    size = (number + 1) * ideas
    seen = np.bincount(key, minlength=size).astype(np.float64).reshape(number + 1, ideas)
    yes = np.bincount(key, weights=answers.agree, minlength=size).reshape(number + 1, ideas)
    return seen[1:], yes[1:]


def _between(yes: Floats, seen: Floats, whole: Floats) -> tuple[Floats, Floats]:
    """How far the groups' shares lie apart: their variance (scaled so that 1 is the most) and their range.

    Each share is first drawn towards the whole by four imaginary voices, so that a group of which two people
    rated an idea does not split it.
    """
    share = (yes + PSEUDO * whole) / (seen + PSEUDO)
    return 4 * share.var(axis=0), share.max(axis=0) - share.min(axis=0)


def _strongest(score: Floats, top: int) -> list[int]:
    """The places of the highest positive scores, highest first, ties by place."""
    order = np.lexsort((np.arange(len(score)), -score))
    return [int(at) for at in order[:top] if score[at] > 0]
