"""The demo town served once for a whole module of tests that only read it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from conftest import copy_of, serving, visitors


@pytest.fixture(scope="module")
def town_site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a demo town that the tests of one module share."""
    from django.core.wsgi import get_wsgi_application

    from config.page_cache import PageCache

    with django_db_blocker.unblock(), copy_of("town"), serving(PageCache(get_wsgi_application())) as address:
        yield address


@pytest.fixture
def arrive(browser: Browser, town_site: str) -> Iterator[Callable[..., Page]]:
    """Brings visitors to the shared town, each with a browser of their own."""
    with visitors(browser, town_site) as bring:
        yield bring
