"""One supervisor for an installation on one machine: takes the steps, keeps the services, stops it all.

It knows nothing of what it runs: `punos up` (punos/core/management/commands/up.py) hands it the steps and the
services.
"""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Protocol

from punos.core import children

STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_LIMIT = 15.0  # seconds that a service gets to finish what it is doing
READY_LIMIT = 120.0  # seconds until the site must answer
LOOK_EVERY = 0.1  # seconds between two looks at the children
LAST_LINES = 15


class TroubleError(Exception):
    """Something is in the way of going on; the message is one sentence for an administrator."""


class Asked(BaseException):
    """A signal asks everything to stop; no step may swallow this."""


class Database(Protocol):
    """What the supervisor needs of a database server that it starts itself."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def exit_code(self) -> int | None: ...


@dataclass(frozen=True)
class Step:
    """Something to be done before the services start, told in one line with its seconds."""

    name: str
    take: Callable[[], object]


@dataclass(frozen=True)
class Service:
    """A program that is to run until everything stops."""

    name: str
    command: Sequence[str]


class Running:
    """A service that was started; passes on what it says and remembers the last lines."""

    def __init__(self, service: Service, *, cwd: Path) -> None:
        self.name = service.name
        self.lines: deque[str] = deque(maxlen=LAST_LINES)
        self.child = children.spawn(
            service.command,
            parent_death=signal.SIGTERM,
            cwd=cwd,
            output=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()

    def stop(self) -> None:
        """Let it finish, see to it that nothing of its session is left, and pass on its last words."""
        children.stop(self.child, sign=signal.SIGTERM, within=STOP_LIMIT)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.reader.join(1)

    def obituary(self) -> str:
        """How it ended, with the last lines that it said."""
        self.reader.join(1)
        said = "".join(f"\n    {line}" for line in self.lines)
        return f"{self.name} {how_it_ended(self.child.returncode)}{', after saying:' + said if said else ''}"

    def _read(self) -> None:
        for raw in self.child.stdout or ():
            line = raw.decode(errors="replace").rstrip()
            self.lines.append(line)
            tell(f"{self.name}: {line}")


def up(
    *,
    host: str,
    port: int,
    base_dir: Path,
    database: Database | None,
    services: Sequence[Service],
    announce: Callable[[], None],
    before: Sequence[Step] = (),
    after: Sequence[Step] = (),
) -> int:
    """Run everything until a signal asks to stop (then 0) or something goes wrong (then 1).

    Some steps come before the database, some after it and before the services.
    """
    running: list[Running] = []
    try:
        with asking() as wish:
            check_port(host, port)
            start = [] if database is None else [Step("database", database.start)]
            for step in (*before, *start, *after):
                take(step, wish)
            for service in services:
                running.append(Running(service, cwd=base_dir))  # noqa: PERF401 - each that starts will be stopped
            take(Step("web server", lambda: wait_until_ready(host, port, running, database, wish)), wish)
            announce()
            watch(running, database, wish)
    except Asked:
        tell("Stopping.")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told and all stops
        tell(f"punos: {error if str(error) else type(error).__name__}")
        return 1
    finally:
        for each in reversed(running):
            each.stop()
        if database is not None:
            database.stop()
    return 0


class Wish:
    """Whether a signal has asked to stop."""

    asked = False

    def heed(self) -> None:
        """Stop here if asked, even when some library swallowed the exception that the handler raised."""
        if self.asked:
            raise Asked


@contextmanager
def asking() -> Iterator[Wish]:
    """Turn the first stopping signal into `Asked`, here and now; none disturbs what comes after this block.

    Handlers of our own, because a job that a script put in the background inherits SIGINT as ignored.
    """
    wish = Wish()

    def handle(_number: int, _frame: FrameType | None) -> None:
        again, wish.asked = wish.asked, True
        if not again:
            raise Asked

    for sign in STOPPING_SIGNALS:
        signal.signal(sign, handle)
    try:
        yield wish
    finally:
        wish.asked = True


def stop_with_parent() -> None:
    """Stop when the process that started us is gone, as `make demo` is when its terminal closes."""
    children.ask_for_parent_death(signal.SIGTERM)


def tell(line: str) -> None:
    """A line for whoever watches; nobody may be left to read it."""
    with suppress(OSError, ValueError):
        print(line, flush=True)  # noqa: T201 - this is the program that talks to a terminal


def take(step: Step, wish: Wish) -> None:
    """Take one step and tell its seconds."""
    wish.heed()
    began = time.monotonic()
    step.take()
    tell(f"  {step.name} ({time.monotonic() - began:.1f} s)")


def check_port(host: str, port: int) -> None:
    """Trouble, before anything is started, if somebody else answers there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError as error:
        raise TroubleError(
            f"Port {port} is for administrators only: choose another, as in make demo PORT=8123."
        ) from error
    except (OSError, OverflowError) as error:
        raise TroubleError(
            f"Port {port} of {host} is taken or can't be used ({error}): stop what uses it, or choose"
            " another, as in make demo PORT=8123."
        ) from error


def wait_until_ready(
    host: str, port: int, running: Sequence[Running], database: Database | None, wish: Wish
) -> None:
    """Wait until the site says that it is alive; Trouble if a child dies or it takes too long."""
    deadline = time.monotonic() + READY_LIMIT
    while not answers(host, port):
        wish.heed()
        check_children(running, database)
        if time.monotonic() > deadline:
            raise TroubleError(
                f"The web server started but did not answer /healthz within {READY_LIMIT:.0f} seconds."
            )
        time.sleep(LOOK_EVERY)


def answers(host: str, port: int) -> bool:
    """Whether /healthz says 200; asked directly, whatever proxy the environment names."""
    anywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - only asked about here
    connection = http.client.HTTPConnection("localhost" if anywhere else host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def watch(running: Sequence[Running], database: Database | None, wish: Wish) -> None:
    """Look at the children until one of them dies or a signal asks to stop."""
    while True:
        wish.heed()
        check_children(running, database)
        time.sleep(LOOK_EVERY)


def check_children(running: Sequence[Running], database: Database | None) -> None:
    """Trouble that names the child that died, if one did."""
    if database is not None and (code := database.exit_code()) is not None:
        raise TroubleError(f"database {how_it_ended(code)}; the next start recovers what was saved.")
    for service in running:
        if service.child.poll() is not None:
            raise TroubleError(f"{service.obituary()}\nEverything else is being stopped.")


def how_it_ended(code: int) -> str:
    """The end of a process in words: its exit code, or the signal that killed it."""
    if code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
