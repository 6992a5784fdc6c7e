"""How far word became deed: what was answered, how long it took, what was done in time.

Everything is computed from rows without persons: on which day so many contributions were made and on which day the
first response and the first decision on their themes came; when each measure was due and when it was done.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from punos_analysis.tables import as_csv

DONE, DROPPED = "done", "dropped"
WORDS_HEAD = ("said_on", "responded_on", "decided_on", "contributions")
MEASURES_HEAD = ("due_on", "state", "closed_on")


@dataclass(frozen=True, slots=True)
class WordRow:
    """So many contributions of one day; None where there is no response or decision yet."""

    said_on: date
    responded_on: date | None
    decided_on: date | None
    contributions: int


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure: the last day by which it was to be done, its state, and the day on which it was closed."""

    due_on: date
    state: str
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    of: int
    with_it: int


@dataclass(frozen=True, slots=True)
class Days:
    """The median number of days, and over how many it was taken; None where there are none."""

    median: float | None
    of: int


@dataclass(frozen=True, slots=True)
class Measures:
    """Of those that were to be done by now: how many were done in time and how many were not; the rest was dropped."""

    of: int
    in_time: int
    late: int


@dataclass(frozen=True, slots=True)
class Loop:
    """The figures of one process, or of several together."""

    responded: Share
    days_to_response: Days
    days_to_decision: Days
    measures: Measures


def loop(words: Iterable[WordRow], measures: Iterable[MeasureRow], *, as_of: date) -> Loop:
    """The figures as of a day, which itself counts."""
    rows, listed = list(words), list(measures)
    return Loop(
        responded=Share(
            of=sum(each.contributions for each in rows),
            with_it=sum(each.contributions for each in rows if each.responded_on is not None),
        ),
        days_to_response=median_days((each.said_on, each.responded_on, each.contributions) for each in rows),
        days_to_decision=median_days((each.said_on, each.decided_on, each.contributions) for each in rows),
        measures=in_time(listed, as_of=as_of),
    )


def median_days(rows: Iterable[tuple[date, date | None, int]]) -> Days:
    """The median of the days from the first date to the second, each row counting so many times.

    What came before the word, such as a response to a theme to which the word was given later, took no days. Of an
    even number it is the mean of the two in the middle.
    """
    counted: dict[int, int] = {}
    for said, came, times in rows:
        if came is not None and times > 0:
            days = max(0, (came - said).days)
            counted[days] = counted.get(days, 0) + times
    total = sum(counted.values())
    if not total:
        return Days(None, 0)
    low, high = _nth(counted, (total - 1) // 2), _nth(counted, total // 2)
    return Days((low + high) / 2, total)


def _nth(counted: dict[int, int], place: int) -> int:
    """The value at a place, counted from 0, among values that occur so many times."""
    values = sorted(counted)
    passed = accumulate(counted[value] for value in values)
    return next(value for value, so_far in zip(values, passed, strict=True) if place < so_far)


def in_time(measures: Iterable[MeasureRow], *, as_of: date) -> Measures:
    """What was to be done by this day or has been done before: in time, or late, or not done though its day is over."""
    early = late = 0
    for each in measures:
        if each.state == DROPPED:
            continue
        if each.state == DONE and each.closed_on is not None and each.closed_on <= each.due_on:
            early += 1
        elif each.state == DONE or each.due_on < as_of:
            late += 1
    return Measures(of=early + late, in_time=early, late=late)


def words_csv(rows: Iterable[WordRow]) -> str:
    """The rows of contributions as a file, in a fixed order."""
    told = sorted(
        (each.said_on.isoformat(), _iso(each.responded_on), _iso(each.decided_on), each.contributions)
        for each in rows
    )
    return as_csv([WORDS_HEAD, *told])


def measures_csv(rows: Iterable[MeasureRow]) -> str:
    """The rows of measures as a file, in a fixed order."""
    told = sorted((each.due_on.isoformat(), each.state, _iso(each.closed_on)) for each in rows)
    return as_csv([MEASURES_HEAD, *told])


def read_words(text: str) -> list[WordRow]:
    """What `words_csv` wrote."""
    return [
        WordRow(
            date.fromisoformat(row["said_on"]),
            _day(row["responded_on"]),
            _day(row["decided_on"]),
            int(row["contributions"]),
        )
        for row in csv.DictReader(io.StringIO(text))
    ]


def read_measures(text: str) -> list[MeasureRow]:
    """What `measures_csv` wrote."""
    return [
        MeasureRow(date.fromisoformat(row["due_on"]), row["state"], _day(row["closed_on"]))
        for row in csv.DictReader(io.StringIO(text))
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
