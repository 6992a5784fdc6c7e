"""The supervisor with stand-in services: how it starts, what it says, and that it leaves nothing behind."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from punos.core import children, supervisor

ROOT = Path(__file__).resolve().parents[3]

SITE = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Alive(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()
    def log_message(self, *words):
        pass
print("first words", flush=True)
HTTPServer(("127.0.0.1", int(sys.argv[1])), Alive).serve_forever()
"""
WORKER = "import signal; print('at work', flush=True); signal.pause()"
DRIVER = """
import os, subprocess, sys
from pathlib import Path
from punos.core import supervisor
from punos.core.supervisor import Service, Step
port, site, worker, trouble = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
class Database:
    child = None
    def start(self):
        self.child = subprocess.Popen(["sleep", "1000"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print("pid of database", self.child.pid, flush=True)
    def stop(self):
        if self.child is not None:
            self.child.kill()
            self.child.wait()
            print("database stopped", flush=True)
    def exit_code(self):
        return None if self.child is None else self.child.poll()
def step():
    if trouble == "step":
        raise RuntimeError("the step could not be taken")
sys.exit(supervisor.up(
    host="127.0.0.1", port=port, base_dir=Path.cwd(), database=Database(),
    before=[Step("clearing", lambda: None)], after=[Step("migrations", step)],
    services=[
        Service("worker", [sys.executable, "-c", worker]),
        Service("web server", [sys.executable, "-c", site, str(port)]),
    ],
    announce=lambda: print("ready", flush=True),
))
"""


@pytest.fixture
def port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(port: int) -> Iterator[Start]:
    """Starts a supervisor over the stand-ins; one that still runs after the test is stopped."""
    started: list[subprocess.Popen[str]] = []

    def starting(
        *, site: str = SITE, worker: str = WORKER, trouble: str = "", background: bool = False
    ) -> "subprocess.Popen[str]":
        driver = subprocess.Popen(
            [sys.executable, "-c", DRIVER, str(port), site, worker, trouble],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A script's background job is started with SIGINT ignored.
            preexec_fn=(lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)) if background else None,
        )
        started.append(driver)
        return driver

    yield starting
    for driver in started:
        if driver.poll() is None:
            driver.terminate()
            driver.wait()


# What services say is passed on by threads of their own, so these lines come in any order.
READY = ("ready", "worker: at work", "web server: first words")


def read_until(output: IO[str] | None, *awaited: str) -> list[str]:
    """The lines up to the last of those that are waited for, in whichever order they come."""
    assert output is not None
    lines: list[str] = []
    while not set(awaited) <= set(lines):
        line = output.readline()
        assert line, f"the supervisor ended without saying all of {awaited}: {lines}"
        lines.append(line.rstrip("\n"))
    return lines


def children_of(pid: int) -> list[int]:
    """The processes that a process started and that are still there."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_steps_are_told_in_order_with_their_seconds(start: Start) -> None:
    driver = start()

    lines = read_until(driver.stdout, *READY)

    told = [line.partition(" (")[0].strip() for line in lines if line.endswith(" s)")]
    assert told == ["clearing", "database", "migrations", "web server"]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("background", [False, True])
def test_signal_stops_services_then_database(start: Start, sign: signal.Signals, background: bool) -> None:
    driver = start(background=background)
    read_until(driver.stdout, *READY)
    left = children_of(driver.pid)

    driver.send_signal(sign)
    said, _ = driver.communicate()

    assert said.splitlines() == ["Stopping.", "database stopped"]
    assert driver.returncode == 0
    assert [pid for pid in left if children.name_of(pid)] == []


def test_second_signal_does_not_disturb_the_stopping(start: Start) -> None:
    slow = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [15]); print('at work', flush=True)\n"
    slow += "signal.sigwait([15]); print('finishing', flush=True)\n"
    slow += "signal.sigwait([15]); print('finished', flush=True)"
    driver = start(worker=slow)
    read_until(driver.stdout, *READY)
    worker = next(
        pid for pid in children_of(driver.pid) if "finishing" in Path(f"/proc/{pid}/cmdline").read_text()
    )

    driver.send_signal(signal.SIGINT)
    read_until(driver.stdout, "worker: finishing")
    driver.send_signal(signal.SIGINT)
    os.kill(worker, signal.SIGTERM)
    said, _ = driver.communicate()

    assert said.splitlines() == ["worker: finished", "database stopped"]
    assert driver.returncode == 0


def test_killed_child_is_named_and_everything_stops(start: Start) -> None:
    driver = start()
    read_until(driver.stdout, *READY)
    left = children_of(driver.pid)
    worker = next(pid for pid in left if "at work" in Path(f"/proc/{pid}/cmdline").read_text())

    os.kill(worker, signal.SIGKILL)
    said, _ = driver.communicate()

    assert said.splitlines() == [
        "punos: worker was killed by SIGKILL, after saying:",
        "    at work",
        "Everything else is being stopped.",
        "database stopped",
    ]
    assert driver.returncode == 1
    assert [pid for pid in left if children.name_of(pid)] == []


def test_child_that_ends_while_starting_is_named_with_its_exit_code(start: Start) -> None:
    driver = start(site="import sys; sys.exit('no templates')")

    said, _ = driver.communicate()

    assert "punos: web server ended with exit code 1, after saying:\n    no templates\n" in said
    assert driver.returncode == 1


def test_dead_database_is_named(start: Start) -> None:
    driver = start()
    lines = read_until(driver.stdout, *READY)
    database = next(int(line.split()[-1]) for line in lines if line.startswith("pid of database"))

    os.kill(database, signal.SIGKILL)
    said, _ = driver.communicate()

    assert said.splitlines()[0] == (
        "punos: database was killed by SIGKILL; the next start recovers what was saved."
    )
    assert driver.returncode == 1


def test_failed_step_stops_everything_with_its_reason(start: Start) -> None:
    driver = start(trouble="step")

    said, _ = driver.communicate()

    assert said.splitlines()[-2:] == ["punos: the step could not be taken", "database stopped"]
    assert driver.returncode == 1


def test_taken_port_is_told_before_anything_is_started(start: Start, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        driver = start()
        said, _ = driver.communicate()

    assert said == (
        f"punos: Port {port} of 127.0.0.1 is taken or can't be used ([Errno 98] Address already in use):"
        " stop what uses it, or choose another, as in make demo PORT=8123.\n"
    )
    assert driver.returncode == 1


def test_killed_supervisor_leaves_no_service(start: Start) -> None:
    driver = start()
    lines = read_until(driver.stdout, *READY)
    database = next(int(line.split()[-1]) for line in lines if line.startswith("pid of database"))
    services = [os.pidfd_open(pid) for pid in children_of(driver.pid) if pid != database]

    driver.kill()

    for service in services:  # readable when the process has ended
        assert select.select([service], [], [], 30)[0] == [service]
        os.close(service)
    os.kill(database, signal.SIGKILL)


@pytest.mark.parametrize(("code", "words"), [(3, "ended with exit code 3"), (-15, "was killed by SIGTERM")])
def test_end_of_a_process_in_words(code: int, words: str) -> None:
    assert supervisor.how_it_ended(code) == words
