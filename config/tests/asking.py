"""An application behind the page cache, and a reader in front of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from wsgiref.util import setup_testing_defaults

from punos.core.pages import STAMPS_HEADER

BODY = b"<p>Aamu</p>" * 100


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: str
    headers: dict[str, str]
    body: bytes


def ask(
    application: Callable[..., Any], address: str = "/fi/", method: str = "GET", **environ: str
) -> Answer:
    """One request, and its whole answer."""
    path, _, query = address.partition("?")
    asked: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, **environ}
    setup_testing_defaults(asked)
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> None:
        said.update(status=status, headers=dict(headers))

    response = application(asked, start)
    try:
        body = b"".join(response)
    finally:
        getattr(response, "close", lambda: None)()
    return Answer(said["status"], said["headers"], body)


@dataclass
class Site:
    """An application behind the cache, with one page that counts how often it was made."""

    body: bytes = BODY
    status: str = "200 OK"
    stamps: str = "all=0"
    headers: list[tuple[str, str]] = field(default_factory=list)
    made: int = 0
    closed: int = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
        self.made += 1
        own = [(STAMPS_HEADER, self.stamps)] if self.stamps else []
        start_response(self.status, [("Content-Type", "text/html"), *own, *self.headers])
        return Body(self)


class Body(Iterator[bytes]):
    """A body that wants to be closed."""

    def __init__(self, site: Site) -> None:
        self.site, self.parts = site, iter([site.body])

    def __next__(self) -> bytes:
        return next(self.parts)

    def close(self) -> None:
        self.site.closed += 1
