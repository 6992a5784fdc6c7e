"""Inflected words with their base forms, one pair a line, by language."""

from pathlib import Path
from typing import NamedTuple

LANGUAGES = {"fi": "finnish", "sv": "swedish", "en": "english"}
HELD_OUT = 5  # every fifth base form, with all its forms, was not looked at while the search was tuned


class Pair(NamedTuple):
    """A form as somebody types it, and the base form that a text holds."""

    form: str
    base: str


def pairs(language: str) -> list[Pair]:
    """All pairs of one language, in the order of the file."""
    text = (Path(__file__).parent / f"{LANGUAGES[language]}.txt").read_text()
    return [Pair(*line.split()) for line in text.splitlines() if not line.startswith("#")]


def bases(language: str) -> list[str]:
    """Each base form once, in the order of the file."""
    return list(dict.fromkeys(pair.base for pair in pairs(language)))


def tuned(language: str) -> list[Pair]:
    """The pairs that the search may have been tuned on."""
    return [pair for pair in pairs(language) if pair not in held_out(language)]


def held_out(language: str) -> list[Pair]:
    """The pairs kept aside."""
    aside = set(bases(language)[HELD_OUT - 1 :: HELD_OUT])
    return [pair for pair in pairs(language) if pair.base in aside]
