"""Reports: who may ask, one job for who asks twice, what the files hold, the letter at the end."""

import io
from datetime import timedelta
from typing import Any

import docx
import openpyxl
import pikepdf
import pptx
import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.consultations.models import Consultation
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import make_consultation, well_rated
from punos.consultations.tests.surveys import FULL, make_survey
from punos.consultations.tests.test_survey_results import answer, answered, bring
from punos.contributions.models import Capacity, Identified
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_organisation,
    make_unit,
    verbs_since,
    verdict,
)
from punos.core.errors import NotNow
from punos.mail.models import Message
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.people.models import Person
from punos.reports import actions, queries, rules
from punos.reports.models import ReportContents, ReportFile, ReportPart, ReportState
from punos.reports.tasks import make_report, reporting

pytestmark = pytest.mark.django_db

EVERYTHING = list(ReportPart.values)


def surveyed(number: int = 8) -> Consultation:
    """A closed survey with answers and results."""
    survey = answered(number)
    computing.compute(survey.pk)
    return survey


def officer() -> Actor:
    """Somebody who leads, and reads English."""
    actor = make_actor("Olli", unit=make_unit())
    Person.objects.update(language="en")
    return actor


def ask(found: Consultation, actor: Actor = SYSTEM, **changes: Any) -> list[ReportFile]:
    told = {"parts": EVERYTHING, "formats": ["docx"], "languages": ["en"]}
    return actions.ask_for_reports(actor=actor, consultation=found, **told | changes)


def made(found: Consultation, ending: str, language: str = "en", **changes: Any) -> io.BytesIO:
    """The file of a report that was asked for and made."""
    [report] = ask(found, formats=[ending], languages=[language], **changes)
    assert reporting.make(report.pk, report.asked_at) is True
    kept = queries.report_file(found, language, ending)
    assert kept is not None
    assert kept.content is not None
    return io.BytesIO(bytes(kept.content))


# Who may, and what is asked for ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "changes", "expected"),
    [
        ("officer", {}, "yes"),
        ("stranger", {}, "refused"),
        ("nobody", {}, "refused"),
        ("officer", {"parts": []}, "invalid"),
        ("officer", {"parts": ["summary", "gossip"]}, "invalid"),
        ("officer", {"formats": []}, "invalid"),
        ("officer", {"formats": ["exe"]}, "invalid"),
        ("officer", {"languages": []}, "invalid"),
        ("officer", {"languages": ["de"]}, "invalid"),
        ("officer", {"has_results": False}, "not_now"),
    ],
)
def test_reports_are_asked_for(who: str, changes: dict[str, Any], expected: str) -> None:
    actors: dict[str, Any] = {"officer": officer, "stranger": lambda: make_actor("Outi"), "nobody": Actor}
    told: dict[str, Any] = {"parts": ["ideas"], "formats": ["pdf"], "languages": ["sv"], "has_results": True}
    told |= changes

    def check(actor: Actor, found: Consultation) -> None:
        rules.check_ask_for_reports(actor, found, **told)

    assert verdict(check, actors[who](), make_consultation()) == expected


@pytest.mark.parametrize(
    ("state", "minutes", "expected"),
    [
        ("waiting", 1, True),
        ("making", 1, True),
        ("making", 16, False),
        ("made", 1, False),
        ("failed", 1, False),
    ],
)
def test_report_moves_until_it_is_made_or_was_lost(state: str, minutes: int, expected: bool) -> None:
    now = timezone.now()

    assert (
        rules.is_moving(ReportFile(state=state, asked_at=now - timedelta(minutes=minutes)), now) is expected
    )


def test_asking_keeps_what_goes_in_and_queues_one_job_a_file() -> None:
    found, actor, before = surveyed(1), officer(), last_line()

    files = ask(found, actor, parts=["ideas", "summary"], formats=["docx", "pdf"], languages=["fi", "sv"])

    assert len(files) == 4
    assert ReportContents.objects.get().parts == ["summary", "ideas"]
    assert ProcrastinateJob.objects.filter(task_name="punos.reports.tasks.make_report").count() == 4
    assert verbs_since(before) == ["report.asked"] * 4


def test_report_asked_for_twice_is_one_job() -> None:
    found, actor = surveyed(1), officer()
    ask(found, actor)
    before = last_line()

    again = ask(found, actor)

    assert (again, verbs_since(before)) == ([], [])
    assert ProcrastinateJob.objects.filter(task_name="punos.reports.tasks.make_report").count() == 1


def test_refused_asking_keeps_nothing() -> None:
    found = make_consultation()  # without results

    with pytest.raises(NotNow):
        ask(found)

    assert ReportContents.objects.count() == 0


# Making -----------------------------------------------------------------------------------------------------


def test_word_document_tells_questions_texts_and_statements() -> None:
    read = docx.Document(made(surveyed(), "docx"))

    headings = [each.text for each in read.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings == [
        "How many took part, and who was not heard",
        "Answers to the questions",
        "Answers by background",
        "Answers in words",
        "Organisations that gave a statement",
    ]
    cells = [cell.text for cell in read.tables[0].columns[1].cells]
    assert cells[:3] == ["Number", "10", "8"]
    told = "\n".join(each.text for each in read.paragraphs)
    assert "\u201dSäännölliset tapaamiset.\u201d" in told
    assert "Ei julki." not in told


def test_report_of_a_brainstorm_ranks_its_ideas() -> None:
    found = well_rated(state="closed")
    computing.compute(found.pk)

    read = docx.Document(made(found, "docx", "fi", parts=["ideas"]))

    table = [[cell.text for cell in row.cells] for row in read.tables[0].rows]
    assert sorted(row[0] for row in table[1:]) == ["Idea 1", "Idea 2", "Idea 3"]
    assert [row[3] for row in table[1:]] == ["8", "8", "8"]


def test_slides_have_native_charts_that_are_told_in_words() -> None:
    deck: Any = pptx.Presentation(made(surveyed(), "pptx"))

    charts = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert "agree? en" in titles
    first = next(
        shape for shape in charts if "agree? en" in shape.element.nvGraphicFramePr.cNvPr.get("descr")
    )
    assert list(first.chart.plots[0].categories)[:2] == ["yes en: 4 (40%)", "no en: 6 (60%)"]
    assert list(first.chart.plots[0].series[0].values)[:2] == [4.0, 6.0]


def test_pdf_keeps_the_standard_for_screen_readers() -> None:
    with pikepdf.open(made(surveyed(), "pdf", "sv")) as read:
        root = read.Root
        assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("sv-FI", True)
        assert "pdfuaid:part" in bytes(root.Metadata.read_bytes()).decode()


def test_spreadsheet_has_a_row_for_each_answer_and_a_column_for_each_field() -> None:
    workbook = openpyxl.load_workbook(made(surveyed(2), "xlsx"))

    sheet = workbook["Answers"]
    header, *rows = [list(row) for row in sheet.values]
    by_who = {row[1]: dict(zip(header, row, strict=True)) for row in rows}
    person, organisation = by_who["Person"], by_who["On behalf of an organisation"]
    assert len(rows) == 4
    assert (person["hopes? en"], person["members? en"], person["Field of activity"]) == (
        "Säännölliset tapaamiset.",
        None,
        None,
    )
    assert organisation["Organisation"] == "Esimerkkiyhdistys"
    assert (organisation["needs? en: grants en"], organisation["needs? en: news en"]) == (1, 0)
    assert (organisation["order? en: spaces en"], organisation["parts? en: spaces en"]) == (1, "bad en")
    assert "secret? en" not in header


def test_spreadsheet_of_answers_holds_no_formula() -> None:
    survey = make_survey(state="closed")
    evil = {**FULL, "hopes": "=1+1"}
    association = make_organisation(name="=Paha")
    bring(
        survey,
        answer(
            "o",
            Capacity.ORGANISATION,
            organisation_id=association.pk,
            identified=Identified.MANDATE,
            values=evil,
        ),
    )
    computing.compute(survey.pk)

    sheet = openpyxl.load_workbook(made(survey, "xlsx"))["Answers"]

    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert "=1+1" in [cell.value for cell in sheet[2]]


def test_suppressed_numbers_stay_suppressed_in_a_report() -> None:
    survey = make_survey(state="closed")
    few: dict[str, Any] = {"background": {"field": "older", "area": "90"}}
    bring(survey, *[answer(key) for key in range(8)], *[answer(f"f{key}", **few) for key in range(2)])
    computing.compute(survey.pk)

    read = docx.Document(made(survey, "docx", parts=["participation"]))

    cells = {row.cells[0].text: row.cells[1].text for table in read.tables for row in table.rows}
    assert cells["Older people and pensioners"] == "1\u20134"


def test_answers_by_background_stand_in_word_and_in_the_spreadsheet() -> None:
    survey = make_survey(state="closed")
    told = [
        answer(
            f"{field} {key}", values={**FULL, "agree": ("yes", "no")[key % 2]}, background={"field": field}
        )
        for field in ("youth", "older")
        for key in range(12)
    ]
    bring(survey, *told)
    computing.compute(survey.pk)

    read = docx.Document(made(survey, "docx", parts=["breakdowns"]))
    sheet = openpyxl.load_workbook(made(survey, "xlsx", parts=["breakdowns"]))["Answers by background"]

    captions = [each.text for each in read.paragraphs if each.style and each.style.name == "Caption"]
    assert "1. agree? en \u2013 Field of activity" in captions
    assert ("1. agree? en \u2013 Field of activity", "no en", "Young people", "6 (50%)") in sheet.values


def test_report_that_is_made_is_told_in_one_letter() -> None:
    found, actor, before = surveyed(1), officer(), last_line()
    files = ask(found, actor, formats=["docx", "xlsx"])

    reporting.make(files[0].pk, files[0].asked_at)
    first = Message.objects.filter(template="reports/mail/report").count()
    reporting.make(files[1].pk, files[1].asked_at)

    letter = Message.objects.get(template="reports/mail/report")
    assert (first, letter.person_id) == (0, actor.person_id)
    assert "Word" in letter.body
    assert [each for each in verbs_since(before) if each.startswith("report.")] == [
        *["report.asked"] * 2,
        *["report.made"] * 2,
    ]


def test_report_is_made_also_for_who_has_no_address() -> None:
    found, actor = surveyed(1), officer()
    Person.objects.update(email="no address")
    [report] = ask(found, actor, formats=["xlsx"])

    assert reporting.make(report.pk, report.asked_at) is True
    assert Message.objects.count() == 0


def test_job_that_comes_twice_or_too_late_makes_nothing() -> None:
    found = surveyed(1)
    [report] = ask(found)
    reporting.make(report.pk, report.asked_at)
    before = last_line()

    make_report(report_id=report.pk, asked_at=report.asked_at.isoformat())

    assert verbs_since(before) == []


def test_report_asked_for_anew_while_it_was_made_is_not_overwritten() -> None:
    found = surveyed(1)
    [report] = ask(found)
    begun = actions.begin_report(report_id=report.pk, asked_at=report.asked_at)
    assert begun is not None
    ReportFile.objects.update(asked_at=timezone.now() + timedelta(hours=1))

    assert actions.keep_report(report=begun, content=b"old", fingerprint="x") is None
    actions.fail_report(report=begun)
    assert ReportFile.objects.get().state == ReportState.MAKING


def test_report_that_fails_says_so_and_keeps_the_file_before() -> None:
    found, actor = surveyed(1), officer()
    made(found, "docx")
    [report] = ask(found, actor)
    ReportContents.objects.update(parts=[None])  # nothing can be made of this
    before = last_line()

    assert reporting.make(report.pk, report.asked_at) is False

    kept = ReportFile.objects.get()
    assert (kept.state, bool(kept.content)) == (ReportState.FAILED, True)
    assert "report.failed" in verbs_since(before)
    assert "These could not be made: Word" in Message.objects.get(template="reports/mail/report").body
