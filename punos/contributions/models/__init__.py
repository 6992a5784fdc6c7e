"""The nouns of this room, each in a file of its own."""

from punos.contributions.models.contribution import (
    Contribution,
    ContributionState,
    Stance,
    Translation,
    Version,
)
from punos.contributions.models.moderation import Moderation, ModerationKind, Reason, Report
from punos.contributions.models.rating import Rating, Scale
from punos.contributions.models.thread import Audience, Thread
from punos.contributions.models.voice import Capacity, Identified, Voice

__all__ = [
    "Audience",
    "Capacity",
    "Contribution",
    "ContributionState",
    "Identified",
    "Moderation",
    "ModerationKind",
    "Rating",
    "Reason",
    "Report",
    "Scale",
    "Stance",
    "Thread",
    "Translation",
    "Version",
    "Voice",
]
