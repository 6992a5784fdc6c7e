"""punos verify-package FILE"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from punos.records.queries import faults_in


class Command(BaseCommand):
    """Check a package for the case system against its own checksums and manifest; nothing else is needed for it."""

    help = "Says whether a package for the case system is still what was handed over."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the package (a .zip file)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with Path(options["file"]).open("rb") as file:
                faults = faults_in(file)
        except OSError as error:
            raise CommandError(f"{options['file']} can't be read: {error.strerror}.") from error
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"{options['file']} is not as it was handed over.")
        self.stdout.write(f"{options['file']} is as it was handed over: every checksum holds.")
