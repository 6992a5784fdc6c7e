"""Samira looks at what the site knows of her, takes it along, and erases her account; on a phone."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from punos.people.models import Person
from tests.journeys.conftest import PHONE, Photograph, Visit, words
from tests.journeys.steps import begin, sign_in

type Axe = Callable[[Page], list[str]]


def fits(page: Page, axe: Axe) -> bool:
    """Whether a page needs no sideways scroll, and axe finds nothing in it."""
    width = page.evaluate("document.documentElement.scrollWidth")
    return width <= PHONE["viewport"]["width"] and axe(page) == []  # type: ignore[index]  # PHONE is a mixed bag


def follow(page: Page, name: str, place: str) -> None:
    """A link of one's own page, until the page it leads to is there."""
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(f"**/me/{place}/")


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_samira_takes_her_data_along_and_erases_her_account(
    visit: Visit, photograph: Photograph, axe: Axe, tmp_path: Path, language: str
) -> None:
    samira = Person.objects.cast().get(name__startswith="Samira")
    page, say = visit(**PHONE), words(language)
    sign_in(page, say, language, samira.name)
    begin(page, say, language)
    page.goto(f"/{language}/desk/")
    page.get_by_role("link", name=say("My page"), exact=True).first.click()
    expect(page.locator("h1")).to_have_text(say("My page"))
    expect(page.locator("#said ~ article")).not_to_have_count(0)
    assert fits(page, axe)
    photograph(page, f"me-1-{language}")

    follow(page, say("Take my data along"), "data")
    assert fits(page, axe)
    photograph(page, f"me-2-data-{language}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=say("Take my data along"), exact=True).click()
    waiting.value.save_as(tmp_path / "data.zip")
    told = zipfile.ZipFile(tmp_path / "data.zip").read("index.html").decode()
    assert (samira.email in told, f'lang="{language}"' in told) == (True, True)

    page.goto(f"/{language}/me/")
    follow(page, say("Erase my account"), "erase")
    assert fits(page, axe)
    photograph(page, f"me-3-erase-{language}")
    page.get_by_label(say("E-mail address of my account")).fill("eino@example.org")
    page.get_by_role("button", name=say("Erase my account"), exact=True).click()
    expect(page.locator(".error-summary li")).to_have_count(1)
    page.get_by_label(say("E-mail address of my account")).fill(samira.email)
    page.get_by_label(say("Also withdraw what I have said where it is still open")).check()
    page.get_by_role("button", name=say("Erase my account"), exact=True).click()
    expect(page.locator("h1")).to_have_text(say("Your account has been erased"))
    assert fits(page, axe)
    photograph(page, f"me-4-erased-{language}")

    page.goto(f"/{language}/me/")
    expect(page).to_have_url(re.compile("/sign-in/"))
    expect(page.get_by_role("button", name=say("Be %(name)s", name=samira.name))).to_have_count(0)
