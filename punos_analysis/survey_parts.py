"""Counts of answers to shares, means, places and quartiles, each with the interval that its size deserves."""

import math
from collections.abc import Mapping

import numpy as np
from scipy.special import stdtrit

from punos_analysis.breakdowns import SMALLEST
from punos_analysis.counting import Interval, jeffreys
from punos_analysis.survey_data import ALL, CHOSEN, ORDER, Kind, QuestionInput
from punos_analysis.survey_figures import Line, Mean, Option, Part, Place, Spread

type Counts = Mapping[tuple[str, str], float]


def parts_of(
    question: QuestionInput, numbers: Mapping[str, int], counted: Mapping[str, Counts], level: float
) -> tuple[Part, ...]:
    """A part for each that has a number, and one for all of them together."""
    every: dict[tuple[str, str], float] = {}
    for found in counted.values():
        for key, count in found.items():
            every[key] = every.get(key, 0.0) + count
    both = {**{part: (numbers[part], found) for part, found in counted.items()}}
    both[ALL] = (sum(numbers.values()), every)
    return tuple(_part(question, part, float(n), found, level) for part, (n, found) in both.items())


def _part(question: QuestionInput, part: str, n: float, found: Counts, level: float) -> Part:
    kind = question.kind
    places: tuple[Place, ...] = ()
    if kind is Kind.RANKING:
        places = _ranked(question, found)
        found = _firsts(found)
    return Part(
        part=part,
        n=n,
        lines=_lines(question, n, found, level),
        places=places,
        spread=_spread(found) if kind is Kind.NUMBER and n >= SMALLEST and found else None,
    )


def _lines(question: QuestionInput, n: float, found: Counts, level: float) -> tuple[Line, ...]:
    kind = question.kind
    if kind is Kind.MULTIPLE:
        chosen = {option: found.get((option, CHOSEN), 0.0) for option in question.options}
        return (_line("", chosen, n, level),)
    if kind is Kind.MATRIX:
        lines = {
            row: {each: found.get((row, each), 0.0) for each in question.options} for row in question.rows
        }
        return tuple(_line(row, counts, sum(counts.values()), level) for row, counts in lines.items())
    if kind is Kind.DATE:
        return (_line("", {value: count for (_, value), count in sorted(found.items())}, n, level),)
    if kind not in (Kind.SINGLE, Kind.SCALE, Kind.RANKING, Kind.PLACE):
        return ()
    counts = {value: found.get(("", value), 0.0) for value in question.values}
    line = _line("", counts, n, level)
    mean = _mean(counts, level) if kind is Kind.SCALE and n else None
    return (Line(line.row, line.n, line.options, mean),)


def _line(row: str, counts: Mapping[str, float], n: float, level: float) -> Line:
    given = np.array(list(counts.values()), np.float64)
    low, high = jeffreys(given, np.full(len(given), max(n, 0.0)), level=level)
    options = tuple(
        Option(
            code=code,
            count=count,
            share=count / n if n else None,
            interval=Interval(float(low[at]), float(high[at])) if n else None,
        )
        for at, (code, count) in enumerate(counts.items())
    )
    return Line(row=row, n=n, options=options, mean=None)


def _mean(counts: Mapping[str, float], level: float) -> Mean:
    """Mean and t interval.

    The variance counts as if one more answer lay at each end of the scale, so that a few like answers do not
    look certain.
    """
    steps = np.array([float(each) for each in counts])
    weights = np.array(list(counts.values()))
    n = float(weights.sum())
    mean = float(steps @ weights / n)
    ends = (steps[0] - mean) ** 2 + (steps[-1] - mean) ** 2
    variance = (float(weights @ (steps - mean) ** 2) + float(ends)) / (n + 1)
    half = float(stdtrit(n + 1, (1 + level) / 2)) * math.sqrt(variance / n)
    return Mean(mean, Interval(max(mean - half, float(steps[0])), min(mean + half, float(steps[-1]))))


def _ranked(question: QuestionInput, found: Counts) -> tuple[Place, ...]:
    """Best mean place first; ranks that were not given are not guessed."""
    n = dict.fromkeys(question.options, 0.0)
    total = dict.fromkeys(question.options, 0.0)
    for (_, value), count in found.items():
        for place, option in enumerate(value.split(ORDER), start=1):
            n[option] += count
            total[option] += count * place
    made = [Place(each, n[each], total[each] / n[each] if n[each] else None) for each in question.options]
    return tuple(sorted(made, key=lambda each: math.inf if each.mean is None else each.mean))


def _firsts(found: Counts) -> Counts:
    firsts: dict[tuple[str, str], float] = {}
    for (row, value), count in found.items():
        key = (row, value.split(ORDER)[0])
        firsts[key] = firsts.get(key, 0.0) + count
    return firsts


def _spread(found: Counts) -> Spread:
    """Quartiles are values that were given: the first that so many do not exceed."""
    pairs = sorted((float(value), count) for (_, value), count in found.items())
    values = np.array([value for value, _ in pairs])
    weights = np.array([count for _, count in pairs])
    up_to = np.cumsum(weights) / weights.sum()
    at = np.minimum(np.searchsorted(up_to, (0.25 - 1e-9, 0.5 - 1e-9, 0.75 - 1e-9)), len(values) - 1)
    low, middle, high = (float(values[each]) for each in at)
    return Spread(float(values @ weights / weights.sum()), low, middle, high)
