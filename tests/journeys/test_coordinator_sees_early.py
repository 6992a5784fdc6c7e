"""The co-ordinator follows the results while the brainstorm is open; the resident waits until it closes."""

from playwright.sync_api import expect

from tests.journeys.conftest import Photograph, Visit, words
from tests.journeys.steps import OPEN, sign_in


def test_coordinator_sees_open_results_and_the_resident_does_not(
    visit: Visit, photograph: Photograph
) -> None:
    coordinator, resident, say = visit(), visit(), words("fi")
    coordinator.goto("/fi/sign-in/")
    photograph(coordinator, "sign-in")
    sign_in(coordinator, say, "fi", "Kaisa Kuvitelmala")
    coordinator.get_by_role("link", name="Kaisa Kuvitelmala").click()
    expect(coordinator.locator("h1")).to_have_text(say("My desk"))
    photograph(coordinator, "desk-1-coordinator")

    led = coordinator.get_by_role("table", name=say("Consultations I lead")).get_by_role("row")
    led.locator("a[href$='/tilaideat/results/']").click()
    expect(coordinator.locator("#ranking")).to_be_visible()
    expect(coordinator.locator(".lead .gap").last).to_have_text(
        say("This is still open: the figures change as answers come in.")
    )
    photograph(coordinator, "results-open")

    sign_in(resident, say, "fi", "Maija Mallikas")
    resident.goto(f"/fi/{OPEN}")
    expect(resident.get_by_role("link", name=say("Results"), exact=True)).to_have_count(0)
    answer = resident.goto(f"/fi/{OPEN}results/")
    assert answer is not None
    assert answer.status == 409
    expect(resident.locator("main")).to_contain_text(
        say("The results are published when the time to answer is over.")
    )
    photograph(resident, "results-refused")

    resident.get_by_role("button", name=say("Sign out")).click()
    expect(resident.get_by_role("link", name=say("Sign in"), exact=True)).to_be_visible()
