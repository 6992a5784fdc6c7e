"""`punos <command>`: Django's command line, with the database there for commands that need it."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from punos.core.postgres import Cluster, PostgresError

BASE_DIR = Path(__file__).resolve().parent.parent
# `up` starts the database itself; the others read nothing from it. `check` is not here: a generated column makes
# Django ask which PostgreSQL it is.
WITHOUT_DATABASE = {
    "collectstatic",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "up",
    "verify_package",
    "version",
}


def main() -> None:
    """Run one command; the embedded server is joined, or started for as long as the command takes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # `punos import-polis` reads better than import_polis, which is what Python wants a module to be called
    arguments = ["punos", *(word.replace("-", "_") for word in sys.argv[1:2]), *sys.argv[2:]]
    try:
        with database_for(arguments[1:]):
            execute_from_command_line(arguments)
    except (PostgresError, ImproperlyConfigured) as error:
        sys.exit(f"punos: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def database_for(arguments: list[str]) -> AbstractContextManager[object]:
    """The server that a command needs for its own time; nothing for one that needs none or has its own."""
    words = [word for word in arguments if not word.startswith("-")]
    told_off = not words or words[0] in WITHOUT_DATABASE or {"-h", "--help", "--version"} & set(arguments)
    if told_off or os.environ.get("DATABASE_URL"):
        return nullcontext()
    return Cluster.for_checkout(BASE_DIR).joined()


if __name__ == "__main__":
    main()
