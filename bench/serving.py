"""Servers under measurement: the same granian settings that `punos up` uses, for the site and for the floor."""

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from punos.core import children, supervisor

ROOT = Path(__file__).resolve().parent.parent
READY_LIMIT = 60.0  # seconds
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and the process that its workers belong to."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        names = Path(f"/proc/{self.pid}/task").glob("*/children")
        return [int(pid) for name in names for pid in name.read_text().split()]

    def cpu_seconds(self) -> float:
        """Processor time that the workers have used so far."""
        fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self.workers()]
        return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS

    def memory(self) -> list[float]:
        """Resident memory of each worker (MiB)."""
        return [_resident(pid) for pid in self.workers()]

    def ask(self, path: str, headers: dict[str, str] | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        """One request and its whole answer, redirects left alone."""
        return self.send("GET", path, "", headers)

    def send(
        self, method: str, path: str, body: str, headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """One request with a body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body or None, headers or {})
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()


def _resident(pid: int) -> float:
    """Resident memory of a process (MiB)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(each.split()[1]) for each in lines if each.startswith("VmRSS:")) / 1024


@contextmanager
def served(application: str, settings: str) -> Iterator[Server]:
    """An application behind granian on a free port, for as long as the block lasts."""
    from punos.core.management.commands.up import services

    port = free_port()
    command = [*services(host="127.0.0.1", port=str(port))[-1].command[:-1], application]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    child = children.spawn(command, parent_death=signal.SIGTERM, cwd=ROOT, env=env)
    try:
        deadline = time.monotonic() + READY_LIMIT
        while not supervisor.answers("127.0.0.1", port):
            if child.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"bench: {application} did not start; its own words stand above.")
            time.sleep(0.1)
        yield Server(port, child.pid)
    finally:
        children.stop(child, sign=signal.SIGTERM, within=15)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
