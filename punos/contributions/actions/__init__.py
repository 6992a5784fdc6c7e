"""The verbs of this room: taking part, saying, rating, and bringing in what was gathered elsewhere."""

from punos.contributions.actions.bringing import ImportedIdea, ImportedVoice, bring_in, note_exposure
from punos.contributions.actions.forgetting import forget_person
from punos.contributions.actions.speaking import (
    confirm_voice,
    open_thread,
    rate,
    say,
    set_times,
    take_part,
    translate_contribution,
    withdraw_contribution,
)

__all__ = [
    "ImportedIdea",
    "ImportedVoice",
    "bring_in",
    "confirm_voice",
    "forget_person",
    "note_exposure",
    "open_thread",
    "rate",
    "say",
    "set_times",
    "take_part",
    "translate_contribution",
    "withdraw_contribution",
]
