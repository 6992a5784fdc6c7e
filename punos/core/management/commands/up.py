"""`punos up`: the database, the worker and the web server of one machine, under one supervisor."""

import hashlib
import os
import socket
import sys
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from punos.core import supervisor
from punos.core.postgres import Cluster
from punos.core.supervisor import Service, Step

IDLE_THREADS = (
    600  # seconds, the most that granian allows: an idle thread that is reaped loses its connection
)
BEHIND_PAGES = 10  # the niceness of the worker: who waits for a page comes first
FINISH = 5  # seconds that a request or a job gets when everything stops


class Command(BaseCommand):
    """Runs the site until it is asked to stop."""

    help = "Start database, worker and web server, and keep them until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The place where the site answers, and whether to begin anew."""
        parser.add_argument(
            "--host", default=os.environ.get("HOST") or "127.0.0.1", help="address to listen on"
        )
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="port to listen on")
        parser.add_argument("--reset", action="store_true", help="delete the embedded database first")
        parser.add_argument(
            "--with-parent", action="store_true", help="stop when the starting process is gone"
        )

    def handle(self, *args: object, **options: Any) -> None:
        """Put the installation together and hand it to the supervisor."""
        if not options["port"].isdecimal() or not 0 < int(options["port"]) < 65_536:
            raise CommandError(f"{options['port']} is not a port: give a number from 1 to 65535.")
        if options["with_parent"]:
            supervisor.stop_with_parent()
        embedded = None if os.environ.get("DATABASE_URL") else Cluster.for_checkout(settings.BASE_DIR)
        if options["reset"] and embedded is None:
            raise CommandError(
                "RESET deletes the embedded database only: begin anew with an empty DATABASE_URL."
            )
        town = [Step("demo town", lambda: call_command("town", verbosity=0))] if settings.DEMO else []
        code = supervisor.up(
            host=options["host"],
            port=int(options["port"]),
            base_dir=settings.BASE_DIR,
            database=embedded,
            before=[Step("old town removed", lambda: begin_anew(embedded))]
            if options["reset"] and embedded
            else [],
            after=[Step("migrations", migrate), Step("static files", collect_static), *town],
            services=[
                *neighbours(int(options["port"])),
                *services(host=options["host"], port=options["port"]),
            ],
            announce=lambda: announce(f"http://localhost:{options['port']}"),
        )
        sys.exit(code)


def begin_anew(embedded: Cluster) -> None:
    """Delete the embedded database, and the heads that were kept of its journal."""
    embedded.remove()
    Path(settings.AUDIT_HEADS_FILE).unlink(missing_ok=True)


def services(*, host: str, port: str) -> list[Service]:
    """The worker that runs the background jobs, and the web server."""
    worker = ["nice", "-n", str(BEHIND_PAGES), sys.executable, "-P", str(settings.BASE_DIR / "manage.py")]
    worker += ["procrastinate", "worker"]
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port]
    granian += ["--workers", "2", "--blocking-threads", "2", "--workers-kill-timeout", str(FINISH)]
    granian += ["--blocking-threads-idle-timeout", str(IDLE_THREADS), "--log-level", "warning"]
    return [
        Service(
            "worker", [*worker, "--delete-jobs", "successful", "--shutdown-graceful-timeout", str(FINISH)]
        ),
        Service("web server", [*granian, "config.wsgi:application"]),
    ]


def neighbours(port: int) -> list[Service]:
    """The demo town's stand-ins of outside systems, at the configured port or one beside the site's."""
    if not settings.DEMO:
        return []
    address = os.environ.get("NEIGHBOURS_ADDRESS") or f"http://127.0.0.1:{free_port(port + 1)}"
    os.environ["NEIGHBOURS_ADDRESS"] = address  # the services read it from there
    command = [sys.executable, "-m", "town.neighbours", "--port", str(urlsplit(address).port)]
    return [Service("neighbours", command)]


def free_port(wish: int) -> int:
    """This port of this machine, or another one where somebody has it."""
    for port in (wish, 0):
        with socket.socket() as probe, suppress(OSError, OverflowError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise CommandError("No port is free for the demo town's stand-ins of outside systems.")


def migrate() -> None:
    """Bring the tables up to date; nothing is said when they are."""
    call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    """Collect and compress the static files, unless none has changed since the last time."""
    stamp = Path(os.environ.get("PUNOS_VAR") or settings.BASE_DIR / "var") / "static.stamp"
    now = fingerprint_of_static_files()
    if stamp.exists() and stamp.read_text() == now and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)


def fingerprint_of_static_files() -> str:
    """Changes when a static file comes, goes or changes, or the place for the collected ones moves."""
    digest = hashlib.sha256(f"{settings.STATIC_ROOT} {settings.STORAGES['staticfiles']}".encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{storage.path(name)} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def announce(address: str) -> None:
    """Say where the site is, and who can sign in to the demo town."""
    supervisor.tell(f"\nPunos is at {address} (Ctrl-C stops it)\n")
    if settings.DEMO:
        call_command("town", who=True)
        sys.stdout.flush()
    connections.close_all()
