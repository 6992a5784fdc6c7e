"""Finding things in the index, and telling why they were found; what the worker still has to look up."""

from punos.search.queries.asking import (
    CONFIGURATIONS,
    MOST_WORDS,
    STEMMERS,
    find,
    known_of,
    lemmas_of,
    matching,
    pieces_of,
)
from punos.search.queries.explaining import Bit, How, Match, Reason
from punos.search.queries.finding import MOST_RANKED, Found, Hit, Wanted, found_page
from punos.search.queries.lemmas import lemmas_of_entries, unknown_words

__all__ = [
    "CONFIGURATIONS",
    "MOST_RANKED",
    "MOST_WORDS",
    "STEMMERS",
    "Bit",
    "Found",
    "Hit",
    "How",
    "Match",
    "Reason",
    "Wanted",
    "find",
    "found_page",
    "known_of",
    "lemmas_of",
    "lemmas_of_entries",
    "matching",
    "pieces_of",
    "unknown_words",
]
