"""In a table with margins, too, nothing small can be worked out."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from punos_analysis.breakdowns import Cell, Why
from punos_analysis.crossing import Crossed, crossed, provable

TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=4
    )
)


def made(table: list[list[int]]) -> Crossed:
    return crossed([f"r{at}" for at in range(len(table))], [f"c{at}" for at in range(len(table[0]))], table)


def shown(result: Crossed) -> list[list[str]]:
    return [[each.label for each in line] for line in result.cells]


def agrees(cell: Cell, value: int) -> bool:
    """Whether this number can stand behind the label."""
    if cell.count is not None:
        return value == cell.count
    return {Why.PRIMARY: 1 <= value <= 4, Why.COMPLEMENTARY: value >= 5}.get(cell.why, True)


def behind(result: Crossed, table: list[list[int]]) -> dict[tuple[int, int], set[int]]:
    """By trying every 2 x 2 table with the same total: which values each small cell may have."""
    total = sum(map(sum, table))
    found: dict[tuple[int, int], set[int]] = {}
    for a, b, c in product(range(total + 1), repeat=3):
        d = total - a - b - c
        grid = [[a, b], [c, d]]
        fits = d >= 0 and all(
            agrees(cell, value)
            for cells, values in zip(result.cells, grid, strict=True)
            for cell, value in zip(cells, values, strict=True)
        )
        fits = fits and all(
            agrees(cell, sum(line)) for cell, line in zip(result.rows.cells, grid, strict=True)
        )
        if fits and all(
            agrees(cell, grid[0][at] + grid[1][at]) for at, cell in enumerate(result.columns.cells)
        ):
            for i, j in product((0, 1), repeat=2):
                if result.cells[i][j].why is Why.PRIMARY:
                    found.setdefault((i, j), set()).add(grid[i][j])
    return found


def test_crossed_shows_all_where_nothing_is_small() -> None:
    result = made([[5, 6], [0, 9]])

    assert shown(result) == [["5", "6"], ["0", "9"]]
    assert result.cells[0][0].share == 0.25
    assert result.rows.cells[0].count == 11


def test_crossed_hides_a_rectangle_around_a_small_cell() -> None:
    result = made([[3, 20, 20], [20, 20, 20], [20, 20, 20]])

    assert shown(result) == [
        ["1\u20134", "hidden", "20"],
        ["hidden", "hidden", "20"],
        ["20", "20", "20"],
    ]


def test_crossed_withholds_all_cells_where_hiding_does_not_help() -> None:
    result = made([[1, 5]])

    assert shown(result) == [["hidden", "hidden"]]
    assert (result.rows.cells[0].label, result.columns.withheld) == ("6", True)


def test_crossed_protects_a_small_margin_by_its_cells() -> None:
    result = made([[1, 1, 0], [20, 30, 9], [20, 30, 0], [8, 8, 8]])

    assert (result.rows.cells[0].label, result.rows.cells[3].label) == ("1\u20134", "hidden")
    assert [cell.label for cell in result.cells[0]] == ["1\u20134", "1\u20134", "0"]
    assert [cell.label for cell in result.cells[3]] == ["hidden", "hidden", "8"]


def test_crossed_of_nobody_shows_zeros() -> None:
    assert shown(made([[0, 0]])) == [["0", "0"]]


def test_crossed_of_nothing_is_empty() -> None:
    assert crossed([], [], []).cells == ()


def test_provable_finds_what_subtraction_reveals() -> None:
    table = [[3, 20], [20, 20]]
    margins = made([[13, 10], [10, 30]])
    why = {(0, 0): Why.PRIMARY, (0, 1): Why.SHOWN, (1, 0): Why.COMPLEMENTARY, (1, 1): Why.SHOWN}

    assert provable(table, why, margins.rows, margins.columns, [(0, 0)]) == (3, 3)
    assert provable(table, why, margins.rows, margins.columns, [(0, 0), (0, 1)]) == (23, 23)


@settings(max_examples=60)
@given(TABLES)
def test_crossed_leaves_every_small_cell_more_than_one_value(table: list[list[int]]) -> None:
    result = made(table)

    why = {(i, j): cell.why for i, line in enumerate(result.cells) for j, cell in enumerate(line)}
    small = [place for place, each in why.items() if each is Why.PRIMARY]
    ranges = [provable(table, why, result.rows, result.columns, [place]) for place in small]
    margins = {each.why for each in (*result.rows.cells, *result.columns.cells)}
    most = 2 if Why.PRIMARY in margins else 4
    assert all(low <= 1 and high >= most for low, high in ranges)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_crossed_holds_against_one_who_tries_every_table(numbers: list[int]) -> None:
    table = [numbers[:2], numbers[2:]]
    result = made(table)

    assert all(len(values) > 1 for values in behind(result, table).values())
