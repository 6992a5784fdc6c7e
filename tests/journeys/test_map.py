"""A place is pointed at on a map: by touch on a phone, with the keyboard, and without any map at all."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.fixtures import Settings

from conftest import serving, visitors
from punos.consultations.models import Consultation, QuestionKind, Submission
from punos.consultations.tests.factories import at
from punos.consultations.tests.surveys import make_survey, question
from punos.core.maps import Map
from tests.journeys.conftest import PHONE, Photograph, Visit, Words, words

KALLIO = (60.184, 24.950)


@pytest.fixture
def survey(own_database: str) -> Consultation:
    """A survey that asks for nothing but a place."""
    return make_survey([question("where", QuestionKind.PLACE)])


@pytest.fixture
def visit(browser: Browser, survey: Consultation) -> Iterator[Visit]:
    """Brings visitors to a site with this survey alone."""
    from django.core.wsgi import get_wsgi_application

    from config.page_cache import PageCache

    with serving(PageCache(get_wsgi_application())) as site, visitors(browser, site) as arrive:
        yield arrive


def begin(page: Page, survey: Consultation, say: Words, language: str) -> None:
    """To the questions, as oneself."""
    page.goto(at(survey, "answer", language=language))
    page.get_by_label(say("As myself"), exact=True).check()
    page.get_by_role("button", name=say("Continue"), exact=True).click()


def coordinates(page: Page) -> tuple[Locator, Locator]:
    """The fields of the point."""
    return page.locator("[name$=':lat']"), page.locator("[name$=':lon']")


def test_place_is_touched_on_a_phone_saved_and_there_again(
    visit: Visit, survey: Consultation, photograph: Photograph, axe: Callable[[Page], list[str]]
) -> None:
    page, say = visit(**PHONE), words("fi")
    begin(page, survey, say, "fi")
    canvas, told = page.get_by_role("application"), page.locator(".map-told")
    canvas.scroll_into_view_if_needed()
    expect(page.locator(".map-name").first).to_be_attached()
    assert axe(page) == []

    page.locator("[list=districts]").fill("kallio")
    canvas.tap(position={"x": 160, "y": 200})

    expect(told).to_have_text(re.compile(r": Kallio$"))
    lat, lon = coordinates(page)
    found = float(lat.input_value()), float(lon.input_value())
    assert all(abs(here - there) < 0.01 for here, there in zip(found, KALLIO, strict=True))
    expect(page.locator(".progress-line strong")).to_have_text(
        say("%(done)d of %(of)d answered", done=1, of=1)
    )
    page.reload()
    canvas.scroll_into_view_if_needed()
    expect(page.locator(".map-pin")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(page) == []
    photograph(page, "map-1-phone")
    kept = Submission.objects.get().draft["where"]["value"]
    assert (kept["lat"], kept["lon"]) == found


def test_place_is_set_moved_and_taken_away_with_the_keyboard(visit: Visit, survey: Consultation) -> None:
    page, say = visit(reduced_motion="reduce"), words("sv")
    begin(page, survey, say, "sv")
    lat, lon = coordinates(page)
    middle = page.get_by_role("button", name=say("Put the point in the middle of the map"))

    middle.press("Enter")
    first = lon.input_value()
    page.get_by_role("application").press("ArrowRight")
    middle.press("Enter")
    assert float(lon.input_value()) > float(first)

    page.locator("summary").last.press("Enter")
    lat.fill("60,2515")
    lon.fill("25,011")
    expect(page.locator(".map-told")).to_have_text(re.compile(": Malm$"))
    lat.fill("65")
    expect(page.locator(".map-told")).to_have_text(say("The point is beyond this map."))
    page.get_by_role("button", name=say("Remove the point")).press("Enter")
    assert (lat.input_value(), lon.input_value()) == ("", "")
    expect(middle).to_be_focused()


def test_point_is_dragged_and_set_where_the_device_is(visit: Visit, survey: Consultation) -> None:
    malmi = {"latitude": 60.251, "longitude": 25.011}
    page, say = visit(geolocation=malmi, permissions=["geolocation"]), words("fi")
    begin(page, survey, say, "fi")
    canvas, told = page.get_by_role("application"), page.locator(".map-told")
    lat, lon = coordinates(page)

    page.get_by_role("button", name=say("Use the place where I am")).click()
    expect(told).to_have_text(re.compile(": Malmi$"))
    assert (lat.input_value(), lon.input_value()) == ("60.25100", "25.01100")

    page.locator(".map-pin").drag_to(canvas, target_position={"x": 20, "y": 380})
    expect(lat).not_to_have_value("60.25100")
    assert (float(lat.input_value()) < 60.251, float(lon.input_value()) < 25.011) == (True, True)


def test_map_of_tiles_shows_whose_they_are_and_needs_no_outline(
    visit: Visit, survey: Consultation, settings: Settings
) -> None:
    tiles = "/static/core/mark.svg?{z}-{x}-{y}"  # of this site: visitors may ask nobody else
    settings.MAP = Map(tiles, "Example, https://tiles.example.org/", "60.19,24.94", 12, None)
    page, say = visit(), words("fi")
    begin(page, survey, say, "fi")

    page.get_by_role("application").click(position={"x": 200, "y": 150})

    expect(page.locator(".map-told")).to_have_text(say("The point is on the map."))
    expect(page.locator(".leaflet-tile").first).to_have_attribute(
        "src", re.compile(r"mark\.svg\?12-\d+-\d+$")
    )
    expect(page.get_by_role("link", name="https://tiles.example.org/")).to_be_visible()


def test_place_is_told_in_words_and_coordinates_without_a_script(visit: Visit, survey: Consultation) -> None:
    page, say = visit(java_script_enabled=False), words("fi")
    begin(page, survey, say, "fi")

    expect(page.locator("[data-map]")).to_be_hidden()
    page.locator("[list=districts]").fill("Kallio")
    page.locator("summary").last.click()
    for field, given in zip(coordinates(page), KALLIO, strict=True):
        field.fill(str(given))
    page.get_by_role("button", name=say("Save"), exact=True).last.click()

    assert Submission.objects.get().draft["where"]["value"] == {
        "name": "Kallio",
        "lat": KALLIO[0],
        "lon": KALLIO[1],
    }
