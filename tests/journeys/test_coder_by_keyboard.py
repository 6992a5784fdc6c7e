"""Somebody gives themes to what was said by keyboard alone: rows, themes, a passage, undo; and without single keys."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from conftest import serving, visitors
from punos.contributions.models import Contribution
from punos.contributions.tests.factories import make_thread
from punos.processes.models import Process
from punos.themes.models import Theme
from punos.themes.tests.factories import coder, led_process, make_theme, say, standing
from tests.journeys.conftest import PHONE, Photograph


@pytest.fixture
def arrive(own_database: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Brings visitors to an empty installation."""
    from django.core.wsgi import get_wsgi_application

    with serving(get_wsgi_application()) as address, visitors(browser, address) as bring:
        yield bring


def signed_in(page: Page) -> Page:
    """The browser of somebody who leads the process."""
    client, who = Client(), coder()
    assert who.person is not None
    client.force_login(who.person)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "domain": "127.0.0.1", "path": "/"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dictionary of the same shape
    return page


def said_in(process: Process, *words: str) -> list[Contribution]:
    """What was said in one place of a process."""
    thread = make_thread(process)
    return [say(process, each, thread) for each in words]


def test_coder_works_by_keyboard_alone(
    arrive: Callable[..., Page], photograph: Photograph, axe: Callable[[Page], list[str]]
) -> None:
    process = led_process()
    first, second = make_theme(process, "Tilat"), make_theme(process, "Viestint\u00e4")
    said = said_in(process, "\U0001f600 Lis\u00e4\u00e4 tiloja", "Uutiskirje", "Valoa")
    page = signed_in(arrive())
    page.goto(f"/en{process.address}themes/work/")
    rows = [page.locator(f"#row-{each.pk}") for each in said]

    page.keyboard.press("j")
    expect(rows[0]).to_be_focused()
    page.keyboard.press("1")
    expect(rows[0].locator(".given")).to_contain_text("Tilat")
    expect(rows[0]).to_be_focused()
    page.keyboard.press("1")
    expect(rows[0]).to_contain_text("No theme yet")
    rows[0].locator("[data-text]").evaluate(
        "text => getSelection().setBaseAndExtent(text.firstChild, 9, text.firstChild, 15)"
    )
    page.keyboard.press("2")
    expect(rows[0].locator(".given")).to_contain_text("\u201ctiloja\u201d")
    assert standing(second) == {(said[0].pk, 8, 14)}

    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("1")
    expect(rows[2].locator(".given")).to_contain_text("Tilat")
    assert standing(first) == {(said[1].pk, None, None), (said[2].pk, None, None)}
    expect(page.locator("#undo")).to_contain_text("was given to 2 contributions")
    page.keyboard.press("u")
    expect(rows[2]).to_contain_text("No theme yet")
    assert axe(page) == []
    photograph(page, "workbench")


def test_single_keys_can_be_switched_off(arrive: Callable[..., Page]) -> None:
    process = led_process()
    first = make_theme(process, "Tilat")
    said_in(process, "Uutiskirje")
    page = signed_in(arrive())
    page.goto(f"/en{process.address}themes/work/")

    page.get_by_role("button", name="Use single keys").click()
    page.keyboard.press("j")
    page.keyboard.press("1")
    page.reload()
    expect(page.get_by_role("button", name="Use single keys")).to_have_attribute("aria-pressed", "false")
    assert standing(first) == set()


def test_codebook_and_workbench_fit_a_phone(
    arrive: Callable[..., Page], photograph: Photograph, axe: Callable[[Page], list[str]]
) -> None:
    process = led_process()
    theme = make_theme(process, "Kokoontumistilat ja niiden varaaminen", published=True)
    make_theme(process, "Viestint\u00e4")
    say(process, "Lis\u00e4\u00e4 tiloja")
    page = signed_in(arrive(**PHONE))

    for name in ("", "work/", "1/", "1/edit/", "1/merge/", "1/split/", "1/end/"):
        page.goto(f"/en{process.address}themes/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") == 360, name
        assert axe(page) == [], name
        photograph(page, f"themes-{name.strip('/').replace('/', '-') or 'codebook'}")

    page.goto(f"/en{process.address}themes/work/")
    page.get_by_role("checkbox", name="A resident").check()
    page.get_by_label("Or write the name of a theme").fill("Valo")
    page.get_by_role("button", name="Give to the ticked rows").click()
    expect(page.locator(".given")).to_contain_text("Valo")
    assert Theme.objects.exclude(pk=theme.pk).filter(assignments__isnull=False).count() == 1
