"""What unites and what divides."""

import numpy as np
import pytest

from punos_analysis.counting import jeffreys
from punos_analysis.ratings import Ratings, Scale
from punos_analysis.uniting import Shared, unite_and_divide


def voted(**ideas: tuple[int, int, int]) -> Ratings:
    """Ideas with so many who agree, pass and disagree; voices 0.. agree first."""
    rows = [
        (idea, str(at), value)
        for idea, counts in ideas.items()
        for at, value in enumerate([1] * counts[0] + [0] * counts[1] + [-1] * counts[2])
    ]
    return Ratings.from_rows(rows, scale=Scale.AGREEMENT)


def names(shared: tuple[Shared, ...]) -> list[str]:
    return [each.idea for each in shared]


def test_unite_and_divide_without_groups_ranks_by_bound_and_by_balance() -> None:
    common = unite_and_divide(
        voted(all=(95, 0, 5), most=(80, 0, 20), half=(50, 0, 50), some=(70, 0, 30), none=(5, 0, 95))
    )

    assert names(common.uniting) == ["all", "most", "some"]
    assert names(common.dividing) == ["half"]
    best = common.uniting[0]
    assert (best.n, best.agree, best.disagree, best.by_group) == (100, 0.95, 0.05, ())


def test_unite_and_divide_of_no_idea_is_empty_in_both() -> None:
    common = unite_and_divide(voted())

    assert (common.uniting, common.dividing) == ((), ())


def test_unite_and_divide_leaves_out_what_few_rated_and_what_is_passed_over() -> None:
    common = unite_and_divide(voted(few=(9, 0, 0), evenly=(4, 0, 4), passed=(10, 80, 10)))

    assert (names(common.uniting), names(common.dividing)) == ([], [])


def test_unite_and_divide_names_no_more_than_the_top() -> None:
    ideas = {f"i{at}": (90 + at, 0, 10) for at in range(8)}

    assert names(unite_and_divide(voted(**ideas), top=2).uniting) == ["i7", "i6"]


def test_unite_and_divide_counts_five_and_more_as_agreeing_on_seven_steps() -> None:
    rows = [("good", str(at), 5) for at in range(20)] + [
        ("split", str(at), 3 if at % 2 else 6) for at in range(20)
    ]
    common = unite_and_divide(Ratings.from_rows(rows, scale=Scale.SEVEN))

    assert (names(common.uniting), names(common.dividing)) == (["good"], ["split"])
    assert common.dividing[0].score == pytest.approx(4 * 10 * 10 / 24**2)


def test_unite_and_divide_with_groups_asks_every_group() -> None:
    groups = {str(at): 1 if at < 60 else 2 for at in range(100)}
    ratings = voted(both=(100, 0, 0), one=(60, 0, 40), lone=(40, 0, 60))

    common = unite_and_divide(ratings, groups=groups)

    assert names(common.uniting) == ["both"]
    assert names(common.dividing) == ["one", "lone"]
    assert common.dividing[0].by_group == (1.0, 0.0)
    low, _ = jeffreys(np.array([40.0]), np.array([40.0]))
    assert common.uniting[0].score == pytest.approx(low[0])


def test_unite_and_divide_hides_the_share_of_a_group_of_which_few_rated() -> None:
    groups = {str(at): 1 if at < 97 else 2 for at in range(100)}

    common = unite_and_divide(voted(idea=(50, 0, 50)), groups=groups)

    assert [each.by_group for each in (*common.uniting, *common.dividing)] == [(50 / 97, None)]


def test_unite_and_divide_counts_a_voice_without_group_only_in_the_whole() -> None:
    groups = {str(at): 1 + at % 2 for at in range(40)}

    common = unite_and_divide(voted(idea=(40, 0, 20)), groups=groups)

    assert common.uniting[0].n == 60
    assert common.uniting[0].agree == pytest.approx(2 / 3)
    assert common.uniting[0].by_group == (1.0, 1.0)
