"""No small number can be worked out from what a breakdown shows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punos_analysis.breakdowns import Breakdown, Why, breakdown, is_free

FEW = "1\u20134"
COUNTS = st.dictionaries(
    st.text("abcdefghij", min_size=1, max_size=2), st.integers(0, 14), min_size=1, max_size=9
)


def labels(made: Breakdown) -> dict[str, str]:
    return {each.code: each.label for each in made.cells}


def possible(made: Breakdown, code: str) -> set[int]:
    """What an attacker finds by trying: values of a small cell for which the rest can still add up."""
    shown = sum(each.count or 0 for each in made.cells)
    others = [each for each in made.cells if each.count is None and each.code != code]
    sums = {0}
    assert made.total is not None
    for each in others:
        span = range(1, 5) if each.why is Why.PRIMARY else range(5, made.total + 1)
        sums = {have + more for have in sums for more in span if have + more <= made.total}
    return {value for value in range(1, 5) if made.total - shown - value in sums}


def test_breakdown_shows_zero_and_numbers_from_five() -> None:
    made = breakdown({"a": 0, "b": 5, "c": 15})

    assert labels(made) == {"a": "0", "b": "5", "c": "15"}
    assert [each.share for each in made.cells] == [0.0, 0.25, 0.75]
    assert (made.total, made.rest, made.withheld) == (20, 0, False)


def test_breakdown_hides_the_next_smallest_with_a_single_small_cell() -> None:
    made = breakdown({"a": 3, "b": 20, "c": 9, "d": 0})

    assert labels(made) == {"a": FEW, "b": "20", "c": "hidden", "d": "0"}
    assert [each.why for each in made.cells] == [Why.PRIMARY, Why.SHOWN, Why.COMPLEMENTARY, Why.SHOWN]
    assert [each.share for each in made.cells] == [None, 0.625, None, 0.0]
    assert made.rest == 12


@pytest.mark.parametrize(("one", "two"), [(1, 1), (4, 4), (1, 2), (3, 3), (2, 2)])
def test_breakdown_hides_another_where_two_small_cells_pin_each_other(one: int, two: int) -> None:
    made = breakdown({"a": one, "b": two, "c": 30, "d": 12})

    assert labels(made) == {"a": FEW, "b": FEW, "c": "30", "d": "hidden"}


def test_breakdown_hides_nothing_more_where_small_cells_leave_each_other_free() -> None:
    made = breakdown({"a": 2, "b": 3, "c": 30})

    assert labels(made) == {"a": FEW, "b": FEW, "c": "30"}


def test_breakdown_passes_over_a_cell_that_would_give_no_room() -> None:
    # hidden stands for 5 or more: with 5 hidden beside 1, the sum of 6 would say 1 and 5
    assert labels(breakdown({"a": 1, "b": 5, "c": 9})) == {"a": FEW, "b": "5", "c": "hidden"}


def test_breakdown_hides_several_where_one_gives_no_room() -> None:
    assert labels(breakdown({"a": 1, "b": 5, "c": 6, "d": 7})) == {
        "a": FEW,
        "b": "5",
        "c": "hidden",
        "d": "hidden",
    }


@pytest.mark.parametrize("counts", [{"a": 1, "b": 5}, {"a": 3}, {"a": 2, "b": 0, "c": 0}, {"a": 1, "b": 1}])
def test_breakdown_withholds_all_where_hiding_does_not_help(counts: dict[str, int]) -> None:
    made = breakdown(counts)

    assert {each.label for each in made.cells} == {"hidden"}
    assert made.withheld
    assert made.rest == made.total == sum(counts.values())


def test_breakdown_needs_no_second_cell_where_the_total_is_unknown() -> None:
    made = breakdown({"a": 1, "b": 5}, total_known=False)

    assert labels(made) == {"a": FEW, "b": "5"}
    assert [each.share for each in made.cells] == [None, None]
    assert (made.total, made.rest) == (None, None)


def test_breakdown_of_nobody_shows_zeros_without_shares() -> None:
    made = breakdown({"a": 0})

    assert (labels(made), made.cells[0].share, made.total) == ({"a": "0"}, None, 0)


def test_breakdown_takes_another_threshold() -> None:
    assert labels(breakdown({"a": 2, "b": 3}, k=3, total_known=False)) == {"a": "1\u20132", "b": "3"}


def test_free_means_that_every_value_stays_possible() -> None:
    assert is_free([2, 3], [])
    assert not is_free([3], [])
    assert is_free([3], [7])


@settings(max_examples=400)
@given(COUNTS)
def test_breakdown_leaves_all_four_values_possible_for_each_small_cell(counts: dict[str, int]) -> None:
    made = breakdown(counts)

    small = [each.code for each in made.cells if each.why is Why.PRIMARY]
    assert [possible(made, code) for code in small] == [{1, 2, 3, 4}] * len(small)
    assert made.withheld or {each.code for each in made.cells if each.label == FEW} == {
        code for code, value in counts.items() if 0 < value < 5
    }


@settings(max_examples=200)
@given(COUNTS)
def test_breakdown_shows_no_number_that_is_not_the_count(counts: dict[str, int]) -> None:
    made = breakdown(counts)

    assert {each.code: each.count for each in made.cells if each.count is not None} == {
        each.code: counts[each.code] for each in made.cells if each.why is Why.SHOWN
    }
