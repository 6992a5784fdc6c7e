"""Counts of who agrees and who does not, each share with the interval that its size deserves."""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from punos_analysis.ratings import Answers, Floats

LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Interval:
    """From low to high, both within what is possible."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Count:
    """How an idea was answered. Counts are whole for voices and may be parts for organisations.

    `share` is the part of all answers that agree; `neither` holds those who passed or chose the middle.
    """

    idea: str
    n: int
    agree: float
    disagree: float
    neither: float
    share: float
    interval: Interval


def jeffreys(successes: Floats, trials: Floats, *, level: float = LEVEL) -> tuple[Floats, Floats]:
    """The interval of a share that holds also for few answers: Beta(s + 1/2, n - s + 1/2).

    The end at 0 is 0 when nobody agrees and the end at 1 is 1 when all do; without answers the share may
    be anything. Brown, Cai and DasGupta (2001), Statistical Science 16(2).
    """
    tail = (1 - level) / 2
    failures = trials - successes
    low = betaincinv(successes + 0.5, failures + 0.5, tail)
    high = betaincinv(successes + 0.5, failures + 0.5, 1 - tail)
    return (
        np.where(successes <= 0, 0.0, low).astype(np.float64),
        np.where(failures <= 0, 1.0, high).astype(np.float64),
    )


def count(answers: Answers, *, level: float = LEVEL) -> tuple[Count, ...]:
    """Count the answers to every idea, in the order of the ideas."""
    n = answers.per_idea()
    agree, disagree = answers.sums(answers.agree), answers.sums(answers.disagree)
    low, high = jeffreys(agree, n.astype(np.float64), level=level)
    share = agree / np.maximum(n, 1)
    return tuple(
        Count(
            idea=idea,
            n=int(n[at]),
            agree=float(agree[at]),
            disagree=float(disagree[at]),
            neither=float(n[at] - agree[at] - disagree[at]),
            share=float(share[at]),
            interval=Interval(float(low[at]), float(high[at])),
        )
        for at, idea in enumerate(answers.ideas)
    )
