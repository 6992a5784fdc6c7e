"""Asking outside systems: what each kind of trouble is called, when it is left alone, and what nobody writes down."""

import json
import logging
import socket
import traceback
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from django.db import transaction

from punos.core import outside
from punos.core.outside import Breaker, Outside, OutsideTroubleError, Trouble

SECRET = "010180-9026"  # of the kind that is kept for tests
Answers = dict[str, tuple[int, dict[str, str], bytes]]


class Far(ThreadingHTTPServer):
    """A stand-in that answers by path, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: Answers = {"/": (200, {}, b'{"fine": true}')}
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.let_go = Event()


class Answering(BaseHTTPRequestHandler):
    server: Far

    def log_message(self, *words: object) -> None:
        pass

    def do_GET(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path, dict(self.headers), content))
        if self.path == "/slow":
            self.server.let_go.wait(30)
            return
        status, headers, answer = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(answer)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)

    def do_POST(self) -> None:
        self.do_GET()


@pytest.fixture
def far() -> Iterator[Far]:
    """The stand-in, for one test."""
    server = Far()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.let_go.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def ask(far: Far) -> Callable[..., Outside]:
    """Makes an Outside over the stand-in."""
    return lambda **changes: Outside("far", f"http://127.0.0.1:{far.server_port}", **changes)


def trouble_of(question: Callable[[], object]) -> OutsideTroubleError:
    """The trouble that a question ends in."""
    with pytest.raises(OutsideTroubleError) as caught:
        question()
    return caught.value


def test_get_gives_what_was_answered(far: Far, ask: Callable[..., Outside]) -> None:
    answer = ask().get("/", headers={"X-Mark": "1"})

    method, path, headers, _content = far.asked[0]
    assert (answer, method, path, headers["X-Mark"]) == ({"fine": True}, "GET", "/", "1")
    assert "Cookie" not in headers


def test_post_sends_json_and_signs_in(far: Far, ask: Callable[..., Outside]) -> None:
    ask().post("/", content={"number": 1}, sign_in=("name", "word"))

    method, _path, headers, content = far.asked[0]
    assert (method, json.loads(content)) == ("POST", {"number": 1})
    assert headers["Authorization"] == "Basic bmFtZTp3b3Jk"


@pytest.mark.parametrize(
    ("status", "headers", "content", "kind"),
    [
        (500, {}, b"{}", Trouble.DOWN),
        (503, {}, b"<html>", Trouble.DOWN),
        (429, {}, b"Too many", Trouble.BUSY),
        (400, {}, b"{}", Trouble.REFUSED),
        (401, {}, b"{}", Trouble.REFUSED),
        (302, {"Location": "/"}, b"", Trouble.GARBAGE),
        (200, {}, b"<!doctype html>", Trouble.GARBAGE),
        (200, {}, b"", Trouble.GARBAGE),
        (200, {}, b"\xff\xfe\xfd", Trouble.GARBAGE),
        (200, {}, b"[" * 100_000, Trouble.GARBAGE),
        (200, {}, b'"' + b"x" * 1_000 + b'"', Trouble.GARBAGE),
        (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b", Trouble.GARBAGE),
        (200, {"Content-Length": "100"}, b"{}", Trouble.GARBAGE),
    ],
)
def test_answers_that_are_none_are_told_apart(
    far: Far, ask: Callable[..., Outside], status: int, headers: dict[str, str], content: bytes, kind: Trouble
) -> None:
    far.answers["/asked"] = (status, headers, content)

    trouble = trouble_of(lambda: ask(most_bytes=1_000).get("/asked"))

    assert (trouble.kind, trouble.is_resting) == (kind, False)


def test_redirect_is_not_followed(far: Far, ask: Callable[..., Outside]) -> None:
    far.answers["/moved"] = (302, {"Location": "/"}, b"")

    trouble_of(lambda: ask().get("/moved"))

    assert [path for _method, path, _headers, _content in far.asked] == ["/moved"]


def test_answer_that_does_not_come_is_slow(ask: Callable[..., Outside]) -> None:
    assert trouble_of(lambda: ask(read_timeout=0.05).get("/slow")).kind == Trouble.SLOW


def test_answer_that_trickles_is_slow(far: Far, ask: Callable[..., Outside]) -> None:
    times = iter([0.0, 100.0])

    trouble = trouble_of(lambda: ask(clock=lambda: next(times)).get("/"))

    assert trouble.kind == Trouble.SLOW


def test_nobody_at_home_is_down() -> None:
    with socket.socket() as taken:  # bound, but not listening
        taken.bind(("127.0.0.1", 0))
        nobody = Outside("far", f"http://127.0.0.1:{taken.getsockname()[1]}")

        assert trouble_of(lambda: nobody.get("/")).kind == Trouble.DOWN


def hang_up(server: socket.socket, word: bytes = b"") -> None:
    """Say a word to whoever calls, and hang up."""
    with server.accept()[0] as connection:
        connection.sendall(word)


def test_something_else_than_http_is_garbage() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=hang_up, args=[server, b"220 mail\r\n\r\n"])
        thread.start()
        mail = Outside("far", f"http://127.0.0.1:{server.getsockname()[1]}")

        trouble = trouble_of(lambda: mail.get("/"))

        thread.join()
        assert trouble.kind == Trouble.GARBAGE


# Where it may go --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://example.org",
        "http://example.org",  # a name without TLS
        "https://",
        "https://name:word@example.org",
        "https://example.org/?key=1",
        "https://example.org/#top",
    ],
)
def test_address_that_is_none_is_refused_at_once(address: str) -> None:
    with pytest.raises(ValueError, match="https://host/path"):
        Outside("far", address)


@pytest.mark.parametrize("path", ["asked", "//example.org/asked", "@example.org", ""])
def test_path_cannot_name_another_host(ask: Callable[..., Outside], path: str) -> None:
    with pytest.raises(ValueError, match="slash"):
        ask().get(path)


def test_name_that_leads_into_the_house_is_refused_before_a_word_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        inside = Outside("far", f"https://localhost:{server.getsockname()[1]}")

        trouble = trouble_of(lambda: inside.get(f"/{SECRET}"))

        connection, _address = server.accept()
        with connection:
            assert (trouble.kind, connection.recv(1000)) == (Trouble.REFUSED, b"")


def test_name_may_lead_into_the_house_where_that_is_meant() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=hang_up, args=[server])
        thread.start()
        inside = Outside("far", f"https://localhost:{server.getsockname()[1]}", private=True)

        trouble = trouble_of(lambda: inside.get("/"))

        thread.join()
        assert trouble.kind == Trouble.DOWN  # it was spoken to, and has no certificate


# When it is left alone --------------------------------------------------------------------------------------


class Clock:
    """A clock that goes when it is told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_system_in_trouble_is_left_alone_and_then_tried_once(far: Far, ask: Callable[..., Outside]) -> None:
    clock = Clock()
    system = ask(failures_before_open=2, retry_after=60, clock=clock)
    far.answers["/failing"] = (500, {}, b"")

    kinds = [trouble_of(lambda: system.get("/failing")).is_resting for _ in range(4)]
    clock.now = 61
    again = [trouble_of(lambda: system.get("/failing")).is_resting for _ in range(2)]
    clock.now = 122
    recovered = system.get("/")

    assert (kinds, again, recovered) == ([False, False, True, True], [False, True], {"fine": True})
    assert (system.breaker.is_open, len(far.asked)) == (False, 4)


def test_refusals_do_not_count_as_trouble(ask: Callable[..., Outside]) -> None:
    system = ask(failures_before_open=1)

    assert [trouble_of(lambda: system.get("/nowhere")).is_resting for _ in range(3)] == [False] * 3


def test_breaker_lets_only_one_through_after_a_rest() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, rest=10, clock=clock)
    breaker.learn(worked=False)
    clock.now = 11

    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]


def test_state_can_be_read(ask: Callable[..., Outside]) -> None:
    system = ask(failures_before_open=1)
    before = repr(system)
    system.breaker.learn(worked=False)

    assert (before, repr(system)) == ("Outside('far', asked)", "Outside('far', resting)")


# Transactions -----------------------------------------------------------------------------------------------


def test_nothing_is_asked_within_a_transaction(
    own_database: str, far: Far, ask: Callable[..., Outside]
) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="within a database transaction"):
        ask().get("/")

    assert far.asked == []


def test_transaction_around_a_test_does_not_count(db: None, ask: Callable[..., Outside]) -> None:
    assert ask().get("/") == {"fine": True}


def test_transaction_within_the_one_around_a_test_counts(db: None, ask: Callable[..., Outside]) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="within a database transaction"):
        ask().get("/")


# What is written down ---------------------------------------------------------------------------------------


class Everything(logging.Handler):
    """Keeps every line that any logger writes."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.getMessage()} {record.exc_info}")


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """What all loggers say at their most talkative."""
    everything, root = Everything(), logging.getLogger()
    known = [logging.getLogger(name) for name in list(logging.root.manager.loggerDict)]
    levels = {logger: logger.level for logger in [root, *known]}
    for logger in levels:
        logger.setLevel(logging.DEBUG)
    root.addHandler(everything)
    yield everything.lines
    root.removeHandler(everything)
    for logger, level in levels.items():
        logger.setLevel(level)


@pytest.mark.parametrize("path", ["/", "/nowhere", "/slow", "/half", "/moved"])
def test_what_was_asked_is_written_nowhere(
    far: Far, ask: Callable[..., Outside], heard: list[str], path: str
) -> None:
    far.answers |= {"/half": (200, {"Content-Length": "100"}, b"{"), "/moved": (302, {"Location": "/"}, b"")}
    far.answers[f"/{SECRET}"] = (200, {"Bad header": "1"}, b"{}")
    system = ask(read_timeout=0.05)

    told = said_by(lambda: system.get(f"{path}?{SECRET}")) + said_by(lambda: system.get(f"/{SECRET}"))

    assert [line for line in [*heard, *told, repr(system)] if SECRET in line] == []
    assert SECRET in str(far.asked)


def said_by(question: Callable[[], object]) -> list[str]:
    """Everything that can be read of the trouble that a question may end in, and of what lies behind it."""
    try:
        question()
    except OutsideTroubleError as error:
        behind = [repr(error.__cause__), repr(error.__context__)]
        return [repr(error), str(error), "".join(traceback.format_exception(error)), *behind]
    return []


def test_others_may_still_hear_the_http_library(far: Far, heard: list[str]) -> None:
    import requests

    with requests.Session() as session:
        session.trust_env = False
        session.get(f"http://127.0.0.1:{far.server_port}/")

    assert (any("GET / HTTP" in line for line in heard), outside.asking.get()) == (True, False)
