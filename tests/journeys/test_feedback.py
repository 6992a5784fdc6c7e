"""Feedback on accessibility reaches the co-ordinator's desk, and is answered once."""

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Photograph, Visit, words
from tests.journeys.steps import sign_in

TROUBLE = "Skärmläsaren läser inte upp kartan.\nJag använder NVDA."


def test_feedback_arrives_at_the_desk_and_is_answered(visit: Visit, photograph: Photograph) -> None:
    reader, coordinator = visit(locale="sv-FI", **PHONE), visit()
    sv, fi = words("sv"), words("fi")
    reader.goto("/sv/")
    reader.get_by_role("link", name=sv("Accessibility statement")).click()
    photograph(reader, "feedback-1-statement")
    reader.get_by_label(sv("What did not work for you?")).fill(TROUBLE)
    reader.get_by_label(sv("E-mail address")).fill("inte en adress")
    reader.get_by_role("button", name=sv("Send"), exact=True).click()
    expect(reader.locator(".error-summary li")).to_have_count(1)
    expect(reader.get_by_label(sv("What did not work for you?"))).to_have_value(TROUBLE)
    photograph(reader, "feedback-2-error")

    reader.get_by_label(sv("E-mail address")).fill("marta@example.org")
    reader.get_by_role("button", name=sv("Send"), exact=True).click()
    expect(reader.get_by_role("status")).to_have_text(sv("Thank you. We answer within 14 days."))
    photograph(reader, "feedback-3-thanks")
    reader.reload()

    sign_in(coordinator, fi, "fi", "Kaisa Kuvitelmala")
    coordinator.goto("/fi/desk/")
    waiting = coordinator.locator("section", has=coordinator.locator("#needs")).locator("article")
    expect(waiting).to_have_count(1)
    expect(waiting).to_contain_text("Skärmläsaren läser inte upp kartan.")
    expect(waiting).to_contain_text("marta@example.org")
    photograph(coordinator, "feedback-4-desk")
    waiting.get_by_role("button", name=fi("Mark as answered")).click()
    expect(waiting).to_have_count(0)
    expect(coordinator.locator("main")).to_contain_text(fi("Nothing waits for an answer."))
