"""A resident on a phone, in Finnish, without an account, takes part in the open brainstorm."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Photograph, Visit, words
from tests.journeys.steps import begin, idea, rated

OWN = "Tilan avaimen saisi puhelimeen ilman hakemusta."


def test_resident_rates_adds_changes_and_withdraws_without_a_page_load(
    visit: Visit, photograph: Photograph
) -> None:
    page, say = visit(**PHONE), words("fi")
    page.goto("/fi/")
    photograph(page, "phone-1-front")
    lead_on = page.get_by_role("link", name=say("Read and take part"), exact=True)
    lead_on.and_(page.locator("a[href$='/tilaideat/']")).click()
    photograph(page, "phone-2-consultation")
    begin(page, say, "fi")
    expect(rated(page)).to_have_text(re.compile(r"^0 / \d+$"))
    photograph(page, "phone-3-rate")

    page.evaluate("window.stayed = true")
    first = idea(page)
    page.get_by_role("button", name=say("Agree"), exact=True).click()
    expect(rated(page)).to_have_text(re.compile("^1 / "))
    page.get_by_role("button", name=say("Disagree"), exact=True).click()
    expect(rated(page)).to_have_text(re.compile("^2 / "))
    page.get_by_role("button", name=say("Pass"), exact=True).click()
    expect(rated(page)).to_have_text(re.compile("^3 / "))
    assert page.evaluate("window.stayed") is True
    assert idea(page) != first

    page.get_by_role("textbox", name=say("Your idea")).fill(OWN)
    page.get_by_role("button", name=say("Add the idea")).click()
    own = page.locator("section", has=page.locator("#own-ideas"))
    expect(own.locator("li > p")).to_have_text([OWN])
    photograph(page, "phone-4-my-answers")

    card = page.locator("#rated ~ form", has_text=first)
    expect(card.get_by_role("button", pressed=True)).to_have_text(say("Agree"))
    card.get_by_role("button", name=say("Disagree"), exact=True).click()
    expect(card.get_by_role("button", pressed=True)).to_have_text(say("Disagree"))
    expect(page.locator("#rated ~ form")).to_have_count(3)

    own.get_by_role("button", name=say("Withdraw this idea")).click()
    expect(own).to_contain_text(say("You have not added ideas of your own."))
    page.get_by_role("link", name=say("Rate ideas"), exact=True).click()
    expect(rated(page)).to_have_text(re.compile("^3 / "))
