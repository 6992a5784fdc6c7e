"""Answers by background tell nobody's answer, also to one who knows both margins."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punos_analysis.breakdowns import Why
from punos_analysis.crosstabs import Crosstab, crosstab, protected, suppressed

FEW = "1\u20134"
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 11), min_size=width, max_size=width), min_size=2, max_size=4
    )
)


def made(table: list[list[int]]) -> Crosstab | None:
    return crosstab(
        [f"v{at}" for at in range(len(table))], [f"c{at}" for at in range(len(table[0]))], together(table)
    )


def together(table: list[list[int]]) -> list[list[int]]:
    """The table with its small columns added to its largest, or nobody where that is small, too."""
    totals = [sum(column) for column in zip(*table, strict=True)]
    largest = totals.index(max(totals))
    if max(totals) < 5:
        return [[0 for _ in line] for line in table]
    small = {at for at, total in enumerate(totals) if 0 < total < 5}
    return [
        [
            0 if at in small else value + (sum(line[each] for each in small) if at == largest else 0)
            for at, value in enumerate(line)
        ]
        for line in table
    ]


def lines(table: Crosstab | None) -> dict[str, tuple[str, ...]]:
    assert table is not None
    return dict(zip(table.values, table.labels, strict=True))


def test_crosstab_shows_all_where_nothing_is_small() -> None:
    assert lines(made([[5, 6, 0], [7, 0, 9], [0, 0, 0]])) == {
        "v0": ("5", "6", "0"),
        "v1": ("7", "0", "9"),
        "v2": ("0", "0", "0"),
    }


def test_crosstab_hides_a_rectangle_around_a_small_cell() -> None:
    assert lines(made([[3, 20, 20], [20, 20, 20], [20, 20, 20]])) == {
        "v0": (FEW, "hidden", "20"),
        "v1": ("hidden", "hidden", "20"),
        "v2": ("20", "20", "20"),
    }


def test_crosstab_puts_answers_that_few_gave_with_the_next_smallest() -> None:
    table = made([[20, 30], [2, 1], [6, 6], [9, 9]])

    assert lines(table) == {"v0": ("20", "30"), "v3": ("9", "9"), "*": ("8", "7")}


def test_crosstab_puts_a_line_that_cannot_be_protected_with_others() -> None:
    # six in the second line, three and three: each small cell could not be 1 or 2 less than the other's most
    table = made([[20, 30, 0], [3, 3, 0], [8, 8, 0]])

    assert lines(table) == {"v0": ("20", "30", "0"), "*": ("11", "11", "0")}


def test_crosstab_of_one_line_tells_nothing() -> None:
    assert made([[20, 30], [0, 0]]) is None
    assert made([[20, 30], [2, 1]]) is None
    assert made([[1, 5], [5, 5]]) is None
    assert made([[0, 0], [0, 0]]) is None


def test_crosstab_refuses_a_column_with_few() -> None:
    with pytest.raises(ValueError, match="fewer than 5 in b"):
        crosstab(["x", "y"], ["a", "b"], [[9, 2], [9, 2]])


def test_suppressed_names_the_line_that_cannot_be_protected() -> None:
    assert suppressed([[9, 9], [1, 5]])[1] == 1


def test_protected_sees_through_a_hidden_cell_that_stands_alone() -> None:
    counts = [[3, 20], [20, 20]]
    why = [[Why.PRIMARY, Why.COMPLEMENTARY], [Why.SHOWN, Why.SHOWN]]

    assert not protected(counts, why, 0, 0)


def possible(labels: list[tuple[str, ...]], table: list[list[int]]) -> dict[tuple[int, int], set[int]]:
    """By trying every table of this size with the same margins: what stands behind each small cell."""
    rows = [sum(line) for line in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    found: dict[tuple[int, int], set[int]] = {}

    def fits(label: str, value: int) -> bool:
        return {FEW: 0 < value < 5, "hidden": value >= 5}.get(label, label == str(value))

    for inner in product(range(max(rows) + 1), repeat=(len(rows) - 1) * (len(columns) - 1)):
        width = len(columns) - 1
        grid = [list(inner[at * width : (at + 1) * width]) for at in range(len(rows) - 1)]
        grid = [[*line, total - sum(line)] for line, total in zip(grid, rows, strict=False)]
        grid.append([total - sum(line[at] for line in grid) for at, total in enumerate(columns)])
        if all(
            fits(label, value)
            for shown, line in zip(labels, grid, strict=True)
            for label, value in zip(shown, line, strict=True)
        ):
            for i, j in product(range(len(rows)), range(len(columns))):
                if labels[i][j] == FEW:
                    found.setdefault((i, j), set()).add(grid[i][j])
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=3, max_size=3))
def test_crosstab_holds_against_one_who_tries_every_table(table: list[list[int]]) -> None:
    result = made(table)
    if result is None:
        return
    full = together(table)
    apart = [full[int(name[1:])] for name in result.values if name != "*"]
    if "*" in result.values:
        rest = [line for at, line in enumerate(full) if f"v{at}" not in result.values]
        apart.append([sum(column) for column in zip(*rest, strict=True)])

    assert all(values == {1, 2, 3, 4} for values in possible(list(result.labels), apart).values())


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_crosstab_shows_no_number_that_is_not_the_count(table: list[list[int]]) -> None:
    result, full = made(table), together(table)

    for name, labels, reasons in zip(result.values, result.labels, result.why, strict=True) if result else ():
        line = [] if name == "*" else full[int(name[1:])]
        for value, label, why in zip(line, labels, reasons, strict=False):
            assert (label == str(value)) == (why is Why.SHOWN)
            assert (label == FEW) == (0 < value < 5)
