"""A visitor's browser without an account: cookies of its own, a network of its own, the forms of a survey."""

import html
import http.client
import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.serving import Server

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
PATIENCE = 120.0  # seconds
QUICKEST = 3.5  # seconds after which a form is not taken for a machine's

type Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Answer:
    """What came back, and when it was asked for and was there, as clock and as stopwatch."""

    status: int
    location: str
    body: str
    asked_at: float
    seconds: float

    @property
    def hidden(self) -> dict[str, list[str]]:
        """What the page says about itself, to be sent back with its form."""
        found: dict[str, list[str]] = {}
        for name, value in HIDDEN.findall(self.body):
            found.setdefault(name, []).append(html.unescape(value))
        return found


class Browser:
    """One visitor who answers one survey."""

    def __init__(self, site: Server, path: str, number: int, mark: str) -> None:
        """`path` is the address of the consultation; `mark` is how the site knows this browser again."""
        from bench.rating import signed

        self.port, self.path, self.mark = site.port, path, mark
        self.cookies: SimpleCookie = SimpleCookie({"punos_voice": signed(mark)})
        self.network = f"{11 + number // 250}.{os.getpid() % 250}.{number % 250}.7"
        self.page: Answer | None = None

    def ask(self, name: str, sent: Fields | None = None, *, path: str = "") -> Answer:
        """One request, redirects left alone; `sent` are the fields of a form."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "X-Forwarded-For": self.network,
            "Cookie": "; ".join(f"{key}={each.coded_value}" for key, each in self.cookies.items()),
        }
        body = None
        if sent is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(sent, doseq=True)
        asked_at, begun = time.time(), time.perf_counter()
        headers["X-Request-Start"] = f"t={asked_at:.3f}"  # as the proxy in front of a real site
        try:
            connection.request("POST" if body is not None else "GET", path or self.path + name, body, headers)
            response = connection.getresponse()
            read = response.read().decode(errors="replace")
        finally:
            connection.close()
        seconds = time.perf_counter() - begun
        for told in response.headers.get_all("Set-Cookie") or ():
            self.cookies.load(told)
        return Answer(response.status, response.headers.get("Location", ""), read, asked_at, seconds)

    def open(self, name: str) -> Answer:
        """A page with a form; its hidden fields are kept for what is sent next."""
        self.page = self.must(self.ask(name), http.client.OK)
        return self.page

    def send(self, name: str, fields: Fields) -> Answer:
        """What the page that is open sends, filled with these fields."""
        assert self.page is not None  # a form has been opened before
        return self.ask(name, {**self.page.hidden, **fields})

    def take_part(self) -> None:
        """Say that a resident answers; the page was opened some seconds before."""
        self.must(self.send("take-part/", {"capacity": ["resident"]}), http.client.FOUND)

    def must(self, answer: Answer, status: int) -> Answer:
        """See that the site answered as it should."""
        if answer.status != status:
            words = re.sub(r"<[^>]+>|\s+", " ", answer.body)[-2_000:]
            sys.exit(f"bench: {self.path} answered {answer.status} rather than {status}: {words}")
        return answer
