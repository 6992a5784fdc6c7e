"""The verbs of this room: taking part, saying, rating, and bringing in what was gathered elsewhere."""

from punos.contributions.actions.bringing import ImportedIdea, ImportedVoice, bring_in, note_exposure
from punos.contributions.actions.forgetting import forget_person
from punos.contributions.actions.speaking import (
    confirm_voice,
    first_state,
    put,
    rate,
    say,
    take_back,
    take_part,
    translate_contribution,
    withdraw_contribution,
)
from punos.contributions.actions.threads import open_thread, remove_thread, set_audience, set_times

__all__ = [
    "ImportedIdea",
    "ImportedVoice",
    "bring_in",
    "confirm_voice",
    "first_state",
    "forget_person",
    "note_exposure",
    "open_thread",
    "put",
    "rate",
    "remove_thread",
    "say",
    "set_audience",
    "set_times",
    "take_back",
    "take_part",
    "translate_contribution",
    "withdraw_contribution",
]
