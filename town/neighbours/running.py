"""Starts the stand-ins as a process of their own and tells them how to feel; for tests."""

import http.client
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from punos.core import children

TOP = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Running:
    """Stand-ins that run at an address."""

    address: str

    def set_mood(self, who: str, mood: str) -> None:
        """Let `prh`, `yrtti`, `suomifi`, `kerrokantasi`, `decisions` or `messages` be well, slow, failing, busy, or answer nonsense of some sort."""
        self._asked(who, mood)

    def times_asked(self, who: str) -> int:
        """How many questions this one has got since it was started."""
        return int(self._asked(who, "well")["asked"][who])

    def letters(self) -> list[dict[str, str]]:
        """The letters in the mailboxes of Suomi.fi Messages: to whom, title, body; in the order in which they arrived."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=10)
        connection.request("GET", "/messages/arrived")
        told: dict[str, dict[str, str]] = json.loads(connection.getresponse().read())
        connection.close()
        return list(told.values())

    def _asked(self, who: str, mood: str) -> dict[str, Any]:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=10)
        connection.request("POST", f"/mood/{who}/{mood}")
        answer = connection.getresponse()
        assert answer.status == http.HTTPStatus.OK, f"no such mood: {who} {mood}"
        told: dict[str, Any] = json.loads(answer.read())
        connection.close()
        return told


@contextmanager
def running() -> Iterator[Running]:
    """The stand-ins on a free port, stopped afterwards."""
    child = children.spawn(
        [sys.executable, "-m", "town.neighbours"],
        parent_death=signal.SIGTERM,
        cwd=TOP,
        output=subprocess.PIPE,
    )
    try:
        assert child.stdout is not None  # it was asked for
        yield Running(child.stdout.readline().decode().split()[-1])
    finally:
        children.stop(child, sign=signal.SIGTERM, within=5)
