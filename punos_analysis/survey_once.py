"""Who counts how much where each organisation counts once.

An organisation counts by the last answer that it sent or signed itself, so a joint answer counts once for each of its
organisations whose last it is. Where an organisation answered nothing itself, its people count together as one.
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
    shared = speaks & (voices.together != ALONE)
    size = np.bincount(voices.together[shared])
    found[shared] = 1 / size[voices.together[shared]]
    return found


def may_tell(masks: Sequence[np.ndarray], voices: Voices) -> bool:
    """Whether none of the persons that subtraction could tell apart are so few that it would tell how they answered.

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
    return not any(0 < count < SMALLEST for count in counts)
