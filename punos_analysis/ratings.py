"""Who rated which idea how: the one input of every calculation, kept sparse.

A table of voices x ideas exists nowhere: three arrays of equal length hold the ratings that were
given, so memory grows with the ratings and not with the empty cells between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

type Integers = npt.NDArray[np.int32]
type Floats = npt.NDArray[np.float64]
type Row = tuple[str, str, int]


class Scale(StrEnum):
    """How an idea is rated: agree, pass or disagree (1, 0, -1), or a step from 1 to 7."""

    AGREEMENT = "agreement"
    SEVEN = "one_to_seven"

    @property
    def lowest(self) -> int:
        """The least value that may be given."""
        return -1 if self is Scale.AGREEMENT else 1

    @property
    def highest(self) -> int:
        """The greatest value that may be given."""
        return 1 if self is Scale.AGREEMENT else 7

    @property
    def agree_from(self) -> int:
        """Values from this one up count as agreeing."""
        return 1 if self is Scale.AGREEMENT else 5

    @property
    def disagree_to(self) -> int:
        """Values up to this one count as disagreeing; what lies between is neither."""
        return -1 if self is Scale.AGREEMENT else 3


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """One rating per voice and idea, ordered by voice and then by idea.

    `idea[i]` and `voice[i]` are places in `ideas` and `voices`; `value[i]` lies on the scale.
    """

    scale: Scale
    ideas: tuple[str, ...]
    voices: tuple[str, ...]
    idea: Integers
    voice: Integers
    value: npt.NDArray[np.int8]

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Row],
        *,
        scale: Scale,
        ideas: Iterable[str] | None = None,
        voices: Iterable[str] | None = None,
    ) -> "Ratings":
        """Build from (idea, voice, value) rows; of two rows by one voice on one idea the later one wins.

        Without `ideas` or `voices` these are taken from the rows in the order in which they come.
        Raises ValueError for a value off the scale and KeyError for an id that is not listed.
        """
        listed = list(rows)
        idea_ids = tuple(dict.fromkeys(row[0] for row in listed) if ideas is None else ideas)
        voice_ids = tuple(dict.fromkeys(row[1] for row in listed) if voices is None else voices)
        idea_at = {each: at for at, each in enumerate(idea_ids)}
        voice_at = {each: at for at, each in enumerate(voice_ids)}
        for idea, voice, value in listed:
            if not scale.lowest <= value <= scale.highest:
                raise ValueError(f"rating {value} of idea {idea} by {voice} is off the scale {scale}")
        key = np.array([voice_at[row[1]] * len(idea_ids) + idea_at[row[0]] for row in listed], np.int64)
        given = np.array([row[2] for row in listed], np.int8)
        # unique() reports the first place of each key, so the reversed order makes it the last row
        kept, last = np.unique(key[::-1], return_index=True)
        width = max(len(idea_ids), 1)
        return cls(
            scale=scale,
            ideas=idea_ids,
            voices=voice_ids,
            idea=(kept % width).astype(np.int32),
            voice=(kept // width).astype(np.int32),
            value=given[::-1][last],
        )

    def __len__(self) -> int:
        """The number of ratings."""
        return len(self.value)

    def per_voice(self) -> npt.NDArray[np.int64]:
        """How many ratings each voice gave."""
        return np.bincount(self.voice, minlength=len(self.voices))

    def per_idea(self) -> npt.NDArray[np.int64]:
        """How many ratings each idea got."""
        return np.bincount(self.idea, minlength=len(self.ideas))

    def of_ideas(self, kept: Sequence[str]) -> "Ratings":
        """The same voices, with only these ideas, in the order given."""
        place = {each: at for at, each in enumerate(kept)}
        new = np.array([place.get(each, -1) for each in self.ideas], np.int32)
        here = new[self.idea] >= 0
        moved = new[self.idea[here]]
        order = np.lexsort((moved, self.voice[here]))
        return Ratings(
            scale=self.scale,
            ideas=tuple(kept),
            voices=self.voices,
            idea=moved[order],
            voice=self.voice[here][order],
            value=self.value[here][order],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What counting and ranking read: one answer per speaker and idea, whole or averaged.

    `agree` and `disagree` are 0 or 1 for a single voice and a share for an organisation whose people
    did not rate alike; `value` is the rating or the mean of the ratings.
    """

    scale: Scale
    ideas: tuple[str, ...]
    idea: Integers
    value: Floats
    agree: Floats
    disagree: Floats

    def sums(self, what: Floats) -> Floats:
        """The sum of one column over the answers to each idea."""
        return np.bincount(self.idea, weights=what, minlength=len(self.ideas))

    def per_idea(self) -> npt.NDArray[np.int64]:
        """How many answers each idea got."""
        return np.bincount(self.idea, minlength=len(self.ideas))


def one_per_voice(ratings: Ratings) -> Answers:
    """Every voice counts the same."""
    value = ratings.value.astype(np.float64)
    return Answers(
        scale=ratings.scale,
        ideas=ratings.ideas,
        idea=ratings.idea,
        value=value,
        agree=(value >= ratings.scale.agree_from).astype(np.float64),
        disagree=(value <= ratings.scale.disagree_to).astype(np.float64),
    )


def one_per_organisation(ratings: Ratings, organisation_of_voice: Mapping[str, int | str]) -> Answers:
    """Every organisation counts the same, whether one or fifty of its people answered.

    The ratings that an organisation's voices gave an idea become their mean. A voice that is not in
    the mapping speaks for no organisation and is left out.
    """
    organisations: dict[int | str, int] = {}
    for voice in ratings.voices:
        if voice in organisation_of_voice:
            organisations.setdefault(organisation_of_voice[voice], len(organisations))
    none = len(organisations)
    place = np.array(
        [
            organisations[organisation_of_voice[each]] if each in organisation_of_voice else none
            for each in ratings.voices
        ],
        np.int64,
    )
    voices = one_per_voice(ratings)
    owner = place[ratings.voice]
    here = owner != none
    width = max(len(ratings.ideas), 1)
    key, pair = np.unique(owner[here] * width + ratings.idea[here], return_inverse=True)
    size = np.bincount(pair, minlength=len(key))
    return Answers(
        scale=ratings.scale,
        ideas=ratings.ideas,
        idea=(key % width).astype(np.int32),
        value=np.bincount(pair, weights=voices.value[here], minlength=len(key)) / size,
        agree=np.bincount(pair, weights=voices.agree[here], minlength=len(key)) / size,
        disagree=np.bincount(pair, weights=voices.disagree[here], minlength=len(key)) / size,
    )
