"""From answers to published results: when they are computed, when they show, what the files hold."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.utils import timezone
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import Settings

from punos.consultations import actions, queries, tasks
from punos.consultations.models import Consultation, Result, ResultFile, ResultsShown
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import (
    fill,
    make_consultation,
    residents,
    thread_of,
    well_rated,
)
from punos.contributions import actions as contributions
from punos.contributions.models import Contribution, Scale
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_process,
    make_visitor,
    make_voice,
    verbs_since,
)
from punos.journal import reactions
from punos.journal.models import Entry
from punos.journal.queries import read_stamps
from punos.organisations.models.actor import SYSTEM
from punos_analysis import files

pytestmark = pytest.mark.django_db

NOTE = "Sample material: the answers, organisations and reasons are invented."
DATA = {"participation.csv", "ideas.csv", "ratings.csv", "background.csv", "registry.csv", "figures.json"}


def result() -> Result:
    """The one there is."""
    return Result.objects.get()


def stored(name: str, language: str = "") -> bytes:
    """One of the files made."""
    return bytes(ResultFile.objects.get(name=name, language=language).content)


def test_compute_publishes_the_results_of_what_has_closed() -> None:
    consultation = well_rated(state="closed")
    before, stamps = last_line(), read_stamps(["all"])

    assert computing.compute(consultation.pk) is True

    figures = result().figures
    assert (figures["total"], figures["persons"], figures["participation"]["resident"]) == (8, 8, 8)
    assert result().published_at is not None
    assert verbs_since(before) == ["results.published"]
    assert read_stamps(["all"])["all"] == stamps["all"] + 1
    assert set(ResultFile.objects.filter(language="").values_list("name", flat=True)) == DATA
    assert {
        (name, language)
        for name, language in ResultFile.objects.exclude(language="").values_list("name", "language")
    } == {
        (name, language)
        for name in ("results.xlsx", "breakdowns.html", "field.svg", "area.svg", "size.svg")
        for language in ("fi", "sv", "en")
    }


def test_compute_twice_changes_nothing_and_raises_no_stamp() -> None:
    consultation = well_rated(state="closed")
    computing.compute(consultation.pk)
    before, stamps, read_at = last_line(), read_stamps(["all"]), result().read_at

    assert computing.compute(consultation.pk) is False

    assert (verbs_since(before), read_stamps(["all"]), result().read_at) == ([], stamps, read_at)


def test_compute_of_what_is_not_public_yet_raises_no_stamp() -> None:
    consultation = well_rated(results_shown=ResultsShown.WHEN_CLOSED)
    before, stamps = last_line(), read_stamps(["all"])

    assert computing.compute(consultation.pk) is True

    assert (result().published_at, verbs_since(before), read_stamps(["all"])) == (None, [], stamps)


def test_compute_publishes_what_the_clock_has_closed_though_no_answer_changed() -> None:
    consultation, now = well_rated(results_shown=ResultsShown.WHEN_CLOSED), timezone.now()
    computing.compute(consultation.pk)
    Consultation.objects.filter(pk=consultation.pk).update(closes_at=now)  # as if time had passed
    before = last_line()

    assert [computing.compute(consultation.pk), computing.compute(consultation.pk)] == [True, False]

    assert verbs_since(before) == ["results.published"]


def test_compute_of_what_the_host_alone_sees_is_done_once() -> None:
    consultation = well_rated(state="closed", results_shown=ResultsShown.TO_HOST)
    before = last_line()

    assert [computing.compute(consultation.pk), computing.compute(consultation.pk)] == [True, False]

    assert (result().published_at, verbs_since(before)) == (None, [])


def test_compute_makes_the_files_anew_by_a_new_version_of_punos(settings: Settings) -> None:
    consultation = well_rated(state="closed")
    computing.compute(consultation.pk)
    settings.BUILD = "next"

    assert queries.to_compute(timezone.now()) == [consultation.pk]
    assert computing.compute(consultation.pk) is True
    assert computing.compute(consultation.pk) is False
    assert (result().build, ResultFile.objects.filter(name="breakdowns.html").count()) == ("next", 3)


def test_compute_notes_how_often_each_idea_was_rated() -> None:
    consultation = well_rated(number_of_ideas=2, number_of_voices=6)

    computing.compute(consultation.pk)

    assert list(Contribution.objects.values_list("times_rated", flat=True)) == [6, 6]


def test_compute_without_ideas_has_nothing_to_do() -> None:
    consultation = make_consultation(parts=[])

    assert computing.compute(consultation.pk) is False
    assert Result.objects.count() == 0


@pytest.mark.parametrize("scale", list(Scale))
def test_compute_before_the_first_answer_shows_zeros(scale: Scale) -> None:
    consultation = make_consultation(state="closed", scale=scale)

    assert computing.compute(consultation.pk) is True

    assert (result().figures["total"], result().figures["ranking"]["ranked"]) == (0, [])


def test_publish_results_replaces_the_old_ones_at_once() -> None:
    consultation, now = make_consultation(state="closed"), timezone.now()
    known: dict[str, Any] = {"actor": SYSTEM, "consultation": consultation, "read_at": now, "took": 0.1}
    actions.publish_results(
        **known, fingerprint="1", figures={"a": 1}, files={("a.csv", ""): b"1", ("b.csv", ""): b"1"}
    )

    actions.publish_results(**known, fingerprint="2", figures={"a": 2}, files={("a.csv", ""): b"2"})

    assert (result().fingerprint, result().figures) == ("2", {"a": 2})
    assert [(each.name, bytes(each.content)) for each in ResultFile.objects.all()] == [("a.csv", b"2")]
    assert Entry.objects.filter(verb="results.published").count() == 1


def test_host_is_counted_nowhere() -> None:
    consultation = well_rated(state="closed", number_of_voices=5)

    computing.compute(consultation.pk)

    assert (result().figures["total"], result().figures["participation"]["body"]) == (5, 0)


def test_one_answer_per_organisation_knows_names_written_alike() -> None:
    consultation = make_consultation(state="open")
    thread = fill(
        consultation, ideas=["Idea"], voices=residents(5), ratings=[(str(key), 1, 1) for key in range(5)]
    )
    for name in ("Kuoro", " kuoro ", "KUORO", "Seura", "Piiri", "Kerho", "Ryhm\u00e4"):
        voice = make_voice(consultation.process, capacity="active", organisation_name=name)
        contributions.rate(voice=voice, thread=thread, number=1, value=-1)

    computing.compute(consultation.pk)

    ranking = result().figures["ranking"]["ranked"]
    by_organisation = result().figures["ranking_one_per_organisation"]["ranked"]
    assert [row["n"] for row in ranking] == [12]
    assert [(row["n"], row["mean"]) for row in by_organisation] == [(5, 0.0)]


def lines(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file below its notes."""
    body = "".join(
        line for line in io.StringIO(stored(name).decode(), newline="") if not line.startswith("#")
    )
    return csv.DictReader(io.StringIO(body, newline=""))


DANGEROUS = ["=1+1", "+358 40", "-1", "@SUM(A1)", "\tTab", '=HYPERLINK("http://x.example";"y")', "Plain"]


@pytest.fixture
def with_dangerous_ideas() -> Consultation:
    consultation = make_consultation(state="closed")
    fill(
        consultation,
        ideas=DANGEROUS,
        voices=residents(6),
        ratings=[(str(key), number, 1) for key in range(6) for number in range(1, len(DANGEROUS) + 1)],
    )
    computing.compute(consultation.pk)
    return consultation


def test_csv_is_guarded_against_formulas_and_read_back_as_it_was(with_dangerous_ideas: Consultation) -> None:
    texts = [row["text"] for row in lines("ideas.csv")]

    assert [text[0] for text in texts[:4]] == ["'"] * 4
    assert [files.unguarded(text) for text in texts] == [text.strip() for text in DANGEROUS]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_spreadsheet_keeps_what_looks_like_a_formula_as_text(
    with_dangerous_ideas: Consultation, language: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(stored("results.xlsx", language)))

    ranking = book.worksheets[1]
    cells = [cell for row in ranking.iter_rows(min_row=3, min_col=2, max_col=2) for cell in row]
    assert sorted(str(cell.value) for cell in cells) == sorted(text.strip() for text in DANGEROUS)
    assert {cell.data_type for cell in cells} == {"s"}


def first_cell(sheet: Worksheet) -> object:
    return sheet["A1"].value


def test_every_export_of_the_demo_says_that_it_is_sample_material() -> None:
    computing.compute(well_rated(state="closed").pk)

    texts = [stored(name).decode() for name in sorted(DATA - {"figures.json"})]
    book = openpyxl.load_workbook(io.BytesIO(stored("results.xlsx", "en")))

    assert [text.splitlines()[0] for text in texts] == [f"# {NOTE}"] * 5
    assert [first_cell(sheet) for sheet in book.worksheets] == [NOTE] * len(book.worksheets)
    assert json.loads(stored("figures.json"))["notes"] == [NOTE]


def test_exports_of_a_real_site_carry_no_such_note(settings: Settings) -> None:
    settings.DEMO = False
    computing.compute(well_rated(state="closed").pk)

    book = openpyxl.load_workbook(io.BytesIO(stored("results.xlsx", "en")))

    assert not stored("ideas.csv").startswith(b"#")
    assert "notes" not in json.loads(stored("figures.json"))
    assert first_cell(book.worksheets[0]) != NOTE


def test_to_compute_is_what_may_be_out_of_date() -> None:
    now = timezone.now()
    never, still, ended, coming = (
        well_rated(state="closed", closes=-DAY),
        well_rated(),
        well_rated(closes=-DAY / 48),
        well_rated(opens=DAY, closes=2 * DAY),
    )
    long_ago = well_rated(state="closed")
    for each in (long_ago, coming):
        computing.compute(each.pk)

    assert queries.to_compute(now) == sorted(each.pk for each in (never, still, ended))


def test_to_compute_leaves_out_what_was_long_to_compute_until_it_has_rested() -> None:
    still, ended = well_rated(), well_rated(closes=-DAY / 48)
    for each in (still, ended):
        computing.compute(each.pk)
    Result.objects.update(took=10.0)
    read_at = Result.objects.get(consultation=still).read_at

    assert queries.to_compute(read_at + timedelta(seconds=39)) == [
        ended.pk
    ]  # what has closed waits for nothing
    assert queries.to_compute(read_at + timedelta(seconds=41)) == [still.pk, ended.pk]


def test_consultations_in_are_those_of_the_process_that_have_ideas() -> None:
    process = make_process()
    with_ideas = make_consultation(process)
    make_consultation(process, parts=[])
    make_consultation()

    assert queries.consultations_in(process.slug) == [with_ideas.pk]


def test_fingerprint_changes_with_every_answer_and_with_nothing_else() -> None:
    consultation = well_rated()
    thread, voice = thread_of(consultation), make_voice(consultation.process)
    marks = [queries.fingerprint(thread), queries.fingerprint(thread)]

    contributions.rate(voice=voice, thread=thread, number=1, value=1)
    marks.append(queries.fingerprint(thread))
    contributions.rate(voice=voice, thread=thread, number=1, value=-1)
    marks.append(queries.fingerprint(thread))
    contributions.take_part(
        actor=make_visitor(), process=consultation.process, capacity="active", language="fi", background={}
    )
    marks.append(queries.fingerprint(thread))
    Contribution.objects.filter(number=2).update(state="hidden")
    marks.append(queries.fingerprint(thread))

    assert (marks[0] == marks[1], len(set(marks))) == (True, 5)


def test_import_and_cutting_short_queue_one_computation() -> None:
    consultation = well_rated()
    entry = Entry.objects.get(verb="contributions.imported")

    tasks.compute_after(entry)
    tasks.compute_after(entry)

    assert queued() == [consultation.pk]


@pytest.mark.parametrize("verb", ["contribution.removed", "contribution.put_back", "contribution.passed"])
def test_what_a_moderator_decides_long_after_the_end_is_computed_at_once(verb: str) -> None:
    assert tasks.compute_after in reactions.reactions_to(verb).values()


def queued() -> list[int]:
    """The consultations whose computation waits for the worker."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    jobs = ProcrastinateJob.objects.filter(
        task_name="punos.consultations.tasks.compute_results", status="todo"
    )
    return [job.args["consultation_id"] for job in jobs.order_by("id")]


def test_refresh_queues_what_may_be_out_of_date_once() -> None:
    open_now = well_rated()
    computed = well_rated(state="closed")
    computing.compute(computed.pk)

    tasks.refresh_results(timestamp=0)
    tasks.refresh_results(timestamp=5)

    assert queued() == [open_now.pk]


def test_job_computes_the_results() -> None:
    consultation = well_rated(state="closed")

    tasks.compute_results(consultation_id=consultation.pk)

    assert result().consultation_id == consultation.pk
