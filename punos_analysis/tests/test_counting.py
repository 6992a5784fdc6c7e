"""Shares with the interval that their number of answers deserves."""

import numpy as np
import pytest

from punos_analysis.counting import count, jeffreys
from punos_analysis.ratings import Ratings, Scale, one_per_voice


def test_jeffreys_matches_published_values() -> None:
    # Brown, Cai and DasGupta (2001), table 5: n = 10, nominal 95 %
    low, high = jeffreys(np.array([1.0, 3.0, 5.0]), np.full(3, 10.0), level=0.95)

    assert low == pytest.approx([0.011, 0.093, 0.224], abs=6e-4)
    assert high == pytest.approx([0.381, 0.606, 0.776], abs=6e-4)


def test_jeffreys_reaches_the_ends_when_nobody_or_everybody_agrees() -> None:
    low, high = jeffreys(np.array([0.0, 4.0, 0.0]), np.array([4.0, 4.0, 0.0]))

    assert (low[0], high[1]) == (0.0, 1.0)
    assert (low[2], high[2]) == (0.0, 1.0)
    assert high[0] == pytest.approx(1 - low[1])


def test_jeffreys_covers_the_truth_nine_times_in_ten() -> None:
    truth, n = 0.3, 20
    drawn = np.random.default_rng(7).binomial(n, truth, 20_000).astype(np.float64)

    low, high = jeffreys(drawn, np.full(20_000, float(n)))

    assert 0.88 <= float(np.mean((low <= truth) & (truth <= high))) <= 0.95


def test_count_tells_agreeing_disagreeing_and_neither_apart() -> None:
    rows = [("a", "1", 1), ("a", "2", 1), ("a", "3", 0), ("a", "4", -1)]
    answers = one_per_voice(Ratings.from_rows(rows, scale=Scale.AGREEMENT, ideas=["a", "b"]))

    one, two = count(answers)

    assert (one.idea, one.n, one.agree, one.disagree, one.neither, one.share) == ("a", 4, 2, 1, 1, 0.5)
    assert one.interval.low < 0.5 < one.interval.high
    assert (two.n, two.share, two.interval.low, two.interval.high) == (0, 0.0, 0.0, 1.0)
