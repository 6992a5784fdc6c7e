"""Everything the results page of a brainstorm publishes, made from nothing but its open data.

`open_data` takes what the consultation knows and leaves out what may not be published; `analyse` makes the
figures from that. Whoever downloads the open data can therefore make the same figures.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from punos_analysis import plain
from punos_analysis.breakdowns import HIDDEN, Breakdown, Why, breakdown, published
from punos_analysis.counting import LEVEL
from punos_analysis.missing import Unheard, unheard
from punos_analysis.opinions import NoMap, OpinionMap, opinion_map
from punos_analysis.ranking import FEW, SMALLEST, Ranking, Unranked, rank
from punos_analysis.ratings import Ratings, Scale, one_per_organisation
from punos_analysis.uniting import Common, unite_and_divide

DIMENSIONS = ("field", "area", "size")
CAPACITIES = ("resident", "active", "organisation", "group", "body")
NOT_TOLD = "not_told"
REST = "*"
PUBLISHED = "published"


class Speaker(Protocol):
    """Whoever answers: in one of the capacities, a group for as many people as it counted."""

    @property
    def capacity(self) -> str:
        """One of `CAPACITIES`."""

    @property
    def head_count(self) -> int:
        """How many people a group stands for."""


@dataclass(frozen=True, slots=True)
class Participation:
    """How many voices of each capacity, and how many people the groups counted.

    These are headlines and never suppressed.
    """

    resident: int
    active: int
    organisation: int
    group: int
    body: int
    head_count: int

    @property
    def persons(self) -> int:
        """People who answered for themselves, active in an organisation or not."""
        return self.resident + self.active

    @property
    def total(self) -> int:
        """All voices; a group is one."""
        return self.persons + self.organisation + self.group + self.body


class IdeaRow(NamedTuple):
    """An idea as published. `rated` is "0", "1" to "4" with an en dash, or the number of ratings.

    Of one in another state than `published` only that state is told.
    """

    idea: str
    state: str
    language: str
    rated: str
    text: str


class RatingRow(NamedTuple):
    """One rating. Voices and organisations are numbers of this data set only; organisation 0 is none."""

    idea: str
    voice: int
    organisation: int
    value: int


class BackgroundRow(NamedTuple):
    """How many answered with this code, as `shown`: a number, a range, or hidden.

    The row with the code `*` holds the number of all whose code is not shown as a number.
    """

    dimension: str
    code: str
    shown: str
    why: str


class RegistryRow(NamedTuple):
    """How many organisations the registry knows under this code."""

    dimension: str
    code: str
    organisations: int


@dataclass(frozen=True, slots=True)
class OpenData:
    """All that is published about a brainstorm's answers."""

    scale: Scale
    participation: Participation
    ideas: tuple[IdeaRow, ...]
    ratings: tuple[RatingRow, ...]
    background: tuple[BackgroundRow, ...]
    registry: tuple[RegistryRow, ...]

    def to_json(self) -> str:
        """As text; the same data give the same text."""
        return plain.to_text(self)

    @classmethod
    def from_json(cls, text: str) -> "OpenData":
        """Read what `to_json` wrote; ValueError if it is something else."""
        return plain.from_text(cls, text)


@dataclass(frozen=True, slots=True)
class Figures:
    """Every number, list and map of the results page. Breakdowns and unheard go by dimension."""

    scale: Scale
    level: float
    participation: Participation
    total: int
    persons: int
    ranking: Ranking
    ranking_one_per_organisation: Ranking
    common: Common
    opinions: OpinionMap | NoMap
    breakdowns: Mapping[str, Breakdown]
    unheard: Mapping[str, tuple[Unheard, ...]]

    def to_json(self) -> str:
        """As text, floats to six decimals; the same figures give the same text."""
        return plain.to_text(self)

    @classmethod
    def from_json(cls, text: str) -> "Figures":
        """Read what `to_json` wrote; ValueError if it is something else."""
        return plain.from_text(cls, text)


@dataclass(frozen=True, slots=True)
class VoiceInput:
    """A voice as the consultation knows it: not for publication.

    `background` holds a code for each of `field`, `area` and `size` that was answered.
    """

    voice: str
    capacity: str
    head_count: int = 1
    organisation: str | None = None
    background: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IdeaInput:
    """An idea as the consultation knows it. Only one in state `published` shows its text and is analysed."""

    idea: str
    state: str
    language: str
    text: str


def open_data(
    *,
    scale: Scale,
    voices: Iterable[VoiceInput],
    ideas: Iterable[IdeaInput],
    ratings: Iterable[tuple[str, str, int]],
    codes: Mapping[str, Sequence[str]],
    registry: Mapping[str, Mapping[str, int]],
    secret: str,
) -> OpenData:
    """What may be published of these answers.

    `codes` lists the choices of each dimension in the order in which they are shown, so that one that nobody
    chose shows as 0. `secret` is known to nobody else: it decides the numbers that stand for voices and
    organisations, which therefore follow neither name nor order of arrival. Ratings of ideas that fewer than
    five rated, and of ideas that are not published, are left out.
    """
    listed, asked, given = tuple(voices), tuple(ideas), tuple(ratings)
    shown = {each.idea for each in asked if each.state == PUBLISHED}
    strange = sorted({voice for _, voice, _ in given} - {each.voice for each in listed})
    if strange:
        raise ValueError(f"a rating by a voice that is not there: {strange[0]}")
    last = {(voice, idea): value for idea, voice, value in given if idea in shown}
    counted = Counter(idea for _, idea in last)
    enough = {pair: value for pair, value in last.items() if counted[pair[1]] >= SMALLEST}
    return OpenData(
        scale=scale,
        participation=participation_of(listed),
        ideas=tuple(_idea_row(each, counted[each.idea]) for each in asked),
        ratings=_rating_rows(enough, listed, asked, secret),
        background=tuple(
            row
            for each in DIMENSIONS
            for row in background_rows(
                each, codes.get(each, ()), (voice.background.get(each) for voice in listed)
            )
        ),
        registry=registry_rows(registry),
    )


def analyse(data: OpenData, *, level: float = LEVEL, seed: int = 1) -> Figures:
    """Every published figure, from the open data alone."""
    ratings = Ratings.from_rows(
        ((row.idea, str(row.voice), row.value) for row in data.ratings),
        scale=data.scale,
        ideas=[row.idea for row in data.ideas if row.state == PUBLISHED],
    )
    organisations = {str(row.voice): row.organisation for row in data.ratings if row.organisation}
    opinions = opinion_map(ratings, seed=seed)
    groups = opinions.group_of_voice if isinstance(opinions, OpinionMap) else {}
    breakdowns = {
        each: breakdown_of(data.background, each, total=data.participation.total) for each in DIMENSIONS
    }
    return Figures(
        scale=data.scale,
        level=level,
        participation=data.participation,
        total=data.participation.total,
        persons=data.participation.persons,
        ranking=_told(rank(ratings, level=level, seed=seed), data),
        ranking_one_per_organisation=_told(
            rank(one_per_organisation(ratings, organisations), level=level, seed=seed), data, fewer=True
        ),
        common=unite_and_divide(ratings, groups=groups, level=level),
        opinions=opinions,
        breakdowns=breakdowns,
        unheard={each: unheard_of(data.registry, each, breakdowns[each]) for each in DIMENSIONS},
    )


def participation_of(voices: Sequence[Speaker]) -> Participation:
    """Voices counted by capacity. Raises ValueError for a capacity that does not exist."""
    of = Counter(each.capacity for each in voices)
    strange = sorted(set(of) - set(CAPACITIES))
    if strange:
        raise ValueError(f"no such capacity: {strange[0]}")
    heads = sum(each.head_count for each in voices if each.capacity == "group")
    return Participation(**{each: of[each] for each in CAPACITIES}, head_count=heads)


def _idea_row(idea: IdeaInput, rated: int) -> IdeaRow:
    """Of an idea that is not published, neither the text nor how many rated it."""
    if idea.state != PUBLISHED:
        return IdeaRow(idea.idea, idea.state, idea.language, "", "")
    label = str(rated) if rated == 0 or rated >= SMALLEST else FEW
    return IdeaRow(idea.idea, idea.state, idea.language, label, idea.text)


def _rating_rows(
    values: Mapping[tuple[str, str], int],
    voices: Sequence[VoiceInput],
    ideas: Sequence[IdeaInput],
    secret: str,
) -> tuple[RatingRow, ...]:
    """Rows by idea and voice number; both numbers begin at 1 and are dealt by a keyed hash."""
    rating = {voice for voice, _ in values}
    number = _numbers(rating, secret, "voice")
    belongs = {each.voice: each.organisation for each in voices if each.organisation and each.voice in rating}
    organisation = _numbers(set(belongs.values()), secret, "organisation")
    place = {each.idea: at for at, each in enumerate(ideas)}
    rows = (
        RatingRow(idea, number[voice], organisation[belongs[voice]] if voice in belongs else 0, value)
        for (voice, idea), value in values.items()
    )
    return tuple(sorted(rows, key=lambda row: (place[row.idea], row.voice)))


def _numbers(ids: Iterable[str], secret: str, kind: str) -> dict[str, int]:
    def key(each: str) -> bytes:
        digest = hashlib.blake2b(digest_size=16, key=hashlib.sha256(secret.encode()).digest())
        digest.update(f"{kind} {each}".encode())
        return digest.digest()

    return {each: at for at, each in enumerate(sorted(ids, key=key), start=1)}


def background_rows(dimension: str, codes: Sequence[str], told: Iterable[str | None]) -> list[BackgroundRow]:
    """The breakdown of one dimension as it may be published, given what each voice told.

    Who did not answer is counted as not told.
    """
    given = Counter(each or NOT_TOLD for each in told)
    order = dict.fromkeys([*codes, *sorted(given)])
    cells = breakdown({code: given[code] for code in order})
    rows = [BackgroundRow(dimension, each.code, each.label, each.why.value) for each in cells.cells]
    return [*rows, BackgroundRow(dimension, REST, str(cells.rest), Why.SHOWN.value)] if rows else []


def registry_rows(known: Mapping[str, Mapping[str, int]]) -> tuple[RegistryRow, ...]:
    """How many organisations the registry knows under each code of field, area and size."""
    return tuple(
        RegistryRow(dimension, code, number)
        for dimension in DIMENSIONS
        for code, number in known.get(dimension, {}).items()
    )


def breakdown_of(background: Iterable[BackgroundRow], dimension: str, *, total: int) -> Breakdown:
    """The breakdown that the published rows stand for. Raises ValueError if they do not sum to the total."""
    own = [row for row in background if row.dimension == dimension]
    labels = {row.code: (row.shown, Why(row.why)) for row in own if row.code != REST}
    made = published(labels, total=total if labels else 0)
    if sum(int(row.shown) for row in own if row.code == REST) != made.rest:
        raise ValueError(f"the counts by {dimension} do not add up to {total}")
    return made


def unheard_of(registry: Iterable[RegistryRow], dimension: str, cells: Breakdown) -> tuple[Unheard, ...]:
    """What the registry knows and the breakdown shows as 0; nothing can be said where it is withheld."""
    known = {row.code: row.organisations for row in registry if row.dimension == dimension}
    silent = {} if cells.withheld else known
    return unheard(silent, {each.code: int(each.label != "0") for each in cells.cells})


def _told(ranking: Ranking, data: OpenData, *, fewer: bool = False) -> Ranking:
    """Ideas whose ratings are not in the open data say how many rated them by the label of their row.

    With `fewer` the answers are those of organisations, of which the label cannot tell: hidden, unless 0.
    """
    labels = {row.idea: row.rated for row in data.ideas}
    few = {
        each.idea: HIDDEN
        if fewer and labels[each.idea] == FEW
        else each.n_shown
        if fewer
        else labels[each.idea]
        for each in ranking.unranked
    }
    return Ranking(
        scale=ranking.scale,
        level=ranking.level,
        ranked=ranking.ranked,
        unranked=tuple(Unranked(idea, shown) for idea, shown in few.items()),
    )
