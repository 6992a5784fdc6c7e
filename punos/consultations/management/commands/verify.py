"""punos verify SLUG"""

import json
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from punos.consultations.models import Consultation, ResultFile
from punos.decisions.queries import LoopNow, loop_now
from punos.processes.models import Process
from punos_analysis import files
from punos_analysis.comparing import Comparison, verify_package
from punos_analysis.loop import measures_csv, read_measures, read_words, words_csv
from punos_analysis.survey_package import PACKAGE, unpacked
from punos_analysis.tables import BrokenFile

type Looped = tuple[dict[str, Any], str, str]

BRAINSTORM = (*files.TABLES, files.FIGURES)


class Command(BaseCommand):
    """Recompute every published number of a consultation from its open data."""

    help = "Compares the published figures with those recomputed from the open data files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the consultation's slug, or a downloaded package (a .zip file)")
        parser.add_argument(
            "--process", default="", help="the process, where several have such a consultation"
        )
        parser.add_argument(
            "--loop", action="store_true", help="the slug is a process: how far word became deed in it"
        )
        parser.add_argument(
            "--site", default="", help="download the files from this site, such as http://localhost:8000"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["slug"].endswith(".zip"):
            self._tell(options["slug"], [self._package(options["slug"])])
            return
        if options["loop"]:
            self._loop(options["slug"], options["site"])
            return
        consultation = self._consultation(options["slug"], options["process"])
        process = consultation.process
        if process.words_destroyed_at is not None:
            self.stdout.write(
                f"{consultation.address}: the material was destroyed on"
                f" {timezone.localdate(process.words_destroyed_at).isoformat()} by record"
                f" {process.destruction_record}. The published figures stay and cannot be made anew."
            )
            return
        contents = (
            self._downloaded(consultation, options["site"]) if options["site"] else self._stored(consultation)
        )
        packages = [content for name, content in contents.items() if name.endswith(".zip")]
        found = [unpacked(content, file=PACKAGE) for content in packages]
        if files.FIGURES in contents:
            found.append({name: contents[name] for name in BRAINSTORM if name in contents})
        if not found:
            raise CommandError(f"{consultation.address} has no results yet.")
        self._tell(consultation.address, found)

    def _tell(self, what: str, found: Sequence[Mapping[str, bytes]]) -> None:
        """Compare each set of files and say how that ends."""
        try:
            made = [verify_package(contents) for contents in found]
        except (BrokenFile, ValueError) as error:
            raise CommandError(f"{what}: {error}") from error
        differences = [line for each in made for line in each.differences]
        compared = Comparison(sum(each.compared for each in made), tuple(differences))
        for line in differences:
            self.stdout.write(line)
        if differences:
            raise CommandError(f"{what}: {compared.summary}")
        self.stdout.write(f"{what}: {compared.summary}")

    def _loop(self, slug: str, site: str) -> None:
        """Make the figures of a process anew from its rows, and say where they differ."""
        told, words, measures = looped_at(site, slug) if site else looped(slug)
        try:
            rows = LoopNow(date.fromisoformat(told["as_of"]), read_words(words), read_measures(measures), {})
        except (KeyError, ValueError) as error:
            raise CommandError(f"{slug}: {error}") from error
        made = rows.as_json()
        named = [(name, part) for name in made if name != "heard" for part in made[name]]
        found = [(name, part, told["figures"].get(name, {}).get(part)) for name, part in named]
        wrong = [
            f"{name}.{part}: published {said}, recomputed {made[name][part]}"
            for name, part, said in found
            if said != made[name][part]
        ]
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"{slug}: {len(wrong)} of {len(named)} figures differ.")
        self.stdout.write(f"{slug}: {len(named)} figures recomputed, all as published.")

    def _package(self, path: str) -> dict[str, bytes]:
        """The files of a package that somebody downloaded."""
        try:
            return unpacked(Path(path).read_bytes(), file=path)
        except (BrokenFile, OSError) as error:
            raise CommandError(str(error)) from error

    def _consultation(self, slug: str, process: str) -> Consultation:
        found = Consultation.objects.select_related("process").filter(slug=slug)
        found = found.filter(process__slug=process) if process else found
        if len(found) != 1:
            raise CommandError(
                f"{len(found)} consultations are called {slug!r}; --process tells which one is meant."
            )
        return found[0]

    def _stored(self, consultation: Consultation) -> dict[str, bytes]:
        """The files as this installation serves them."""
        rows = ResultFile.objects.filter(result__consultation=consultation, language="")
        return {row.name: bytes(row.content) for row in rows}

    def _downloaded(self, consultation: Consultation, site: str) -> dict[str, bytes]:
        """The files as anybody downloads them; a consultation may have ideas, a survey, or both."""
        if urlsplit(site).scheme not in {"http", "https"}:
            raise CommandError("--site begins with http:// or https://.")
        base = f"{site.rstrip('/')}/en{consultation.address}results/"
        contents = {}
        for name in (*BRAINSTORM, PACKAGE):
            try:
                with urlopen(base + name, timeout=30) as answer:  # noqa: S310 - the scheme was checked above
                    contents[name] = answer.read()
            except HTTPError as error:
                if error.code != 404:
                    raise
        return contents


def looped(slug: str) -> Looped:
    """The figures of a process with their rows, as this installation gives them away."""
    process = Process.objects.filter(slug=slug, published_at__isnull=False).first()
    if process is None:
        raise CommandError(f"No public process is called {slug!r}.")
    told = loop_now(process, timezone.now())
    figures = {"as_of": told.as_of.isoformat(), "figures": told.as_json()}
    return figures, words_csv(told.words), measures_csv(told.measures)


def looped_at(site: str, slug: str) -> Looped:
    """The same as anybody downloads them."""
    if urlsplit(site).scheme not in {"http", "https"}:
        raise CommandError("--site begins with http:// or https://.")
    base = f"{site.rstrip('/')}/api/v1/processes/{slug}/loop"
    found = []
    for name in ("", "/words.csv", "/measures.csv"):
        try:
            with urlopen(base + name, timeout=30) as answer:  # noqa: S310 - the scheme was checked above
                found.append(answer.read().decode())
        except HTTPError as error:
            raise CommandError(f"{base}{name} answered {error.code}.") from error
    return json.loads(found[0]), found[1], found[2]
