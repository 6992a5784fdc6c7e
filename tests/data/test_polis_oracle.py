"""The analysis library against real Polis conversations and against what Polis itself computed.

The data lie beside the project (`PUNOS_DATA`); its LICENCE-README says where they come from. `oracle-mpl`
holds results of the production system: axes, centres and counts that nobody here wrote.
"""

import csv
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from punos_analysis import polis
from punos_analysis.grouping import agreement, cluster
from punos_analysis.opinions import NoMap, OpinionMap, opinion_map, positions, principal_axes
from punos_analysis.ratings import Ratings, Scale

ROOT = Path(__file__).resolve().parents[2]
POLIS = Path(os.environ.get("PUNOS_DATA", ROOT.parent / "shared" / "data")) / "polis"
SETS = {
    "london.youth.policing": (26, 39, 638, 640),
    "15-per-hour-seattle": (339, 54, 2872, 2995),
    "brexit-consensus": (204, 50, 5303, 5312),
    "canadian-electoral-reform": (448, 174, 11950, 12018),
    "scoop-hivemind.taxes": (334, 148, 17335, 17379),
    "vtaiwan.uberx": (1921, 197, 49443, 49997),
}
ORACLES = ("150ptpt-3gp-no-strict-no-meta", "25ptpt-3gp-no-strict-with-meta", "below-100-ptpts")

pytestmark = pytest.mark.data


def conversation(name: str, *, without: str = "") -> polis.Conversation:
    return polis.read(
        {each.name: each.read_bytes() for each in (POLIS / name).glob("*.csv") if each.name != without}
    )


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", SETS)
def test_conversation_holds_as_many_as_its_files(name: str) -> None:
    read = conversation(name)

    assert (len(read.voters), len(read.comments), len(read.votes), read.rows) == SETS[name]


@pytest.mark.parametrize("name", SETS)
def test_conversation_is_the_same_from_votes_and_from_participants(name: str) -> None:
    by_vote = conversation(name)
    by_person = conversation(name, without="votes.csv")

    assert {(each.comment, each.voter): each.value for each in by_vote.votes} == {
        (each.comment, each.voter): each.value for each in by_person.votes
    }
    assert (by_vote.topic, by_vote.comments) == (by_person.topic, by_person.comments)


@pytest.mark.parametrize("name", SETS)
def test_conversation_counts_votes_of_each_person_as_polis_does(name: str) -> None:
    read = conversation(name)
    agreed = Counter(each.voter for each in read.votes if each.value == 1)
    given = Counter(each.voter for each in read.votes)

    rows = lines(POLIS / name / "participants-votes.csv")

    assert [int(row["n-votes"]) for row in rows] == [given[int(row["participant"])] for row in rows]
    assert [int(row["n-agree"]) for row in rows] == [agreed[int(row["participant"])] for row in rows]


def oracle(name: str) -> tuple[Ratings, list[dict[str, str]], set[str]]:
    """The votes as Polis took them, its statements, and those of them that were moderated out.

    Polis lets everybody pass on a statement that is moderated out, whether they saw it or not.
    """
    folder = POLIS / "oracle-mpl" / name
    told = lines(folder / "statements.csv")
    out = {row["statement"] for row in told if row["moderated_out"] == "1" or row["is_meta"] == "1"}
    rows = sorted(lines(folder / "votes.csv"), key=lambda row: int(row["modified_ms"]))
    voters = dict.fromkeys(row["participant"] for row in rows)
    votes = [
        (row["statement"], row["participant"], int(row["vote"]))
        for row in rows
        if row["statement"] not in out
    ]
    votes += [(statement, voter, 0) for statement in sorted(out) for voter in voters]
    listed = [row["statement"] for row in told]
    return Ratings.from_rows(votes, scale=Scale.AGREEMENT, ideas=listed), told, out


@pytest.mark.parametrize("name", ORACLES)
def test_axes_equal_those_that_polis_computed(name: str) -> None:
    ratings, told, out = oracle(name)

    axes = principal_axes(ratings)

    theirs = np.array([[float(row["pc1"]), float(row["pc2"])] for row in told])
    alike = np.abs(np.sum(axes.weight * theirs, axis=0)) / np.linalg.norm(theirs, axis=0)
    assert alike == pytest.approx([1, 1], abs=1e-6)
    # Polis counts agree as -1 inside
    assert axes.mean == pytest.approx([-float(row["center"]) for row in told], abs=1e-9)
    extremity = np.sqrt(len(told)) * np.linalg.norm((1 - axes.mean)[:, None] * axes.weight, axis=1)
    kept = [at for at, row in enumerate(told) if row["statement"] not in out]
    assert extremity[kept] == pytest.approx([float(told[at]["extremity"]) for at in kept], abs=1e-5)


@pytest.mark.parametrize("name", ORACLES)
def test_positions_are_where_polis_put_its_clusters(name: str) -> None:
    ratings, _, _ = oracle(name)
    people = lines(POLIS / "oracle-mpl" / name / "participants.csv")

    placed = dict(zip(ratings.voices, positions(ratings, principal_axes(ratings)), strict=True))

    # a base cluster stands at the mean of its people; an axis may be mirrored
    of = {row["base_cluster"]: (float(row["base_x"]), float(row["base_y"])) for row in people}
    ours = {
        each: np.mean([placed[row["participant"]] for row in people if row["base_cluster"] == each], axis=0)
        for each in of
    }
    left, right = np.array([ours[each] for each in of]), np.array([of[each] for each in of])
    sign = np.sign(np.sum(left * right, axis=0))
    assert left * sign == pytest.approx(right, abs=1e-4)


@pytest.mark.parametrize("name", SETS)
def test_opinion_map_has_groups_that_beat_chance_or_none(name: str) -> None:
    made = opinion_map(conversation(name).ratings())

    if isinstance(made, NoMap):
        assert (name, made) == ("london.youth.policing", NoMap("too_few_voices", made.voices))
    else:
        assert not made.groups or (made.silhouette > made.null and made.stability >= 0.6)
        assert len(made.voices) + made.left_out == SETS[name][0]


@pytest.mark.parametrize("name", [name for name in SETS if name != "london.youth.policing"])
def test_two_groups_are_much_those_that_polis_published(name: str) -> None:
    # a soft oracle: the published groups also depend on the order in which people came
    told = {
        row["participant"]: int(row["group-id"])
        for row in lines(POLIS / name / "participants-votes.csv")
        if row["group-id"]
    }
    read = conversation(name)
    given = Counter(str(each.voter) for each in read.votes if str(each.voter) in told)
    ratings = Ratings.from_rows(
        (
            (str(each.comment), str(each.voter), each.value)
            for each in read.votes
            if given[str(each.voter)] >= 7
        ),
        scale=Scale.AGREEMENT,
    )

    found = cluster(positions(ratings, principal_axes(ratings)), 2, np.random.default_rng(1))

    theirs = np.array([told[each] for each in ratings.voices])
    assert agreement(found.group, theirs) >= 0.75


@pytest.mark.parametrize("name", [name for name in SETS if name != "london.youth.policing"])
def test_opinion_map_of_shuffled_votes_has_no_groups(name: str) -> None:
    ratings = conversation(name).ratings()
    random = np.random.default_rng(11)
    grouped = 0
    for seed in range(2):
        value = ratings.value.copy()
        for idea in range(len(ratings.ideas)):
            here = np.flatnonzero(ratings.idea == idea)
            value[here] = random.permutation(value[here])
        shuffled = Ratings(ratings.scale, ratings.ideas, ratings.voices, ratings.idea, ratings.voice, value)
        made = opinion_map(shuffled, seed=seed)
        assert isinstance(made, OpinionMap)
        grouped += bool(made.groups)

    assert grouped == 0


def test_opinion_map_is_the_same_in_whatever_order_votes_came() -> None:
    read = conversation("brexit-consensus")
    votes = [(str(each.comment), str(each.voter), each.value) for each in read.votes]
    ideas = [str(each.id) for each in read.comments]
    made = [
        opinion_map(Ratings.from_rows([votes[at] for at in order], scale=Scale.AGREEMENT, ideas=ideas))
        for order in (np.arange(len(votes)), np.random.default_rng(5).permutation(len(votes)))
    ]

    assert made[0] == made[1]
