"""What is published of a survey, and that nothing more can be worked out from it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from punos_analysis.brainstorm import BackgroundRow
from punos_analysis.survey import (
    Kind,
    QuestionInput,
    SurveyData,
    SurveyVoice,
    analyse_survey,
    survey_open_data,
)
from punos_analysis.survey_data import AnsweredRow, AnswerRow, PlaceRow, StatementRow
from punos_analysis.tests.survey_factories import (
    ONE,
    QUESTIONS,
    asked,
    counts,
    residents,
    survey,
    voices,
)

FEW = "1\u20134"


def test_answers_of_one_to_four_persons_are_left_out_and_of_organisations_are_not() -> None:
    data = asked(ONE, [*residents("yes", "no", "yes"), ("organisation", "o", "no")])
    made = analyse_survey(data).questions[0]

    assert data.answers == (AnswerRow("q", "", "no", "organisation", 1, None),)
    assert (made.answered.person, made.answered.all, made.is_complete) == (FEW, "1", False)
    assert [(each.part, counts(each)) for each in made.parts] == [
        ("organisation", {"yes": 0.0, "no": 1.0}),
        ("group", {"yes": 0.0, "no": 0.0}),
        ("all", {"yes": 0.0, "no": 1.0}),
    ]
    assert made.once == ()


def test_places_of_persons_and_groups_are_rounded_and_nameless() -> None:
    question = QuestionInput("q", Kind.PLACE)
    home = {"lat": 60.123456, "lon": 24.987654, "name": "Home"}
    given = [*residents(home, home, home, home, home, None), ("group", None, home)]

    data = asked(question, [*given, ("organisation", "o", home | {"name": None})])

    assert data.places == (
        *[PlaceRow("q", "person", 60.123, 24.988, "")] * 5,
        PlaceRow("q", "organisation", 60.123456, 24.987654, ""),
        PlaceRow("q", "group", 60.123, 24.988, ""),
    )
    points = analyse_survey(data).questions[0].points
    assert (len(points), points[-1].part, points[0].latitude) == (7, "group", 60.123)


def test_place_told_in_words_only_is_an_answer_and_no_point() -> None:
    question = QuestionInput("q", Kind.PLACE)
    point = {"lat": 60.1, "lon": 24.9, "name": "Home"}
    words = {"lat": None, "lon": None, "name": "Behind the library"}
    nothing = {"lat": None, "lon": None, "name": " "}

    data = asked(
        question, [*residents(point, words, words, words, words, words, nothing), ("body", None, words)]
    )

    made = analyse_survey(data).questions[0]
    assert (made.answered.person, made.answered.all, len(data.places)) == ("6", "7", 1)
    assert {each.part: (each.n, counts(each)) for each in made.parts} == {
        "person": (6.0, {"point": 1.0, "words": 5.0}),
        "organisation": (1.0, {"point": 0.0, "words": 1.0}),
        "group": (0.0, {"point": 0.0, "words": 0.0}),
        "all": (7.0, {"point": 1.0, "words": 6.0}),
    }
    with pytest.raises(ValueError, match="q: other points than were counted"):
        analyse_survey(replace(data, places=()))


def test_of_a_question_that_is_not_public_only_the_number_of_answers_is_told() -> None:
    hidden = replace(ONE, is_public=False)
    data = asked(hidden, residents(*["yes"] * 6))
    made = analyse_survey(data).questions[0]

    assert (data.answers, data.crosstabs) == ((), ())
    assert (made.is_public, made.answered.all, made.parts, made.once) == (False, "6", (), ())
    few = analyse_survey(asked(hidden, residents("yes"))).questions[0]
    assert few.answered.person == FEW


def follow(leading: QuestionInput, values: dict[str, dict[str, Any]]) -> tuple[AnsweredRow, ...]:
    """Persons' row of a question shown to those who say yes, and of one shown to those who say yes to that."""
    some = [
        leading,
        QuestionInput("then", Kind.SINGLE, ("yes", "no"), shown_if=("q", ("yes",))),
        QuestionInput("last", Kind.MULTIPLE, ("yes", "no"), shown_if=("then", ("yes",))),
    ]
    data = survey_open_data(
        questions=some,
        voices=[SurveyVoice(each, "resident") for each in values],
        values=values,
        codes={},
        registry={},
    )
    assert analyse_survey(data).questions[1].code == "then"
    return tuple(row for row in data.answered if row.part == "person")


def test_a_question_is_shown_by_the_answer_to_an_earlier_one() -> None:
    values: dict[str, dict[str, Any]] = {
        str(at): {"q": "yes" if at < 8 else "no", "then": "yes" if at < 6 else "no", "last": ["yes"]}
        for at in range(10)
    }

    assert follow(ONE, values) == (
        AnsweredRow("q", "person", "10", "10", "10"),
        AnsweredRow("then", "person", "8", "8", "8"),
        AnsweredRow("last", "person", "6", "6", "6"),
    )


def test_what_depends_on_an_answer_of_few_persons_is_hidden_for_persons() -> None:
    values: dict[str, dict[str, Any]] = {
        str(at): ({"q": "yes", "then": "yes", "last": ["no"]} if at < 3 else {}) for at in range(10)
    }

    assert follow(ONE, values) == (
        AnsweredRow("q", "person", "10", FEW, ""),
        AnsweredRow("then", "person", "hidden", "hidden", ""),
        AnsweredRow("last", "person", "hidden", "hidden", ""),
    )


def test_what_depends_on_a_hidden_answer_is_hidden() -> None:
    values: dict[str, dict[str, Any]] = {
        str(at): {"q": "yes", "then": "yes", "last": ["no"]} for at in range(10)
    }

    assert follow(replace(ONE, is_public=False), values)[1:] == (
        AnsweredRow("then", "person", "hidden", "hidden", ""),
        AnsweredRow("last", "person", "hidden", "hidden", ""),
    )


def test_a_question_can_follow_a_scale_and_a_multiple_choice() -> None:
    some = [
        QuestionInput("scale", Kind.SCALE, lowest=1, highest=3),
        QuestionInput("many", Kind.MULTIPLE, ("a", "b"), shown_if=("scale", ("1", "2"))),
        QuestionInput("last", Kind.TEXT, shown_if=("many", ("b",))),
    ]
    values = {
        "0": {"scale": 1, "many": ["a", "b"], "last": "x"},
        "1": {"scale": 3, "many": ["b"], "last": "x"},
    }
    data = survey_open_data(
        questions=some,
        voices=[SurveyVoice(each, "group") for each in values],
        values=values,
        codes={},
        registry={},
    )

    assert [row.answered for row in data.answered if row.part == "group"] == ["2", "1", "1"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.SINGLE, "perhaps"),
        (Kind.SINGLE, 1),
        (Kind.MULTIPLE, "yes"),
        (Kind.MULTIPLE, ["perhaps"]),
        (Kind.RANKING, [1]),
        (Kind.TEXT, 1),
        (Kind.NUMBER, "1"),
        (Kind.NUMBER, True),
        (Kind.NUMBER, float("nan")),
        (Kind.SCALE, 4),
        (Kind.SCALE, True),
        (Kind.SCALE, "1"),
        (Kind.MATRIX, "yes"),
        (Kind.MATRIX, {"z": "yes"}),
        (Kind.MATRIX, {"x": "perhaps"}),
        (Kind.DATE, "20 May"),
        (Kind.PLACE, "home"),
        (Kind.PLACE, {"lat": 91, "lon": 0}),
        (Kind.PLACE, {"lat": "60", "lon": 0}),
        (Kind.PLACE, {"lat": 60}),
        (Kind.FILE, True),
        (Kind.FILE, -1),
        (Kind.FILE, "a.pdf"),
    ],
)
def test_open_data_refuses_an_answer_that_the_question_does_not_allow(kind: Kind, value: Any) -> None:
    question = QuestionInput("q", kind, ("yes", "no"), ("x", "y"), 1, 3)

    with pytest.raises(ValueError, match="is no answer to q"):
        asked(question, residents(value))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"questions": [ONE, ONE]}, "a question is there twice"),
        ({"questions": [replace(ONE, options=("a b",))]}, "no code of letters, digits, - and _: 'a b'"),
        ({"voices": [SurveyVoice("v", "resident")] * 2}, "a voice is there twice"),
        ({"voices": [SurveyVoice("v", "expert")]}, "no such capacity: expert"),
        ({"values": {"ghost": {}}}, "an answer by a voice that is not there: ghost"),
        ({"values": {"v": {"why": 1}}}, "an answer to a question that is not there: why"),
        ({"questions": [replace(ONE, shown_if=("z", ("yes",)))]}, "q cannot be shown by the answer to z"),
        (
            {"questions": [QuestionInput("t", Kind.TEXT), replace(ONE, shown_if=("t", ("yes",)))]},
            "q cannot be shown by the answer to t",
        ),
    ],
)
def test_open_data_refuses_what_does_not_fit_together(changes: dict[str, Any], reason: str) -> None:
    given: dict[str, Any] = {
        "questions": [ONE],
        "voices": [SurveyVoice("v", "resident")],
        "values": {},
        "codes": {},
        "registry": {},
    }

    with pytest.raises(ValueError, match=reason):
        survey_open_data(**given | changes)


def test_open_data_tells_of_organisations_texts_and_titles_what_is_public() -> None:
    data = survey()

    assert data.statements == (
        StatementRow("=Society 0", "1", "sent", "yes"),
        StatementRow("=Society 1", "2", "sent", "yes"),
        StatementRow("=Society 2", "3", "sent", "yes"),
    )
    assert [(row.number, row.text) for row in data.texts] == [(1, "=Rahastonhoitaja, \u00e4"), (2, "")]
    assert data.questions[0].option_titles == {"member": {"fi": "J\u00e4sen"}}
    assert data.questions[5].row_titles == {"talks": {"en": "Talking"}}
    secret = replace(QUESTIONS[0], is_public=False)
    assert survey(questions=[secret, *QUESTIONS[1:]]).texts == ()


def test_open_data_does_not_follow_the_order_of_arrival() -> None:
    assert survey(voices=voices()[::-1]) == survey()


def test_background_holds_each_dimension_and_the_language() -> None:
    data = survey()

    assert [row for row in data.background if row.dimension == "language"] == [
        BackgroundRow("language", "fi", "74", "shown"),
        BackgroundRow("language", "sv", "16", "shown"),
        BackgroundRow("language", "en", "0", "shown"),
        BackgroundRow("language", "*", "0", "shown"),
    ]


def test_crosstabs_stand_codes_with_few_together() -> None:
    data = survey_open_data(
        questions=[ONE],
        voices=[SurveyVoice(str(at), "resident", language="fi" if at > 10 else "sv") for at in range(40)]
        + [SurveyVoice("x", "resident", language="en"), SurveyVoice("y", "resident", language="en")],
        values={str(at): {"q": "yes" if at % 2 else "no"} for at in range(40)},
        codes={"language": ("fi", "sv", "en"), "size": ("paid",)},
        registry={},
    )

    tables = analyse_survey(data).questions[0].crosstabs
    assert {dimension: [each.codes for each in some] for dimension, some in tables.items()} == {
        "language": [("fi", "*")],
        "size": [("paid", "not_told")],
    }


def provable(data: SurveyData) -> list[tuple[int, int]]:
    """What a reader can prove of each "1-4" of the crosstab: the least and the greatest it can be."""
    rows = [row for row in data.crosstabs if row.question == "q"]
    columns = {row.code: int(row.shown) for row in data.background if row.why == "shown"}
    answered = sum(row.answers for row in data.answers)
    totals = {
        value: sum(row.answers for row in data.answers if row.value == value) for value in ("yes", "no")
    }
    totals[""] = data.participation.total - answered
    lines = {value: totals[value] for value in {row.value for row in rows} - {"*"}}
    lines["*"] = data.participation.total - sum(lines.values())
    bounds = [
        (1, 4) if row.why == "primary" else (5, None) if row.why == "complementary" else (int(row.shown),) * 2
        for row in rows
    ]
    sides = [[float(row.value == value) for row in rows] for value in lines]
    sides += [[float(row.code == code) for row in rows] for code in {row.code for row in rows}]
    sums = [*lines.values(), *(columns[code] for code in {row.code for row in rows})]
    found = []
    for at, row in enumerate(rows):
        if row.why == "primary":
            goal = np.eye(len(rows))[at]
            ends = [linprog(sign * goal, A_eq=sides, b_eq=sums, bounds=bounds).fun for sign in (1, -1)]
            found.append((round(ends[0]), round(-ends[1])))
    return found


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(("fi", "fi", "sv", "en")), st.sampled_from(("yes", "yes", "no", None))),
        max_size=70,
    )
)
def test_nothing_under_five_can_be_worked_out_from_the_published_data(
    given: list[tuple[str, str | None]],
) -> None:
    data = survey_open_data(
        questions=[ONE],
        voices=[
            SurveyVoice(str(at), "resident", language=language) for at, (language, _) in enumerate(given)
        ],
        values={str(at): {"q": value} for at, (_, value) in enumerate(given)},
        codes={"language": ("fi", "sv", "en")},
        registry={},
    )

    assert set(provable(data)) <= {(1, 4)}
