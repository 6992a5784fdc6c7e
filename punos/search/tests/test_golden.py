"""Questions as readers ask them find what they mean among the first ten: a promise in numbers, in three languages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from conftest import copy_of
from punos.core.languages import TranslatedText
from punos.search import actions, queries, tasks
from punos.search.queries import Wanted
from punos.search.tests.factories import Thing
from punos.search.tests.words import Asked, golden, golden_parts

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

GOAL = 0.9
FIRST = 10


@pytest.fixture(scope="module")
def index(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """A database with the texts as contributions that have no title, seen to by the worker."""
    with django_db_blocker.unblock(), copy_of("migrated"):
        said, _asked = golden()
        actions.enter_all(
            listings=[
                actions.Listing(
                    Thing(number), "", TranslatedText(), TranslatedText.of(language, **{language: text})
                )
                for number, (language, text) in enumerate(said, start=1)
            ]
        )
        tasks.lemmatise()
        yield


@pytest.mark.parametrize(("part", "number"), [("tuned on", 200), ("kept aside", 50)])
def test_question_finds_what_it_means_among_the_first_ten(index: None, part: str, number: int) -> None:
    asked = golden_parts()[part]

    missed = [each for each in asked if not found(each)]

    # Of those kept aside only the number is told: whoever read them would tune on them.
    told = missed if part == "tuned on" else len(missed)
    assert (len(asked), 1 - len(missed) / len(asked) >= GOAL) == (number, True), told


def found(asked: Asked) -> bool:
    """Whether the text that is meant stands among the first ten, with a word of it marked."""
    hits = queries.found_page(Wanted(words=asked.words), size=FIRST).hits
    return any(hit.entry.subject_id == asked.text and hit.reason.in_passage for hit in hits)
