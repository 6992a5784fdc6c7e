"""Embedded servers in folders of their own, for the tests that start, kill and spoil them."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from punos.core.postgres import Cluster, places


@pytest.fixture
def ground() -> Iterator[Path]:
    """A folder that the server's unprivileged user may enter as well, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="punos-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def binaries() -> Iterator[Path | None]:
    """Root's copy of the binaries, made once for all tests of this file; nobody else needs one."""
    with tempfile.TemporaryDirectory(prefix="punos-") as name:
        Path(name).chmod(0o755)
        if owner := places.server_user(Path(name)):
            places.copy_binaries(Path(name), owner=owner)
            yield places.binaries(Path(name)).parents[2]
        else:
            yield None


def make_server(ground: Path, binaries: Path | None) -> Cluster:
    """A server of which there is nothing yet but its place."""
    made = Cluster(ground / "place", ground / "place" / "socket", durable=False)
    places.make_private(made.place, owner=places.server_user(made.place))
    if binaries is not None:
        (made.place / binaries.name).symlink_to(binaries)
    return made


@pytest.fixture(scope="module")
def begun(binaries: Path | None) -> Iterator[Path]:
    """The data of a server that has been started once."""
    with tempfile.TemporaryDirectory(prefix="punos-") as name:
        Path(name).chmod(0o755)
        first = make_server(Path(name), binaries)
        first.start()
        first.stop()
        yield first.data


@pytest.fixture
def new_server(ground: Path, binaries: Path | None) -> Iterator[Cluster]:
    """A server that was never started."""
    made = make_server(ground, binaries)
    yield made
    made.stop()


@pytest.fixture
def server(new_server: Cluster, begun: Path) -> Cluster:
    """A server that does not run, with its data: a copy, since making them anew takes a second each time."""
    subprocess.run(["cp", "-pR", begun, new_server.data], check=True)
    return new_server
