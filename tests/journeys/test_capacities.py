"""Answering as a group and on behalf of an organisation; an error never costs what was typed."""

from playwright.sync_api import expect

from tests.journeys.conftest import Photograph, Visit, words
from tests.journeys.steps import OPEN, rated
from town.texts.registry import registry

NAMED = registry()[40].name  # nobody of it has an account, so that its name is enough


def test_group_of_seven_mends_its_form_and_is_one_answer(visit: Visit, photograph: Photograph) -> None:
    page, say = visit(), words("fi")
    page.goto(f"/fi/{OPEN}take-part/")
    photograph(page, "take-part-1-empty")
    page.get_by_label(say("As a group"), exact=True).check()
    page.get_by_label(say("Other field, which?")).fill("Naapuriapu")
    page.get_by_label(say("Area")).select_option(index=3)
    area = page.get_by_label(say("Area")).input_value()

    page.get_by_role("button", name=say("Continue to the ideas")).click()
    expect(page.locator(".error-summary li")).to_have_count(1)
    expect(page.locator(".error-summary")).to_be_focused()
    photograph(page, "take-part-2-error")
    expect(page.get_by_label(say("As a group"), exact=True)).to_be_checked()
    expect(page.get_by_label(say("Other field, which?"))).to_have_value("Naapuriapu")
    expect(page.get_by_label(say("Area"))).to_have_value(area)

    page.locator(".error-summary a").click()
    expect(page.get_by_label(say("How many people are in the group?"))).to_be_focused()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(rated(page)).to_be_visible()
    page.get_by_role("link", name=say("My answers")).click()
    expect(page.locator(".facts dd").first).to_have_text(f"{say('As a group')} (7)")


def test_organisation_is_named_and_can_be_changed_later(visit: Visit, photograph: Photograph) -> None:
    page, say = visit(), words("fi")
    page.goto(f"/fi/{OPEN}take-part/")
    page.get_by_label(say("On behalf of an organisation"), exact=True).check()
    page.get_by_role("button", name=say("Continue to the ideas")).click()
    expect(page.locator(".error-summary li")).to_have_count(1)
    expect(page.get_by_label(say("On behalf of an organisation"), exact=True)).to_be_checked()

    page.get_by_role("textbox", name=say("Organisation")).fill(NAMED)
    page.get_by_role("button", name=say("Continue to the ideas")).click()
    page.get_by_role("button", name=say("Agree"), exact=True).click()
    page.get_by_role("link", name=say("My answers")).click()
    expect(page.locator(".facts dd").first).to_have_text(f"{NAMED} · {say('On behalf of an organisation')}")
    photograph(page, "organisation-my-answers")

    page.get_by_role("link", name=say("How you answer"), exact=True).click()
    expect(page.locator("[name=organisation_name]")).to_have_value(NAMED)
    page.get_by_label(say("As myself"), exact=True).check()
    page.get_by_role("button", name=say("Continue to the ideas")).click()
    page.get_by_role("link", name=say("My answers")).click()
    expect(page.locator(".facts dd").first).to_have_text(say("As myself"))
    expect(page.locator("#rated ~ form")).to_have_count(1)
