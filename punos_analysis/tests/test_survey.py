"""What is published of a survey, and the figures made from it: cases that were worked out by hand."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from punos_analysis.brainstorm import BackgroundRow
from punos_analysis.missing import Unheard
from punos_analysis.survey import (
    Kind,
    QuestionInput,
    SurveyData,
    SurveyFigures,
    SurveyVoice,
    analyse_survey,
    survey_open_data,
)
from punos_analysis.survey_data import AnsweredRow, AnswerRow, CrosstabRow, PlaceRow
from punos_analysis.survey_figures import Part, QuestionFigures, Spread
from punos_analysis.tests.survey_factories import QUESTIONS, survey, values, voices

FEW = "1\u20134"
ONE = QuestionInput("q", Kind.SINGLE, ("yes", "no"))


def asked(question: QuestionInput, given: Sequence[tuple[str, str | None, Any]]) -> SurveyData:
    """One question, answered by voices of (capacity, organisation, value)."""
    speaking = [
        SurveyVoice(str(at), capacity, organisation=own) for at, (capacity, own, _) in enumerate(given)
    ]
    values = {str(at): {question.code: value} for at, (_, _, value) in enumerate(given)}
    return survey_open_data(questions=[question], voices=speaking, values=values, codes={}, registry={})


def figures(question: QuestionInput, given: Sequence[tuple[str, str | None, Any]]) -> QuestionFigures:
    return analyse_survey(asked(question, given)).questions[0]


def part(found: tuple[Part, ...], name: str) -> Part:
    return next(each for each in found if each.part == name)


def counts(found: Part, row: str = "") -> dict[str, float]:
    return {option.code: option.count for line in found.lines if line.row == row for option in line.options}


def residents(*values: Any) -> list[tuple[str, str | None, Any]]:
    return [("resident", None, value) for value in values]


def test_single_choice_is_counted_for_each_part_and_for_all() -> None:
    given = residents(*["yes"] * 6, *["no"] * 2, "", None)
    made = figures(ONE, [*given, ("organisation", "o", "no"), ("body", None, "no"), ("group", None, "yes")])

    assert [(each.part, each.n, counts(each)) for each in made.parts] == [
        ("person", 8.0, {"yes": 6.0, "no": 2.0}),
        ("organisation", 2.0, {"yes": 0.0, "no": 2.0}),
        ("group", 1.0, {"yes": 1.0, "no": 0.0}),
        ("all", 11.0, {"yes": 7.0, "no": 4.0}),
    ]
    first = made.parts[0].lines[0].options[0]
    assert (first.share, first.interval is not None) == (0.75, True)
    assert (made.shown.person, made.shown.all, made.answered.person, made.answered.all) == (
        "10",
        "13",
        "8",
        "11",
    )


def test_a_part_without_answers_has_no_shares() -> None:
    option = part(figures(ONE, residents(*["yes"] * 5)).parts, "group").lines[0].options[0]

    assert (option.count, option.share, option.interval) == (0.0, None, None)


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


def test_one_answer_per_organisation_averages_its_people() -> None:
    people = [("active", "big", each) for each in ("yes", "yes", "yes", "no")]
    given = [*people, ("organisation", "big", "no"), ("active", "small", "no"), *residents(*["yes"] * 5)]

    made = figures(ONE, given)

    assert counts(part(made.parts, "all")) == {"yes": 8.0, "no": 3.0}
    assert {each.part: (each.n, counts(each)) for each in made.once} == {
        "person": (5.0, {"yes": 5.0, "no": 0.0}),
        "organisation": (2.0, {"yes": 0.6, "no": 1.4}),
        "group": (0.0, {"yes": 0.0, "no": 0.0}),
        "all": (7.0, {"yes": 5.6, "no": 1.4}),
    }


@pytest.mark.parametrize(("belonging", "alone"), [(3, 6), (6, 3)])
def test_one_answer_per_organisation_is_not_told_where_it_would_tell_of_few_persons(
    belonging: int, alone: int
) -> None:
    given = [("active", f"o{at}", "yes") for at in range(belonging)] + residents(*["no"] * alone)

    data = asked(ONE, given)

    assert {row.once for row in data.answered} == {""}
    assert {row.once for row in data.answers} == {None}
    assert analyse_survey(data).questions[0].once == ()


def test_one_answer_per_organisation_is_not_told_where_few_persons_answered_one_row() -> None:
    question = QuestionInput("q", Kind.MATRIX, ("a", "b"), ("x", "y"))
    given = residents(*[{"x": "a"}] * 5, {"x": "b", "y": "b"})

    assert figures(question, given).once == ()
    assert len(figures(question, given[:5]).once) == 4


def test_multiple_choice_has_those_who_answered_as_denominator() -> None:
    question = QuestionInput("q", Kind.MULTIPLE, ("a", "b"))

    made = part(figures(question, residents(*[["a", "b", "a"]] * 4, ["a"], [])).parts, "person")

    assert (made.n, counts(made), made.lines[0].options[1].share) == (5.0, {"a": 5.0, "b": 4.0}, 0.8)


def test_scale_has_a_mean_within_its_ends() -> None:
    question = QuestionInput("q", Kind.SCALE, lowest=1, highest=4)

    line = part(figures(question, residents(4, 4, 4, 4, 4)).parts, "person").lines[0]

    assert counts(part(figures(question, residents(4, 4, 4, 4, 1)).parts, "person")) == {
        "1": 1.0,
        "2": 0.0,
        "3": 0.0,
        "4": 4.0,
    }
    assert line.mean is not None
    assert (line.mean.value, line.mean.interval.high) == (4.0, 4.0)
    # sum of squares (0 + 9) / (5 + 1), over n = 5: 0.5477 times t(6 degrees, 0.95) = 1.9432
    assert line.mean.interval.low == pytest.approx(4 - 1.9432 * 0.54772, abs=1e-3)


def test_scale_without_answers_has_no_mean() -> None:
    question = QuestionInput("q", Kind.SCALE, lowest=1, highest=4)

    assert part(figures(question, residents(1, 1, 1, 1, 1)).parts, "group").lines[0].mean is None


def test_matrix_is_counted_by_row() -> None:
    question = QuestionInput("q", Kind.MATRIX, ("a", "b"), ("x", "y"))
    given = residents(*[{"x": "a", "y": "b"}] * 5, {"x": "b", "y": ""}, {})

    made = part(figures(question, given).parts, "person")

    assert (made.n, counts(made, "x"), counts(made, "y")) == (6.0, {"a": 5.0, "b": 1.0}, {"a": 0.0, "b": 5.0})
    assert [line.n for line in made.lines] == [6.0, 5.0]


def test_ranking_takes_no_place_for_given_that_was_not() -> None:
    question = QuestionInput("q", Kind.RANKING, ("a", "b", "c", "d"))
    given = residents(*[["b", "a"]] * 3, ["a", "b", "c"], ["a"], [])

    made = part(figures(question, given).parts, "person")

    assert [(each.code, each.n, each.mean) for each in made.places] == [
        ("b", 4.0, 1.25),
        ("a", 5.0, 1.6),
        ("c", 1.0, 3.0),
        ("d", 0.0, None),
    ]
    assert counts(made) == {"a": 2.0, "b": 3.0, "c": 0.0, "d": 0.0}


def test_numbers_have_a_mean_and_quartiles_from_five_answers_on() -> None:
    question = QuestionInput("q", Kind.NUMBER)
    given = residents(1, 2, 3, 4, 10.5, None)

    made = figures(question, [*given, ("group", None, 0)])

    assert part(made.parts, "person").spread == Spread(4.1, 2.0, 3.0, 4.0)
    assert part(made.parts, "group").spread is None
    assert part(made.parts, "all").n == 6.0


def test_days_are_counted_by_month() -> None:
    question = QuestionInput("q", Kind.DATE)
    given = residents("2022-05-20", "2022-05-02", "2021-12-31", "2022-05-02", "2022-05-03", "", None)

    assert counts(part(figures(question, given).parts, "person")) == {"2021-12": 1.0, "2022-05": 4.0}


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


@pytest.mark.parametrize(
    ("kind", "values"),
    [(Kind.TEXT, [True, "words", "", " ", None, False]), (Kind.FILE, [1, 2, 0])],
)
def test_texts_and_files_are_counted(kind: Kind, values: list[Any]) -> None:
    made = figures(QuestionInput("q", kind), [("organisation", None, value) for value in values])

    assert (made.answered.organisation, part(made.parts, "organisation").lines) == ("2", ())


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

    assert data.statements == ("=Society 0", "=Society 1", "=Society 2")
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


def test_analyse_gives_every_figure_of_the_results_page() -> None:
    made = analyse_survey(survey())

    assert (made.total, made.persons, made.organisations, made.groups) == (90, 70, 15, 5)
    assert list(made.breakdowns) == ["field", "area", "size", "language"]
    assert made.unheard["field"] == (Unheard("culture", 7),)
    assert [each.code for each in made.questions] == [each.code for each in QUESTIONS]
    assert [len(made.questions[2].crosstabs[each]) for each in ("field", "language")] == [3, 3]


def simple(*cells: tuple[int, int, int]) -> SurveyData:
    """Finnish and Swedish speakers who said yes, no or nothing, as many as told."""
    given = [
        (language, value)
        for language, numbers in zip(("fi", "sv"), cells, strict=True)
        for value, number in zip(("yes", "no", None), numbers, strict=True)
        for _ in range(number)
    ]
    return survey_open_data(
        questions=[ONE],
        voices=[
            SurveyVoice(str(at), "resident", language=language) for at, (language, _) in enumerate(given)
        ],
        values={str(at): {"q": value} for at, (_, value) in enumerate(given)},
        codes={"language": ("fi", "sv")},
        registry={},
    )


def test_crosstab_gives_shares_of_those_who_answered() -> None:
    table = analyse_survey(simple((10, 20, 8), (6, 5, 9))).questions[0].crosstabs["language"][0]

    assert (table.codes, table.values) == (("fi", "sv"), ("yes", "no", ""))
    assert [[cell.count for cell in line] for line in table.cells] == [[10, 6], [20, 5], [8, 9]]
    assert [cell.share for cell in table.cells[0]] == [pytest.approx(1 / 3), pytest.approx(6 / 11)]
    assert table.cells[2][0].share is None


def test_crosstab_gives_no_share_where_it_is_not_told_how_many_answered() -> None:
    table = analyse_survey(simple((30, 20, 20), (3, 20, 20))).questions[0].crosstabs["language"][0]

    assert [[cell.label for cell in line] for line in table.cells] == [
        ["hidden", FEW],
        ["hidden", "hidden"],
        ["20", "20"],
    ]
    assert [cell.share for cell in table.cells[1]] == [None, None]


def test_crosstab_gives_no_share_where_those_who_did_not_answer_stand_with_others() -> None:
    table = analyse_survey(simple((30, 20, 1), (30, 20, 1))).questions[0].crosstabs["language"]

    assert [(each.values, each.cells[0][0].share) for each in table] == [(("yes", "*"), None)]


def test_crosstab_of_a_multiple_choice_has_all_of_a_code_as_denominator() -> None:
    made = analyse_survey(survey()).questions[2].crosstabs["language"][0]

    assert (made.row, made.values) == ("grants", ("chosen", ""))
    assert made.cells[0][0].share == pytest.approx((made.cells[0][0].count or 0) / 74)


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


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"answered": ()}, "q: how many answered is not told once for each part"),
        ({"crosstabs": (CrosstabRow("q", "", "age", "x", "yes", "5", "shown"),)}, "q: no breakdown by age"),
    ],
)
def test_analyse_refuses_data_that_contradict_themselves(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        analyse_survey(replace(simple((10, 20, 8), (6, 5, 9)), **changes))


def test_analyse_refuses_more_answers_than_people() -> None:
    data = asked(ONE, residents(*["yes"] * 6))
    more = tuple(row._replace(answers=7) for row in data.answers)
    asked_fewer = tuple(row._replace(shown="5") for row in data.answered)

    with pytest.raises(ValueError, match=r"q: more answers than people who answered \(person\)"):
        analyse_survey(replace(data, answers=more))
    with pytest.raises(ValueError, match=r"q: more answered than were asked \(person\)"):
        analyse_survey(replace(data, answered=asked_fewer))


def test_analyse_refuses_a_crosstab_with_holes() -> None:
    data = simple((10, 20, 8), (6, 5, 9))

    with pytest.raises(ValueError, match="q: a crosstab with holes or doubles"):
        analyse_survey(replace(data, crosstabs=data.crosstabs[1:]))


def test_analyse_of_data_without_the_numbers_gives_no_spread() -> None:
    data = replace(asked(QuestionInput("q", Kind.NUMBER), residents(*range(6))), answers=())

    assert analyse_survey(data).questions[0].parts[0].spread is None


def test_a_crosstab_of_an_unknown_code_has_no_shares() -> None:
    data = simple((10, 20, 8), (6, 5, 9))
    other = tuple(row._replace(code=row.code.replace("sv", "en")) for row in data.crosstabs)

    table = analyse_survey(replace(data, crosstabs=other)).questions[0].crosstabs["language"][0]
    assert [cell.share for cell in table.cells[0]] == [pytest.approx(1 / 3), None]


def test_data_and_figures_survive_json() -> None:
    data = survey()
    made = analyse_survey(data)

    assert SurveyData.from_json(data.to_json()) == data
    assert SurveyFigures.from_json(made.to_json()).to_json() == made.to_json()
    assert json.loads(made.to_json())["questions"][0]["answered"]["all"] == "77"


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


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_all_is_the_sum_of_its_parts(seed: int) -> None:
    made = analyse_survey(survey(values=values(seed)))

    for question in made.questions:
        for parts in (question.parts, question.once):
            if parts:
                *some, whole = parts
                assert whole.n == sum(each.n for each in some)
                for line in whole.lines:
                    assert counts(whole, line.row) == pytest.approx(
                        {
                            option.code: sum(counts(each, line.row).get(option.code, 0) for each in some)
                            for option in line.options
                        }
                    )
