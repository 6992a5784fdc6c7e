"""The figures of a survey: cases that were worked out by hand."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punos_analysis.missing import Unheard
from punos_analysis.survey import (
    Kind,
    QuestionInput,
    Signer,
    SurveyData,
    SurveyFigures,
    SurveyVoice,
    analyse_survey,
    survey_open_data,
)
from punos_analysis.survey_data import CrosstabRow, StatementRow
from punos_analysis.survey_figures import Spread
from punos_analysis.tests.survey_factories import (
    NOON,
    ONE,
    QUESTIONS,
    asked,
    counts,
    figures,
    part,
    residents,
    survey,
    values,
)

FEW = "1\u20134"


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


def test_one_answer_per_organisation_averages_its_people_where_it_did_not_answer_itself() -> None:
    people = [("active", "big", each) for each in ("yes", "yes", "yes", "yes", "no")]
    small = [("active", f"small {at}", "yes" if at == 0 else "no") for at in range(5)]
    others = [("active", "spoken for", "yes")] * 5
    given = [*people, *small, *others, ("organisation", "spoken for", "no")]

    made = figures(ONE, [*given, *residents(*["yes"] * 5)])

    assert counts(part(made.parts, "all")) == {"yes": 15.0, "no": 6.0}
    assert {each.part: (each.n, counts(each)) for each in made.once} == {
        "person": (5.0, {"yes": 5.0, "no": 0.0}),
        "organisation": (7.0, {"yes": 1.8, "no": 5.2}),
        "group": (0.0, {"yes": 0.0, "no": 0.0}),
        "all": (12.0, {"yes": 6.8, "no": 5.2}),
    }


def test_organisations_of_sizes_that_few_people_have_are_averaged_together_or_not_told() -> None:
    alone = [("active", f"alone {at}", "no") for at in range(5)]
    pair = [("active", "pair", each) for each in ("yes", "yes")]
    three = [("active", "three", each) for each in ("no", "no", "no")]

    made = figures(ONE, [*alone, *pair, *three])

    assert counts(part(made.once, "organisation")) == {
        "yes": 0.8,
        "no": 6.2,
    }  # two organisations by five people
    assert figures(ONE, [*pair, *three]).once == ()


def joint() -> SurveyData:
    """A joint answer of three organisations; one of them answered itself before, one signed another one later."""
    late, later = NOON + timedelta(days=1), NOON + timedelta(days=2)
    signers = (Signer("b", late, "Bees"), Signer("c", NOON, "Cows"), Signer("d", NOON))
    speaking = [
        SurveyVoice("1", "organisation", organisation="a", organisation_name="Ants", sent_at=NOON, number=1, signers=signers),
        SurveyVoice("2", "organisation", organisation="b", organisation_name="Bees", sent_at=NOON, number=2),
        SurveyVoice("3", "organisation", organisation="c", organisation_name="Cows", sent_at=later, number=3),
        SurveyVoice("4", "body", number=4, sent_at=NOON, signers=(Signer("d", late),)),
    ]  # fmt: skip
    values = {"1": {"q": "yes"}, "2": {"q": "no"}, "3": {"q": "no"}, "4": {"q": "no"}}
    return survey_open_data(questions=[ONE], voices=speaking, values=values, codes={}, registry={})


def test_each_organisation_counts_once_by_the_last_answer_that_it_sent_or_signed() -> None:
    data = joint()
    made = analyse_survey(data).questions[0]

    # off: four answers; on: a and b by the joint answer, c by its own later one, the body for itself and for d
    assert counts(part(made.parts, "organisation")) == {"yes": 1.0, "no": 3.0}
    assert (part(made.once, "organisation").n, counts(part(made.once, "organisation"))) == (
        5.0,
        {"yes": 2.0, "no": 3.0},
    )
    assert data.statements == (
        StatementRow("Ants", "1", "sent", "yes"),
        StatementRow("Bees", "1", "signed", "yes"),
        StatementRow("Bees", "2", "sent", "no"),
        StatementRow("Cows", "1", "signed", "no"),
        StatementRow("Cows", "3", "sent", "yes"),
    )
    assert analyse_survey(data).statements == ("Ants", "Bees", "Cows")


def test_organisation_that_only_commented_does_not_stand_for_its_people() -> None:
    silent = SurveyVoice("o", "organisation", organisation="o")
    people = [SurveyVoice(str(at), "active", organisation="o") for at in range(5)]
    values = {each.voice: {"q": "yes"} for each in people}

    data = survey_open_data(questions=[ONE], voices=[silent, *people], values=values, codes={}, registry={})

    once = analyse_survey(data).questions[0].once
    assert counts(part(once, "organisation")) == {"yes": 1.0, "no": 0.0}


def test_one_answer_per_organisation_is_not_told_where_few_are_active_in_organisations_that_answered() -> (
    None
):
    given = [("active", "o", "yes")] * 4 + [("organisation", "o", "no"), *residents(*["no"] * 6)]

    assert figures(ONE, given).once == ()
    assert len(figures(ONE, [("active", "o", "yes"), *given]).once) == 4


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


@pytest.mark.parametrize(
    ("kind", "values"),
    [(Kind.TEXT, [True, "words", "", " ", None, False]), (Kind.FILE, [1, 2, 0])],
)
def test_texts_and_files_are_counted(kind: Kind, values: list[Any]) -> None:
    made = figures(QuestionInput("q", kind), [("organisation", None, value) for value in values])

    assert (made.answered.organisation, part(made.parts, "organisation").lines) == ("2", ())


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


@settings(max_examples=8, deadline=None)
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
