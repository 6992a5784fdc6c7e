"""The nouns of this room, each in a file of its own."""

from punos.decisions.models.decision import (
    Appeal,
    Decision,
    DecisionCorrection,
    DecisionPaper,
    DecisionSource,
    Outcome,
    PaperKind,
)
from punos.decisions.models.feed import FeedReading, FoundDecision, FoundState, Tale, TalePaper
from punos.decisions.models.heard import Heard, HeardAnswer, LoopFigures, LoopScope
from punos.decisions.models.measure import Measure, MeasureState, ProgressNote
from punos.decisions.models.response import Response, ResponseOutcome, ResponseState

__all__ = [
    "Appeal",
    "Decision",
    "DecisionCorrection",
    "DecisionPaper",
    "DecisionSource",
    "FeedReading",
    "FoundDecision",
    "FoundState",
    "Heard",
    "HeardAnswer",
    "LoopFigures",
    "LoopScope",
    "Measure",
    "MeasureState",
    "Outcome",
    "PaperKind",
    "ProgressNote",
    "Response",
    "ResponseOutcome",
    "ResponseState",
    "Tale",
    "TalePaper",
]
