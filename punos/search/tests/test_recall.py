"""Inflected words find what holds their base forms: a promise in numbers, on lists written before the tuning."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from conftest import copy_of
from punos.core.languages import TranslatedText
from punos.search import actions, queries, tasks
from punos.search.tests.factories import Thing
from punos.search.tests.words import Pair, bases, held_out, pairs, tuned

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

GOAL = 0.95
FIRST = 10  # a reader looks through the first ten


@pytest.fixture(scope="module")
def index(
    django_db_setup: None, django_db_blocker: "DjangoDbBlocker"
) -> Iterator[dict[tuple[str, str], int]]:
    """A database with one thing for each base form, seen to by the worker; the number of each thing."""
    with django_db_blocker.unblock(), copy_of("migrated"):
        words = [(language, base) for language in ("fi", "sv", "en") for base in bases(language)]
        numbers = {word: number for number, word in enumerate(words, start=1)}
        actions.enter_all(
            listings=[
                actions.Listing(Thing(number), "words", TranslatedText.of(language, **{language: base}))
                for (language, base), number in numbers.items()
            ]
        )
        tasks.lemmatise()
        yield numbers


@pytest.mark.parametrize(
    ("language", "some", "at_least"),
    [("fi", tuned, 240), ("fi", held_out, 50), ("sv", pairs, 40), ("en", pairs, 30)],
    ids=["Finnish", "Finnish, held out", "Swedish", "English"],
)
def test_inflected_word_finds_its_base_form(
    index: dict[tuple[str, str], int], language: str, some: Callable[[str], list[Pair]], at_least: int
) -> None:
    asked = some(language)

    missed = [
        pair
        for pair in asked
        if index[(language, pair.base)] not in [entry.subject_id for entry in queries.find(pair.form, FIRST)]
    ]

    assert (len(asked) >= at_least, 1 - len(missed) / len(asked) >= GOAL) == (True, True), missed
