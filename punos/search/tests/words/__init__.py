"""Inflected words with their base forms, one pair a line, by language."""

import json
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


# Questions as readers ask them -----------------------------------------------------------------------------------


class Asked(NamedTuple):
    """A question, and the number of the text (from 1) that it should find among the first ten."""

    words: str
    text: int


class Said(NamedTuple):
    """An invented contribution in one language."""

    language: str
    text: str


def golden() -> tuple[list[Said], list[Asked]]:
    """All texts, and all questions in the order of the files."""
    said: list[Said] = []
    asked: list[Asked] = []
    for language in LANGUAGES:
        for row in json.loads((Path(__file__).parent / f"golden_{language}.json").read_text()):
            said.append(Said(language, row["text"]))
            asked += [Asked(words, len(said)) for words in row["asked"]]
    return said, asked


def golden_parts() -> dict[str, list[Asked]]:
    """The questions that the search may have been tuned on, and those kept aside.

    The latter were written from the texts alone, after the tuning had ended; nobody looks at which of them miss.
    """
    _said, asked = golden()
    aside = json.loads((Path(__file__).parent / "golden_aside.json").read_text())
    return {"tuned on": asked, "kept aside": [Asked(**row) for row in aside]}
