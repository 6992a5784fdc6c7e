"""punos bounces"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from punos.mail import actions, adapters


class Command(BaseCommand):
    """Read letters that came back, so that what never arrived is not called sent."""

    help = "Reads delivery status notifications (RFC 3464) and marks what came back as not delivered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = "a Maildir, an mbox, or one letter; without it, one letter from the standard input"
        parser.add_argument("place", nargs="?", type=Path, metavar="PLACE", help=what)

    def handle(self, *args: Any, **options: Any) -> None:
        read = found = 0
        for letter in self._letters(options["place"]):
            read += 1
            found += sum(actions.note_bounce(bounce=each) for each in adapters.bounces_in(letter))
        self.stdout.write(f"{read} read, {found} of ours marked as not delivered.")

    def _letters(self, place: Path | None) -> Iterator[EmailMessage]:
        if place is None:
            yield adapters.read_letter(sys.stdin.buffer.read())
            return
        if not place.exists():
            raise CommandError(f"There is no {place}.")
        yield from adapters.letters_in(place)
