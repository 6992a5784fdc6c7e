"""One letter for what somebody meets at a door or before a rule, and whether anything was written meanwhile."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.http import HttpResponseBase

from punos.core.errors import Refused

WORDS = {
    "o": "it opens (2xx)",
    "i": "is led to the sign-in",
    "t": "is led somewhere else",
    "b": "the input has to be mended (400, 422)",
    "n": "may not (403)",
    "g": "there is no such thing (404)",
    "m": "not in this way (405)",
    "w": "not now (409)",
    "l": "too often (429)",
    "u": "not ready (503)",
    "!": "a fault of the site",
    ".": "the rule asks for a person, and there is none",
    "s": "sees it",
    "-": "sees nothing of it",
}
STATUSES = {400: "b", 403: "n", 404: "g", 405: "m", 409: "w", 422: "b", 429: "l", 503: "u"}
REFUSALS = {"refused": "n", "not_now": "w", "invalid": "b"}
SIGN_IN = re.compile(r"/(fi|sv|en)/sign-in/$")
WRITING = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)")
# A session and the counters of the sign-in library are the browser's own affair.
NOBODYS_BUSINESS = {"django_session", "people_cache"}


def in_words(letter: str) -> str:
    """What a letter means; a capital means that rows were written, too."""
    words = WORDS.get(letter.lower(), letter)
    return f"{words}, and something is written" if letter.isupper() else words


def of_answer(answer: HttpResponseBase) -> str:
    """The letter for what the site answered."""
    status = answer.status_code
    if 200 <= status < 300:
        return "o"
    if 300 <= status < 400:
        return "i" if SIGN_IN.search(urlsplit(answer.headers["Location"]).path) else "t"
    return STATUSES.get(status, "!")


def of_rule(check: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    """The letter for what a rule said."""
    try:
        check(*args, **kwargs)
    except Refused as refusal:
        return REFUSALS[refusal.code]
    return "o"


@contextmanager
def undone() -> Iterator[set[str]]:
    """A transaction that leaves nothing behind; gives the tables to which something was written."""
    written: set[str] = set()

    def watch(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        found = WRITING.match(sql if isinstance(sql, str) else "")
        if found and found[1] not in NOBODYS_BUSINESS:
            written.add(found[1])
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(watch):
            yield written
        transaction.set_rollback(True)
