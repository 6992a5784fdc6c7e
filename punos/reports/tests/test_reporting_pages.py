"""The page of reports: asking, progress, the file, and what is missing or has changed."""

import pytest
from django.test import Client

from punos.consultations.tasks import computing
from punos.consultations.tests.factories import signed_in
from punos.consultations.tests.test_survey_results import answer, bring
from punos.consultations.tests.texts import words
from punos.contributions.tests.factories import (
    make_unit,
)
from punos.reports.models import ReportFile
from punos.reports.tasks import reporting
from punos.reports.tests.test_matrix import at
from punos.reports.tests.test_reporting import ask, made, surveyed

pytestmark = pytest.mark.django_db


def test_page_asks_shows_progress_and_gives_the_file() -> None:
    found, client = surveyed(1), signed_in(unit=make_unit())
    empty = words(client, at(found, "reports"))

    sent = client.post(
        at(found, "reports"), {"parts": ["questions"], "formats": ["docx"], "languages": ["en"]}
    )
    waits = words(client, at(found, "reports"))
    report = ReportFile.objects.get()
    reporting.make(report.pk, report.asked_at)
    ready = words(client, at(found, "reports"))
    file = client.get(at(found, "report_file", language="en", ending="docx"))

    assert "No report has been made yet" in empty
    assert (sent.status_code, "1 report is being made" in waits, "being made" in ready) == (302, True, False)
    assert (file.status_code, file["Content-Disposition"]) == (
        200,
        f'attachment; filename="{found.slug}-report-en.docx"',
    )


def test_page_keeps_what_was_ticked_and_says_what_is_missing() -> None:
    found, client = surveyed(1), signed_in(unit=make_unit())

    response = client.post(at(found, "reports"), {"parts": ["questions"], "formats": ["docx"]})

    assert response.status_code == 422
    assert response.context["form"].errors["languages"] == ["Choose the languages."]
    assert response.context["form"]["parts"].value() == ["questions"]


def test_page_tells_that_something_has_changed_since() -> None:
    found, client = surveyed(1), signed_in(unit=make_unit())
    made(found, "docx")
    before = words(client, at(found, "reports"))
    bring(found, answer("late"))
    computing.compute(found.pk)

    after = words(client, at(found, "reports"))

    assert ["Something has changed since" in each for each in (before, after)] == [False, True]


def test_part_of_the_page_is_that_of_the_whole() -> None:
    found, client = surveyed(1), signed_in(unit=make_unit())
    ask(found)

    part = client.get(
        at(found, "reports"), headers={"HX-Request": "true", "HX-Target": "made"}
    ).content.decode()

    assert part.strip() in client.get(at(found, "reports")).content.decode()


@pytest.mark.parametrize("name", ["reports", "missing"])
def test_pages_are_for_those_who_lead_alone(name: str) -> None:
    found = surveyed(1)

    statuses = [each.get(at(found, name)).status_code for each in (Client(), signed_in())]

    assert statuses == [302, 403]


def test_file_that_was_never_made_is_not_found() -> None:
    found = surveyed(1)
    client = signed_in(unit=make_unit())

    assert client.get(at(found, "report_file", language="en", ending="pdf")).status_code == 404
