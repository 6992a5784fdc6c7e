"""Dates, spans, rough times and numbers in the three languages."""

from datetime import UTC, date, datetime

import pytest

from punos.core import dates, numbers

LANGUAGES = ("fi", "sv", "en")
NBSP = "\u00a0"


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("language", "written"), [("fi", "7.11.2022"), ("sv", "7.11.2022"), ("en", "7 November 2022")]
)
def test_day_is_written_as_the_reader_writes_it(language: str, written: str) -> None:
    assert dates.day(day("2022-11-07"), language) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", "18.11.2022 klo 16.00"), ("sv", "18.11.2022 kl. 16.00"), ("en", "18 November 2022, 16:00")],
)
def test_moment_is_told_in_helsinki_time(language: str, written: str) -> None:
    assert dates.moment(datetime(2022, 11, 18, 14, tzinfo=UTC), language) == written


def test_moment_late_in_the_evening_falls_on_the_next_day_in_helsinki() -> None:
    late = datetime(2022, 6, 5, 21, 30, tzinfo=UTC)
    assert (dates.day(late, "fi"), dates.moment(late, "fi")) == ("6.6.2022", "6.6.2022 klo 0.30")


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2022-11-07", "2022-11-07", ("7.11.2022", "7.11.2022", "7 November 2022")),
        ("2022-11-07", "2022-11-18", ("7.–18.11.2022", "7–18.11.2022", "7–18 November 2022")),
        (
            "2022-10-28",
            "2022-11-18",
            ("28.10.–18.11.2022", "28.10–18.11.2022", "28 October – 18 November 2022"),
        ),
        (
            "2021-11-07",
            "2022-11-07",
            ("7.11.2021–7.11.2022", "7.11.2021–7.11.2022", "7 November 2021 – 7 November 2022"),
        ),
        (
            "2022-12-28",
            "2023-01-05",
            ("28.12.2022–5.1.2023", "28.12.2022–5.1.2023", "28 December 2022 – 5 January 2023"),
        ),
        ("2022-11-07", "", ("7.11.2022 alkaen", "från 7.11.2022", "from 7 November 2022")),
        ("", "2022-11-18", ("18.11.2022 asti", "till 18.11.2022", "until 18 November 2022")),
        ("", "", ("", "", "")),
    ],
)
def test_span_leaves_out_what_both_ends_share(start: str, end: str, written: tuple[str, ...]) -> None:
    ends = [day(text) if text else None for text in (start, end)]
    assert tuple(dates.span(ends[0], ends[1], language) for language in LANGUAGES) == written


@pytest.mark.parametrize(
    ("precision", "start", "end", "written"),
    [
        ("day", "2022-04-29", "", ("29.4.2022", "29.4.2022", "29 April 2022")),
        ("day", "2022-11-07", "2022-11-18", ("7.–18.11.2022", "7–18.11.2022", "7–18 November 2022")),
        ("month", "2022-05-01", "2022-05-31", ("Toukokuu 2022", "maj 2022", "May 2022")),
        ("month", "2022-04-01", "2022-05-31", ("Huhti–toukokuu 2022", "april–maj 2022", "April–May 2022")),
        (
            "month",
            "2022-12-01",
            "2023-01-31",
            ("Joulukuu 2022 – tammikuu 2023", "december 2022 – januari 2023", "December 2022 – January 2023"),
        ),
        ("season", "2022-09-01", "2022-11-30", ("Syksy 2022", "hösten 2022", "autumn 2022")),
        ("season", "2022-06-15", "", ("Kesä 2022", "sommaren 2022", "summer 2022")),
        ("season", "2022-12-01", "2023-02-28", ("Talvi 2022–2023", "vintern 2022–2023", "winter 2022–2023")),
        (
            "season",
            "2022-09-01",
            "2023-05-31",
            ("Syksy 2022 – kevät 2023", "hösten 2022 – våren 2023", "autumn 2022 – spring 2023"),
        ),
        ("year_start", "2023-01-01", "", ("Vuoden 2023 alku", "början av 2023", "start of 2023")),
        ("end_of_year", "2022-11-01", "2022-12-31", ("Vuoden 2022 loppu", "slutet av 2022", "end of 2022")),
        ("year", "2023-01-01", "2023-12-31", ("2023", "2023", "2023")),
        ("year", "2022-01-01", "2023-12-31", ("2022–2023", "2022–2023", "2022–2023")),
        ("year", "", "", ("", "", "")),
    ],
)
def test_rough_says_no_more_than_is_known(
    precision: str, start: str, end: str, written: tuple[str, ...]
) -> None:
    ends = [day(text) if text else None for text in (start, end)]
    assert tuple(dates.rough(ends[0], ends[1], precision, language) for language in LANGUAGES) == written


def test_rough_refuses_a_precision_that_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        dates.rough(day("2022-05-01"), None, "fortnight", "fi")


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1184, None, (f"1{NBSP}184", f"1{NBSP}184", "1,184")),
        (6.21, None, ("6,21", "6,21", "6.21")),
        (6.2, 2, ("6,20", "6,20", "6.20")),
        (2.5, 0, ("3", "3", "3")),
        (-3, None, ("−3", "−3", "−3")),
        (1234567.891, 1, (f"1{NBSP}234{NBSP}567,9", f"1{NBSP}234{NBSP}567,9", "1,234,567.9")),
    ],
)
def test_number_keeps_thousands_apart(value: float, decimals: int | None, written: tuple[str, ...]) -> None:
    assert tuple(numbers.number(value, language, decimals) for language in LANGUAGES) == written


@pytest.mark.parametrize(
    ("share", "decimals", "written"),
    [
        (0.29, 0, (f"29{NBSP}%", "29%")),
        (0.4591, 1, (f"45,9{NBSP}%", "45.9%")),
        (0.125, 0, (f"13{NBSP}%", "13%")),
    ],
)
def test_percent_has_its_space_in_finnish_only(share: float, decimals: int, written: tuple[str, str]) -> None:
    assert (numbers.percent(share, "fi", decimals), numbers.percent(share, "en", decimals)) == written
    assert numbers.percent(share, "sv", decimals) == written[0]
