"""The order of ideas, and how much of that order is more than chance.

Each place is drawn from what the answers leave possible: 400 times every idea gets a score that its
answers allow, and the ideas are ordered anew. Where an idea lands in nine draws of ten is the interval of
its place, and ideas that the draws do not tell apart share a band of places.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from punos_analysis.counting import LEVEL, Interval, jeffreys
from punos_analysis.ratings import Answers, Floats, Ratings, Scale, one_per_voice

SMALLEST = 5
FEW = "1\u20134"
DRAWS = 400
PRIOR_ANSWERS = 4.0


@dataclass(frozen=True, slots=True)
class Place:
    """From `first` to `last`, counted from 1: the same number twice for a place of one's own."""

    first: int
    last: int

    def __str__(self) -> str:
        """As read on a page, with an en dash."""
        return str(self.first) if self.first == self.last else f"{self.first}\u2013{self.last}"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One idea in the ranking.

    `mean` is the mean rating on the scale of 1 to 7, or the share that agrees (0 to 1). `estimate` is the
    same drawn towards the whole where answers are few; it decides the order, so that an idea rated by five
    people does not stand first by luck. `band` is shared by ideas that cannot be told apart; `places` are
    the places that this idea may really have.
    """

    idea: str
    n: int
    mean: float
    interval: Interval
    estimate: float
    agree: float
    disagree: float
    band: Place
    places: Place


@dataclass(frozen=True, slots=True)
class Unranked:
    """An idea with too few answers for figures: `n_shown` says "0" or "1" to "4"."""

    idea: str
    n_shown: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ideas best first, then those that too few have rated, in the order in which they were given."""

    scale: Scale
    level: float
    ranked: tuple[Ranked, ...]
    unranked: tuple[Unranked, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Scores:
    """Per idea: mean, ends of its interval, estimate, and one row of possible scores per draw."""

    mean: Floats
    low: Floats
    high: Floats
    estimate: Floats
    drawn: Floats


def rank(
    answers: Ratings | Answers,
    *,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = 1,
    smallest: int = SMALLEST,
) -> Ranking:
    """Order the ideas, best first, with an interval for each mean and for each place."""
    given = one_per_voice(answers) if isinstance(answers, Ratings) else answers
    n = given.per_idea()
    kept = np.flatnonzero(n >= smallest)
    score = _agreement if given.scale is Scale.AGREEMENT else _steps
    scores = score(given, kept, level, draws, np.random.default_rng(seed))
    order = np.lexsort((kept, -n[kept], -scores.estimate))
    drawn = scores.drawn[:, order]
    places, bands = _places(drawn, level), _bands(drawn, level)
    agree = given.sums(given.agree)[kept] / n[kept]
    disagree = given.sums(given.disagree)[kept] / n[kept]
    ranked = tuple(
        Ranked(
            idea=given.ideas[kept[at]],
            n=int(n[kept[at]]),
            mean=float(scores.mean[at]),
            interval=Interval(float(scores.low[at]), float(scores.high[at])),
            estimate=float(scores.estimate[at]),
            agree=float(agree[at]),
            disagree=float(disagree[at]),
            band=bands[row],
            places=places[row],
        )
        for row, at in enumerate(order)
    )
    few = tuple(
        Unranked(idea, FEW if n[at] else "0") for at, idea in enumerate(given.ideas) if n[at] < smallest
    )
    return Ranking(scale=given.scale, level=level, ranked=ranked, unranked=few)


def _agreement(
    answers: Answers, kept: np.ndarray, level: float, draws: int, random: np.random.Generator
) -> _Scores:
    """Share of agreeing answers under the Jeffreys prior, which is also its interval."""
    n = answers.per_idea()[kept].astype(np.float64)
    agree = answers.sums(answers.agree)[kept]
    low, high = jeffreys(agree, n, level=level)
    drawn = random.beta(agree + 0.5, n - agree + 0.5, (draws, len(kept)))
    return _Scores(mean=agree / n, low=low, high=high, estimate=(agree + 0.5) / (n + 1), drawn=drawn)


def _steps(
    answers: Answers, kept: np.ndarray, level: float, draws: int, random: np.random.Generator
) -> _Scores:
    """Mean of ratings: normal, its variance steadied by the variance of all ideas.

    The estimate is the posterior mean with a normal prior around the mean of the ideas, whose width is
    what the means vary beyond chance (method of moments).
    """
    n = answers.per_idea()[kept].astype(np.float64)
    mean = answers.sums(answers.value)[kept] / n
    squares = np.maximum(answers.sums(answers.value**2)[kept] - n * mean**2, 0.0)
    pooled = max(float(squares.sum() / max(float((n - 1).sum()), 1.0)), 1e-9)
    freedom = n - 1 + PRIOR_ANSWERS
    chance = (squares + PRIOR_ANSWERS * pooled) / freedom / n
    half = stdtrit(freedom, (1 + level) / 2) * np.sqrt(chance)
    middle = float(mean.mean()) if len(mean) else 0.0
    beyond = float(mean.var(ddof=1) - chance.mean()) if len(mean) > 1 else 0.0
    spread = max(beyond, 1e-3)
    trust = spread / (spread + chance)
    estimate = trust * mean + (1 - trust) * middle
    drawn = estimate + np.sqrt(trust * chance) * random.standard_normal((draws, len(kept)))
    return _Scores(
        mean=mean,
        low=np.maximum(mean - half, answers.scale.lowest),
        high=np.minimum(mean + half, answers.scale.highest),
        estimate=estimate,
        drawn=drawn,
    )


def _places(drawn: Floats, level: float) -> Sequence[Place]:
    """For each idea (column, best first) the places that it took in the middle `level` of the draws."""
    taken = np.argsort(np.argsort(-drawn, axis=1, kind="stable"), axis=1, kind="stable") + 1
    tail = (1 - level) / 2
    first = np.quantile(taken, tail, axis=0, method="inverted_cdf")
    last = np.quantile(taken, 1 - tail, axis=0, method="inverted_cdf")
    return [Place(int(low), int(high)) for low, high in zip(first, last, strict=True)]


def _bands(drawn: Floats, level: float) -> Sequence[Place]:
    """Join to the leader of a band every next idea that the draws do not put below it.

    A new band begins with the first idea that is below the leader in (1 + level) / 2 of the draws, the
    one-sided form of the interval's level.
    """
    ideas = drawn.shape[1]
    starts = [0] if ideas else []
    for at in range(1, ideas):
        below = float(np.mean(drawn[:, starts[-1]] > drawn[:, at]))
        if below >= (1 + level) / 2:
            starts.append(at)
    ends = [*starts[1:], ideas]
    return [
        Place(start + 1, end) for start, end in zip(starts, ends, strict=False) for _ in range(start, end)
    ]
