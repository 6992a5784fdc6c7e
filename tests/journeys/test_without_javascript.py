"""The same without JavaScript, in Swedish: every step is an ordinary page."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Photograph, Visit, words
from tests.journeys.steps import begin, idea, rated

OWN = "Lokalen kunde ha en egen hylla för varje förening."


def test_brainstorm_works_without_javascript_in_swedish(visit: Visit, photograph: Photograph) -> None:
    page, say = visit(java_script_enabled=False, locale="sv-FI", **PHONE), words("sv")
    page.goto("/")
    expect(page).to_have_url(re.compile("/sv/$"))
    begin(page, say, "sv")
    expect(rated(page)).to_have_text(re.compile(r"^0 / \d+$"))
    first = idea(page)
    photograph(page, "sv-1-rate")

    page.get_by_role("button", name=say("Agree"), exact=True).click()
    expect(rated(page)).to_have_text(re.compile("^1 / "))
    page.reload()
    expect(rated(page)).to_have_text(re.compile("^1 / "))

    page.get_by_role("button", name=say("Add the idea")).click()
    expect(page.locator(".error-summary li")).to_have_count(1)
    photograph(page, "sv-2-empty-idea")
    page.get_by_role("textbox", name=say("Your idea")).fill(OWN)
    page.get_by_role("button", name=say("Add the idea")).click()
    own = page.locator("section", has=page.locator("#own-ideas"))
    expect(own.locator("li > p")).to_have_text([OWN])

    card = page.locator("#rated ~ form", has_text=first)
    card.get_by_role("button", name=say("Pass"), exact=True).click()
    expect(card.get_by_role("button", pressed=True)).to_have_text(say("Pass"))
    photograph(page, "sv-3-my-answers")

    own.get_by_role("button", name=say("Withdraw this idea")).click()
    expect(own).to_contain_text(say("You have not added ideas of your own."))
