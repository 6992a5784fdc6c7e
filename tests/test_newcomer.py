"""What a newcomer meets: a Python is found by running it, make lists itself, `punos up` comes and goes."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from punos.core.postgres import Cluster

ROOT = Path(__file__).resolve().parent.parent
SYSTEM = "/usr/bin:/bin"


def executable(path: Path, text: str) -> None:
    """Write a small shell program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def find_python(*, path: str, home: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run bin/find-python as somebody with that PATH and that home."""
    return subprocess.run(
        ["/bin/sh", str(ROOT / "bin" / "find-python")],
        env={"PATH": path, "HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_find_python_passes_by_shims_that_lie(tmp_path: Path) -> None:
    shims = tmp_path / "shims"
    executable(shims / "python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127")
    executable(shims / "python3.12", "exit 0")
    executable(shims / "python3.14", "echo 'Python 3.14.0'; exit 0")
    executable(shims / "python3", "exit 1")
    executable(shims / "python", f'exec {sys.executable} "$@"')

    found = find_python(path=str(shims), home=tmp_path)

    assert (found.returncode, found.stdout, found.stderr) == (0, f"{sys.executable}\n", "")


def test_find_python_looks_into_pyenv_when_nothing_is_on_the_path(tmp_path: Path) -> None:
    executable(tmp_path / ".pyenv" / "versions" / "3.12.9" / "bin" / "python3", f'exec {sys.executable} "$@"')

    found = find_python(path="/nowhere", home=tmp_path)

    assert (found.returncode, found.stdout) == (0, f"{sys.executable}\n")


def test_find_python_tries_the_named_one_first(tmp_path: Path) -> None:
    executable(tmp_path / "mine", f'exec {sys.executable} "$@"')
    executable(tmp_path / "shims" / "python3.13", "echo python:/somewhere/else")

    found = find_python(path=str(tmp_path / "shims"), home=tmp_path, PUNOS_PYTHON=str(tmp_path / "mine"))

    assert found.stdout == f"{sys.executable}\n"


def test_find_python_says_in_one_sentence_that_there_is_none(tmp_path: Path) -> None:
    executable(tmp_path / "shims" / "python3", "echo 'Python 2.7.18'; exit 0")

    found = find_python(path=str(tmp_path / "shims"), home=tmp_path)

    assert found.returncode == 1
    assert found.stdout == ""
    assert found.stderr == (
        "Punos needs Python 3.12 or newer with venv, and none was found: install one (on Debian and Ubuntu"
        " the packages python3 and python3-venv), or name one as PUNOS_PYTHON=/path/to/python3.\n"
    )


def test_make_lists_every_target() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)

    listed = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory"], capture_output=True, text=True, check=True
    )

    assert [line.split()[1] for line in listed.stdout.splitlines()] == targets


def test_missing_data_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "data"

    made = subprocess.run(
        ["make", "-C", str(ROOT), "test-data", f"PUNOS_DATA={missing}"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert made.returncode == 2
    assert made.stderr.splitlines()[0] == (
        f"There is no folder {missing}: name the one with the data as PUNOS_DATA=/path/to/data."
    )


@pytest.mark.parametrize("lock", ["requirements/base.lock", "requirements/dev.lock", "package-lock.json"])
def test_lock_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text()

    assert re.findall(r"resolved|index-url|find-links|https?://(?!github\.com/sponsors)\S+", text) == []
    assert re.search(r"sha(256:|512-)", text)


# The whole installation -----------------------------------------------------------------------------------


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The environment of somebody who has set nothing but where the data goes; it is deleted afterwards."""
    monkeypatch.setenv("PUNOS_VAR", str(tmp_path / "var"))
    dropped = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE", "PORT", "HOST"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    yield {**kept, "DEMO": "1", "STATIC_ROOT": str(tmp_path / "static")}
    Cluster.for_checkout(ROOT).remove()


def punos(*arguments: str, environment: dict[str, str]) -> "subprocess.Popen[str]":
    """A `punos` command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> int:
    """The status with which a page answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def read_until_up(up: "subprocess.Popen[str]", port: int) -> list[str]:
    """The lines that `punos up` says until it tells its address."""
    assert up.stdout is not None
    lines: list[str] = []
    while f"Punos is at http://localhost:{port} (Ctrl-C stops it)" not in lines:
        line = up.stdout.readline()
        assert line, "\n".join(lines)
        lines.append(line.rstrip("\n"))
    return lines


def test_up_serves_the_town_and_a_second_start_keeps_it(environment: dict[str, str]) -> None:
    for _ in ("first", "second"):
        port = free_port()
        up = punos("up", "--port", str(port), environment=environment)
        steps = [line.partition(" (")[0].strip() for line in read_until_up(up, port) if line.endswith(" s)")]

        assert steps == ["database", "migrations", "static files", "demo town", "web server"]
        assert [get(port, path) for path in ("/healthz", "/fi/", "/sv/", "/en/")] == [200, 200, 200, 200]

        up.send_signal(signal.SIGINT)
        said, _ = up.communicate()
        assert "Stopping." in said.splitlines()
        assert up.returncode == 0

    assert not Cluster.for_checkout(ROOT).running()


def test_command_starts_the_database_for_its_own_time(environment: dict[str, str]) -> None:
    migrated = punos("migrate", "contenttypes", "--verbosity", "0", environment=environment)
    said, _ = migrated.communicate()

    checked = punos("migrate", "contenttypes", "--check", environment=environment)

    assert (migrated.returncode, said) == (0, "")
    assert (checked.wait(), Cluster.for_checkout(ROOT).running()) == (0, False)
