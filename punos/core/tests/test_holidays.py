"""When Finland rests."""

from datetime import date

import pytest
from django.utils.translation import override

from punos.core.holidays import easter, name_of_rest, public_holidays, resting, working_days


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2022, date(2022, 4, 17)),
        (2024, date(2024, 3, 31)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_as_the_almanac_says(year: int, sunday: date) -> None:
    assert easter(year) == sunday


def test_public_holidays_of_2022_are_those_of_the_almanac() -> None:
    days = sorted(f"{day.day}.{day.month}." for day in public_holidays(2022))

    assert days == sorted(
        [
            "1.1.",
            "6.1.",
            "15.4.",
            "17.4.",
            "18.4.",
            "1.5.",
            "26.5.",
            "5.6.",
            "24.6.",
            "25.6.",
            "5.11.",
            "6.12.",
            "24.12.",
            "25.12.",
            "26.12.",
        ]
    )


@pytest.mark.parametrize(
    ("first", "last", "seasons"),
    [
        (date(2022, 9, 1), date(2022, 10, 15), []),
        (date(2022, 4, 11), date(2022, 4, 14), ["Easter"]),
        (date(2022, 12, 1), date(2022, 12, 23), ["the time from Christmas to Epiphany"]),
        (date(2023, 1, 6), date(2023, 1, 20), ["the time from Christmas to Epiphany"]),
        (date(2023, 1, 7), date(2023, 1, 20), []),
        (date(2022, 7, 31), date(2022, 8, 20), ["the summer holidays, from Midsummer to the end of July"]),
        (date(2022, 8, 1), date(2022, 8, 20), []),
    ],
)
def test_span_knows_the_seasons_that_it_runs_into(first: date, last: date, seasons: list[str]) -> None:
    with override("en"):
        assert [str(each.name) for each in resting(first, last)] == seasons


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert working_days(date(2022, 4, 11), date(2022, 4, 24)) == 8
    assert working_days(date(2022, 12, 24), date(2022, 12, 26)) == 0


@pytest.mark.parametrize(
    ("day", "why"),
    [(date(2022, 12, 6), "Independence Day"), (date(2022, 10, 1), "a weekend"), (date(2022, 10, 3), "")],
)
def test_day_of_rest_has_a_reason(day: date, why: str) -> None:
    with override("en"):
        assert str(name_of_rest(day)) == why
