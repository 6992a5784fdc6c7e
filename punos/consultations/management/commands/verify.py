"""punos verify SLUG"""

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from django.core.management.base import BaseCommand, CommandError

from punos.consultations.models import Consultation, ResultFile
from punos_analysis import files
from punos_analysis.comparing import verify


class Command(BaseCommand):
    """Recompute every published number of a consultation from its open data."""

    help = "Compares the published figures with those recomputed from the open data files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the consultation's slug")
        parser.add_argument(
            "--process", default="", help="the process, where several have such a consultation"
        )
        parser.add_argument(
            "--site", default="", help="download the files from this site, such as http://localhost:8000"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        consultation = self._consultation(options["slug"], options["process"])
        texts = (
            self._downloaded(consultation, options["site"]) if options["site"] else self._stored(consultation)
        )
        if files.FIGURES not in texts:
            raise CommandError(f"{consultation.address} has no results yet.")
        compared = verify(texts)
        for line in compared.differences:
            self.stdout.write(line)
        if compared.differences:
            raise CommandError(f"{consultation.address}: {compared.summary}")
        self.stdout.write(f"{consultation.address}: {compared.summary}")

    def _consultation(self, slug: str, process: str) -> Consultation:
        found = Consultation.objects.select_related("process").filter(slug=slug)
        found = found.filter(process__slug=process) if process else found
        if len(found) != 1:
            raise CommandError(
                f"{len(found)} consultations are called {slug!r}; --process tells which one is meant."
            )
        return found[0]

    def _stored(self, consultation: Consultation) -> dict[str, str]:
        """The files as this installation serves them."""
        rows = ResultFile.objects.filter(result__consultation=consultation, language="")
        return {row.name: bytes(row.content).decode() for row in rows}

    def _downloaded(self, consultation: Consultation, site: str) -> dict[str, str]:
        """The files as anybody downloads them."""
        if urlsplit(site).scheme not in {"http", "https"}:
            raise CommandError("--site begins with http:// or https://.")
        base = f"{site.rstrip('/')}/en{consultation.address}results/"
        texts = {}
        for name in (*files.TABLES, files.FIGURES):
            with urlopen(base + name, timeout=30) as answer:  # noqa: S310 - the scheme was checked above
                texts[name] = answer.read().decode()
        return texts
