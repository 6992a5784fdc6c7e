"""The embedded server, with real servers in folders of their own: started, killed, held, out of room."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest

from punos.core import children
from punos.core.postgres import Cluster, HeldError, PostgresError, cluster, places

ROOT = Path(__file__).resolve().parents[3]

STARTS_A_SERVER = """
import sys
from pathlib import Path
from punos.core.postgres import Cluster, PostgresError
place = Path(sys.argv[1])
cluster = Cluster(place, place / "socket", durable=False)
try:
    cluster.start()
except PostgresError as error:
    sys.exit(str(error))
print("started", flush=True)
sys.stdin.read()
"""
JOINS_A_SERVER = STARTS_A_SERVER.replace(
    "cluster.start()\n", "joined = cluster.joined()\n    joined.__enter__()\n"
).replace("sys.stdin.read()", "sys.stdin.read()\njoined.__exit__(None, None, None)")


def rows(server: Cluster) -> list[int]:
    """What the tests have written down."""
    with psycopg.connect(server.conninfo) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (number integer)")
        return [row[0] for row in connection.execute("SELECT number FROM note ORDER BY number")]


def write(server: Cluster, number: int) -> None:
    """Write a number down for good."""
    rows(server)
    with psycopg.connect(server.conninfo) as connection:
        connection.execute("INSERT INTO note VALUES (%s)", [number])


def script(text: str, place: Path, **limits: Any) -> "subprocess.Popen[str]":
    """Another Python that does something with the server at a place; its standard input keeps it waiting."""
    return subprocess.Popen(
        [sys.executable, "-c", text, str(place)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **limits,
    )


def pid_of(server: Cluster) -> int:
    """The process of a running server."""
    found = places.pid_in(server.data / "postmaster.pid")
    assert found is not None
    return found


def test_first_start_makes_a_database_that_knows_letters(new_server: Cluster) -> None:
    new_server.start()

    with psycopg.connect(new_server.conninfo) as connection:
        found = connection.execute(
            "SELECT lower('ÅÄÖ'), current_database(), current_setting('TimeZone')"
        ).fetchone()
    assert found == ("åäö", "punos", "UTC")


def test_second_start_keeps_what_was_saved(server: Cluster) -> None:
    server.start()
    write(server, 1)
    server.stop()

    server.start()

    assert rows(server) == [1]


def test_start_of_a_started_server_changes_nothing(server: Cluster) -> None:
    server.start()
    before = pid_of(server)

    server.start()

    assert pid_of(server) == before


def test_conninfo_touches_nothing(ground: Path) -> None:
    made = Cluster.for_checkout(ground)

    assert made.conninfo.startswith(f"host={made.socket_directory}")
    assert list(ground.iterdir()) == []
    assert not made.running()


def test_var_can_be_elsewhere(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Cluster.for_checkout(ground)
    monkeypatch.setenv("PUNOS_VAR", str(ground / "elsewhere"))

    there = Cluster.for_checkout(ground)

    assert there.place != here.place
    assert there.place == Cluster.for_checkout(ground / "another checkout").place


def test_socket_of_a_long_path_stays_short_and_works(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = ground / ("a" * 60) / ("b" * 60)
    monkeypatch.setattr(cluster, "ROOT_PLACE", deep)
    made = Cluster.for_checkout(deep, durable=False)

    try:
        made.start()
        assert made.running()
    finally:
        made.remove()

    assert len(os.fsencode(made.socket_directory)) <= cluster.SOCKET_DIRECTORY_LIMIT
    assert not made.socket_directory.exists()


def test_checkout_that_only_its_owner_may_enter_works_and_keeps_its_mode(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = ground / "home" / "checkout"
    checkout.mkdir(parents=True)
    for folder in (checkout, checkout.parent):
        folder.chmod(0o700)
    monkeypatch.setattr(cluster, "ROOT_PLACE", ground / "root")
    monkeypatch.chdir(checkout)
    made = Cluster.for_checkout(checkout, durable=False)

    with made.joined():
        assert made.running()

    assert [oct(folder.stat().st_mode & 0o777) for folder in (ground, checkout.parent, checkout)] == [
        "0o755",
        "0o700",
        "0o700",
    ]


def test_socket_directory_open_to_others_is_refused_and_left_as_it_is(server: Cluster) -> None:
    server.place.chmod(0o755)

    with pytest.raises(PostgresError, match="must be a directory of user"):
        server.start()

    assert oct(server.place.stat().st_mode & 0o777) == "0o755"


def test_held_directory_is_refused_in_words(server: Cluster) -> None:
    server.start()
    other = Cluster(server.place, server.socket_directory)

    with pytest.raises(HeldError) as refusal:
        other.start()

    assert str(refusal.value) == (
        f"The database in {server.place} is held by another Punos command (process {os.getpid()}):"
        " let it finish or stop it, and start again."
    )
    assert server.running()


def test_joined_uses_the_running_server_and_leaves_it(server: Cluster) -> None:
    server.start()
    other = Cluster(server.place, server.socket_directory)

    with other.joined():
        write(other, 7)

    assert rows(server) == [7]


def test_joined_starts_a_server_for_its_own_time(server: Cluster) -> None:
    with server.joined():
        write(server, 8)

    assert not server.running()
    assert not (server.data / "postmaster.pid").exists()


def test_joined_stops_only_when_the_others_have_left(server: Cluster) -> None:
    block = server.joined()
    block.__enter__()
    guest = script(JOINS_A_SERVER, server.place)
    assert guest.stdout is not None
    assert guest.stdout.readline() == "started\n"
    leaving = Thread(target=block.__exit__, args=(None, None, None))

    leaving.start()

    assert server.running()
    guest.communicate("")
    leaving.join()
    assert not server.running()
    assert guest.returncode == 0


def test_killed_parent_takes_the_server_with_it_and_nothing_is_lost(server: Cluster) -> None:
    parent = script(STARTS_A_SERVER, server.place)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    write(server, 2)

    parent.kill()
    parent.communicate()
    server.start()

    assert rows(server) == [2]


def test_killed_server_is_recovered(server: Cluster) -> None:
    server.durable = True
    server.start()
    write(server, 3)

    os.kill(pid_of(server), signal.SIGKILL)
    while server.exit_code() is None:
        pass

    assert server.exit_code() == -signal.SIGKILL
    server.start()
    assert rows(server) == [3]


@pytest.mark.parametrize("stranger", ["zombie", "this process", "nobody", "nonsense"])
def test_lock_files_that_name_no_server_of_ours_do_not_stand_in_the_way(
    server: Cluster, stranger: str
) -> None:
    server.start()
    write(server, 4)
    server.stop()
    zombie = subprocess.Popen(["true"])
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
    named = {"zombie": str(zombie.pid), "this process": str(os.getpid()), "nobody": "4194303", "nonsense": ""}
    lines = f"{named[stranger]}\n{server.data}\n1\n5432\n{server.socket_directory}\n\n"
    for path in (server.data / "postmaster.pid", server.socket_directory / f"{cluster.SOCKET}.lock"):
        path.write_text(lines if named[stranger] else "")
        if owner := places.server_user(server.place):
            os.chown(path, *owner)

    server.start()

    assert rows(server) == [4]
    zombie.wait()


def test_server_that_somebody_else_started_is_named(server: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    server.start()
    server.stop()
    monkeypatch.setattr(cluster, "LEAVE_LIMIT", 0.2)
    user, group = places.server_user(server.place) or (None, None)
    stranger = children.spawn(
        [places.binaries(server.place) / "postgres", "-D", server.data, "-c", "listen_addresses=",
         "-c", f"unix_socket_directories={server.socket_directory}"],
        parent_death=signal.SIGINT,
        cwd=server.place,
        output=subprocess.DEVNULL,
        user=user,
        group=group,
    )  # fmt: skip
    while not server.running():
        pass

    with pytest.raises(HeldError) as refusal:
        server.start()

    children.stop(stranger, sign=signal.SIGINT, within=30)
    assert str(refusal.value) == (
        f"A PostgreSQL server that this command did not start (process {stranger.pid}) holds {server.data}:"
        f" stop it with 'kill -INT {stranger.pid}', and start again."
    )


def test_no_room_is_told_in_a_sentence_and_a_later_start_works(new_server: Cluster) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))"

    _, said = script(f"{limit}\n{STARTS_A_SERVER}", new_server.place).communicate("")

    assert said == (
        f"There is no room left for the database in {new_server.place} (full disk, quota or file size limit):"
        " make room and start again; what was saved is still there.\n"
    )
    new_server.start()
    assert rows(new_server) == []


def test_half_made_data_directory_is_made_anew(new_server: Cluster) -> None:
    (new_server.place / "data-new").mkdir()
    (new_server.place / "data-new" / "PG_VERSION").write_text("18\n")

    new_server.start()

    assert rows(new_server) == []


def test_data_of_another_version_is_refused_in_words(server: Cluster) -> None:
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("15\n")

    with pytest.raises(PostgresError, match="was written by PostgreSQL 15 and this is 18"):
        server.start()


def test_damaged_settings_are_told_with_the_servers_own_words(server: Cluster) -> None:
    server.start()
    server.stop()
    (server.data / "postgresql.conf").write_text("no_such_setting = on\n")

    with pytest.raises(PostgresError, match=r"did not start: .*contains errors"):
        server.start()


def test_binaries_that_cannot_run_are_told(new_server: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "binaries", lambda _place: new_server.place)
    monkeypatch.setattr(places, "copy_binaries", lambda _place, *, owner: None)

    with pytest.raises(PostgresError, match="PostgreSQL's initdb cannot be executed"):
        new_server.start()


def test_remove_deletes_everything_but_not_while_somebody_runs_it(server: Cluster) -> None:
    other = Cluster(server.place, server.socket_directory)
    server.start()
    with pytest.raises(HeldError):
        other.remove()
    server.stop()

    other.remove()

    assert not server.place.exists()
    other.remove()


def test_server_answers_on_no_network_port(server: Cluster) -> None:
    server.start()

    with psycopg.connect(server.conninfo) as connection:
        listening = connection.execute("SHOW listen_addresses").fetchone()
    assert listening == ("",)
    with socket.socket(socket.AF_UNIX) as ours:
        ours.connect(str(server.socket_directory / cluster.SOCKET))
