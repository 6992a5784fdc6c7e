"""punos audit verify"""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from punos.journal import queries
from punos.journal.adapters import heads


class Command(BaseCommand):
    """Look after the journal: `verify` finds every sealed line that was changed, removed or put elsewhere."""

    help = "Checks the journal against its seals, and against the heads that were kept outside the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="verify")
        verify = what.add_parser(
            "verify", help="check every line against its seal; the site may go on running"
        )
        verify.add_argument(
            "--heads",
            action="append",
            type=Path,
            metavar="FILE",
            help="a file of kept heads; may be named several times (default: AUDIT_HEADS_FILE)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # read first, so that every head that was kept has its seal in what is read afterwards
        kept, troubles = self._kept(options["heads"])
        began = time.perf_counter()
        verdict = queries.verify(heads=kept)
        took = time.perf_counter() - began
        self.stdout.write(
            f"{verdict.read:,} sealed lines read in {took:.1f} s, {verdict.read / took:,.0f} a second; "
            f"{queries.unsealed():,} not sealed yet; {len(kept):,} kept heads compared"
        )
        for line in [*troubles, *map(str, verdict.faults)]:
            self.stdout.write(line)
        found = verdict.found + len(troubles)
        if found > len(verdict.faults) + len(troubles):
            self.stdout.write(f"... and {verdict.found - len(verdict.faults):,} more")
        if found:
            raise CommandError(f"the journal is broken: {found:,} fault{'s' if found > 1 else ''}")
        self.stdout.write(
            f"unbroken up to position {verdict.head.position}, {verdict.head.digest or 'empty'}"
        )

    def _kept(self, named: list[Path] | None) -> tuple[frozenset[queries.Head], list[str]]:
        """The heads of all files, and what could not be read in them."""
        known = settings.AUDIT_HEADS_FILE
        if named is None and not known.exists():
            self.stdout.write(f"No head was kept in {known}: lines cut off at the end can't be noticed.")
            return frozenset(), []
        found: frozenset[queries.Head] = frozenset()
        troubles: list[str] = []
        for path in named or [known]:
            try:
                kept = heads.read(path)
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}") from error
            found |= kept.heads
            troubles += [f"{path}: line {number} is not a head" for number in kept.unreadable]
        return found, troubles
