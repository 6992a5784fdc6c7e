"""The nouns of this room, each in a file of its own."""

from punos.contributions.models.contribution import Contribution, ContributionState, Translation, Version
from punos.contributions.models.rating import Rating, Scale
from punos.contributions.models.thread import Thread
from punos.contributions.models.voice import Capacity, Identified, Voice

__all__ = [
    "Capacity",
    "Contribution",
    "ContributionState",
    "Identified",
    "Rating",
    "Scale",
    "Thread",
    "Translation",
    "Version",
    "Voice",
]
