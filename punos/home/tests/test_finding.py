"""The search page: what each result is and why it is there, the filters with their counts, and odd input."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from punos.contributions.tests.factories import make_idea, make_thread
from punos.core.languages import TranslatedText
from punos.decisions.tests.factories import make_decision, make_measure
from punos.home.queries.searching import KINDS
from punos.organisations.tests.factories import make_organisation
from punos.processes.tests.factories import make_process
from punos.search import actions, tasks
from punos.search.models import Entry
from punos.search.tests.factories import Thing

pytestmark = pytest.mark.django_db


def searched(query: str, language: str = "en") -> str:
    """The page as HTML."""
    response = Client().get(f"/{language}/search/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    """The names of the results, without marks."""
    return [re.sub("<[^>]+>", "", each) for each in re.findall(r"<h3><a [^>]*>(.*?)</a>", html)]


def test_result_says_what_it_is_where_and_why() -> None:
    thread = make_thread()
    said = make_idea(thread, words="Iltapäivisin tarvitaan asukastiloja kuoroille.")
    tasks.lemmatise()

    html = searched("q=tilassa&kind=contribution")

    assert f'href="/en{said.address}"' in html
    assert ("<mark>asukastiloja</mark>" in html, "Said by a participant" in html) == (True, True)
    assert "\u201dasukastiloja\u201d in the text ends in \u201dtilassa\u201d" in html
    assert titles(html) == ["Iltapäivisin tarvitaan asukastiloja kuoroille."]


def test_filters_show_how_many_each_choice_would_leave() -> None:
    first, second = make_process(), make_process()
    make_decision(first)
    make_decision(second)
    make_measure(second, title=TranslatedText.of("fi", fi="Mallin käyttöönotto"))

    html = searched(f"q=mallin&kind=decision&process={second.slug}")

    assert titles(html) == ["Mallin päälinjat"]
    assert ("Decisions (1)" in html, "Measures (1)" in html) == (True, True)
    assert html.count(f'value="{second.slug}" selected') == 1


def test_each_kind_that_enters_the_index_has_words() -> None:
    make_decision()
    make_measure()
    make_idea(make_thread())
    make_organisation()

    assert set(Entry.objects.values_list("subject_type", flat=True)) <= set(KINDS)


def test_near_spelling_is_said() -> None:
    make_organisation(name="Naturskyddsförening rf")

    html = searched("q=naturskydddsförening")

    assert ("written nearly so" in html, "Naturskyddsförening rf" in titles(html)[0]) == (True, True)


def entered(number: int) -> None:
    for each in range(1, number + 1):
        actions.enter(
            Thing(each),
            process="",
            title=TranslatedText.of("fi", fi=f"Puisto {each}"),
            at=datetime(2020 + each % 2, 5, 1, tzinfo=UTC),
        )


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("", 20), ("&page=2", 5), ("&page=99", 5), ("&page=0", 20), ("&page=x", 20), ("&page=99999", 20)],
)
def test_pages_hold_twenty_and_the_last_one_stands_for_those_after_it(asked: str, shown: int) -> None:
    entered(25)

    html = searched(f"q=puisto{asked}")

    assert (len(titles(html)), "25 results" in html) == (shown, True)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("since=2021-01-01&until=2021-12-31", 2),
        ("since=2021-06-01", 0),
        ("until=2020-05-01", 1),
        ("since=tomorrow", 3),
        ("until=9999-12-31", 3),
        ("organisation=x", 3),
        ("organisation=99999999999999999999", 3),
        ("organisation=7", 0),
        ("kind=nothing", 0),
        ("sort=date", 3),
        ("sort=backwards", 3),
    ],
)
def test_filter_that_cannot_be_read_asks_nothing(asked: str, number: int) -> None:
    entered(3)

    assert len(titles(searched(f"q=puisto&{asked}"))) == number


def test_time_is_offered_by_year_with_counts() -> None:
    entered(3)

    html = searched("q=puisto&page=1")

    assert re.findall(r">(20\d\d \(\d\))</a>", html) == ["2021 (2)", "2020 (1)"]


def test_unlisted_organisation_is_not_named() -> None:
    hidden = make_organisation(name="Salainen ryhmä", is_listed=False)
    actions.enter(Thing(1), process="", title=TranslatedText.of("fi", fi="Puisto"), organisation_id=hidden.pk)

    html = searched("q=puisto")

    assert (titles(html), "Salainen" in html) == (["Puisto"], False)


def test_words_of_results_are_text_and_never_markup() -> None:
    make_idea(make_thread(), words="<script>alert(1)</script> puisto <img src=x>")

    html = searched("q=puisto")

    assert ("<script>alert" in html, "<img src=x>" in html, "<mark>puisto</mark>" in html) == (
        False,
        False,
        True,
    )


@pytest.mark.parametrize(("query", "words"), [("q=puisto", "Nothing was found"), ("", "all their forms")])
def test_page_without_results_says_what_to_do(query: str, words: str) -> None:
    assert words in searched(query)
