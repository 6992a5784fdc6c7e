"""The ground that the tests stand on: one server, copies of one migrated database, the site, a real Chromium.

A test that could not run has failed: skips and expected failures count as failures.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import cache
from importlib.metadata import version
from itertools import count
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import hypothesis
import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from punos.core import children
from punos.core.postgres import Cluster
from tests.branches import Branches, reported_files

if TYPE_CHECKING:
    from django.conf import LazySettings
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django import DjangoDbBlocker

    from town.neighbours.running import Running

ROOT = Path(__file__).resolve().parent
CODE = ("config", "punos", "punos_analysis", "town")
MAKING_A_TEMPLATE = 7_366_001  # the advisory lock's number; any constant will do
# The same engine without a window to draw takes a third of the processor time: it comes first.
CHROMIUMS = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
)  # fmt: skip
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
hypothesis.settings.register_profile("punos", deadline=None)  # a slow machine is no fault of the code
hypothesis.settings.load_profile("punos")
WIDE = {"width": 1280, "height": 800}
COPIES = count(1)
pytest_plugins = ("tests.languages", "tests.loops", "tests.mailboxes")

cluster = Cluster.for_checkout(ROOT, name="postgres-tests", durable=False)
session = ExitStack()
worker = "PYTEST_XDIST_WORKER" in os.environ
# The workers inherit the address from the process that started them, and with it the server.
embedded = not os.environ.get("DATABASE_URL") or os.environ["DATABASE_URL"] == cluster.conninfo
os.environ.setdefault("DATABASE_URL", cluster.conninfo)
os.environ.setdefault("DEMO", "1")
# Where to write which branches the tests take, if that is asked for: it begins before anything of the rooms is read.
branches_file = os.environ.get("PUNOS_BRANCHES")
branches = Branches(reported_files() if branches_file else ())
if branches_file:
    branches.begin()


# The run ----------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Point Django at the tests' server, and start that where the workers will need it."""
    if not config.pluginmanager.hasplugin("django"):
        return
    if os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings") != "config.settings":
        raise pytest.UsageError("DJANGO_SETTINGS_MODULE names other settings than config.settings: unset it.")
    from django.conf import settings

    if embedded and settings.DATABASES["default"]["HOST"] != str(cluster.socket_directory):
        raise pytest.UsageError(
            "The settings were read before the tests began: unset DJANGO_SETTINGS_MODULE."
        )
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True  # no copy to fall behind
    settings.GATE = False  # the tests of the gate switch it on
    from django.contrib.auth.hashers import Argon2PasswordHasher

    # The same hash with the least work: what makes guessing slow makes tests of accounts three times as slow.
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 8
    Argon2PasswordHasher.parallelism = 1
    if getattr(config.option, "numprocesses", None):
        join_server()


def pytest_sessionfinish() -> None:
    """Write down which branches this process took."""
    if branches_file:
        branches.end()
        branches.keep(ROOT / branches_file)


def pytest_unconfigure() -> None:
    """Leave the server; whoever started it stops it."""
    session.close()


@cache
def join_server() -> None:
    """Start or join the tests' server for the rest of this run, once; a worker finds it running."""
    if not embedded or worker:
        return
    session.enter_context(cluster.joined())
    with maintenance() as server:
        left = server.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'punos\_copy\_%'")
        for (name,) in left.fetchall():
            if not children.exists(int(name.split("_")[2])):  # left by a run that was killed
                drop(server, name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test is a failed test, and so is one that was expected to fail."""
    report = yield
    if report.skipped or hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid} was skipped or expected to fail: a test that could not run has failed."
        )
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that skips itself has failed as well."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} skipped itself: a test that could not run has failed."
    return report


# Databases --------------------------------------------------------------------------------------------------


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """A connection beside the database under test, with which databases are made and dropped."""
    address = make_conninfo(os.environ["DATABASE_URL"], dbname="postgres")
    with psycopg.connect(address, autocommit=True) as server:
        yield server


def drop(server: psycopg.Connection, name: str) -> None:
    """Drop a database, whoever is still connected."""
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Let Django's connection, and every one that reads its settings, mean another database for a while."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection

    def switch(to: str) -> str:
        connection.close()
        ContentType.objects.clear_cache()
        before = str(connection.settings_dict["NAME"])
        connection.settings_dict["NAME"] = to
        return before

    before = switch(name)
    try:
        yield
    finally:
        switch(before)


@cache
def fingerprint(*patterns: str) -> str:
    """Changes when a file that matches does, or a package that brings migrations of its own."""
    digest = hashlib.sha256()
    for name in ("django", "django-allauth", "procrastinate"):
        digest.update(f"{name} {version(name)}\n".encode())
    for top in CODE:
        for path in sorted(
            path for pattern in patterns for path in (ROOT / top).glob(pattern) if path.is_file()
        ):
            if "tests" not in path.parts and "__pycache__" not in path.parts:
                digest.update(os.fsencode(path.relative_to(ROOT)) + b"\n" + path.read_bytes())
    return digest.hexdigest()[:12]


def template(kind: str) -> str:
    """The name of an up-to-date template, made if there is none: `migrated`, or `town` with the demo town."""
    from django.core.management import call_command

    from tests.towns import build_town

    patterns = ("**/migrations/*.py",) if kind == "migrated" else ("**/*",)
    name = f"punos_{kind}_{fingerprint(*patterns)}"
    if kind == "town":
        name += f"_{date.today():%m%d}"  # noqa: DTZ011, TID251 - its brainstorm is open around the day on which it is built
    ground = template("migrated") if kind == "town" else "template1"
    with maintenance() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [MAKING_A_TEMPLATE])
        old = f"punos\\_{kind}\\_%"
        there = [
            row[0] for row in server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [old])
        ]
        if name not in there:
            for each in there:
                drop(server, each)
            order = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(order.format(sql.Identifier(f"{name}_half"), sql.Identifier(ground)))
            with connected_to(f"{name}_half"):
                if kind == "town":
                    build_town()
                else:
                    call_command("migrate", verbosity=0, interactive=False)
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(f"{name}_half"), sql.Identifier(name)))
    return name


@contextmanager
def copy_of(kind: str) -> Iterator[str]:
    """Django connected to a copy of a template, dropped afterwards; commits in it are real."""
    join_server()
    original = template(kind)
    name = f"punos_copy_{os.getpid()}_{next(COPIES)}"
    with maintenance() as server:
        # What is large is copied file by file rather than through the log, which takes two thirds of the time.
        order = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY {}")
        strategy = sql.SQL("FILE_COPY" if kind == "town" else "WAL_LOG")
        server.execute(order.format(sql.Identifier(name), sql.Identifier(original), strategy))
    try:
        with connected_to(name):
            yield name
    finally:
        with maintenance() as server:
            drop(server, name)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """The database of the `db` fixture: each worker's own copy, in which every test is rolled back."""
    with django_db_blocker.unblock(), copy_of("migrated"):
        yield


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[str]:
    """An empty, migrated database for this test alone, with real commits (instead of `db`, not beside it)."""
    with django_db_blocker.unblock(), copy_of("migrated") as name:
        yield name


@pytest.fixture
def own_town(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[str]:
    """The demo town in a database for this test alone, with real commits (instead of `db`, not beside it)."""
    with django_db_blocker.unblock(), copy_of("town") as name:
        yield name


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[str]:
    """The demo town for all tests of one module, which only read it, or are rolled back by `db` beside it."""
    with django_db_blocker.unblock(), copy_of("town") as name:
        yield name


# Outside systems --------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def neighbours_process() -> "Iterator[Running]":
    """The town's stand-ins of outside systems, in a process of their own."""
    from town.neighbours.running import running

    with running() as process:
        yield process


@pytest.fixture
def neighbours(neighbours_process: "Running", settings: "LazySettings") -> "Iterator[Running]":
    """The stand-ins, asked by the site in this test; they are well, and nobody remembers earlier trouble."""
    from punos.consultations.adapters import kerrokantasi
    from punos.decisions.adapters import feed
    from punos.organisations.adapters import prh, suomifi, yrtti

    asked = {"prh": prh, "yrtti": yrtti, "suomifi": suomifi}
    asked |= {"kerrokantasi/v1": kerrokantasi, "decisions/v1": feed}
    for path, adapter in asked.items():
        name = path.partition("/")[0].upper()
        setattr(settings, f"{name}_ADDRESS", f"{neighbours_process.address}/{path}")
        adapter.outside_at.cache_clear()
    yield neighbours_process
    for who in (path.partition("/")[0] for path in asked):
        neighbours_process.set_mood(who, "well")


# The site and the browser -----------------------------------------------------------------------------------


@contextmanager
def serving(application: Any) -> Iterator[str]:
    """The address at which an application answers, from threads of this process."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    server: ThreadedWSGIServer = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(application)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site(own_town: str) -> Iterator[str]:
    """The address of the demo town, served as in production (page cache and all) on a free port."""
    from django.core.wsgi import get_wsgi_application

    from config.page_cache import PageCache

    with serving(PageCache(get_wsgi_application())) as address:  # a new cache: this is another database
        yield address


def chromium_path() -> str | None:
    """The Chromium to test with: PUNOS_CHROMIUM, the system's, or none (Playwright then takes its own)."""
    named = os.environ.get("PUNOS_CHROMIUM")
    return named or next((found for found in map(shutil.which, CHROMIUMS) if found), None)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One Chromium per worker."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def visitors(
    browser: "Browser", site: str, trouble: list[str] | None = None
) -> Iterator[Callable[..., "Page"]]:
    """Each call brings a fresh visitor; a script error, a refused resource or a request to anyone else fails.

    Whoever brings a list of troubles looks into it by itself.
    """
    trouble = [] if trouble is None else trouble
    contexts: list[BrowserContext] = []

    def arrive(**settings: Any) -> "Page":
        usual = {"viewport": WIDE, "locale": "fi-FI", "timezone_id": "Europe/Helsinki"}
        context = browser.new_context(base_url=site, **(usual | settings))
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: trouble.append(f"script error: {error.error}"))
        context.on(
            "console",
            lambda said: trouble.append(said.text) if "Content Security Policy" in said.text else None,
        )
        context.on(
            "request",
            lambda asked: None if asked.url.startswith((site, "data:")) else trouble.append(asked.url),
        )
        contexts.append(context)
        return context.new_page()

    yield arrive
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture
def visit(browser: "Browser", site: str) -> Iterator[Callable[..., "Page"]]:
    """Brings visitors to the demo town, each with a browser of their own."""
    with visitors(browser, site) as arrive:
        yield arrive


@pytest.fixture
def page(visit: Callable[..., "Page"]) -> "Page":
    """One fresh visitor at a desk."""
    return visit()
