"""Medians and shares of the loop from word to deed, and their files."""

from datetime import date

import pytest

from punos_analysis.loop import (
    Days,
    MeasureRow,
    Measures,
    Share,
    WordRow,
    in_time,
    loop,
    measures_csv,
    median_days,
    read_measures,
    read_words,
    words_csv,
)

DAY = date(2022, 5, 1)


def after(days: int) -> date:
    return date.fromordinal(DAY.toordinal() + days)


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        ([], Days(None, 0)),
        ([None], Days(None, 0)),
        ([3], Days(3.0, 1)),
        ([1, 2], Days(1.5, 2)),
        ([1, 2, 30, None], Days(2.0, 3)),
        ([-4, 2, 2], Days(2.0, 3)),
    ],
)
def test_median_counts_days_and_never_less_than_none(waited: list[int | None], expected: Days) -> None:
    rows = [(DAY, None if days is None else after(days), 1) for days in waited]

    assert median_days(rows) == expected


def test_median_weighs_each_row_by_its_number() -> None:
    assert median_days([(DAY, after(1), 10), (DAY, after(50), 3), (DAY, after(90), 0)]) == Days(1.0, 13)


@pytest.mark.parametrize(
    ("state", "due", "closed", "expected"),
    [
        ("done", 5, 5, Measures(1, 1, 0)),
        ("done", 5, 6, Measures(1, 0, 1)),
        ("done", 90, 6, Measures(1, 1, 0)),
        ("planned", 9, None, Measures(1, 0, 1)),
        ("under_way", 10, None, Measures(0, 0, 0)),
        ("dropped", 5, 6, Measures(0, 0, 0)),
    ],
)
def test_measures_are_in_time_or_late_or_not_yet_due(
    state: str, due: int, closed: int | None, expected: Measures
) -> None:
    row = MeasureRow(after(due), state, None if closed is None else after(closed))

    assert in_time([row], as_of=after(10)) == expected


def test_files_give_back_what_they_were_made_of() -> None:
    words = [WordRow(DAY, after(4), None, 3), WordRow(DAY, None, after(8), 2)]
    measures = [MeasureRow(DAY, "done", after(1)), MeasureRow(after(2), "planned", None)]

    again = read_words(words_csv(reversed(words))), read_measures(measures_csv(measures))

    assert loop(*again, as_of=after(9)) == loop(words, measures, as_of=after(9))
    assert loop(words, [], as_of=DAY).responded == Share(of=5, with_it=3)
    assert words_csv(words) == words_csv(reversed(words))
