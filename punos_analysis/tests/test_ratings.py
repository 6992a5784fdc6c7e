"""Ratings are kept sparse, and the last word of a voice counts."""

import pytest

from punos_analysis.ratings import Ratings, Scale, one_per_organisation, one_per_voice

ROWS = [("a", "v1", 1), ("b", "v1", -1), ("a", "v2", 0), ("a", "v1", -1)]


def as_rows(ratings: Ratings) -> list[tuple[str, str, int]]:
    return [
        (ratings.ideas[idea], ratings.voices[voice], int(value))
        for idea, voice, value in zip(ratings.idea, ratings.voice, ratings.value, strict=True)
    ]


def test_ratings_keep_the_last_row_of_a_voice_on_an_idea() -> None:
    ratings = Ratings.from_rows(ROWS, scale=Scale.AGREEMENT)

    assert as_rows(ratings) == [("a", "v1", -1), ("b", "v1", -1), ("a", "v2", 0)]


def test_ratings_count_per_voice_and_per_idea() -> None:
    ratings = Ratings.from_rows(ROWS, scale=Scale.AGREEMENT, ideas=["a", "b", "c"], voices=["v2", "v1", "v0"])

    assert ratings.per_voice().tolist() == [1, 2, 0]
    assert ratings.per_idea().tolist() == [2, 1, 0]
    assert len(ratings) == 3


def test_ratings_use_five_bytes_and_an_index_each() -> None:
    ratings = Ratings.from_rows(ROWS, scale=Scale.AGREEMENT)

    assert [each.dtype for each in (ratings.idea, ratings.voice, ratings.value)] == ["int32", "int32", "int8"]


@pytest.mark.parametrize(("scale", "value"), [(Scale.AGREEMENT, 2), (Scale.SEVEN, 0), (Scale.SEVEN, 8)])
def test_ratings_refuse_a_value_off_the_scale(scale: Scale, value: int) -> None:
    with pytest.raises(ValueError, match="off the scale"):
        Ratings.from_rows([("a", "v", value)], scale=scale)


def test_ratings_refuse_an_idea_that_is_not_listed() -> None:
    with pytest.raises(KeyError):
        Ratings.from_rows([("a", "v", 1)], scale=Scale.AGREEMENT, ideas=["b"])


def test_ratings_of_some_ideas_keep_voices_and_order() -> None:
    ratings = Ratings.from_rows(ROWS, scale=Scale.AGREEMENT)

    some = ratings.of_ideas(["c", "b", "a"])

    assert some.voices == ratings.voices
    assert as_rows(some) == [("b", "v1", -1), ("a", "v1", -1), ("a", "v2", 0)]


def test_ratings_without_rows_are_empty() -> None:
    empty = Ratings.from_rows([], scale=Scale.SEVEN)

    assert (empty.ideas, len(empty.of_ideas(["a"])), len(one_per_organisation(empty, {}).value)) == ((), 0, 0)


def test_one_per_voice_divides_the_seven_steps_at_three_and_five() -> None:
    ratings = Ratings.from_rows([("a", str(step), step) for step in range(1, 8)], scale=Scale.SEVEN)

    answers = one_per_voice(ratings)

    assert answers.agree.tolist() == [0, 0, 0, 0, 1, 1, 1]
    assert answers.disagree.tolist() == [1, 1, 1, 0, 0, 0, 0]


def test_one_per_organisation_takes_the_mean_of_its_people() -> None:
    rows = [("a", "v1", 7), ("a", "v2", 4), ("a", "v3", 1), ("b", "v2", 2), ("a", "alone", 3)]
    ratings = Ratings.from_rows(rows, scale=Scale.SEVEN)

    answers = one_per_organisation(ratings, {"v1": 10, "v2": 10, "v3": 20, "nobody": 30})

    assert answers.idea.tolist() == [0, 1, 0]
    assert answers.value.tolist() == [5.5, 2.0, 1.0]
    assert answers.agree.tolist() == [0.5, 0.0, 0.0]
    assert answers.disagree.tolist() == [0.0, 1.0, 1.0]


def test_one_per_organisation_leaves_out_voices_without_one() -> None:
    ratings = Ratings.from_rows(ROWS, scale=Scale.AGREEMENT)

    assert len(one_per_organisation(ratings, {}).value) == 0
