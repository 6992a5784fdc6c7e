"""Seeded generators of the town's voices, ratings and answers: the same seed gives the same town."""

from town.generators.spaces import open_ratings, open_voices
from town.generators.survey import survey_answers
from town.generators.umbrella import umbrella_ratings, umbrella_voices

__all__ = ["open_ratings", "open_voices", "survey_answers", "umbrella_ratings", "umbrella_voices"]
