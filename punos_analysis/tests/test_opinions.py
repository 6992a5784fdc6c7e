"""The opinion map: its axes, its groups, and when there are none."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from punos_analysis.opinions import NoMap, OpinionMap, opinion_map, positions, principal_axes
from punos_analysis.ratings import Ratings, Scale

type Rows = list[tuple[str, str, int]]


def planted(*sizes: int, ideas: int = 30, seen: float = 0.6, seed: int = 4) -> Rows:
    """Camps of these sizes, each with its own mind on every idea, seen in part."""
    random = np.random.default_rng(seed)
    minds = random.choice([-1, 1], (len(sizes), ideas))
    rows: Rows = []
    for camp, size in enumerate(sizes):
        for person in range(size):
            for idea in range(ideas):
                if random.random() < seen:
                    mind = minds[camp, idea] if random.random() < 0.85 else random.integers(-1, 2)
                    rows.append((f"i{idea}", f"v{camp}-{person:03}", int(mind)))
    return rows


def ratings(rows: Rows) -> Ratings:
    return Ratings.from_rows(rows, scale=Scale.AGREEMENT)


def drawn(rows: Rows, **settings: int) -> OpinionMap:
    made = opinion_map(ratings(rows), **settings)
    assert isinstance(made, OpinionMap)
    return made


def test_principal_axes_equal_those_of_the_filled_table() -> None:
    given = ratings(planted(40, 30))
    table = np.full((len(given.voices), len(given.ideas)), np.nan)
    table[given.voice, given.idea] = given.value
    filled = np.where(np.isnan(table), np.nanmean(table, axis=0), table)
    other = PCA(n_components=2, svd_solver="full").fit(filled)

    axes = principal_axes(given)

    assert np.abs(np.sum(axes.weight * other.components_.T, axis=0)) == pytest.approx([1, 1], abs=1e-9)
    assert axes.explained == pytest.approx(other.explained_variance_ratio_, abs=1e-9)
    assert axes.mean == pytest.approx(other.mean_, abs=1e-12)


def test_principal_axes_point_where_their_greatest_weight_is() -> None:
    weight = principal_axes(ratings(planted(40, 30))).weight

    assert (weight[np.abs(weight).argmax(axis=0), [0, 1]] > 0).all()


@pytest.mark.parametrize(
    "rows",
    [
        [(idea, voice, 1) for idea in "ab" for voice in "123"],
        [(idea, voice, 1) for idea in "abc" for voice in "123"],
    ],
)
def test_principal_axes_refuse_what_has_none(rows: Rows) -> None:
    with pytest.raises(ValueError, match=r"three ideas|nothing varies"):
        principal_axes(ratings(rows))


def test_positions_scale_up_those_who_rated_little() -> None:
    given = ratings(planted(20, 20, seen=1.0))
    axes = principal_axes(given)
    alone = Ratings.from_rows([("i0", "v", 1)], scale=Scale.AGREEMENT, ideas=given.ideas)

    where = positions(alone, axes)

    assert where[0] == pytest.approx(np.sqrt(30) * (1 - axes.mean[0]) * axes.weight[0])


def test_opinion_map_finds_planted_camps() -> None:
    made = drawn(planted(60, 40))

    assert [(each.number, each.size) for each in made.groups] == [(1, 60), (2, 40)]
    assert {each.voice[:2]: each.group for each in made.voices} == {"v0": 1, "v1": 2}
    assert made.group_of_voice == {each.voice: each.group for each in made.voices}
    assert made.silhouette > made.null
    assert made.stability > 0.9
    assert (made.left_out, len(made.ideas)) == (0, 30)


def test_opinion_map_is_the_same_in_whatever_order_ratings_came() -> None:
    rows = planted(50, 30)
    mixed = [rows[at] for at in np.random.default_rng(8).permutation(len(rows))]
    listed = Ratings.from_rows(mixed, scale=Scale.AGREEMENT, ideas=dict.fromkeys(row[0] for row in rows))

    assert opinion_map(listed) == drawn(rows)


def test_opinion_map_of_shuffled_votes_has_no_groups() -> None:
    random = np.random.default_rng(6)
    grouped = 0
    for seed in range(6):
        given = ratings(planted(60, 40, seed=seed))
        value = given.value.copy()
        for idea in range(len(given.ideas)):
            here = np.flatnonzero(given.idea == idea)
            value[here] = random.permutation(value[here])
        noise = Ratings(given.scale, given.ideas, given.voices, given.idea, given.voice, value)
        made = opinion_map(noise, seed=seed)
        assert isinstance(made, OpinionMap)
        grouped += bool(made.groups)

    assert grouped == 0


def test_opinion_map_without_groups_says_how_far_the_best_try_came() -> None:
    random = np.random.default_rng(3)
    made = drawn([(f"i{i}", f"v{v}", int(random.integers(-1, 2))) for v in range(60) for i in range(12)])

    assert (made.groups, made.group_of_voice, {each.group for each in made.voices}) == ((), {}, {0})
    assert made.silhouette > 0


def test_opinion_map_does_not_believe_groups_that_votes_lost_would_break() -> None:
    # beats a null of nothing, but falls apart when votes are lost
    random = np.random.default_rng(3)
    rows = [(f"i{i}", f"v{v}", int(random.integers(-1, 2))) for v in range(60) for i in range(12)]

    made = drawn(rows, shuffles=0)

    assert (made.groups, made.null) == ((), 0.0)
    assert 0 < made.stability < 0.6


def test_opinion_map_without_thinnings_takes_stability_for_granted() -> None:
    assert drawn(planted(60, 40), thinnings=0).stability == 1.0


def test_opinion_map_leaves_out_those_who_rated_little() -> None:
    rows = [*planted(60, 40), ("i0", "brief", 1)]

    made = drawn(rows)

    assert (made.left_out, "brief" in made.group_of_voice) == (1, False)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (planted(20, 20), NoMap("too_few_voices", 40)),
        (planted(60, 40, ideas=2, seen=1.0), NoMap("too_few_ideas", 100)),
        ([(idea, str(voice), 1) for idea in "abc" for voice in range(60)], NoMap("all_alike", 60)),
        ([], NoMap("too_few_ideas", 0)),
    ],
)
def test_opinion_map_says_why_there_is_none(rows: Rows, expected: NoMap) -> None:
    assert opinion_map(ratings(rows)) == expected


def test_opinion_map_is_only_for_agreement() -> None:
    assert opinion_map(Ratings.from_rows([], scale=Scale.SEVEN)) == NoMap("not_agreement", 0)


def test_opinion_map_counts_a_thinning_that_leaves_nothing_as_groups_lost() -> None:
    made = opinion_map(ratings(planted(60, 40)), kept=0.0)

    assert isinstance(made, OpinionMap)
    assert (made.groups, made.stability) == ((), 0.0)


def test_opinion_map_gives_the_same_figures_to_two_decimals() -> None:
    made = drawn(planted(60, 40))

    assert all(each.x == round(each.x, 2) and each.y == round(each.y, 2) for each in made.voices)
