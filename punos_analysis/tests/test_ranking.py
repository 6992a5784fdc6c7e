"""The order of ideas, and how much of it is chance."""

import random
from collections.abc import Mapping

import pytest
from scipy.stats import beta

from punos_analysis.ranking import Place, rank
from punos_analysis.ratings import Ratings, Scale, one_per_organisation

FEW = "1\u20134"


def rated(values: Mapping[str, list[int]], scale: Scale) -> Ratings:
    rows = [(idea, str(at), value) for idea, given in values.items() for at, value in enumerate(given)]
    return Ratings.from_rows(rows, scale=scale, ideas=list(values))


def test_rank_puts_the_best_first_with_clear_places() -> None:
    ratings = rated({"low": [1, 2] * 50, "high": [7, 6] * 50, "mid": [4, 4] * 50}, Scale.SEVEN)

    ranking = rank(ratings)

    assert [each.idea for each in ranking.ranked] == ["high", "mid", "low"]
    assert [str(each.band) for each in ranking.ranked] == ["1", "2", "3"]
    assert [each.places for each in ranking.ranked] == [Place(1, 1), Place(2, 2), Place(3, 3)]


def test_rank_of_agreement_gives_the_share_and_its_jeffreys_interval() -> None:
    best = rank(rated({"a": [1] * 6 + [-1] * 2 + [0] * 2}, Scale.AGREEMENT)).ranked[0]

    assert (best.n, best.mean, best.agree, best.disagree) == (10, 0.6, 0.6, 0.2)
    assert best.estimate == pytest.approx(6.5 / 11)
    assert (best.interval.low, best.interval.high) == pytest.approx(beta(6.5, 4.5).ppf([0.05, 0.95]))


def test_rank_shares_a_band_between_ideas_that_cannot_be_told_apart() -> None:
    same = [3, 4, 5, 6, 7] * 4
    ratings = rated({"a": same, "b": same, "c": [1, 2] * 10}, Scale.SEVEN)

    ranking = rank(ratings)

    assert [str(each.band) for each in ranking.ranked] == ["1\u20132", "1\u20132", "3"]


def test_rank_does_not_let_five_happy_people_beat_five_hundred() -> None:
    happy = {"five": [7, 7, 7, 7, 6], "many": [7] * 450 + [6] * 50}
    others = {f"other{at}": [4, 3, 5, 6, 2] * 20 for at in range(6)}

    ranking = rank(rated({**happy, **others}, Scale.SEVEN))

    assert ranking.ranked[0].idea == "many"


def test_rank_gives_no_figures_to_ideas_that_too_few_rated() -> None:
    ratings = rated({"none": [], "five": [4] * 5, "four": [7] * 4}, Scale.SEVEN)

    ranking = rank(ratings)

    assert [each.idea for each in ranking.ranked] == ["five"]
    assert [(each.idea, each.n_shown) for each in ranking.unranked] == [("none", "0"), ("four", FEW)]


@pytest.mark.parametrize("scale", list(Scale))
def test_rank_of_nothing_is_empty(scale: Scale) -> None:
    assert rank(Ratings.from_rows([], scale=scale)).ranked == ()


def test_rank_of_equal_means_keeps_the_order_given() -> None:
    ranking = rank(rated({"x": [1] * 10, "a": [1] * 10}, Scale.AGREEMENT))

    assert [each.idea for each in ranking.ranked] == ["x", "a"]


def test_rank_is_the_same_whenever_it_is_run() -> None:
    ratings = rated({"a": [1, 2, 3, 4, 5], "b": [2, 3, 4, 5, 6]}, Scale.SEVEN)

    assert rank(ratings) == rank(ratings)


def test_rank_of_organisations_counts_each_once() -> None:
    rows = [("a", f"v{at}", 1) for at in range(50)] + [("a", f"w{at}", -1) for at in range(9)]
    owners = {f"v{at}": "large" for at in range(50)} | {f"w{at}": f"small{at}" for at in range(9)}
    ratings = Ratings.from_rows(rows, scale=Scale.AGREEMENT)

    best = rank(one_per_organisation(ratings, owners)).ranked[0]

    assert (best.n, best.mean) == (10, 0.1)


@pytest.mark.parametrize("scale", list(Scale))
def test_rank_intervals_of_places_hold_the_true_place_nine_times_in_ten(scale: Scale) -> None:
    draw = random.Random(3)
    held = total = 0
    for turn in range(40):
        truth = {f"i{at}": draw.random() for at in range(12)}
        low, high = (-1, 1) if scale is Scale.AGREEMENT else (1, 7)
        values = {
            idea: [high if draw.random() < chance else low for _ in range(draw.randint(10, 80))]
            for idea, chance in truth.items()
        }
        place = {idea: at for at, idea in enumerate(sorted(truth, key=lambda each: -truth[each]), start=1)}
        for each in rank(rated(values, scale), seed=turn).ranked:
            held += each.places.first <= place[each.idea] <= each.places.last
            total += 1

    assert 0.85 <= held / total <= 1.0
