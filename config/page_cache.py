"""A thin layer in front of Django that keeps anonymous pages while their stamps stand.

A page is kept under its path and query, apart for readers of easy language, together with the stamps it was made
under. Each hit asks the database for those stamps in one prepared SELECT on a connection of its own; a stamp that
has grown, or a moment at which the clock changes the page, sends the request through to Django. See
docs/life-of-a-request.md.
"""

import gzip
import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import psycopg
from django.conf import settings
from django.core.handlers.wsgi import get_str_from_wsgi
from django.db import connections
from django.http import parse_cookie
from psycopg.pq import ExecStatus

from punos.core.pages import QUERY_HEADER, STAMPS_HEADER, UNTIL_HEADER
from punos.core.reading import has_chosen_easy

type Headers = list[tuple[str, str]]
type Environ = dict[str, Any]

log = logging.getLogger(__name__)
_LEAST_GZIP = 500
_STATEMENT = b"stamps"
_QUERY = b"SELECT scope, value FROM journal_stamp WHERE scope = ANY(string_to_array($1, ','))"
_OWN = {STAMPS_HEADER.lower(), UNTIL_HEADER.lower(), QUERY_HEADER.lower()}
_MADE_ANEW = {"content-length", "etag", "cache-control", "vary"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was made: the stamps read before its content, and until when the clock lets it stand."""

    scopes: tuple[str, ...]
    stamps: str
    until: float
    etag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    gzipped: bytes

    @property
    def size(self) -> int:
        return len(self.body) + len(self.gzipped) + 1_000


class Stamps:
    """The present stamps, read on one connection a thread, outside Django's own.

    Through libpq itself: every hit waits for this, and a cursor costs several times what its statement does.
    """

    def __init__(self) -> None:
        self.local = threading.local()

    def read(self, scopes: tuple[str, ...]) -> str | None:
        """`scope=value` for each, as in the header; None while the database does not answer."""
        try:
            found = self._found(",".join(scopes))
        except psycopg.Error as error:
            log.warning("The page cache could not read its stamps: %s", error)
            self.local.connection = None
            return None
        return ",".join(f"{scope}={found.get(scope, '0')}" for scope in scopes)

    def _found(self, scopes: str) -> dict[str, str]:
        """The stamps that were ever raised, both parts as the text in which the database sends them."""
        result = self._connection().pgconn.exec_prepared(_STATEMENT, [scopes.encode()])
        if result.status != ExecStatus.TUPLES_OK:
            raise psycopg.OperationalError(result.get_error_message())
        rows = ((result.get_value(row, 0), result.get_value(row, 1)) for row in range(result.ntuples))
        return {scope.decode(): value.decode() for scope, value in rows if scope and value}

    def _connection(self) -> psycopg.Connection:
        known: psycopg.Connection | None = getattr(self.local, "connection", None)
        if known is None or known.closed:
            parameters = connections["default"].get_connection_params()
            plain: dict[str, Any] = {
                name: value for name, value in parameters.items() if isinstance(value, str | int)
            }
            known = psycopg.connect(**plain, autocommit=True)
            known.pgconn.prepare(_STATEMENT, _QUERY)
            self.local.connection = known
        return known


class PageCache:
    """The WSGI application that answers from memory where it may, and asks Django where it must."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.stamps = Stamps()
        self.pages: OrderedDict[str, Kept] = OrderedDict()
        self.lock = threading.Lock()
        self.size = 0
        self.room = settings.PAGE_CACHE_MEGABYTES * 1_000_000

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or _personal(environ):
            return self.application(environ, _for_one_reader(start_response))
        key = _key(environ)
        kept = self.pages.get(key)
        if kept and time.time() < kept.until and self.stamps.read(kept.scopes) == kept.stamps:
            return self._answer(kept, environ, start_response)
        return self._make(key, environ, start_response)

    def _make(self, key: str, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Let Django make the page; keep it if it says that it is the same for everybody."""
        caught: dict[str, Any] = {}

        def catch(status: str, headers: Headers, _exc_info: Any = None) -> None:
            caught["status"], caught["headers"] = status, headers

        response = self.application(environ, catch)
        own = {name.lower(): value for name, value in caught["headers"] if name.lower() in _OWN}
        shared = STAMPS_HEADER.lower() in own and not any(
            n.lower() == "set-cookie" for n, _ in caught["headers"]
        )
        if not shared or environ["REQUEST_METHOD"] == "HEAD" or not _allowed_query(environ, own):
            _for_one_reader(start_response)(caught["status"], caught["headers"])
            return response
        try:
            body = b"".join(response)
        finally:
            close = getattr(response, "close", None)
            if close:
                close()
        kept = _kept(body, caught["headers"], own)
        self._keep(key, kept)
        return self._answer(kept, environ, start_response)

    def _keep(self, key: str, kept: Kept) -> None:
        """File a page; the pages that were filed longest ago make room."""
        with self.lock:
            old = self.pages.pop(key, None)
            self.size += kept.size - (old.size if old else 0)
            self.pages[key] = kept
            while self.size > self.room and self.pages:
                _key_of_oldest, oldest = self.pages.popitem(last=False)
                self.size -= oldest.size

    def _answer(self, kept: Kept, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The page, or 304 where the reader has it already."""
        wants_gzip = kept.gzipped and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        etag = f'"{kept.etag}-gz"' if wants_gzip else f'"{kept.etag}"'
        headers = [*kept.headers, ("ETag", etag)]
        if _matches(environ.get("HTTP_IF_NONE_MATCH", ""), kept.etag):
            start_response("304 Not Modified", [h for h in headers if h[0] != "Content-Type"])
            return []
        body = kept.gzipped if wants_gzip else kept.body
        if wants_gzip:
            headers.append(("Content-Encoding", "gzip"))
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _personal(environ: Environ) -> bool:
    """Whether a session or a voice comes with the request, or htmx, which may ask for a part of a page only."""
    cookies = environ.get("HTTP_COOKIE", "")
    names = (settings.SESSION_COOKIE_NAME, settings.VOICE_COOKIE_NAME)
    return "HTTP_HX_REQUEST" in environ or any(name in cookies for name in names)


def _key(environ: Environ) -> str:
    """Path and query; readers of easy language have copies of their own, under what no path begins with."""
    address = f"{environ.get('SCRIPT_NAME', '')}{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
    return f"easy {address}" if _reads_easy(environ) else address


def _reads_easy(environ: Environ) -> bool:
    """Whether the reader chose easy language; the cookies are read just as Django reads them for the page."""
    if settings.EASY_COOKIE_NAME not in environ.get("HTTP_COOKIE", ""):
        return False
    return has_chosen_easy(parse_cookie(get_str_from_wsgi(environ, "HTTP_COOKIE", "")))


def _allowed_query(environ: Environ, own: dict[str, str]) -> bool:
    """Only the names that the page knows, each once: a made-up query fills no memory."""
    names = [name for name, _ in parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)]
    return set(names) <= set(own.get(QUERY_HEADER.lower(), "").split(",")) and len(names) == len(set(names))


def _kept(body: bytes, headers: Headers, own: dict[str, str]) -> Kept:
    stamps = own[STAMPS_HEADER.lower()]
    plain = [(n, v) for n, v in headers if n.lower() not in _OWN | _MADE_ANEW]
    plain += [("Cache-Control", "public, max-age=0, must-revalidate"), ("Vary", "Accept-Encoding, Cookie")]
    return Kept(
        scopes=tuple(part.rpartition("=")[0] for part in stamps.split(",")),
        stamps=stamps,
        until=float(own.get(UNTIL_HEADER.lower(), "inf")),
        etag=hashlib.blake2b(body + settings.BUILD.encode(), digest_size=12).hexdigest(),
        headers=tuple(plain),
        body=body,
        gzipped=gzip.compress(body, 6, mtime=0) if len(body) >= _LEAST_GZIP else b"",
    )


def _matches(wanted: str, etag: str) -> bool:
    """Whether one of the reader's tags names this page, weak or strong, plain or compressed."""
    tags = {part.strip().removeprefix("W/").strip('"').removesuffix("-gz") for part in wanted.split(",")}
    return bool(wanted) and (etag in tags or wanted.strip() == "*")


def _for_one_reader(start_response: Callable[..., Any]) -> Callable[..., Any]:
    """What is not kept here is kept by nobody; the headers meant for this layer never leave the server."""

    def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
        names = {name.lower() for name, _ in headers}
        plain = [header for header in headers if header[0].lower() not in _OWN]
        if "cache-control" not in names:
            plain.append(("Cache-Control", "private, no-store"))
        return start_response(status, plain, exc_info)

    return start
