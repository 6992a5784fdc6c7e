"""The registry is kept: a co-ordinator brings in a file, a secretary changes her association's card on a phone."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from punos.organisations import tasks
from punos.organisations.models import Organisation, RegistryImport
from tests.journeys.conftest import PHONE, Photograph, Visit, words
from tests.journeys.steps import sign_in

FILE = "Nimi;Y-tunnus;Alue;Kielet\nKeksitty naapuriapu ry;0000001-9;Helsinki;suomi\nVirhe ry;0000001-8;;\n"


def at(language: str, name: str, *args: object) -> str:
    with override(language):
        return reverse(f"organisations:{name}", args=args)


def test_coordinator_sees_row_by_row_what_a_file_would_change(
    visit: Visit, photograph: Photograph, axe: Callable[[Page], list[str]]
) -> None:
    page, say = visit(), words("fi")
    sign_in(page, say, "fi", "Kaisa Kuvitelmala")
    page.goto(at("fi", "registry"))
    assert axe(page) == []
    photograph(page, "registry-1-desk")
    page.goto(at("fi", "imports"))
    assert axe(page) == []
    photograph(page, "registry-2-send")
    page.locator("input[type=file]").set_input_files(
        {"name": "jarjestot.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#progress [hx-get]")).to_be_visible()

    tasks.move_import(import_id=RegistryImport.objects.get().pk)
    page.wait_for_selector("table.data tbody tr")  # htmx asks every two seconds
    expect(page.locator("table.data tbody tr")).to_have_count(2)
    assert Organisation.objects.filter(name="Keksitty naapuriapu ry").count() == 0
    assert axe(page) == []
    photograph(page, "registry-3-rows")
    page.locator("form[action$='bring-in/'] button").click()
    tasks.move_import(import_id=RegistryImport.objects.get().pk)

    page.wait_for_selector("details form[action$='take-back/']", state="attached")
    assert axe(page) == []
    photograph(page, "registry-4-done")
    assert Organisation.objects.get(name="Keksitty naapuriapu ry").areas == ["90"]


def test_secretary_changes_the_card_of_her_association_on_a_phone(
    visit: Visit, photograph: Photograph, axe: Callable[[Page], list[str]]
) -> None:
    page, say = visit(**PHONE), words("sv")
    organisation = Organisation.objects.get(name="Mallilan Pihapiiri ry")
    page.goto(at("sv", "edit_card", organisation.slug))
    sign_in(page, say, "sv", "Tuula Mallim\u00e4ki")
    page.goto(at("sv", "edit_card", organisation.slug))
    assert axe(page) == []
    photograph(page, "registry-5-card")
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    page.locator("input[name=phone]").fill("050 000 0000")
    page.locator("input[name=website]").fill("x y")
    page.locator("form:has(input[name=seen]) button[type=submit]").click()
    expect(page.locator(".error-summary li")).to_have_count(1)
    expect(page.locator("input[name=phone]")).to_have_value("050 000 0000")
    page.locator("input[name=website]").fill("pihapiiri.example")
    page.locator("form:has(input[name=seen]) button[type=submit]").click()

    expect(page.locator("div.status")).to_be_visible()
    organisation.refresh_from_db()
    assert (organisation.phone, organisation.website) == ("050 000 0000", "https://pihapiiri.example")
