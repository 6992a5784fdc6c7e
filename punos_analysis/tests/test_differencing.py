"""Attacks on all published tables together, and on two states of the results at two points in time.

The attacker knows the rules and everything that is published, and asks for each "1-4" what it can be.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from punos_analysis import survey_once
from punos_analysis.brainstorm import IdeaInput, OpenData, VoiceInput, open_data
from punos_analysis.breakdowns import SMALLEST, Why
from punos_analysis.ratings import Scale
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


# One answer per organisation --------------------------------------------------------------------------------------

type Shape = tuple[
    tuple[int, int], ...
]  # of each organisation how many people, and how many of them said yes
PEOPLE = 9


def shapes(people: int, largest: int | None = None) -> Iterator[Shape]:
    """Every way in which so many people can belong to organisations and say yes or no."""
    if not people:
        yield ()
    for size in range(min(people, largest or people), 0, -1):
        for rest in shapes(people - size, size):
            yield from (((size, yes), *rest) for yes in range(size + 1))


def told(shape: Shape, share: Callable[[np.ndarray], np.ndarray]) -> tuple[int, ...]:
    """What is published of them: how many there are and how many said yes, as people and as organisations."""
    sizes = np.array([size for size, _yes in shape for _each in range(size)])
    said = np.array([at < yes for size, yes in shape for at in range(size)])
    counted = share(sizes)
    return (
        len(sizes),
        int(said.sum()),
        *(round(1e6 * float(each)) for each in (counted.sum(), counted @ said)),
    )


def apart(shape: Shape) -> dict[int, tuple[int, int]]:
    """By the size of their organisations: how many people these are, and how many of them said yes."""
    found: dict[int, tuple[int, int]] = {}
    for size, yes in shape:
        people, so_far = found.get(size, (0, 0))
        found[size] = people + size, so_far + yes
    return found


def told_of_few(share: Callable[[np.ndarray], np.ndarray]) -> set[tuple[int, ...]]:
    """What is published and tells of one to four people, known by the size of their organisations, how they answered."""
    behind: dict[tuple[int, ...], list[dict[int, tuple[int, int]]]] = {}
    for people in range(SMALLEST, PEOPLE + 1):
        for shape in shapes(people):
            behind.setdefault(told(shape, share), []).append(apart(shape))
    return {
        seen
        for seen, all_of_them in behind.items()
        if 0 < seen[1] < seen[0]  # else everybody said the same
        for size, (people, _yes) in all_of_them[0].items()
        if people < SMALLEST and all(each.get(size) == all_of_them[0][size] for each in all_of_them)
    }


def test_sums_of_one_answer_per_organisation_tell_no_few_peoples_answers() -> None:
    assert told_of_few(survey_once.shares) == set()


def test_fractions_of_each_organisation_by_itself_would_tell_them() -> None:
    assert (5, 2, 2_000_000, 1_250_000) in told_of_few(lambda sizes: 1 / sizes)


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


def early(answers: Mapping[int, str], *, is_early: bool) -> SurveyData:
    """What is published of these persons, of whom every sixth is from another field than the rest."""
    fields = {person: "older" if person % 6 == 5 else "youth" for person in answers}
    voices = [
        SurveyVoice(
            str(person), "active", organisation=f"o{person % 2}", background={"field": fields[person]}
        )
        for person in answers
    ]
    values = {str(person): {"q": "yes" if answer == "a" else "no"} for person, answer in answers.items()}
    return survey_open_data(
        questions=QUESTIONS[:1], voices=voices, values=values, codes=CODES, registry={}, is_early=is_early
    )


def columns(data: SurveyData) -> dict[tuple[str, str], Counter[str]]:
    """The answers of everybody from one field, where all of them are told."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for cell in data.crosstabs:
        found.setdefault((cell.dimension, cell.code), Counter())[cell.value] += (
            int(cell.shown) if cell.shown.isdigit() else 1_000_000
        )
    return {column: cells for column, cells in found.items() if max(cells.values()) < 1_000_000}


def of_few(before: SurveyData, after: SurveyData) -> list[Counter[str]]:
    """The answers of one to four newcomers from one field, by subtraction."""
    old, new = columns(before), columns(after)
    came = [new[column] - old[column] for column in new.keys() & old.keys()]
    return [each for each in came if 0 < each.total() < SMALLEST]


def test_early_states_tell_nobody_apart_by_background_or_organisation() -> None:
    first = {person: "ab"[person % 6 == 0 or person % 12 == 5] for person in range(72)}
    second = first | dict.fromkeys(range(72, 78), "a")  # one of them is the only one from the other field

    whole = of_few(early(first, is_early=False), early(second, is_early=False))
    states = [early(answers, is_early=True) for answers in (first, second)]

    assert Counter({"yes": 1}) in whole
    assert [(data.crosstabs, {row.once for row in data.answers}) for data in states] == [((), {None})] * 2
    assert {row.once for data in states for row in data.answered} == {""}


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_rows_of_ratings_of_two_states_differ_in_nobody_or_in_five_at_least(
    events: list[tuple[int, str]],
) -> None:
    lists = [Counter(row.value for row in rated(answers).ratings) for answers in states(events)]

    steps = [((after - before) + (before - after)).total() for before, after in pairwise(lists)]

    assert [each for each in steps if 0 < each < SMALLEST] == []


def rated(answers: Mapping[int, str]) -> OpenData:
    """The open data of persons who rated one idea."""
    return open_data(
        scale=Scale.SEVEN,
        voices=[VoiceInput(str(person), "resident") for person in answers],
        ideas=[IdeaInput("1", "published", "fi", "Tiloja")],
        ratings=[("1", str(person), 1 + "abc".index(answer)) for person, answer in answers.items()],
        codes={},
        registry={},
        secret="s",
    )


def test_fewer_than_five_of_different_sizes_count_together() -> None:
    assert survey_once.shares(np.array([1, 2, 4], np.int32)).tolist() == [7 / 12] * 3
