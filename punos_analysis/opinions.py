"""The opinion map: who answers alike, and whether there are groups at all.

Missing ratings count as the mean of their idea, so that what is centred is zero where nothing was said:
the principal axes come from the sparse matrix itself, and no table of voices x ideas is made. Groups are
looked for with k-means and believed only when they beat the same votes shuffled within each idea and
survive the loss of a fifth of the votes. "No clear groups" is a result.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from punos_analysis.grouping import Grouping, agreement, best_of_each, cluster
from punos_analysis.ratings import Floats, Ratings, Scale

LEAST_VOICES = 50
LEAST_IDEAS = 3
LEAST_RATINGS = 7
SHUFFLES = 20
THINNINGS = 10
KEPT = 0.8
STEADY = 0.6
NULL_LEVEL = 0.95
TOO_FEW_VOICES = "too_few_voices"
TOO_FEW_IDEAS = "too_few_ideas"
ALL_ALIKE = "all_alike"
NOT_AGREEMENT = "not_agreement"


@dataclass(frozen=True, slots=True)
class NoMap:
    """Why there is no map (one of the reasons above); `voices` is how many could have been placed."""

    reason: str
    voices: int


@dataclass(frozen=True, slots=True)
class IdeaPoint:
    """An idea stands where a voice would stand that only agreed with it."""

    idea: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class VoicePoint:
    """A voice on the map; `group` counts from 1, and is 0 when there are no clear groups."""

    voice: str
    x: float
    y: float
    group: int


@dataclass(frozen=True, slots=True)
class Group:
    """Group 1 is the largest; x and y are its centre."""

    number: int
    size: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """The map, its groups, and what the groups had to pass.

    `silhouette` (-1 to 1) is that of the groups shown, or of the best ones tried when none are shown;
    `null` is what shuffled votes reach in 95 of 100; `stability` is the mean adjusted Rand index after
    losing a fifth of the votes. `explained` is the share of variance on each axis. `left_out` voices
    rated too few ideas to be placed.
    """

    ideas: tuple[IdeaPoint, ...]
    voices: tuple[VoicePoint, ...]
    groups: tuple[Group, ...]
    silhouette: float
    null: float
    stability: float
    explained: tuple[float, float]
    left_out: int

    @property
    def group_of_voice(self) -> dict[str, int]:
        """Which group each placed voice is in; empty when there are no clear groups."""
        return {each.voice: each.group for each in self.voices if each.group}


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """Two principal axes of the ratings: the mean of each idea and its weight on each axis (ideas x 2)."""

    mean: Floats
    weight: Floats
    explained: tuple[float, float]


def principal_axes(ratings: Ratings) -> Axes:
    """The two directions in which the ratings vary most, missing ones taken as the mean of their idea.

    Equals the principal components of the filled table; the sign is fixed so that the greatest weight of an
    axis is positive. Raises ValueError when there are fewer than three ideas or voices, or nothing varies.
    """
    if min(len(ratings.ideas), len(ratings.voices)) < LEAST_IDEAS:
        raise ValueError("principal axes need three ideas and three voices")
    n = np.maximum(ratings.per_idea(), 1)
    mean = np.bincount(ratings.idea, weights=ratings.value, minlength=len(ratings.ideas)) / n
    centred = ratings.value - mean[ratings.idea]
    whole = float(centred @ centred)
    if whole < 1e-9:
        raise ValueError("nothing varies")
    shape = (len(ratings.voices), len(ratings.ideas))
    matrix = csr_matrix((centred, (ratings.voice, ratings.idea)), shape=shape)
    start = np.random.default_rng(0).standard_normal(min(shape))
    _, strength, across = svds(matrix, k=2, v0=start)
    order = np.argsort(-strength)
    weight = across[order].T
    sign = np.sign(weight[np.abs(weight).argmax(axis=0), [0, 1]])
    share = strength[order] ** 2 / whole
    return Axes(mean=mean, weight=weight * sign, explained=(float(share[0]), float(share[1])))


def positions(ratings: Ratings, axes: Axes) -> Floats:
    """Where each voice stands (voices x 2): its ratings along the axes, scaled for how few they are.

    The scale is sqrt(ideas / own ratings), as Polis does: without it those who rated little all stand in the
    middle, with the full ratio they fly apart.
    """
    centred = (ratings.value - axes.mean[ratings.idea])[:, None] * axes.weight[ratings.idea]
    voices = len(ratings.voices)
    along = np.column_stack(
        [np.bincount(ratings.voice, weights=centred[:, axis], minlength=voices) for axis in (0, 1)]
    )
    scale = np.sqrt(len(ratings.ideas) / np.maximum(ratings.per_voice(), 1))
    return np.asarray(along * scale[:, None], np.float64)


def opinion_map(
    ratings: Ratings,
    *,
    seed: int = 1,
    shuffles: int = SHUFFLES,
    thinnings: int = THINNINGS,
    kept: float = KEPT,
    least_voices: int = LEAST_VOICES,
) -> OpinionMap | NoMap:
    """Place voices and ideas, and say which groups there are, if any.

    Only voices that rated at least seven ideas (or all, if fewer) are placed. The same ratings give the same
    map whatever the order in which they came.
    """
    if ratings.scale is not Scale.AGREEMENT:
        return NoMap(NOT_AGREEMENT, 0)
    known = ratings.of_ideas([idea for idea, n in zip(ratings.ideas, ratings.per_idea(), strict=True) if n])
    placed = _placed(known, min(LEAST_RATINGS, len(known.ideas)))
    if len(known.ideas) < LEAST_IDEAS:
        return NoMap(TOO_FEW_IDEAS, len(placed.voices))
    if len(placed.voices) < max(least_voices, LEAST_IDEAS):
        return NoMap(TOO_FEW_VOICES, len(placed.voices))
    try:
        axes = principal_axes(placed)
    except ValueError:
        return NoMap(ALL_ALIKE, len(placed.voices))
    random = np.random.default_rng(seed)
    points = positions(placed, axes)
    null = _null(placed, random, shuffles)
    return _drawn(
        placed, axes, points, _believed(placed, points, random, null, (thinnings, kept)), len(ratings.voices)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Verdict:
    """Groups that passed, or the best ones tried and None as `shown`."""

    shown: Grouping | None
    silhouette: float
    null: float
    stability: float


def _placed(ratings: Ratings, least: int) -> Ratings:
    """Only the voices with enough ratings, ordered by id so that the order of arrival plays no part."""
    enough = ratings.per_voice() >= max(least, 1)
    order = sorted(np.flatnonzero(enough).tolist(), key=lambda at: ratings.voices[at])
    new = np.full(len(ratings.voices), -1, np.int32)
    new[order] = np.arange(len(order), dtype=np.int32)
    voice = new[ratings.voice]
    rows = np.flatnonzero(voice >= 0)
    rows = rows[np.lexsort((ratings.idea[rows], voice[rows]))]
    return Ratings(
        scale=ratings.scale,
        ideas=ratings.ideas,
        voices=tuple(ratings.voices[at] for at in order),
        idea=ratings.idea[rows],
        voice=voice[rows],
        value=ratings.value[rows],
    )


def _null(ratings: Ratings, random: np.random.Generator, shuffles: int) -> float:
    """What silhouette votes without structure reach: each idea's votes are shuffled among its voices."""
    reached = []
    by_idea = np.argsort(ratings.idea, kind="stable")
    for _ in range(shuffles):
        # a random key within each idea deals its votes anew to the voices that rated it
        dealt = np.lexsort((random.random(len(ratings)), ratings.idea))
        value = np.empty_like(ratings.value)
        value[by_idea] = ratings.value[dealt]
        mixed = _with(ratings, value=value)
        tried = best_of_each(positions(mixed, principal_axes(mixed)), random)
        reached.append(max((each.silhouette for each in tried), default=0.0))
    return float(np.quantile(reached, NULL_LEVEL, method="higher")) if reached else 0.0


def _believed(
    ratings: Ratings, points: Floats, random: np.random.Generator, null: float, thinning: tuple[int, float]
) -> _Verdict:
    """The best grouping that beats the null and stays when votes are lost."""
    tried = best_of_each(points, random)
    first = _Verdict(None, tried[0].silhouette if tried else 0.0, null, 0.0)
    for grouping in tried:
        if grouping.silhouette <= null:
            break
        stability = _stability(ratings, grouping, random, *thinning)
        if stability >= STEADY:
            return _Verdict(grouping, grouping.silhouette, null, stability)
        if grouping is tried[0]:
            first = _Verdict(None, grouping.silhouette, null, stability)
    return first


def _stability(
    ratings: Ratings, grouping: Grouping, random: np.random.Generator, thinnings: int, share: float
) -> float:
    """Mean adjusted Rand index between the groups and those found with a fifth of the votes lost."""
    alike = []
    for _ in range(thinnings):
        kept = random.random(len(ratings)) < share
        thin = Ratings(
            scale=ratings.scale,
            ideas=ratings.ideas,
            voices=ratings.voices,
            idea=ratings.idea[kept],
            voice=ratings.voice[kept],
            value=ratings.value[kept],
        )
        try:
            points = positions(thin, principal_axes(thin))
        except ValueError:
            alike.append(0.0)
            continue
        alike.append(agreement(grouping.group, cluster(points, len(grouping.sizes), random).group))
    return float(np.mean(alike)) if alike else 1.0


def _with(ratings: Ratings, *, value: np.ndarray) -> Ratings:
    return Ratings(
        scale=ratings.scale,
        ideas=ratings.ideas,
        voices=ratings.voices,
        idea=ratings.idea,
        voice=ratings.voice,
        value=value,
    )


def _drawn(ratings: Ratings, axes: Axes, points: Floats, verdict: _Verdict, voices: int) -> OpinionMap:
    """The map as published: coordinates to two decimals, groups by size."""
    shown = verdict.shown
    group = shown.group + 1 if shown else np.zeros(len(points), np.int64)
    agreed = np.sqrt(len(ratings.ideas)) * (1 - axes.mean)[:, None] * axes.weight
    return OpinionMap(
        ideas=tuple(
            IdeaPoint(idea, _two(x), _two(y)) for idea, (x, y) in zip(ratings.ideas, agreed, strict=True)
        ),
        voices=tuple(
            VoicePoint(voice, _two(x), _two(y), int(number))
            for voice, (x, y), number in zip(ratings.voices, points, group, strict=True)
        ),
        groups=tuple(
            Group(at + 1, int(size), _two(shown.centres[at, 0]), _two(shown.centres[at, 1]))
            for at, size in enumerate(shown.sizes)
        )
        if shown
        else (),
        silhouette=verdict.silhouette,
        null=verdict.null,
        stability=verdict.stability,
        explained=axes.explained,
        left_out=voices - len(ratings.voices),
    )


def _two(number: float) -> float:
    return round(float(number), 2) + 0.0
