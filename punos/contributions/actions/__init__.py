"""The verbs of this room: taking part, saying, rating, moderating, and bringing in what was gathered elsewhere."""

from punos.contributions.actions.bringing import (
    ImportedIdea,
    ImportedVoice,
    bring_in,
    bring_in_voices,
    note_exposure,
)
from punos.contributions.actions.bringing_out import take_out_voices
from punos.contributions.actions.bringing_words import ImportedWords, bring_in_words
from punos.contributions.actions.commenting import Remark, comment, revise_contribution
from punos.contributions.actions.destroying import destroy_words
from punos.contributions.actions.finding import enter_missing
from punos.contributions.actions.forgetting import forget_person
from punos.contributions.actions.moderating import (
    appeal,
    decide_appeal,
    keep,
    pass_all_on,
    pass_on,
    put_back,
    remove,
    report,
)
from punos.contributions.actions.speaking import (
    confirm_voice,
    put,
    put_all,
    rate,
    say,
    take_back,
    take_back_all,
    take_part,
    translate_contribution,
    withdraw_contribution,
)
from punos.contributions.actions.threads import open_thread, remove_thread, set_audience, set_times
from punos.contributions.actions.typing_in import TypedSpeaker, type_in

__all__ = [
    "ImportedIdea",
    "ImportedVoice",
    "ImportedWords",
    "Remark",
    "TypedSpeaker",
    "appeal",
    "bring_in",
    "bring_in_voices",
    "bring_in_words",
    "comment",
    "confirm_voice",
    "decide_appeal",
    "destroy_words",
    "enter_missing",
    "forget_person",
    "keep",
    "note_exposure",
    "open_thread",
    "pass_all_on",
    "pass_on",
    "put",
    "put_all",
    "put_back",
    "rate",
    "remove",
    "remove_thread",
    "report",
    "revise_contribution",
    "say",
    "set_audience",
    "set_times",
    "take_back",
    "take_back_all",
    "take_out_voices",
    "take_part",
    "translate_contribution",
    "type_in",
    "withdraw_contribution",
]
