"""Attacks on all published tables together, and on two states of the results at two points in time.

The attacker knows the rules and everything that is published, and asks for each "1-4" what it can be.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from punos_analysis.breakdowns import SMALLEST, Why
from punos_analysis.steps import left_out, may_follow
from punos_analysis.survey import Kind, QuestionInput, SurveyData, SurveyVoice, survey_open_data

QUESTIONS = (
    QuestionInput("q", Kind.SINGLE, ("yes", "no")),
    QuestionInput("r", Kind.SINGLE, ("yes", "no")),
)
CODES = {"field": ("youth", "older", "culture"), "language": ("fi", "sv")}
CAPACITIES = ("resident", "organisation")
PART = {"resident": "person", "organisation": "organisation"}

type Row = tuple[
    str, str, str, str | None, str | None
]  # capacity, field, language, and an answer to each question
type Test = tuple[np.ndarray, float, float]  # which kinds of people, and between what their number lies

ROWS = st.tuples(
    st.sampled_from(CAPACITIES),
    st.sampled_from(("youth", "youth", "older", "culture")),
    st.sampled_from(("fi", "fi", "sv")),
    st.sampled_from(("yes", "yes", "no", None)),
    st.sampled_from(("yes", "no", None)),
)
KINDS: tuple[Row, ...] = tuple(
    product(CAPACITIES, CODES["field"], CODES["language"], ("yes", "no", None), ("yes", "no", None))
)


def published(rows: Sequence[Row]) -> SurveyData:
    """The open data of voices of these kinds."""
    return survey_open_data(
        questions=QUESTIONS,
        voices=[
            SurveyVoice(str(at), row[0], language=row[2], background={"field": row[1]})
            for at, row in enumerate(rows)
        ],
        values={str(at): {"q": row[3], "r": row[4]} for at, row in enumerate(rows)},
        codes=CODES,
        registry={},
    )


def kinds(**told: Any) -> np.ndarray:
    """Which of all kinds of people have these properties; None is no answer."""
    places = {"capacity": 0, "field": 1, "language": 2, "q": 3, "r": 4}
    return np.array([all(kind[places[name]] in some for name, some in told.items()) for kind in KINDS], float)


def between(shown: str, why: str) -> tuple[float, float]:
    """What a label says: a number, one to four, five or more, or nothing where a table is withheld."""
    if why == Why.SHOWN:
        return float(shown), float(shown)
    return {Why.PRIMARY: (1.0, 4.0), Why.COMPLEMENTARY: (5.0, math.inf)}.get(Why(why), (0.0, math.inf))


def knowledge(data: SurveyData) -> Iterator[tuple[Test, bool]]:
    """Everything that is published, and of each piece whether it is a number of one to four that is hidden."""
    for capacity in CAPACITIES:
        number = getattr(data.participation, capacity)
        yield (kinds(capacity={capacity}), number, number), False
    for row in data.background:
        if row.code != "*":
            own = {row.dimension: {row.code}}
            yield (kinds(**own), *between(row.shown, row.why)), row.why == Why.PRIMARY
    for told in data.answered:
        capacities = {each for each in CAPACITIES if PART[each] == told.part}
        mask = kinds(capacity=capacities, **{told.question: {"yes", "no"}})
        is_few = not told.answered.isdigit()
        # how many persons there are at all is a headline, which hides nothing
        is_hidden = is_few and int(told.shown) >= SMALLEST
        yield (mask, *((1, 4) if is_few else (int(told.answered),) * 2)), is_hidden
    few = {told.question for told in data.answered if told.part == "person" and not told.answered.isdigit()}
    for question, value, capacity in product("qr", ("yes", "no"), CAPACITIES):
        if question in few and capacity == "resident":
            continue
        number = sum(
            each.answers
            for each in data.answers
            if (each.question, each.value, each.part) == (question, value, PART[capacity])
        )
        yield (kinds(capacity={capacity}, **{question: {value}}), number, number), False
    yield from of_crosstabs(data)


def of_crosstabs(data: SurveyData) -> Iterator[tuple[Test, bool]]:
    """The answers by background: `*` is every code, or value, that has no line or column of its own."""
    tables: dict[tuple[str, str], list[Any]] = {}
    for row in data.crosstabs:
        tables.setdefault((row.question, row.dimension), []).append(row)
    for (question, dimension), cells in tables.items():
        codes, values = {each.code for each in cells}, {each.value for each in cells}
        for cell in cells:
            some = {*CODES[dimension]} - codes if cell.code == "*" else {cell.code}
            given = {"yes", "no", ""} - values if cell.value == "*" else {cell.value}
            told = {dimension: some, question: {each or None for each in given}}
            yield (kinds(**told), *between(cell.shown, cell.why)), cell.why == Why.PRIMARY


def exact(data: SurveyData) -> list[tuple[int, int]]:
    """The hidden numbers that turn out to be one number only, each with what it can be: the least and the most."""
    known = list(knowledge(data))
    sides = [mask for (mask, _low, high), _is_hidden in known if high < math.inf]
    most = [high for (_mask, _low, high), _is_hidden in known if high < math.inf]
    sides += [-mask for (mask, _low, _high), _is_hidden in known]
    most += [-low for (_mask, low, _high), _is_hidden in known]
    found = []
    for (mask, _low, _high), is_hidden in known:
        if is_hidden:
            ends = [linprog(sign * mask, A_ub=np.array(sides), b_ub=most).fun for sign in (1, -1)]
            least, greatest = math.ceil(ends[0] - 1e-6), math.floor(-ends[1] + 1e-6)
            if least == greatest:
                found.append((least, greatest))
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, max_size=45))
def test_no_hidden_number_follows_from_all_published_tables_together(rows: list[Row]) -> None:
    assert exact(published(rows)) == []


def test_the_attack_finds_a_number_that_is_not_hidden_well() -> None:
    rows: list[Row] = [("resident", "youth", "fi", "yes", "no") for _each in range(9)]
    rows += [("resident", "older", "fi", "no", "no") for _each in range(2)]
    data = published(rows)
    open_to_it = data.background[0]._replace(shown="9", why="shown")
    few = data.background[1]._replace(shown="1\u20134", why="primary")
    nobody = data.background[2]._replace(shown="0", why="shown")

    broken = type(data)(
        **{each: getattr(data, each) for each in data.__slots__} | {"background": (open_to_it, few, nobody)}
    )

    assert exact(broken) == [(2, 2)]


# Two points in time ---------------------------------------------------------------------------------------------

START = datetime(2022, 5, 2, 9, tzinfo=UTC)
CLOSES = START + timedelta(days=20)
EVENTS = st.lists(st.tuples(st.integers(0, 25), st.sampled_from("abc")), max_size=60)


def states(events: Sequence[tuple[int, str]], *, careful: bool = True) -> Iterator[Mapping[int, str]]:
    """The answers that are counted in each state that everybody sees, from the first to that after closing."""
    answers: dict[int, str] = {}
    spoke: dict[int, datetime] = {}
    began: dict[int, datetime] = {}
    last: datetime | None = None
    for at, (person, answer) in enumerate(events):
        now = START + timedelta(minutes=at)
        answers[person], spoke[person] = answer, now
        began.setdefault(person, now)
        new = sum(1 for when in began.values() if last is not None and when > last)
        changed = sum(1 for when in spoke.values() if last is not None and when > last)
        waits = last is not None and not may_follow(
            new=new, changed=changed, last=last, now=now, ends=[CLOSES]
        )
        if careful and waits:
            continue
        without = left_out(spoke) if careful else set()
        last = now
        yield {each: given for each, given in answers.items() if each not in without}
    yield dict(answers)


def told_apart(before: Mapping[int, str], after: Mapping[int, str]) -> int:
    """How many persons' answers make up the difference of two states."""
    return sum(1 for each in {*before, *after} if before.get(each) != after.get(each))


@settings(max_examples=300, deadline=None)
@given(EVENTS)
def test_two_states_differ_in_nobody_or_in_five_persons_at_least(events: list[tuple[int, str]]) -> None:
    seen = list(states(events))

    steps = [told_apart(before, after) for before, after in pairwise(seen) if before]

    assert [each for each in steps if 0 < each < SMALLEST] == []


def test_without_waiting_each_state_tells_one_persons_answer() -> None:
    seen = list(states([(person, "a") for person in range(12)], careful=False))

    assert {told_apart(before, after) for before, after in pairwise(seen)} == {0, 1}


def test_first_state_after_an_end_is_told_and_others_wait() -> None:
    hour, day = timedelta(hours=1), timedelta(days=1)
    told = {"new": 1, "changed": 1, "ends": [CLOSES, CLOSES + 30 * day]}

    assert may_follow(last=CLOSES - hour, now=CLOSES, **told)  # type: ignore[arg-type]  # as plain a table as can be
    assert not may_follow(last=CLOSES, now=CLOSES + hour, **told)  # type: ignore[arg-type]  # as above
    assert may_follow(last=CLOSES, now=CLOSES + 31 * day, **told)  # type: ignore[arg-type]  # as above
