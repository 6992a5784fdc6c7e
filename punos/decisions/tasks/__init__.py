"""Jobs of this room, and reactions to what happened here and below."""

from punos.decisions.tasks.finding import read_decisions, read_decisions_every_hour
from punos.decisions.tasks.measuring import tell_of_overdue
from punos.decisions.tasks.response import (
    ask_whether_heard,
    keep_up,
    note_loops,
    tell_of_response,
)
from punos.decisions.tasks.telling import tell_of_decision, tell_of_measure, tell_whose_words_were_decided

__all__ = [
    "ask_whether_heard",
    "keep_up",
    "note_loops",
    "read_decisions",
    "read_decisions_every_hour",
    "tell_of_decision",
    "tell_of_measure",
    "tell_of_overdue",
    "tell_of_response",
    "tell_whose_words_were_decided",
]
