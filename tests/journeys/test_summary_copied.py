"""The text of a closing summary is taken along: with one press, or by hand where there is no script or no leave."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from conftest import serving, visitors
from punos.people.models import Person
from punos.reports import actions, queries
from punos.reports.models import Summary
from punos.reports.tests.summaries import begun, summary_at
from tests.journeys.conftest import PHONE, Visit, words


@pytest.fixture
def summary(own_database: str) -> Summary:
    """A published closing summary."""
    summary, leader = begun()
    return actions.publish_summary(actor=leader, summary=summary, seen_revision=1)


@pytest.fixture
def visit(browser: Browser, summary: Summary) -> Iterator[Visit]:
    """Brings visitors to a site with this summary alone."""
    from django.core.wsgi import get_wsgi_application

    from config.page_cache import PageCache

    with serving(PageCache(get_wsgi_application())) as site, visitors(browser, site) as arrive:
        yield arrive


def at_work(page: Page, summary: Summary) -> None:
    """To the page of whoever leads the process, signed in."""
    client = Client()
    assert summary.begun_by is not None
    client.force_login(Person.objects.get(pk=summary.begun_by))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.goto("/fi/")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page.url}])
    page.goto(summary_at(summary.consultation, "edit/", "fi"))


def test_text_is_copied_with_one_press_which_is_said_aloud(visit: Visit, summary: Summary) -> None:
    page, say = visit(permissions=["clipboard-read", "clipboard-write"], **PHONE), words("fi")
    at_work(page, summary)

    page.locator("[data-copy=paste-sv]").get_by_role("button", name=say("Copy")).click()

    expect(page.locator("[data-copy=paste-sv] [role=status]")).to_have_text(say("Copied."))
    assert page.evaluate("navigator.clipboard.readText()") == queries.in_words(summary, "sv")


def test_text_is_selected_where_the_browser_lets_nothing_be_copied(visit: Visit, summary: Summary) -> None:
    page, say = visit(), words("fi")
    page.add_init_script("delete Navigator.prototype.clipboard")  # as at an address without https
    at_work(page, summary)

    page.locator("[data-copy=paste-fi]").get_by_role("button", name=say("Copy")).click()

    expect(page.locator("[data-copy=paste-fi] [role=status]")).to_have_text(
        say("The text has been selected. Copy it with the keys or the menu of your browser.")
    )
    expect(page.locator("#paste-fi")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == queries.in_words(summary, "fi")


def test_text_stands_to_be_selected_without_javascript(visit: Visit, summary: Summary) -> None:
    page, say = visit(java_script_enabled=False), words("fi")
    at_work(page, summary)

    expect(page.get_by_role("button", name=say("Copy"))).to_have_count(0)
    expect(page.locator("#paste-en")).to_have_value(queries.in_words(summary, "en"))
