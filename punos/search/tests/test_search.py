"""Entering things, finding them in three languages, leaving."""

import pytest

from punos.core.languages import TranslatedText
from punos.search import actions, queries
from punos.search.models import Entry
from punos.search.tests.factories import Thing

pytestmark = pytest.mark.django_db


TITLE = TranslatedText.of("fi", fi="Yhteiset tilat", sv="Gemensamma lokaler", en="Shared spaces")
BODY = TranslatedText.of("fi", fi="Kokoontumiseen ja harrastuksiin.")


def found(text: str) -> list[int]:
    """The things that are found by these words."""
    return [entry.subject_id for entry in queries.find(text)]


@pytest.mark.parametrize(
    "words",
    [
        "yhteiset tilat",
        "TILAT",
        "tila",
        "lokaler",
        "lokal",
        "spaces",
        "space",
        "harrastuksiin",
        '"yhteiset tilat"',
        "tilat -puistot",
        "puistot or tilat",
    ],
)
def test_thing_is_found_in_whichever_language_it_is_written(words: str) -> None:
    actions.enter(Thing(1), process="tilat", title=TITLE, body=BODY)

    assert found(words) == [1]


@pytest.mark.parametrize("words", ["", "   ", "puistot", "tilat -yhteiset", "'; DROP TABLE", '"((', "the"])
def test_nothing_is_found_by_other_words(words: str) -> None:
    actions.enter(Thing(1), process="tilat", title=TITLE, body=BODY)

    assert found(words) == []


def test_word_in_a_title_weighs_more_than_one_in_a_text() -> None:
    actions.enter(Thing(1), process="a", title=TranslatedText.of("fi", fi="Puistot"), body=TITLE)
    actions.enter(Thing(2), process="b", title=TITLE)

    assert found("tilat") == [2, 1]


def test_thing_entered_again_is_found_by_its_new_words_only() -> None:
    actions.enter(Thing(1), process="tilat", title=TITLE)

    actions.enter(Thing(1), process="tilat", title=TranslatedText.of("fi", fi="Puistot"))

    assert (found("tilat"), found("puistot"), Entry.objects.count()) == ([], [1], 1)


def test_thing_that_leaves_is_found_no_more() -> None:
    actions.enter(Thing(1), process="tilat", title=TITLE)
    actions.enter(Thing(2), process="tilat", title=TITLE)

    actions.leave(Thing(1))

    assert found("tilat") == [2]


def test_no_more_is_found_than_asked_for() -> None:
    for number in range(1, 4):
        actions.enter(Thing(number), process="tilat", title=TITLE)

    assert [entry.subject_id for entry in queries.find("tilat", limit=2)] == [1, 2]


def test_entry_remembers_where_the_thing_is() -> None:
    actions.enter(Thing(7), process="tilat", title=TITLE)

    entry = Entry.objects.get()

    assert (str(entry), entry.address, entry.process, entry.title) == (
        "thing:7",
        "/things/7/",
        "tilat",
        TITLE,
    )
