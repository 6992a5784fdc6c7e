"""Every real Polis conversation imported: as many rows as its files hold, nothing twice, results that compute.

The data lie beside the project (`PUNOS_DATA`); its LICENCE-README says where they come from.
"""

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from punos.consultations.models import Consultation, Result
from punos.consultations.tasks import computing
from punos.contributions.models import Contribution, Rating, Voice
from punos.contributions.tests.factories import last_line, make_process, verbs_since
from punos.journal.queries import read_stamps
from punos.processes.models import Process

ROOT = Path(__file__).resolve().parents[2]
POLIS = Path(os.environ.get("PUNOS_DATA", ROOT.parent / "shared" / "data")) / "polis"
SETS = (
    "london.youth.policing",
    "15-per-hour-seattle",
    "brexit-consensus",
    "canadian-electoral-reform",
    "scoop-hivemind.taxes",
    "vtaiwan.uberx",
)

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def lines(name: str, file: str) -> Iterator[dict[str, str]]:
    """The rows of a file, read without the code under test."""
    with (POLIS / name / file).open(encoding="utf-8-sig", newline="") as opened:
        yield from csv.DictReader(opened)


def brought(name: str, process: Process) -> str:
    """What the import says."""
    out = io.StringIO()
    call_command("import_polis", str(POLIS / name), process=process.slug, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", SETS)
def test_real_conversation_is_imported_whole_once_and_its_results_compute(name: str) -> None:
    comments = {int(row["comment-id"]): row for row in lines(name, "comments.csv")}
    votes = {(row["voter-id"], row["comment-id"]): int(row["vote"]) for row in lines(name, "votes.csv")}
    speakers = {voter for voter, _comment in votes} | {row["author-id"] for row in comments.values()}
    process = make_process()

    brought(name, process)

    kept = Rating.objects.values_list("voice__speaker", "contribution__number", "value")
    assert {(speaker.rsplit(":", 1)[1], str(number)): value for speaker, number, value in kept} == votes
    assert Rating.objects.count() == len(votes)
    assert {
        speaker.rsplit(":", 1)[1] for speaker in Voice.objects.values_list("speaker", flat=True)
    } == speakers
    assert dict(Contribution.objects.values_list("number", "state")) == {
        number: "hidden" if row["moderated"].strip() == "-1" else "published"
        for number, row in comments.items()
    }

    before, stamps = last_line(), read_stamps(["all"])
    assert brought(name, process).endswith("; rows changed: 0\n")
    assert (verbs_since(before), read_stamps(["all"])) == ([], stamps)

    assert computing.compute(Consultation.objects.get().pk) is True
    shown = {str(number) for number, row in comments.items() if row["moderated"].strip() != "-1"}
    took_part = {voter for voter, _comment in votes} | {
        comments[int(number)]["author-id"] for number in shown
    }
    figures = Result.objects.get().figures
    ranked = {row["idea"] for part in ("ranked", "unranked") for row in figures["ranking"][part]}
    assert (figures["total"], ranked) == (len(took_part), shown)
