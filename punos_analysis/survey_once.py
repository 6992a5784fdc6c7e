"""Who counts how much where each organisation counts once.

An organisation counts by the last answer that it sent or signed itself, so a joint answer counts once for each of its
organisations whose last it is. Where an organisation answered nothing itself, its people count together as one.

A third of a voice tells that somebody is one of three. If only three are, the thirds are their answers, to every
question. So where the organisations with as many people have fewer than five people in all, they count together with
those that have the next number of people: all these people count the same, and together as many as the organisations.
If that would put all of them together though they differ, nothing is told: it would be what people said, not organisations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from punos_analysis.breakdowns import SMALLEST
from punos_analysis.ratings import Floats, Integers
from punos_analysis.survey_data import ORGANISATION, PART_OF, PARTS, PERSON, SurveyVoice

ALONE = -1
PERSONS, ORGANISATIONS = PARTS.index(PERSON), PARTS.index(ORGANISATION)


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """What is known of each voice, in their order.

    `part` is its own part, `once_part` that in which it counts where each organisation counts once, and `stands_for`
    how often it counts there: 0 where the organisation answered itself, several times for a joint answer. `together`
    is the organisation with whose other people it counts as one, -1 for none.
    """

    part: Integers
    once_part: Integers
    stands_for: Integers
    together: Integers


def latest(voices: Sequence[SurveyVoice]) -> dict[str, str]:
    """The voice by whose answer each organisation counts: the last that it sent or signed itself."""
    found: dict[str, tuple[datetime, str]] = {}
    for each in voices:
        own = {} if each.organisation is None or not _is_own(each) else {each.organisation: each.sent_at}
        for key, at in (own | {signer.organisation: signer.at for signer in each.signers}).items():
            if at is not None:
                found[key] = max(found.get(key, (at, each.voice)), (at, each.voice))
    return {key: voice for key, (_, voice) in found.items()}


def voices_of(voices: Sequence[SurveyVoice]) -> Voices:
    """How each of them counts."""
    counted, at = latest(voices), dict[str, int]()
    times: dict[str, int] = {}
    for voice in counted.values():
        times[voice] = times.get(voice, 0) + 1
    part = [PARTS.index(PART_OF[each.capacity]) for each in voices]
    once_part, stands_for, together = list(part), [1] * len(voices), [ALONE] * len(voices)
    for place, each in enumerate(voices):
        if _is_own(each):
            stands_for[place] = times.get(each.voice, 0) + (each.organisation is None)
        elif each.organisation is not None:
            once_part[place] = ORGANISATIONS
            stands_for[place] = int(each.organisation not in counted)
            if stands_for[place]:
                together[place] = at.setdefault(each.organisation, len(at))
    return Voices(*(np.array(each, np.int32) for each in (part, once_part, stands_for, together)))


def _is_own(voice: SurveyVoice) -> bool:
    """Whether this is an organisation's own answer."""
    return PART_OF[voice.capacity] == ORGANISATION


def weights(speaks: np.ndarray, voices: Voices) -> Floats:
    """What each voice counts where an organisation counts once, among those who speak."""
    found = (speaks * voices.stands_for).astype(np.float64)
    found[speaks & (voices.together != ALONE)] = shares(_sizes(speaks, voices))
    return found


def _sizes(speaks: np.ndarray, voices: Voices) -> Integers:
    """Of each who speaks and counts with others, how many speak of their organisation."""
    organisation = voices.together[speaks & (voices.together != ALONE)]
    sizes: Integers = np.bincount(organisation)[organisation].astype(np.int32)
    return sizes


def shares(sizes: Integers) -> Floats:
    """What each person counts, by how many their organisation has: sizes of fewer than five people stand together."""
    found, together = 1 / sizes, np.zeros(len(sizes), np.bool_)
    for size in np.unique(sizes):
        together |= sizes == size
        is_rest = 0 < int((sizes > size).sum()) < SMALLEST
        if int(together.sum()) >= SMALLEST and not is_rest:
            found[together] = found[together].mean()
            together[:] = False
    if together.any():
        found[together] = found[together].mean()
    return found


def may_tell(masks: Sequence[np.ndarray], voices: Voices) -> bool:
    """Whether none of the persons that subtraction could tell apart are so few that it would tell how they answered.

    Nor may organisations of different sizes all have to count together.

    These are persons without an organisation, those who count together as one, and those whose organisation answered
    itself: its own answer is public, and with it the sums of the others can be worked out.
    """
    persons = voices.part == PERSONS
    kinds = (
        persons & (voices.once_part == PERSONS),
        persons & (voices.together != ALONE),
        persons & (voices.stands_for == 0),
    )
    counts = [int((mask & kind).sum()) for mask in masks for kind in kinds]
    is_few = any(0 < count < SMALLEST for count in counts)
    return not is_few and not any(_is_blurred(_sizes(mask, voices)) for mask in masks)


def _is_blurred(sizes: Integers) -> bool:
    """Whether organisations of different sizes all count together."""
    return len(np.unique(sizes)) > 1 and len(np.unique(shares(sizes))) == 1
