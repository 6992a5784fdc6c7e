"""The matrix of statements of 60 clauses and 200 organisations, its files, and reports of 10,000 answers in each format."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from statistics import median
from typing import Any

from django.utils import timezone

from bench import ground, importing, pages
from bench.ground import Ground
from bench.serving import ROOT
from bench.table import Row, alone

CLAUSES, ORGANISATIONS, ANSWERS = 60, 200, 10_000
TIMES, PATIENCE = 5, 120.0
LONGEST = 2_000  # ms
MAKE = (
    "import django; django.setup(); from datetime import datetime; from punos.reports.tasks import reporting; "
    "assert reporting.make({key}, datetime.fromisoformat('{asked_at}'))"
)


def rows(on: Ground) -> Iterator[Row]:
    """Pages and files of the matrix made anew, then each format of a report in a process of its own."""
    path = apart("hearing()")
    for what, query in (
        ("first 12 organisations", ""),
        ("the last ones", f"&page={ORGANISATIONS // 12 + 1}"),
        ("one clause", "&clause=text.clause-7"),
        ("only with a proposed wording", "&reworded=on"),
    ):
        yield timed(on, f"matrix: {what}", f"{path}matrix/{pages.UNKEPT}{query}")
    for ending in ("docx", "xlsx"):
        yield timed(on, f"matrix: all as {ending}", f"{path}matrix/statements.{ending}{pages.UNKEPT}")
    yield from reports()


def apart(call: str) -> str:
    """What a function here returns, called in a process of its own: memory that this one took would count for others."""
    code = f"import django; django.setup(); from bench import matrix; print(matrix.{call})"
    command = [sys.executable, "-c", code]
    made = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return made.stdout.split()[-1]


def hearing() -> str:
    """An open hearing in which every organisation spoke of every clause, half of them with other words."""
    from bench.filling import SENTENCES, announced, words
    from punos.consultations import actions
    from punos.consultations.actions import PartFacts
    from punos.consultations.models import PartKind, ResultsShown
    from punos.consultations.tasks import computing
    from punos.organisations.models.actor import SYSTEM

    now = timezone.now()
    process = announced(f"matrix-{os.getpid()}", now)
    made = actions.publish_consultation(
        actor=SYSTEM,
        process=process,
        slug="hearing",
        title=words("What do you think of the text?"),
        summary=words(SENTENCES[0]),
        opens_at=now - timedelta(days=20),
        closes_at=now + timedelta(days=10),
        parts=[PartFacts(PartKind.DRAFT_TEXT, words("Text"), document=text(process))],
        results_shown=ResultsShown.WHILE_OPEN,
    )
    part = made.parts.select_related("thread", "consultation__process").get()
    actions.bring_in_comments(actor=SYSTEM, part=part, rows=comments(), source="bench")
    computing.compute(made.pk)
    return f"/en{made.address}"


def text(process: Any) -> Any:
    """A draft text with so many clauses."""
    from bench.filling import SENTENCES, words
    from punos.organisations.models.actor import SYSTEM
    from punos.processes import actions
    from punos.processes.actions import SectionFacts

    document = actions.draft_document(actor=SYSTEM, process=process, slug="text", title=words("Text"))
    clauses = [
        SectionFacts(f"clause-{place}", words(f"Clause {place}"), words(SENTENCES[place % 6]), words(""))
        for place in range(CLAUSES)
    ]
    version = actions.write_version(actor=SYSTEM, document=document, sections=clauses, seen_revision=0)
    actions.publish_version(actor=SYSTEM, version=version)
    return document


def comments() -> Iterator[Any]:
    """What each organisation said of each clause."""
    from bench.filling import SENTENCES
    from punos.consultations.actions import ImportedComment
    from punos.contributions.actions import ImportedVoice
    from punos.contributions.models import Capacity, Identified
    from punos.organisations.models import Organisation

    draw, now = Random(7), timezone.now()
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True)[:ORGANISATIONS]:
        told: dict[str, Any] = {"organisation_id": pk, "identified": Identified.MANDATE}
        voice = ImportedVoice(str(pk), Capacity.ORGANISATION, now, **told)
        for place in range(CLAUSES):
            yield ImportedComment(
                voice,
                f"clause-{place}",
                " ".join(draw.sample(SENTENCES, 2)),
                "en",
                now,
                stance=draw.choice(("for", "against", "neutral", "")),
                rewording=SENTENCES[place % 5] if draw.random() < 0.5 else "",
            )


def timed(on: Ground, what: str, path: str) -> Row:
    """The median of a few answers, after one that is not counted."""
    took, weight = [], 0
    for _each in range(TIMES + 1):
        connection = http.client.HTTPConnection("127.0.0.1", on.site.port, timeout=PATIENCE)
        began = time.perf_counter()
        connection.request("GET", path)
        response = connection.getresponse()
        weight = len(response.read())
        took.append((time.perf_counter() - began) * 1_000)
        connection.close()
        if response.status != http.client.OK:
            sys.exit(f"bench: {path} was answered with {response.status}.")
    middle = median(took[1:])
    return Row(
        what,
        f"{middle:,.0f} ms, {weight / 1_000:,.0f} kB",
        goal=f"< {LONGEST:,} ms",
        is_met=middle < LONGEST,
    )


def reported() -> int:
    """A survey of forty questions with 10,000 answers, closed: only then do its results hold breakdowns; its key."""
    from bench import asking
    from punos.consultations import actions
    from punos.consultations.tasks import computing
    from punos.organisations.models.actor import SYSTEM

    made = asking.survey("reported")
    asking.answer(made, ANSWERS)
    actions.set_closing(actor=SYSTEM, consultation=made, closes_at=None)
    computing.compute(made.pk)
    return made.pk


def reports() -> Iterator[Row]:
    """Everything that can go into a report of it, in each format."""
    from punos.consultations.models import Consultation
    from punos.organisations.models.actor import SYSTEM
    from punos.reports import actions
    from punos.reports.models import ReportFile, ReportFormat, ReportPart

    made = Consultation.objects.select_related("process").get(pk=int(apart("reported()")))
    for ending in ReportFormat.values:
        [asked] = actions.ask_for_reports(
            actor=SYSTEM, consultation=made, parts=ReportPart.values, formats=[ending], languages=["en"]
        )
        code = MAKE.format(key=asked.pk, asked_at=asked.asked_at.isoformat())
        row = importing.measured(f"report of {ANSWERS:,} answers, {ending}", [sys.executable, "-c", code])
        content = ReportFile.objects.values_list("content", flat=True).get(pk=asked.pk)
        yield Row(row.what, f"{row.ours}, {len(content or b'') / 1_000:,.0f} kB")


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
