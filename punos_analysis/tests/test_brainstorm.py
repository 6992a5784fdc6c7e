"""From what a consultation knows to open data, and from open data alone to every figure."""

from dataclasses import replace

import pytest

from punos_analysis.brainstorm import (
    BackgroundRow,
    Figures,
    IdeaInput,
    OpenData,
    Participation,
    VoiceInput,
    analyse,
    open_data,
)
from punos_analysis.missing import Unheard
from punos_analysis.opinions import NoMap, OpinionMap
from punos_analysis.ratings import Scale
from punos_analysis.tests.factories import CODES, REGISTRY, ideas, ratings, town, voices

FEW = "1\u20134"


def test_participation_counts_persons_organisations_and_groups_apart() -> None:
    given = town().participation

    assert given == Participation(resident=40, active=30, organisation=12, group=5, body=3, head_count=20)
    assert (given.persons, given.total) == (70, 90)


def test_open_data_refuses_an_unknown_capacity() -> None:
    with pytest.raises(ValueError, match="no such capacity: expert"):
        open_data(
            scale=Scale.SEVEN,
            voices=[VoiceInput("v", "expert")],
            ideas=[],
            ratings=[],
            codes={},
            registry={},
            secret="s",
        )


def test_open_data_refuses_a_rating_by_a_voice_that_is_not_counted() -> None:
    with pytest.raises(ValueError, match="a rating by a voice that is not there: ghost"):
        open_data(
            scale=Scale.SEVEN,
            voices=[VoiceInput("v", "resident")],
            ideas=ideas(),
            ratings=[("0", "ghost", 3)],
            codes={},
            registry={},
            secret="s",
        )


def test_open_data_leaves_out_ratings_of_ideas_that_few_rated_or_that_are_not_published() -> None:
    data = town()

    assert {row.idea for row in data.ratings} == {str(at) for at in range(10)}
    labels = {row.idea: (row.state, row.rated, row.text) for row in data.ideas}
    assert labels["few"] == ("published", FEW, "Quiet")
    assert labels["away"] == ("rejected", "", "")
    assert labels["0"][1] == "90"


def test_open_data_keeps_the_last_rating_of_a_voice() -> None:
    rows = [("i", f"v{at}", 1) for at in range(5)] + [("i", "v0", -1)]
    data = open_data(
        scale=Scale.AGREEMENT,
        voices=[VoiceInput(f"v{at}", "resident") for at in range(5)],
        ideas=[IdeaInput("i", "published", "fi", "I")],
        ratings=rows,
        codes={},
        registry={},
        secret="s",
    )

    assert sorted(row.value for row in data.ratings) == [-1, 1, 1, 1, 1]


def test_open_data_numbers_follow_the_secret_and_not_the_order_of_arrival() -> None:
    def numbers(secret: str, turned: bool = False) -> list[tuple[int, int]]:
        order = -1 if turned else 1
        data = open_data(
            scale=Scale.AGREEMENT,
            voices=voices()[::order],
            ideas=ideas(),
            ratings=ratings(Scale.AGREEMENT)[::order],
            codes=CODES,
            registry=REGISTRY,
            secret=secret,
        )
        return [(row.voice, row.organisation) for row in data.ratings]

    assert numbers("a") == numbers("a", turned=True)
    assert numbers("a") != numbers("b")


def test_open_data_gives_an_organisation_one_number_and_none_to_others() -> None:
    first = [row for row in town().ratings if row.idea == "0"]

    assert sorted({row.organisation for row in first}) == list(range(13))
    assert sum(row.organisation == 0 for row in first) == 48
    assert sorted(row.voice for row in first) == list(range(1, 91))


def test_open_data_publishes_background_with_small_numbers_suppressed() -> None:
    data = town()

    assert [row for row in data.background if row.dimension == "field"] == [
        BackgroundRow("field", "youth", "33", "shown"),
        BackgroundRow("field", "older", "12", "shown"),
        BackgroundRow("field", "culture", "0", "shown"),
        BackgroundRow("field", "not_told", "45", "shown"),
        BackgroundRow("field", "*", "0", "shown"),
    ]


def test_open_data_without_voices_has_no_background() -> None:
    data = open_data(scale=Scale.SEVEN, voices=[], ideas=[], ratings=[], codes={}, registry={}, secret="s")

    assert (data.background, data.ratings) == ((), ())
    assert analyse(data).breakdowns["field"].cells == ()


def test_analyse_gives_every_figure_of_the_results_page() -> None:
    made = analyse(town())

    assert (made.total, made.persons) == (90, 70)
    assert str(made.ranking.ranked[0].band) == "1\u20135"
    assert {int(each.idea) % 2 for each in made.common.uniting} == {0}
    assert {int(each.idea) % 2 for each in made.common.dividing} == {1}
    assert isinstance(made.opinions, OpinionMap)
    assert [each.size for each in made.opinions.groups] == [61, 29]
    assert made.breakdowns["field"].cells[0].count == 33
    assert made.unheard == {"field": (Unheard("culture", 7),), "area": (Unheard("91", 2),), "size": ()}


def test_analyse_ranks_with_one_answer_per_organisation() -> None:
    made = analyse(town())

    assert {each.n for each in made.ranking.ranked} == {90}
    assert {each.n for each in made.ranking_one_per_organisation.ranked} == {12}


def test_analyse_says_how_few_rated_an_idea_without_telling_of_organisations() -> None:
    made = analyse(town())

    assert [(each.idea, each.n_shown) for each in made.ranking.unranked] == [("few", FEW)]
    assert [(each.idea, each.n_shown) for each in made.ranking_one_per_organisation.unranked] == [
        ("few", "hidden")
    ]


def test_analyse_tells_how_few_organisations_rated_what_many_voices_did() -> None:
    data = town()
    alone = replace(data, ratings=tuple(row._replace(organisation=0) for row in data.ratings))

    few = analyse(alone).ranking_one_per_organisation.unranked

    assert {each.idea: each.n_shown for each in few} == {
        **{str(at): "0" for at in range(10)},
        "few": "hidden",
    }


def test_analyse_of_seven_steps_has_no_map() -> None:
    made = analyse(town(Scale.SEVEN))

    assert made.opinions == NoMap("not_agreement", 0)
    assert made.ranking.ranked[0].mean > 6


def test_analyse_says_nothing_of_the_unheard_where_the_breakdown_is_withheld() -> None:
    data = open_data(
        scale=Scale.SEVEN,
        voices=[VoiceInput("v", "resident", background={"field": "youth"})],
        ideas=[],
        ratings=[],
        codes=CODES,
        registry=REGISTRY,
        secret="s",
    )

    made = analyse(data)

    assert made.breakdowns["field"].withheld
    assert made.unheard["field"] == ()


def test_analyse_refuses_counts_that_do_not_add_up() -> None:
    data = town()
    wrong = tuple(row._replace(shown="7") if row.code == "*" else row for row in data.background)

    with pytest.raises(ValueError, match="the counts by field do not add up to 90"):
        analyse(replace(data, background=wrong))


def test_open_data_and_figures_survive_json() -> None:
    data = town()
    made = analyse(data)

    assert OpenData.from_json(data.to_json()) == data
    read = Figures.from_json(made.to_json())
    assert read.to_json() == made.to_json()
    assert read.opinions == Figures.from_json(read.to_json()).opinions
    assert isinstance(read.opinions, OpinionMap)


def test_figures_without_a_map_survive_json() -> None:
    made = analyse(town(Scale.SEVEN))

    assert Figures.from_json(made.to_json()).opinions == made.opinions


def test_analyse_of_json_equals_analyse_of_the_data() -> None:
    data = town()

    assert analyse(OpenData.from_json(data.to_json())) == analyse(data)
