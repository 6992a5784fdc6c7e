"""Every page that anybody can open: safe, light, kept where it may be kept, and usable by all."""

import gzip
from collections.abc import Callable
from functools import cache

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Page, Response

from tests import doors
from tests.doors import LANGUAGES, Answer, Seen, addresses, fetch

POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}
BANNER = "Sample material: the answers, organisations and reasons are invented."
MOST_HTML, MOST_SCRIPT, MOST_REQUESTS = 100_000, 60_000, 10
WIDTHS = (320, 360, 1280)
# A page is built alike in each language, so that one of them is examined as on a phone and another as at a desk.
EXAMINED = {"fi": 360, "sv": 1280}
KEPT = [each for language in LANGUAGES for each in addresses(doors.KEPT, language)]
PERSONAL = [each for language in LANGUAGES for each in addresses(doors.PERSONAL, language)]

type Arrive = Callable[..., Page]
type Axe = Callable[[Page], list[str]]


def said(message: str, language: str) -> str:
    """The words of the interface."""
    with override(language):
        return gettext(message)


def assert_sound(answer: Answer, language: str) -> None:
    """What holds for every page, whatever its status."""
    seen = Seen(answer.body)
    assert set(answer.headers["content-security-policy"].split("; ")) == POLICY
    assert seen.inline == []
    assert seen.language == language
    assert seen.counts["h1"] == seen.counts["main"] == seen.counts["title"] == 1
    assert sorted(seen.ids) == sorted(set(seen.ids))
    assert [words for words in seen.words_in("aside") if words] == [said(BANNER, language)]
    assert len(answer.body.encode()) <= MOST_HTML


@cache
def compressed_size(site: str, path: str) -> int:
    """How many bytes a script has, compressed."""
    return len(gzip.compress(fetch(site, path).body.encode()))


def script_size(site: str, answers: list[Response]) -> int:
    """How many bytes of script came with a page, compressed."""
    urls = {each.url for each in answers if each.request.resource_type == "script"}
    return sum(compressed_size(site, url.removeprefix(site)) for url in urls)


def assert_usable(page: Page, axe: Axe) -> None:
    """No sideways scroll on any width, and nothing that axe finds on a phone (in Finnish) or at a desk (in Swedish)."""
    examined = EXAMINED.get(page.evaluate("document.documentElement.lang"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width == examined:
            assert axe(page) == []


def test_every_address_has_its_kind() -> None:
    known = (doors.KEPT, doors.FILES, doors.PERSONAL, doors.WITH_A_VOICE, doors.SIGNED_IN, doors.POSTED)
    further = (doors.BY_LINK, doors.LEADING_ON, doors.OWN_WORDS, doors.WHILE_OPEN)
    by_name = {name for kind in (*known, *further) for name in kind}

    assert set(doors.names()) == by_name | doors.MACHINES


@pytest.mark.parametrize("path", [each for lang in LANGUAGES for each in addresses(doors.BY_LINK, lang)])
def test_link_that_was_never_given_is_refused_in_words(town_site: str, path: str) -> None:
    answer = fetch(town_site, path)

    assert_sound(answer, path[1:3])
    assert (answer.status, answer.headers["cache-control"]) == (403, "private, no-store")


@pytest.mark.parametrize("path", addresses(doors.LEADING_ON, "fi"))
def test_fixed_address_leads_on_to_where_something_stands(town_site: str, path: str) -> None:
    answer = fetch(town_site, path)

    assert (answer.status, answer.headers["cache-control"]) == (302, "private, no-store")
    assert fetch(town_site, answer.headers["location"].partition("#")[0]).status == 200


@pytest.mark.parametrize("path", addresses(doors.OWN_WORDS, "sv"))
def test_page_about_ones_own_words_is_not_there_for_others(town_site: str, path: str) -> None:
    answer = fetch(town_site, path)

    assert_sound(answer, "sv")
    assert (answer.status, answer.headers["cache-control"].endswith("no-store")) == (404, True)


@pytest.mark.parametrize("path", addresses(doors.WHILE_OPEN, "sv"))
def test_page_of_what_has_closed_says_so(town_site: str, path: str) -> None:
    answer = fetch(town_site, path)

    assert_sound(answer, "sv")
    assert (answer.status, answer.headers["cache-control"].endswith("no-store")) == (409, True)


@pytest.mark.parametrize("path", KEPT)
def test_kept_page_is_the_same_for_everybody_and_answers_304(town_site: str, path: str) -> None:
    answer = fetch(town_site, path)
    again = fetch(town_site, path, If_None_Match=answer.headers["etag"])

    assert_sound(answer, path[1:3])
    assert (answer.status, again.status, again.body) == (200, 304, "")
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "set-cookie" not in answer.headers
    # A form that only asks carries no token and changes nothing: it is the same for everybody, as a link is. One
    # that is posted needs the reader's own token, and with it a cookie.
    assert Seen(answer.body).counts["posting form"] == 0
    assert "csrfmiddlewaretoken" not in answer.body


def test_kept_page_in_easy_language_is_of_those_who_chose_it(town_site: str) -> None:
    path, chosen = "/fi/processes/jarjestoyhteistyo/", "punos_easy=1"

    easy, plain = fetch(town_site, path, Cookie=chosen), fetch(town_site, path)

    assert [[way in each.body for way in ("reading/ordinary/", "reading/easy/")] for each in (easy, plain)] == [
        [True, False], [False, True],
    ]  # fmt: skip
    tag = plain.headers["etag"]
    assert [fetch(town_site, path, If_None_Match=tag, Cookie=each).status for each in (chosen, "a=b")] == [
        200,
        304,
    ]


@pytest.mark.parametrize("path", PERSONAL)
def test_personal_page_is_kept_by_nobody(town_site: str, path: str) -> None:
    answer = fetch(town_site, path)

    assert_sound(answer, path[1:3])
    assert answer.status == 200
    assert answer.headers["cache-control"] == "private, no-store"
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", addresses(doors.FILES, "sv"))
def test_file_is_kept_and_answers_304(town_site: str, path: str) -> None:
    answer = fetch(town_site, path)
    again = fetch(town_site, path, If_None_Match=answer.headers["etag"])

    assert (answer.status, again.status) == (200, 304)
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", addresses(doors.POSTED, "fi"))
def test_link_to_where_a_form_is_sent_leads_back_to_the_form(town_site: str, path: str) -> None:
    answer = fetch(town_site, path)

    assert answer.status == 302
    assert answer.headers["location"] in path or answer.headers["location"].startswith("/fi/")


@pytest.mark.parametrize("path", addresses({**doors.WITH_A_VOICE, **doors.SIGNED_IN}, "fi"))
def test_page_of_ones_own_first_asks_who_one_is(town_site: str, path: str) -> None:
    answer = fetch(town_site, path)

    assert answer.status == 302
    assert answer.headers["location"].partition("?")[0] in {
        "/fi/sign-in/",
        *addresses({"consultations:take_part": (doors.OPEN, doors.SURVEY)}, "fi"),
    }
    assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_titles_are_unique(town_site: str, language: str) -> None:
    paths = addresses({**doors.KEPT, **doors.PERSONAL}, language)

    titles = [Seen(fetch(town_site, path).body).words_in("title")[0] for path in paths]

    assert sorted(titles) == sorted(set(titles))


@pytest.mark.parametrize("path", [*KEPT, *PERSONAL])
def test_page_is_light_and_usable_by_all(reader: Page, axe: Axe, town_site: str, path: str) -> None:
    answers: list[Response] = []
    hear = lambda answer: answers.append(answer)  # noqa: E731, PLW0108 - it marks what it calls
    reader.on("response", hear)

    reader.goto(path, wait_until="load")
    reader.remove_listener("response", hear)

    assert len(answers) <= MOST_REQUESTS
    assert script_size(town_site, answers) <= MOST_SCRIPT
    assert_usable(reader, axe)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rating_and_answers_are_light_and_usable_by_all(
    arrive: Arrive, axe: Axe, town_site: str, language: str
) -> None:
    page = arrive()
    answers: list[Response] = []
    page.goto(addresses({"consultations:take_part": (doors.OPEN,)}, language)[0])
    page.locator("[name=capacity]").first.check()
    page.locator("main button").click()
    page.wait_for_url("**/rate/", wait_until="load")  # what this page still loads is not the next one's
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it marks what it calls

    page.reload(wait_until="load")

    assert len(answers) <= MOST_REQUESTS
    assert 0 < script_size(town_site, answers) <= MOST_SCRIPT
    assert page.locator("[data-not-saved]").is_hidden()
    assert_usable(page, axe)
    page.locator("#idea button").first.click()
    page.goto(addresses({"consultations:my_answers": (doors.OPEN,)}, language)[0])
    assert_usable(page, axe)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("status", "method", "path"),
    [
        (404, "GET", "processes/ei-ole/"),
        (404, "GET", "nothing/here/"),
        (409, "GET", "processes/yhteiset-tilat/tilaideat/results/"),
        (409, "GET", "processes/hyvinvointialueiden-strategiat/aivoriihi/rate/"),
        (403, "POST", "accessibility/"),
    ],
)
def test_refusal_is_a_page_like_the_others(
    town_site: str, language: str, status: int, method: str, path: str
) -> None:
    answer = fetch(town_site, f"/{language}/{path}", method)

    assert answer.status == status
    assert_sound(answer, language)
    assert answer.headers["cache-control"].endswith("no-store")


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_are_usable_by_all(arrive: Arrive, axe: Axe, language: str) -> None:
    page = arrive()
    for path in ("nothing/here/", "processes/yhteiset-tilat/tilaideat/results/"):
        page.goto(f"/{language}/{path}")
        assert_usable(page, axe)

    page.goto(f"/{language}/accessibility/")
    with page.expect_navigation() as sent:
        page.locator("main form button").click()
    assert sent.value.status == 422
    assert page.locator(".error-summary a").count() == 1
    assert_usable(page, axe)

    page.context.clear_cookies()
    page.locator("[name=text]").fill("?")
    with page.expect_navigation() as sent:
        page.locator("main form button").click()
    assert sent.value.status == 403
    assert page.locator("h1").inner_text() == said("The form had become too old", language)
    assert_usable(page, axe)
