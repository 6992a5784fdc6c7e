"""Somebody who uses the keyboard alone: skips to the content, rates, goes on rating, changes the language."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Photograph, Visit, words
from tests.journeys.steps import OPEN, idea, rated

MOST_TABS = 60


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element with this text or value has the focus."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"{name!r} can't be reached with Tab")


def test_keyboard_alone_is_enough(visit: Visit, photograph: Photograph) -> None:
    page, say = visit(), words("fi")
    page.goto(f"/fi/{OPEN}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=say("Skip to the content"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    photograph(page, "keyboard-1-skip")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    tab_to(page, say("Take part"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(say("How you answer"))
    page.get_by_label(say("As myself"), exact=True).focus()
    page.keyboard.press("Space")
    tab_to(page, say("Continue to the ideas"))
    page.keyboard.press("Enter")
    first = idea(page)
    tab_to(page, say("Agree"))
    photograph(page, "keyboard-2-rate")
    page.keyboard.press("Enter")
    expect(rated(page)).to_have_text(re.compile("^1 / "))
    expect(page.locator("#idea .idea-text")).to_be_focused()
    assert idea(page) != first
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.tagName") == "SUMMARY":
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=say("Agree"), exact=True)).to_be_focused()

    page.reload()
    tab_to(page, "Svenska")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("h1")).to_have_text(words("sv")("Rate ideas"))
    expect(rated(page)).to_have_text(re.compile("^1 / "))
