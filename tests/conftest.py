"""The demo town served once for a whole module of tests that only read it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT, serving, visitors


@pytest.fixture(scope="module")
def town_site(town: str) -> Iterator[str]:
    """The address of a demo town that the tests of one module share."""
    from django.core.wsgi import get_wsgi_application

    from config.page_cache import PageCache

    with serving(PageCache(get_wsgi_application())) as address:  # a new cache: this is another database
        yield address


@pytest.fixture
def arrive(browser: Browser, town_site: str) -> Iterator[Callable[..., Page]]:
    """Brings visitors to the shared town, each with a browser of their own."""
    with visitors(browser, town_site) as bring:
        yield bring


@pytest.fixture(scope="module")
def reading(browser: Browser, town_site: str) -> Iterator[tuple[Page, list[str]]]:
    """The browser of one who goes through the shared town page by page, and the troubles that it met."""
    trouble: list[str] = []
    with visitors(browser, town_site, trouble) as bring:
        yield bring(), trouble


@pytest.fixture
def reader(reading: tuple[Page, list[str]]) -> Iterator[Page]:
    """One who reads a page of the shared town, and keeps nothing of the page before but style sheets and fonts."""
    page, trouble = reading
    trouble.clear()
    yield page
    page.context.clear_cookies()
    assert trouble == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Runs axe on a page: what violates WCAG 2.2 AA or good practice, one line each; empty is good."""
    source = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
    # Every rule runs; only of what is violated are all the places told.
    run = "async () => window.axe ? (await axe.run({resultTypes: ['violations']})).violations : null"

    def violations(page: Page) -> list[str]:
        found = page.evaluate(run)
        if found is None:  # once a page; it is half a megabyte
            page.evaluate(source)
            found = page.evaluate(run)
        return [f"{each['id']}: {each['help']}: {each['nodes'][0]['html']}" for each in found]

    return violations
