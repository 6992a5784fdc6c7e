"""punos import-polis DIR --process SLUG"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from punos.consultations import actions
from punos.core.errors import Refused
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos_analysis import polis
from punos_analysis.tables import BrokenFile


class Command(BaseCommand):
    """Bring in a conversation exported from Polis."""

    help = "Loads summary.csv, comments.csv and votes.csv (or participants-votes.csv) of a Polis export."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder with the exported files")
        parser.add_argument("--process", required=True, help="the process that the conversation belongs to")
        parser.add_argument("--language", default="en", help="the language of the statements (default: en)")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        process = Process.objects.filter(slug=options["process"]).first()
        if process is None:
            raise CommandError(f"There is no process {options['process']!r}.")
        try:
            names = [name for name in polis.FILES if (folder / name).is_file()]
            conversation = polis.read({name: (folder / name).read_bytes() for name in names})
        except BrokenFile as broken:
            raise CommandError(f"{folder}: {broken}. Nothing was changed.") from broken
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}. Nothing was changed.") from error
        try:
            brought = actions.import_polis(
                actor=SYSTEM, process=process, conversation=conversation, language=options["language"]
            )
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from refusal
        self.stdout.write(
            f"{brought.consultation.address} {len(conversation.voters)} voters, {len(conversation.comments)} ideas, "
            f"{len(conversation.votes)} votes ({conversation.rows} rows); rows changed: {brought.changed}"
        )
