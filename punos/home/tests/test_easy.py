"""Easy language stays chosen: from page to page and from language to language, in one browser, until the way back."""

import pytest
from django.conf import settings
from django.test import Client

from punos.contributions.tests.factories import text
from punos.decisions.tests.factories import make_measure
from punos.processes.models import Process
from punos.processes.tests.factories import make_process

EASY = (
    text("Tavallinen", sv="Vanlig", en="Ordinary")
    .changed("fi-simple", "Selkeä", seen_revision=0)
    .changed("sv-simple", "Lätt", seen_revision=0)
)


@pytest.fixture
def process(db: None) -> Process:
    """One whose summary has easy versions in both languages."""
    return make_process(summary=EASY)


@pytest.fixture
def chosen(process: Process, client: Client) -> Client:
    """The browser of somebody who has chosen easy language on the page of the process."""
    client.get(f"/fi/reading/easy/?next=/fi{process.address}")
    return client


def read_on(client: Client, address: str) -> list[str]:
    """Which of the words of the summary stand in a page, and whether it says that it is easy."""
    html = client.get(address).content.decode()
    words = ("Tavallinen", "Vanlig", "Ordinary", "Selkeä", "Lätt")
    return [
        each
        for each in (*words, "reading/easy/", "reading/ordinary/")
        if f">{each}<" in html or f"{each}?" in html
    ]


def test_choice_lasts_over_pages_and_languages(process: Process, chosen: Client) -> None:
    measure = make_measure(process, body=EASY)

    seen = [read_on(chosen, f"/{code}{each.address}") for each in (process, measure) for code in ("fi", "sv")]

    assert seen == [["Selkeä", "reading/ordinary/"], ["Lätt", "reading/ordinary/"]] * 2


def test_page_without_an_easy_version_does_not_claim_to_be_easy(process: Process, chosen: Client) -> None:
    plain = make_process(summary=text("Tavallinen"))

    assert read_on(chosen, f"/fi{plain.address}") == read_on(Client(), f"/fi{plain.address}")
    assert "reading/" not in chosen.get(f"/en{process.address}").content.decode()


@pytest.mark.parametrize("page", ["/fi/", "/fi/processes/"])
def test_lists_follow_the_choice_and_offer_nothing(process: Process, chosen: Client, page: str) -> None:
    assert (read_on(chosen, page), read_on(Client(), page)) == (["Selkeä"], ["Tavallinen"])


def test_stranger_reads_ordinary_language(process: Process, chosen: Client) -> None:
    assert read_on(Client(), f"/fi{process.address}")[-1] == "reading/easy/"
    assert "Selkeä" not in read_on(Client(), f"/fi{process.address}")


def test_way_back_takes_the_choice_away(process: Process, chosen: Client) -> None:
    back = chosen.get(f"/fi/reading/ordinary/?next=/fi{process.address}")

    assert (back.status_code, back.headers["Location"]) == (302, f"/fi{process.address}")
    assert "Selkeä" not in read_on(chosen, f"/fi{process.address}")
    assert (
        settings.EASY_COOKIE_NAME not in chosen.cookies or not chosen.cookies[settings.EASY_COOKIE_NAME].value
    )


def test_choice_works_once_where_cookies_are_refused(process: Process, client: Client) -> None:
    there = client.get(f"/sv/reading/easy/?next=/sv{process.address}")
    client.cookies.clear()

    assert there.headers["Location"] == f"/sv{process.address}?easy=1"
    assert read_on(client, there.headers["Location"]) == ["Lätt", "reading/ordinary/"]


def test_choice_is_kept_until_the_browser_closes_and_tells_nothing_else(
    process: Process, client: Client
) -> None:
    there = client.get("/fi/reading/easy/")

    cookie = there.cookies[settings.EASY_COOKIE_NAME]
    assert list(there.cookies) == [settings.EASY_COOKIE_NAME]
    assert (cookie.value, cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == (
        "1", "", "", True, "Lax",
    )  # fmt: skip
    assert there.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "then",
    [
        "",
        "//evil.example/",
        "https://evil.example/fi/",
        "/\t/evil.example",
        "/fi/nothing/",
        "javascript:alert(1)",
        "/fi/\n",
    ],
)
@pytest.mark.parametrize(("how", "query"), [("easy", "?easy=1"), ("ordinary", "")])
def test_choice_leads_nowhere_else(client: Client, then: str, how: str, query: str) -> None:
    assert client.get(f"/fi/reading/{how}/", {"next": then}).headers["Location"] == f"/fi/{query}"


def test_there_are_two_ways_to_read(client: Client) -> None:
    assert client.get("/fi/reading/loud/").status_code == 404
