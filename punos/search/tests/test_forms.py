"""Base forms: what the worker looks up, and how a question meets them, whatever it is written like."""

from collections.abc import Mapping

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.core.languages import TranslatedText
from punos.search import actions, adapters, queries, tasks
from punos.search.adapters import Form
from punos.search.models import Entry, WordForm
from punos.search.tests.factories import Thing

pytestmark = pytest.mark.django_db

# What the Swedish dictionary says of these words, so that only the tests of the dictionary itself open it.
SWEDISH = [
    Form("sv", "stad", "stad"),
    Form("sv", "städer", "stad"),
    Form("sv", "råd", "råd"),
    Form("sv", "rådets", "råd"),
    Form("sv", "äldreråd", "äldreråd"),
    Form("sv", "äldreråd", "råd", is_part=True),
]


def enter(titles: Mapping[int, str]) -> None:
    """Things with Swedish titles, by number."""
    actions.enter_all(
        listings=[
            actions.Listing(Thing(number), "", TranslatedText.of("sv", sv=title))
            for number, title in titles.items()
        ]
    )


def found(text: str) -> list[int]:
    """The things that are found by these words."""
    return [entry.subject_id for entry in queries.find(text)]


@pytest.fixture
def swedish() -> None:
    """A few things, seen to by the worker."""
    enter({1: "Stad", 2: "Äldreråd", 3: "Råd och stad"})
    actions.learn(forms=[*SWEDISH, Form("sv", "och", "och")])
    actions.lemmatise()


@pytest.mark.parametrize(
    ("asked", "things"),
    [
        ("städer", [1, 3]),
        ("STÄDER", [1, 3]),
        ("stader", [1, 3]),
        ("aldreradets", [2]),
        ("äldrerådets", [2]),
        ("rådets", [3, 2]),
        ("äldre-städer", []),
        ("rådets städer", [3]),
        ("rådets och städer", [3]),
        ("städer -rådets", [1]),
        ("äldrerådets or städer", [1, 2, 3]),
        ('"råd och stad"', [3]),
        ("äldr", [2]),
        ("äldrerådd", [2]),
        ("och", [3]),
        ("-stad", []),
    ],
)
def test_question_finds_base_forms(swedish: None, asked: str, things: list[int]) -> None:
    assert sorted(found(asked)) == sorted(things)


def test_compound_comes_after_the_word_it_ends_in(swedish: None) -> None:
    assert found("råd") == [3, 2]


def test_form_that_somebody_typed_without_dots_does_not_hide_the_word_itself() -> None:
    enter({1: "Talli", 2: "Tälli"})
    actions.learn(
        forms=[Form("sv", "talli", "talli"), Form("sv", "tälli", "tälli"), Form("sv", "tallin", "talli")]
    )
    actions.lemmatise()

    assert (found("tallin"), found("tälli")) == ([1], [2])


@pytest.mark.parametrize(
    "text",
    [
        "'&|!:*<->()\\",
        "a & b | !c:*",
        "\0",
        "råd\0",
        "\ud800 råd",
        "😀",
        "(((" * 100,
        '"' * 99,
        '"råd',
        "- -- -",
        "or or or",
        "-or",
        "' OR 1=1; --",
        "%s %(a)s",
        "x-" * 5000,
        "ä" * 10_000,
        " ".join(["råd"] * 5000),
        "²½ﬁ ٣",
        "HEL 2022-006733 § 27",
    ],
)
def test_any_text_may_be_asked_for_in_two_queries(swedish: None, text: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.find(text)

    assert len(asked) <= 2


def test_no_more_than_eight_words_are_asked_for(swedish: None) -> None:
    assert sum(map(len, queries.pieces_of("stad " * 20))) == queries.MOST_WORDS


def test_things_of_one_type_are_ranked() -> None:
    enter({1: "Råd och stad", 2: "Stad"})
    Entry.objects.of("thing", 2).update(subject_type="other")

    assert [number for number, _rank in queries.matching("stad", "thing")] == [1]
    assert (queries.matching("skog", "thing"), queries.matching("", "thing")) == ([], [])


def test_misspelled_title_is_found_only_where_nothing_else_is() -> None:
    enter({1: "Naturskyddsförening", 2: "Naturskydsförening"})

    assert (found("naturskyddsförening"), found("naturskydddsförening")) == ([1], [1, 2])


# Entering ---------------------------------------------------------------------------------------------------


def jobs() -> int:
    """How many looking-up jobs are queued."""
    return ProcrastinateJob.objects.filter(task_name="punos.search.tasks.lemmatise").count()


def test_things_entered_together_bring_one_job() -> None:
    enter({number: f"Stad {number}" for number in range(1, 4)})

    assert (found("stad"), jobs()) == ([1, 2, 3], 1)


def test_thing_entered_unchanged_is_left_alone(swedish: None) -> None:
    before = jobs()

    actions.enter(Thing(1), process="", title=TranslatedText.of("sv", sv="Stad"))

    assert (jobs(), found("städer"), Entry.objects.waiting().count()) == (before, [1, 3], 0)


def test_changed_thing_waits_again_and_is_found_by_stems_meanwhile(swedish: None) -> None:
    actions.enter(Thing(1), process="", title=TranslatedText.of("sv", sv="Föreningar"))

    waiting = [entry.subject_id for entry in Entry.objects.waiting()]
    assert (waiting, found("föreningen"), found("städer")) == ([1], [1], [3])


def test_of_a_thing_listed_twice_the_last_counts() -> None:
    listings = [
        actions.Listing(Thing(1), "", TranslatedText.of("sv", sv=title)) for title in ("Skog", "Stad")
    ]

    assert (actions.enter_all(listings=listings), found("stad"), found("skog")) == (1, [1], [])


def test_nothing_entered_brings_no_job() -> None:
    assert (actions.enter_all(listings=[]), jobs()) == (0, 0)


# The worker -------------------------------------------------------------------------------------------------


def test_row_with_a_word_that_nobody_looked_up_waits() -> None:
    enter({1: "Stad", 2: "Skog"})
    actions.learn(forms=SWEDISH)

    done = actions.lemmatise()

    assert (done, [entry.subject_id for entry in Entry.objects.waiting()]) == (1, [2])
    assert queries.unknown_words() == {"sv": {"skog"}}


def test_rows_are_done_in_portions() -> None:
    enter({1: "Stad", 2: "Städer", 3: "Råd"})
    actions.learn(forms=SWEDISH)

    assert [actions.lemmatise(limit=2) for _round in range(3)] == [2, 1, 0]


def test_words_learnt_twice_are_known_once() -> None:
    actions.learn(forms=SWEDISH)
    actions.learn(forms=SWEDISH)

    assert WordForm.objects.count() == len(SWEDISH)


def test_form_names_itself() -> None:
    assert str(WordForm(language="sv", form="städer", lemma="stad")) == "städer > stad (sv)"


def test_job_asks_the_dictionary_and_every_form_finds_the_thing() -> None:
    actions.enter(
        Thing(1),
        process="",
        title=TranslatedText.of("en", en="Women's club"),
        body=TranslatedText.of("en", en="Mice are welcome"),
    )
    before = (found("woman"), found("mouse"))

    tasks.lemmatise()

    assert before == ([], [])
    assert (found("woman"), found("mouse"), Entry.objects.waiting().count()) == ([1], [1], 0)


def test_sweep_takes_up_what_was_left_waiting() -> None:
    enter({1: "Stad"})
    actions.learn(forms=SWEDISH)

    tasks.sweep(0)

    assert found("städer") == [1]


def test_dictionary_takes_compounds_apart() -> None:
    forms = adapters.look_up({"sv": ["organisationsunderstödet", "exempelbynäset", "i"], "en": []})

    assert {form.lemma for form in forms if form.form == "organisationsunderstödet" and not form.is_part} == {
        "organisationsunderstöd"
    }
    assert Form("sv", "organisationsunderstöd", "understöd", is_part=True) in forms
    assert Form("sv", "understödens", "understöd") in forms


def test_no_words_open_no_dictionary() -> None:
    assert adapters.look_up({"fi": []}) == []
