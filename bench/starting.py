"""`make demo` in a fresh clone: seconds from nothing to the first page, and from the second start."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.serving import ROOT, free_port
from bench.table import Row, alone, at_most
from punos.core.postgres import Cluster

FIRST, SECOND = 120, 10  # seconds
PATIENCE = 900  # seconds after which a start has failed
OURS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PUNOS_VAR", "STATIC_ROOT", "VIRTUAL_ENV")


def rows() -> Iterator[Row]:
    """Both starts; the clone, its environment and its database are removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="punos-bench-") as folder:
        clone = Path(folder) / "punos"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        try:
            yield at_most("make demo from nothing", started(clone), FIRST, "s", 1)
            yield at_most("make demo, second start", started(clone), SECOND, "s", 1)
        finally:
            Cluster.for_checkout(clone).remove()


def started(clone: Path) -> float:
    """Seconds until the first page is there; everything is stopped again."""
    port = free_port()
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    began = time.monotonic()
    command = ["make", "demo", f"PORT={port}"]
    child = subprocess.Popen(
        command, cwd=clone, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        while not shows_a_page(f"http://127.0.0.1:{port}/fi/"):
            if child.poll() is not None or time.monotonic() - began > PATIENCE:
                child.kill()
                said = child.stderr.read().decode(errors="replace") if child.stderr else ""
                sys.exit(f"bench: make demo did not come up in {clone}: {said[-2_000:]}")
            time.sleep(0.1)
        return time.monotonic() - began
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGINT)
        child.communicate()


def shows_a_page(address: str) -> bool:
    """Whether the front page is answered with 200."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


if __name__ == "__main__":
    alone(rows)
