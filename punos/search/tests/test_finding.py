"""A page of what is found: filters with their counts, the order, and the words that tell why."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from punos.core.languages import TranslatedText
from punos.search import actions, queries
from punos.search.models import Entry
from punos.search.queries import Bit, Found, Wanted
from punos.search.tests.factories import Thing
from punos.search.tests.test_forms import SWEDISH

pytestmark = pytest.mark.django_db


def enter(number: int, title: str = "", body: str = "", **also: Any) -> None:
    """A thing in Swedish; `also` are its process, its moment, its organisation and its type."""
    kind = also.pop("kind", "thing")
    known: dict[str, Any] = {"process": "", **also}
    actions.enter(
        Thing(number), title=TranslatedText.of("sv", sv=title), body=TranslatedText.of("sv", sv=body), **known
    )
    Entry.objects.of("thing", number).update(subject_type=kind)


def at(year: int, day: int = 1) -> datetime:
    return datetime(year, 5, day, 12, tzinfo=UTC)


@pytest.fixture
def things() -> None:
    """Four things about cities, of two kinds, processes, organisations and years; and one about another matter."""
    enter(1, "Stad", kind="theme", process="a", at=at(2022), organisation_id=7)
    enter(2, "Städer", "Staden", kind="theme", process="b", at=at(2023), organisation_id=8)
    enter(3, "", "En stad i skogen", kind="contribution", process="a", at=at(2022, 9))
    enter(4, "Stad och land", kind="decision", process="a", at=at(2023, 9), organisation_id=7)
    enter(5, "Sjö", kind="theme", process="a", at=at(2022))
    actions.learn(forms=SWEDISH)


def ids(found: Found) -> list[int]:
    return sorted(hit.entry.subject_id for hit in found.hits)


def test_counts_tell_what_each_choice_would_leave_with_the_other_filters_as_they_are(things: None) -> None:
    found = queries.found_page(Wanted(words="stad", process="a"))

    assert (ids(found), found.total) == ([1, 3, 4], 3)
    assert found.kinds == {"theme": 1, "contribution": 1, "decision": 1}
    assert found.processes == {"a": 3, "b": 1}
    assert (found.organisations, found.years) == ({7: 2}, {2022: 2, 2023: 1})


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"kind": "theme"}, [1, 2]),
        ({"organisation": 8}, [2]),
        ({"since": at(2023)}, [2, 4]),
        ({"until": at(2022, 9)}, [1]),
        ({"since": at(2022, 9), "until": at(2023)}, [3]),
        ({"kind": "theme", "process": "a", "organisation": 7}, [1]),
        ({"kind": "measure"}, []),
    ],
)
def test_filters_narrow_together(things: None, wanted: dict[str, object], expected: list[int]) -> None:
    found = queries.found_page(Wanted(words="stad", **wanted))  # type: ignore[arg-type]  # each by its name

    assert (ids(found), found.total) == (expected, len(expected))


def test_newest_come_first_if_wanted(things: None) -> None:
    found = queries.found_page(Wanted(words="stad", by_date=True))

    assert [hit.entry.subject_id for hit in found.hits] == [4, 2, 3, 1]


def test_pages_hold_each_result_once(things: None) -> None:
    pages = [queries.found_page(Wanted(words="stad"), number=number, size=3) for number in (1, 2, 3)]

    assert [len(each.hits) for each in pages] == [3, 1, 0]
    assert sorted(number for each in pages for number in ids(each)) == [1, 2, 3, 4]


@pytest.mark.parametrize("words", ["", "   ", "-stad", "'&|!"])
def test_question_without_words_finds_nothing(things: None, words: str) -> None:
    assert queries.found_page(Wanted(words=words)) == Found()


def test_page_asks_as_often_for_many_results_as_for_one(things: None) -> None:
    costs = []
    for more in range(2):
        for number in range(100, 100 + 40 * more):
            enter(number, "Stad", "Ord och mera ord om städer")
        with CaptureQueriesContext(connection) as asked:
            queries.found_page(Wanted(words="stad"))
        costs.append(len(asked))

    assert (costs[0], costs[1] <= 6) == (costs[1], True)


@pytest.mark.parametrize(("words", "expected"), [("städerna", [2]), ("sjö -stad", [5]), ("och", [4])])
def test_word_finds_the_same_by_itself_as_beside_a_sign(
    things: None, words: str, expected: list[int]
) -> None:
    """A word of letters alone is asked for by its stems; one with signs goes through the parser of PostgreSQL."""
    beside = " ".join(f"{word}!" for word in words.split())

    assert [ids(queries.found_page(Wanted(words=each))) for each in (words, beside)] == [expected, expected]


# Why ------------------------------------------------------------------------------------------------------------


def why(words: str) -> list[tuple[str, str, str]]:
    """The words that were found, how, and for which of those that were asked for; of the only result."""
    (hit,) = queries.found_page(Wanted(words=words)).hits
    return [(each.word, each.how, each.asked) for each in (*hit.reason.in_title, *hit.reason.in_passage)]


@pytest.mark.parametrize(
    ("title", "asked", "expected"),
    [
        ("Stad", "stad", ("Stad", "word", "stad")),
        ("Stad", "städer", ("Stad", "form", "städer")),
        ("Städer", "stader", ("Städer", "word", "stader")),
        ("Föreningar", "föreningen", ("Föreningar", "form", "föreningen")),
        ("Äldreråd", "äldr", ("Äldreråd", "beginning", "äldr")),
        ("Äldreråd", "rådets", ("Äldreråd", "part", "rådets")),
        (
            "Naturskyddsförening",
            "naturskydddsförening",
            ("Naturskyddsförening", "near", "naturskydddsförening"),
        ),
    ],
)
def test_result_tells_how_its_word_belongs_to_the_question(
    title: str, asked: str, expected: tuple[str, str, str]
) -> None:
    enter(1, title)
    actions.learn(forms=SWEDISH)
    actions.lemmatise()

    assert why(asked) == [expected]


def test_near_spelling_is_told_and_counted() -> None:
    enter(1, "Naturskyddsförening", kind="organisation")

    found = queries.found_page(Wanted(words="naturskydddsförening"))

    assert (found.is_near, found.total, found.kinds) == (True, 1, {"organisation": 1})


def test_where_nothing_has_all_words_some_are_enough_and_that_is_told() -> None:
    enter(1, "Stad")
    enter(2, "Skog")

    found = queries.found_page(Wanted(words="staden sjön och"))
    exact = queries.found_page(Wanted(words='"staden sjön"'))

    assert (ids(found), found.is_loose, exact.total) == ([1], True, 0)


def test_passage_is_cut_around_the_word_and_marks_it() -> None:
    enter(1, "Titel", f"{'ord ' * 100}staden {'och ' * 100}stad")

    (hit,) = queries.found_page(Wanted(words="stad")).hits

    shown = hit.reason.passage
    assert marked(shown) == ["staden"]
    assert (shown[0], shown[-1]) == (Bit("\u2026 "), Bit(" \u2026"))
    assert len("".join(bit.text for bit in shown)) < 300
    assert [bit.is_marked for bit in hit.reason.title] == [False]


def marked(bits: Sequence[Bit]) -> list[str]:
    return [bit.text for bit in bits if bit.is_marked]


@pytest.mark.parametrize(("language", "title"), [("sv", "Stad"), ("fi", "Kaupunki, stad")])
def test_words_are_shown_in_the_readers_language_where_they_stand_in_it(language: str, title: str) -> None:
    both = TranslatedText.of("sv", sv="Stad", fi="Kaupunki, stad")
    actions.enter(Thing(1), process="", title=both)

    with translation.override(language):
        (hit,) = queries.found_page(Wanted(words="stad")).hits

    assert (hit.reason.title_language, "".join(bit.text for bit in hit.reason.title)) == (language, title)


def test_word_of_one_language_is_no_form_of_a_word_of_another() -> None:
    """A Finnish stemmer takes the Swedish "till" and the Finnish "tilat" back to the same stem."""
    body = TranslatedText.of("fi", fi="Tilat iltaisin.", sv="Lokaler till kvällen.")
    actions.enter(Thing(1), process="", title=TranslatedText.of("fi", fi="Illat", sv="Kvällar"), body=body)

    with translation.override("sv"):
        found = why("tilat")

    assert found == [("Tilat", "word", "tilat")]


def test_many_leave_together() -> None:
    for number in (1, 2, 3):
        enter(number, "Stad")

    actions.leave_all(subject_type="thing", subject_ids=[1, 3])

    assert ids(queries.found_page(Wanted(words="stad"))) == [2]


def test_thing_entered_again_with_another_moment_keeps_it(things: None) -> None:
    actions.enter(Thing(9), process="", title=TranslatedText.of("sv", sv="Berg"))
    actions.enter(Thing(9), process="", title=TranslatedText.of("sv", sv="Berg"), at=at(2021))

    assert Entry.objects.get(subject_id=9).at == at(2021)


@pytest.mark.parametrize(
    ("kind", "passage"), [("process", "En stad i skogen"), ("contribution", "*En* stad i skogen")]
)
def test_passage_shows_the_marks_of_a_text_only_where_they_were_said(
    things: None, kind: str, passage: str
) -> None:
    enter(9, "", "*En* stad i skogen", kind=kind, process="marks")

    (hit,) = queries.found_page(Wanted(words="stad", process="marks")).hits

    assert "".join(bit.text for bit in hit.reason.passage) == passage
