"""The layer in front of Django: what it keeps, for how long, and what it lets through."""

import gzip
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
import time_machine
from django.conf import settings as site
from django.db import connection
from pytest_django import Settings

from config.page_cache import PageCache
from config.tests.asking import BODY, Site, ask
from punos.core.pages import QUERY_HEADER, UNTIL_HEADER
from punos.journal import actions as journal

pytestmark = pytest.mark.usefixtures("django_db_setup")  # read by the cache itself, beside Django
with_commits = pytest.mark.usefixtures("own_database")
AT = datetime(2022, 11, 7, 9, tzinfo=UTC)


@pytest.fixture
def pages() -> Site:
    """The site behind the cache."""
    return Site()


@pytest.fixture
def cache(pages: Site) -> Iterator[PageCache]:
    """A cache in front of it, whose connection is closed afterwards."""
    made = PageCache(pages)
    yield made
    known = getattr(made.stamps.local, "connection", None)
    if known:
        known.close()


# What is kept -----------------------------------------------------------------------------------------------


def test_page_is_made_once_and_answered_alike(cache: PageCache, pages: Site) -> None:
    first, second = ask(cache), ask(cache)

    assert first == second
    assert (first.status, first.body, pages.made, pages.closed) == ("200 OK", BODY, 1, 1)
    assert first.headers == {
        "Content-Type": "text/html",
        "Content-Length": str(len(BODY)),
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Vary": "Accept-Encoding, Cookie",
        "ETag": first.headers["ETag"],
    }


@with_commits
def test_public_act_has_the_page_made_anew(cache: PageCache, pages: Site) -> None:
    ask(cache)
    journal.raise_stamps("tilat")
    pages.body, pages.stamps = b"new", "all=1"

    assert [ask(cache).body, ask(cache).body, pages.made] == [b"new", b"new", 2]


@with_commits
@pytest.mark.parametrize(("raised", "made"), [("tilat", 2), ("puistot", 1)])
def test_page_stands_under_the_stamps_that_it_names_only(
    cache: PageCache, pages: Site, raised: str, made: int
) -> None:
    pages.stamps = "process:tilat=0"
    ask(cache)

    journal.raise_stamps(raised)
    ask(cache)

    assert pages.made == made


@with_commits
def test_page_under_several_stamps_falls_with_either(cache: PageCache, pages: Site) -> None:
    journal.raise_stamps("tilat")
    pages.stamps = "process:tilat=1,process:puistot=0"
    ask(cache)
    ask(cache)
    kept = pages.made

    journal.raise_stamps("puistot")
    ask(cache)

    assert [kept, pages.made] == [1, 2]


def test_page_is_not_served_after_the_moment_that_changes_it(cache: PageCache, pages: Site) -> None:
    moment = AT + timedelta(minutes=5)
    pages.headers = [(UNTIL_HEADER, str(moment.timestamp()))]

    with time_machine.travel(AT, tick=False) as clock:
        ask(cache)
        clock.move_to(moment - timedelta(seconds=1))
        ask(cache)
        before = pages.made
        clock.move_to(moment)
        ask(cache)

    assert [before, pages.made] == [1, 2]


def test_page_of_another_address_is_another_page(cache: PageCache, pages: Site) -> None:
    for address in ("/fi/", "/sv/", "/fi/", "/sv/"):
        ask(cache, address)

    assert pages.made == 2


@pytest.mark.parametrize(
    ("query", "made"),
    [
        ("page=2", 1),
        ("page=", 1),
        ("page=2&per=organisation", 1),
        ("page=2&page=3", 2),
        ("nocache=1", 2),
        ("page=2&utm_source=mail", 2),
    ],
)
def test_only_a_query_that_the_page_knows_is_kept(
    cache: PageCache, pages: Site, query: str, made: int
) -> None:
    pages.headers = [(QUERY_HEADER, "page,per")]

    answers = [ask(cache, f"/fi/?{query}") for _ in range(2)]

    assert pages.made == made
    assert [answer.body for answer in answers] == [BODY, BODY]


def test_made_up_queries_fill_no_memory(cache: PageCache) -> None:
    for number in range(20):
        ask(cache, f"/fi/?nocache={number}")

    assert (len(cache.pages), cache.size) == (0, 0)


@pytest.mark.parametrize(
    "said",
    [
        {"stamps": ""},
        {"headers": [("Set-Cookie", "csrftoken=a")]},
        {"status": "404 Not Found", "stamps": ""},
    ],
)
def test_page_that_is_not_the_same_for_everybody_is_not_kept(
    cache: PageCache, pages: Site, said: dict[str, Any]
) -> None:
    for name, value in said.items():
        setattr(pages, name, value)

    answers = [ask(cache) for _ in range(2)]

    assert (pages.made, len(cache.pages)) == (2, 0)
    assert {answer.headers["Cache-Control"] for answer in answers} == {"private, no-store"}
    assert {answer.status for answer in answers} == {pages.status}


def test_page_that_says_itself_how_long_it_is_kept_is_believed(cache: PageCache, pages: Site) -> None:
    pages.stamps, pages.headers = "", [("Cache-Control", "max-age=60")]

    assert ask(cache).headers["Cache-Control"] == "max-age=60"


# Who is let through -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "made"),
    [
        ({"HTTP_COOKIE": f"{site.SESSION_COOKIE_NAME}=a"}, 3),
        ({"HTTP_COOKIE": f"other=1; {site.VOICE_COOKIE_NAME}=b:c:d"}, 3),
        ({"HTTP_HX_REQUEST": "true"}, 3),
        ({"method": "POST"}, 3),
        ({"method": "DELETE"}, 3),
        ({"HTTP_COOKIE": f"{site.LANGUAGE_COOKIE_NAME}=sv; csrftoken=x"}, 1),
        ({"HTTP_ACCEPT_LANGUAGE": "sv"}, 1),
    ],
)
def test_request_of_somebody_is_never_answered_from_memory(
    cache: PageCache, pages: Site, environ: dict[str, str], made: int
) -> None:
    ask(cache)

    ask(cache, **environ)
    ask(cache, **environ)

    assert pages.made == made


def test_page_made_for_somebody_is_not_kept_for_others(cache: PageCache, pages: Site) -> None:
    pages.body = b"Welcome, Aino"
    ask(cache, HTTP_COOKIE=f"{site.VOICE_COOKIE_NAME}=a")
    pages.body = BODY

    assert ask(cache).body == BODY


def test_easy_reader_has_a_copy_apart_from_that_of_everybody_else(cache: PageCache, pages: Site) -> None:
    chosen = f"csrftoken=x; {site.EASY_COOKIE_NAME}=1"
    pages.body = b"<p>Selkeaa</p>"
    ask(cache, HTTP_COOKIE=chosen)
    pages.body = BODY

    others = [ask(cache, **environ).body for environ in ({}, {"HTTP_COOKIE": "csrftoken=x"})]

    assert others == [BODY, BODY]
    assert (ask(cache, HTTP_COOKIE=chosen).body, pages.made) == (b"<p>Selkeaa</p>", 2)


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": f"a={site.EASY_COOKIE_NAME}=1"},
        {"HTTP_COOKIE": f"{site.EASY_COOKIE_NAME}=2"},
        {"HTTP_COOKIE": f"{site.EASY_COOKIE_NAME}=1; {site.EASY_COOKIE_NAME}=0"},
        {"HTTP_COOKIE": f"{site.EASY_COOKIE_NAME}=1\xa0"},
        {"address": "/fi/?page=2#easy"},
        {"address": "/fi/?easy"},
    ],
)
def test_nobody_puts_another_page_in_place_of_the_easy_one(
    cache: PageCache, pages: Site, environ: dict[str, str]
) -> None:
    pages.headers, pages.body = [(QUERY_HEADER, "page,easy")], b"<p>not easy</p>"
    ask(cache, **environ)
    pages.body = BODY

    addresses = ("/fi/", "/fi/?page=2")
    assert [ask(cache, each, HTTP_COOKIE=f"{site.EASY_COOKIE_NAME}=1").body for each in addresses] == [
        BODY,
        BODY,
    ]


@pytest.mark.parametrize(
    "environ",
    [{}, {"method": "HEAD"}, {"method": "POST"}, {"HTTP_COOKIE": f"{site.SESSION_COOKIE_NAME}=a"},
     {"HTTP_IF_NONE_MATCH": "*"}, {"address": "/fi/?nocache=1"}],
)  # fmt: skip
def test_headers_between_page_and_cache_never_leave(
    cache: PageCache, pages: Site, environ: dict[str, str]
) -> None:
    pages.headers = [(QUERY_HEADER, "page"), (UNTIL_HEADER, str(time.time() + 60))]

    answers = [ask(cache, **environ) for _ in range(2)]

    names = {name.lower() for answer in answers for name in answer.headers}
    assert sorted(name for name in names if name.startswith("punos-")) == []


# How it is answered -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ("{tag}", "304 Not Modified"),
        ("W/{tag}", "304 Not Modified"),
        ('"other", {tag}', "304 Not Modified"),
        ("*", "304 Not Modified"),
        ("{gzipped}", "304 Not Modified"),
        ('"other"', "200 OK"),
        ("", "200 OK"),
    ],
)
def test_reader_who_has_the_page_is_told_so(cache: PageCache, wanted: str, status: str) -> None:
    tag = ask(cache).headers["ETag"]
    gzipped = ask(cache, HTTP_ACCEPT_ENCODING="gzip").headers["ETag"]

    answer = ask(cache, HTTP_IF_NONE_MATCH=wanted.format(tag=tag, gzipped=gzipped))

    assert answer.status == status
    assert answer.body == (b"" if status.startswith("304") else BODY)
    assert answer.headers["ETag"] == tag
    assert ("Content-Type" in answer.headers) is status.startswith("200")


def test_tag_changes_with_the_page_and_with_the_build(
    pages: Site, cache: PageCache, settings: Settings
) -> None:
    first = ask(cache, "/a").headers["ETag"]
    pages.body += b"!"
    second = ask(cache, "/b").headers["ETag"]
    settings.BUILD = "another"
    third = ask(cache, "/c").headers["ETag"]

    assert len({first, second, third}) == 3


def test_page_is_compressed_for_whoever_takes_it(cache: PageCache, pages: Site) -> None:
    answer = ask(cache, HTTP_ACCEPT_ENCODING="br, gzip")

    assert gzip.decompress(answer.body) == BODY
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["ETag"].endswith('-gz"')
    assert (ask(cache).body, pages.made) == (BODY, 1)


def test_short_page_is_not_compressed(cache: PageCache, pages: Site) -> None:
    pages.body = b"short"

    answer = ask(cache, HTTP_ACCEPT_ENCODING="gzip")

    assert (answer.body, "Content-Encoding" in answer.headers) == (b"short", False)


def test_head_is_answered_from_memory_without_the_body(cache: PageCache, pages: Site) -> None:
    whole = ask(cache)

    answer = ask(cache, method="HEAD")

    assert (answer.status, answer.body, answer.headers) == ("200 OK", b"", whole.headers)
    assert pages.made == 1


def test_head_alone_keeps_nothing(cache: PageCache) -> None:
    ask(cache, method="HEAD")

    assert len(cache.pages) == 0


# Limits -----------------------------------------------------------------------------------------------------


def test_memory_is_capped_and_the_oldest_pages_make_room(cache: PageCache, pages: Site) -> None:
    ask(cache, "/0")
    one = cache.size
    cache.room = 3 * one

    for number in range(1, 6):
        ask(cache, f"/{number}")

    assert list(cache.pages) == ["/3?", "/4?", "/5?"]
    assert cache.size == sum(kept.size for kept in cache.pages.values()) == 3 * one


@with_commits
def test_page_that_is_filed_again_counts_once(cache: PageCache, pages: Site) -> None:
    ask(cache)
    one = cache.size
    journal.raise_stamps()
    pages.stamps = "all=1"

    ask(cache)

    assert (cache.size, len(cache.pages)) == (one, 1)


def test_page_larger_than_all_the_room_is_answered_but_not_kept(cache: PageCache) -> None:
    cache.room = 100

    answers = [ask(cache).body for _ in range(2)]

    assert (answers, len(cache.pages), cache.size) == ([BODY, BODY], 0, 0)


def test_room_is_what_the_setting_says(settings: Settings, pages: Site) -> None:
    settings.PAGE_CACHE_MEGABYTES = 3

    assert PageCache(pages).room == 3_000_000


def test_lost_connection_sends_readers_to_django_and_is_made_anew(cache: PageCache, pages: Site) -> None:
    ask(cache)
    ask(cache)
    parameters = connection.get_connection_params()
    plain: dict[str, Any] = {name: value for name, value in parameters.items() if isinstance(value, str)}
    with psycopg.connect(**plain) as other:
        other.execute(
            "SELECT pg_terminate_backend(%s, 1000)", [cache.stamps.local.connection.info.backend_pid]
        )

    bodies = [ask(cache).body for _ in range(3)]

    assert (bodies, pages.made) == ([BODY] * 3, 2)


def test_cache_without_a_database_serves_nothing_old(
    cache: PageCache, pages: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(cache)
    monkeypatch.setitem(connection.settings_dict, "NAME", "punos_no_such_database")
    pages.body = b"Out of order"

    assert ask(cache).body == b"Out of order"
