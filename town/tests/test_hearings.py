"""The texts of the two hearings of 2022: whole in their languages, and answers that fit what was asked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from statistics import mean
from typing import Any

import pytest

from town.generators.survey import survey_answers
from town.texts import board_draft, may_survey
from town.texts.board_comments import draft_comments
from town.texts.bodies import BODIES
from town.texts.hearing_shapes import AnswerRow, QuestionText, Value
from town.texts.may_answers import LINES
from town.texts.registry import registry
from town.texts.shapes import Words

MAY, NOVEMBER = may_survey.HEARING, board_draft.HEARING
HEARINGS = (MAY, NOVEMBER)
QUESTIONS = tuple(question for hearing in HEARINGS for question in hearing.questions)
DOCUMENTS = board_draft.DOCUMENTS
EASY = ("works_now", "what_works", "meeting_time", "first")


def words_in(value: object, path: str = "") -> Iterator[tuple[str, Words]]:
    """Every text inside a value, with the way to it."""
    if isinstance(value, Words):
        yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_in(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from words_in(part, f"{path}[{number}]")


ALL_WORDS = tuple(words_in((HEARINGS, DOCUMENTS)))


def fits(question: QuestionText, value: Any) -> bool:
    """Whether a value is one that the question can be answered with."""
    codes = [option.code for option in question.options]
    rows = {row.code for row in question.rows}
    match question.kind:
        case "single":
            return bool(value in codes)
        case "multiple" | "ranking":
            most = question.limit or len(codes)
            return bool(0 < len(value) <= most and set(value) <= set(codes) and len(set(value)) == len(value))
        case "matrix":
            return set(value) <= rows and set(value.values()) <= set(codes)
        case "number" | "scale":
            return bool((question.lowest or 0) <= value <= (question.highest or 0))
        case "date":
            return date(2022, 8, 22) <= date.fromisoformat(value) <= date(2022, 11, 30)
        case "place":
            return bool(60.1 < value["lat"] < 60.3 and 24.8 < value["lon"] < 25.2 and value["name"])
        case _:
            return isinstance(value, str) and 0 < len(value) <= (question.limit or 0)


def values_of(code: str) -> list[tuple[AnswerRow, Value]]:
    return [(row, row.values[code]) for row in survey_answers() if code in row.values]


def test_texts_stand_in_three_languages_and_easy_ones_in_two() -> None:
    gaps = {path.rpartition(".")[2]: words.missing for path, words in ALL_WORDS if words.missing}

    assert gaps == {"easy": ("en",), "easy_summary": ("en",)}


def test_texts_differ_between_languages() -> None:
    same = [path for path, words in ALL_WORDS if len({words.fi, words.sv, words.en}) < 3]

    assert same == []


def test_texts_carry_no_blank_edges_and_no_double_spaces() -> None:
    versions = [version for _, words in ALL_WORDS for version in (words.fi, words.sv, words.en)]

    assert [version for version in versions if version != version.strip() or "  " in version] == []


@pytest.mark.parametrize(
    ("slug", "opens", "closes", "count"),
    [
        ("toukokuun-kysely", "2022-05-02T09:00:00+03:00", "2022-05-25T16:00:00+03:00", 15),
        ("neuvottelukunnan-luonnokset", "2022-11-07T09:00:00+02:00", "2022-11-18T16:00:00+02:00", 3),
    ],
)
def test_hearing_has_its_days_and_questions(slug: str, opens: str, closes: str, count: int) -> None:
    hearing = {hearing.slug: hearing for hearing in HEARINGS}[slug]

    assert (hearing.window.opens.isoformat(), hearing.window.closes.isoformat()) == (opens, closes)
    assert (hearing.process, len(hearing.questions)) == ("jarjestoyhteistyo", count)


def test_may_asks_in_all_kinds_but_files() -> None:
    assert {question.kind for question in MAY.questions} == {
        "single", "multiple", "text", "number", "scale", "matrix", "ranking", "date", "place",
    }  # fmt: skip


def test_codes_are_unique() -> None:
    groups = [
        [question.code for question in MAY.questions],
        [question.code for question in NOVEMBER.questions],
        *[[option.code for option in question.options] for question in QUESTIONS],
        *[[row.code for row in question.rows] for question in QUESTIONS],
        [text.slug for text in DOCUMENTS],
        *[[clause.key for clause in version.sections] for text in DOCUMENTS for version in text.versions],
        [row.key for row in survey_answers()],
        [row.key for row in draft_comments()],
    ]

    assert [group for group in groups if len(set(group)) != len(group)] == []


def test_questions_carry_what_their_kind_needs() -> None:
    wrong = [
        question.code
        for question in QUESTIONS
        if bool(question.options) != (question.kind in ("single", "multiple", "matrix", "ranking"))
        or bool(question.rows) != (question.kind == "matrix")
        or bool(question.low and question.high) != (question.kind == "scale")
        or (question.highest is not None) != (question.kind in ("number", "scale"))
        or (question.kind == "text" and not question.limit)
    ]

    assert wrong == []


def test_conditions_point_back_at_choices_that_exist() -> None:
    codes = [question.code for question in MAY.questions]
    conditions = [(question, *question.shown_if) for question in MAY.questions if question.shown_if]

    assert [question.code for question, _, _ in conditions] == ["members", "applied", "grant_help"]
    for question, other, choices in conditions:
        assert codes.index(other) < codes.index(question.code)
        assert set(choices) <= {option.code for option in MAY.question(other).options}


def test_one_question_is_not_published_and_says_so() -> None:
    hidden = [question for question in QUESTIONS if not question.is_public]

    assert [question.code for question in hidden] == ["for_preparers"]
    assert hidden[0].help is not None
    assert "pyynnöstä" in hidden[0].help.fi


def test_easy_set_holds_four_questions_and_what_is_required() -> None:
    easy = {question.code for question in MAY.easy_questions}

    assert easy == set(EASY)
    assert {question.code for question in MAY.questions if question.required} <= easy
    assert all(option.easy for question in MAY.easy_questions for option in question.options)


def test_survey_has_104_answers_by_whom_and_in_which_language() -> None:
    rows = survey_answers()

    assert len(rows) == 104
    assert Counter(row.capacity for row in rows) == {
        "active": 52, "organisation": 33, "resident": 14, "group": 4, "body": 1,
    }  # fmt: skip
    assert Counter(row.language for row in rows) == {"fi": 83, "sv": 21}
    assert sorted(row.head_count for row in rows if row.capacity == "group") == [6, 8, 9, 14]
    assert {row.head_count for row in rows if row.capacity != "group"} == {1}


def test_survey_organisation_answers_as_such_once_and_in_a_language_of_its_own() -> None:
    rows = registry()
    speaking = [row for row in survey_answers() if row.capacity in ("organisation", "group")]
    foreign = [
        row.key
        for row in survey_answers()
        if row.organisation is not None and row.language not in rows[row.organisation].languages
    ]

    assert len({row.organisation for row in speaking}) == len(speaking)
    assert foreign == []


def test_survey_background_agrees_with_the_registry() -> None:
    rows = registry()
    wrong = [
        answer.key
        for answer in survey_answers()
        if answer.organisation is not None
        and (
            (row := rows[answer.organisation]).field != answer.background["field"]
            or row.size != answer.background["size"]
            or answer.background["area"] not in row.areas
            or ("field_other" in answer.background) != (row.field == "other")
        )
    ]

    assert wrong == []


def test_survey_voices_without_organisation_are_residents_and_an_invented_body() -> None:
    without = [row for row in survey_answers() if row.organisation is None]

    assert {row.capacity for row in without} == {"resident", "body"}
    assert [row.body for row in without if row.capacity == "body"] == [BODIES[3].name.fi]
    assert [dict(row.background) for row in without if row.capacity == "resident"] == [{"area": "90"}] * 14


def test_survey_values_fit_their_questions() -> None:
    wrong = [
        (row.key, code, value)
        for row in survey_answers()
        for code, value in row.values.items()
        if ":" not in code and not fits(MAY.question(code), value)
    ]

    assert wrong == []


def test_survey_answers_every_required_question_and_skips_others() -> None:
    answered = Counter(code for row in survey_answers() for code in row.values if ":" not in code)

    assert {question.code for question in MAY.questions} == set(answered)
    assert {code for code, count in answered.items() if count == 104} == {"works_now"}


def test_survey_answers_conditional_questions_only_where_they_were_shown() -> None:
    wrong = [
        (row.key, question.code)
        for question in MAY.questions
        if question.shown_if
        for row, _ in values_of(question.code)
        if row.values.get(question.shown_if[0]) not in question.shown_if[1]
    ]

    assert wrong == []


def test_survey_writes_other_exactly_where_it_was_chosen() -> None:
    chosen = {
        (row.key, code)
        for row in survey_answers()
        for code in ("role", "grant_help")
        if "other" in (value if isinstance(value := row.values.get(code, ""), list) else [value])
    }
    written = {
        (row.key, code.removesuffix(":other"))
        for row in survey_answers()
        for code in row.values
        if code.endswith(":other")
    }

    assert chosen
    assert written == chosen


def test_survey_easy_answers_hold_the_easy_questions_alone() -> None:
    easy = [row for row in survey_answers() if row.is_easy]

    assert Counter(row.language for row in easy) == {"fi": 3, "sv": 2}
    assert {code for row in easy for code in row.values} <= {q.code for q in MAY.easy_questions}


def test_survey_writes_no_open_answer_twice() -> None:
    for code in ("what_works", "structures", "communication", "first", "for_preparers"):
        texts = Counter(value for _, value in values_of(code))

        assert [text for text, count in texts.items() if count > 1] == []
        assert 0 < len(texts) < 104


def test_sentences_are_many_and_all_different() -> None:
    sentences = {
        language: [text for lines in questions.values() for _, text in lines]
        for language, questions in LINES.items()
    }

    assert (len(set(sentences["fi"])) >= 60, len(set(sentences["sv"])) >= 25) == (True, True)
    assert [language for language, texts in sentences.items() if len(set(texts)) != len(texts)] == []


def test_sentences_belong_to_somebody() -> None:
    tags = {tag for questions in LINES.values() for lines in questions.values() for tag, _ in lines}

    assert tags <= {"", "own", "small", "large", "resident", "group", "body"} | {
        row.field for row in registry()
    }


def test_survey_small_put_premises_and_large_regular_meetings_higher() -> None:
    places: dict[tuple[bool, str], list[int]] = {}
    for row, order in values_of("order"):
        if "size" in row.background and isinstance(order, list):
            is_large = row.background["size"] in ("5_19", "20_plus")
            for place, code in enumerate(order, 1):
                places.setdefault((is_large, code), []).append(place)
    means = {key: mean(values) for key, values in places.items()}

    assert means[False, "premises"] + 0.5 < means[True, "premises"]
    assert means[True, "regular_meetings"] + 0.5 < means[False, "regular_meetings"]


def test_survey_arrives_in_order_while_it_is_open() -> None:
    sent = [row.sent for row in survey_answers()]

    assert sent == sorted(sent)
    assert (MAY.window.opens < sent[0], sent[-1] < MAY.window.closes) == (True, True)


def test_dice_give_the_same_for_the_same_seed() -> None:
    first = (survey_answers(5), draft_comments(5))
    survey_answers.cache_clear()
    draft_comments.cache_clear()

    assert (survey_answers(5), draft_comments(5)) == first
    assert survey_answers(6) != first[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_survey_counts_hold_for_other_seeds(seed: int) -> None:
    rows = survey_answers(seed)

    assert (len(rows), Counter(row.language for row in rows)) == (104, {"fi": 83, "sv": 21})


def test_survey_roles_and_members_agree_with_the_organisation() -> None:
    rows = registry()
    members: dict[int, set[int]] = {}
    for row, value in values_of("members"):
        if row.organisation is not None and isinstance(value, int):
            members.setdefault(row.organisation, set()).add(value)
    employed = [row for row, role in values_of("role") if role == "employee"]

    assert [row.key for row in employed if row.background.get("size") == "volunteers"] == []
    assert [number for number in members if rows[number].name.endswith(" sr")] == []
    assert [known for known in members.values() if max(known) > 1.25 * min(known)] == []
