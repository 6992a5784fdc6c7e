"""A reader looks for an organisation in the directory: on a phone, in Finnish and Swedish, with and without a script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Photograph, Visit, words

type Axe = Callable[[Page], list[str]]

OWN = "Mallilan Pihapiiri ry"


def narrowed(page: Page) -> None:
    """Open what narrows the list."""
    page.locator("form.narrowing summary").click()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_reader_narrows_the_list_as_they_type_and_opens_a_card(
    visit: Visit, photograph: Photograph, axe: Axe, language: str
) -> None:
    page, say = visit(**PHONE), words(language)
    page.goto(f"/{language}/organisations/")
    page.evaluate("window.stayed = true")
    names = page.locator("#found li h3")

    narrowed(page)
    page.locator("[name=field]").select_option("residents")
    page.wait_for_url("**/organisations/?field=residents")
    page.locator("[name=q]").press_sequentially("pihapiiri")
    page.wait_for_url("**/organisations/?q=pihapiiri&field=residents")

    expect(names.first).to_contain_text(OWN)
    expect(page.locator("[data-told]")).to_have_text(page.locator("#found h2").inner_text())
    assert page.evaluate("window.stayed") is True
    assert axe(page) == []
    photograph(page, f"directory-{language}-1-list")

    page.get_by_role("link", name=OWN, exact=True).click()
    page.wait_for_url("**/organisations/mallilan-pihapiiri-ry/")
    expect(page.locator("h1")).to_have_text(OWN)
    expect(page.get_by_role("heading", name=say("It acts here itself"))).to_be_visible()
    assert axe(page) == []
    photograph(page, f"directory-{language}-2-card")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_reader_goes_from_the_map_to_the_list_of_an_area_without_a_script(
    visit: Visit, photograph: Photograph, axe: Axe, language: str
) -> None:
    page, say = visit(**PHONE, java_script_enabled=False), words(language)
    page.goto(f"/{language}/organisations/")
    narrowed(page)
    page.locator("[name=field]").select_option("culture")
    page.locator("form.narrowing button").click()
    page.get_by_role("link", name=say("Map"), exact=True).click()
    row = page.get_by_role("row", name=re.compile(re.escape(say("City of Helsinki"))))
    in_all = row.get_by_role("cell").last.inner_text().split()[-1]
    photograph(page, f"directory-{language}-3-map")

    row.get_by_role("link").click()

    expect(page.locator("#found h2")).to_have_text(re.compile(rf"^{in_all}\D"))
    assert page.locator("[name=field]").input_value() == "culture"
    assert page.locator("[name=area]").input_value() == "90"
