"""punos import-ratings FILE.csv --process SLUG"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from punos.consultations import actions
from punos.core.errors import Refused
from punos.organisations.models import AreaCode, Field, SizeBand
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos_analysis import ratings_file
from punos_analysis.tables import BrokenFile


class Command(BaseCommand):
    """Bring in a brainstorm with ratings from 1 to 7 and background columns."""

    help = "Loads a CSV with a row for each participant and a column for each idea (idea:fi:Text)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV file")
        parser.add_argument("--process", required=True, help="the process that the brainstorm belongs to")
        parser.add_argument("--consultation", default="brainstorm", help="its slug (default: brainstorm)")
        parser.add_argument("--title", default="", help="its title (default: the file's name)")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        process = Process.objects.filter(slug=options["process"]).first()
        if process is None:
            raise CommandError(f"There is no process {options['process']!r}.")
        try:
            gathered = ratings_file.read(
                file.read_bytes(),
                file=file.name,
                fields=Field.values,
                areas=AreaCode.values,
                sizes=SizeBand.values,
            )
        except BrokenFile as broken:
            raise CommandError(f"{broken}. Nothing was changed.") from broken
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. Nothing was changed.") from error
        try:
            brought = actions.import_ratings(
                actor=SYSTEM,
                process=process,
                slug=options["consultation"],
                title=options["title"] or file.stem,
                gathered=gathered,
            )
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from refusal
        self.stdout.write(
            f"{brought.consultation.address} {len(gathered.participants)} participants, {len(gathered.ideas)} ideas; "
            f"rows changed: {brought.changed}"
        )
