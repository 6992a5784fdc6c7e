"""What a page asks of the database and of a reader's connection: queries, HTML, JavaScript, requests."""

import gzip
import os
import shutil
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from bench import ground, pages, rating
from bench.ground import Ground
from bench.table import Row, alone, at_most

if TYPE_CHECKING:
    from playwright.sync_api import Response

QUERIES, REQUESTS = 15, 10
LIST_KB, PAGE_KB, SCRIPT_KB = 60, 100, 60


def rows(on: Ground) -> Iterator[Row]:
    """Queries and bytes of each page, then what a browser fetches for it."""
    for name, path in pages.PAGES.items():
        yield at_most(f"{name}: queries", queries(path + pages.UNKEPT), QUERIES, "queries")
        limit = LIST_KB if name == "process list" else PAGE_KB
        yield at_most(f"{name}: HTML", len(on.site.ask(path)[1]) / 1_000, limit, "kB", 1)
    yield from fetched(on)


def queries(path: str) -> int:
    """How many statements one page takes, made in this process."""
    from django.db import connection
    from django.test import Client

    sent: list[str] = []

    def count(execute: Any, statement: str, *rest: Any) -> Any:
        sent.append(statement)
        return execute(statement, *rest)

    with connection.execute_wrapper(count):
        Client(headers={"host": "localhost"}).get(path)
    return len(sent)


def fetched(on: Ground) -> Iterator[Row]:
    """What Chromium fetches for each page when it has nothing yet."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, path in {**pages.PAGES, "rating page": rating.PATH}.items():
            answers: list[Response] = []
            context = browser.new_context()
            if path == rating.PATH:
                value = rating.signed("visitor-1")
                context.add_cookies([{"name": "punos_voice", "value": value, "url": on.site.address}])
            page = context.new_page()
            page.on("response", partial(keep, answers))
            page.goto(on.site.address + path, wait_until="networkidle")
            scripts = [each.body() for each in answers if each.request.resource_type == "script"]
            yield at_most(f"{name}: requests", len(answers), REQUESTS, "requests")
            weight = sum(len(gzip.compress(script)) for script in scripts) / 1_000
            yield at_most(f"{name}: JavaScript, gzipped", weight, SCRIPT_KB, "kB", 1)
        browser.close()


def keep(answers: "list[Response]", answer: "Response") -> None:
    """File one answer; Playwright wants a function of Python for it."""
    answers.append(answer)


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
