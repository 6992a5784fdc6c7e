"""Seeded generators of the town's voices and ratings: the same seed gives the same town."""

from town.generators.spaces import open_ratings, open_voices
from town.generators.umbrella import umbrella_ratings, umbrella_voices

__all__ = ["open_ratings", "open_voices", "umbrella_ratings", "umbrella_voices"]
