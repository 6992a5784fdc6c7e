"""The page of a process on its way to the case system, once in each state."""

import html
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from punos.consultations.tests.factories import make_consultation
from punos.contributions.tests.factories import make_unit
from punos.journal.models import Entry
from punos.organisations.models import RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.processes.tests.factories import make_process
from punos.records import actions, queries
from punos.records.models import CaseFile, Handover, HandoverState
from punos.records.tests.filled import GROUND, browser, made, make_class

pytestmark = pytest.mark.django_db


def at(process: Process, rest: str = "") -> str:
    return f"/en{process.address}handover/{rest}"


def words(client: Client, address: str) -> str:
    return html.unescape(client.get(address).content.decode())


def a_process(*, is_closed: bool = True) -> Process:
    process = make_process(host_unit=make_unit(), case_number="ESIM 2022-1")
    if is_closed:
        Process.objects.filter(pk=process.pk).update(closed_at=timezone.now())
        process.refresh_from_db()
    return process


def sent(**changes: Any) -> dict[str, Any]:
    return {
        "publicity": "public",
        "ground": "",
        "controller": "",
        "retention": "",
        "seen_revision": "0",
    } | changes


def test_page_says_what_is_in_the_way_until_the_process_is_closed() -> None:
    process, client = a_process(is_closed=False), browser(RoleKind.OFFICER)
    survey = make_consultation(process)

    shown = words(client, at(process))
    refused = client.post(at(process, "make/"))

    assert f'href="/en{process.address}close/"' in shown
    assert f'href="/en{survey.address}edit/settings/"' in shown
    assert ("Make the package" in shown, "No package has been made yet" in shown) == (False, True)
    assert (refused.status_code, Handover.objects.count()) == (422, 0)


def test_filing_is_saved_and_what_was_typed_is_never_lost() -> None:
    process, client, kept = a_process(), browser(RoleKind.OFFICER), make_class()
    make_class("vanha", ended_at=timezone.now())

    shown = words(client, at(process))
    missing = client.post(at(process), sent(publicity="secret", controller="unit"))
    saved = client.post(at(process), sent(publicity="secret", ground=GROUND, retention=kept.pk))
    clash = client.post(at(process), sent(publicity="partly_secret", ground="24 §"))

    assert ("Kuulemiset: 10 years" in shown, shown.count("Kuulemiset"), "paragraph 20" in shown) == (
        True,
        1,
        True,
    )
    assert (missing.status_code, missing.context["form"]["controller"].value()) == (422, "unit")
    assert "Tell the section of the law" in missing.content.decode()
    assert (saved.status_code, CaseFile.objects.get().ground) == (302, GROUND)
    assert (clash.status_code, clash.context["form"]["ground"].value()) == (422, "24 §")


def test_package_is_asked_for_made_fetched_and_answered() -> None:
    process, client = a_process(), browser(RoleKind.OFFICER)
    asked = client.post(at(process, "make/"))
    waits = words(client, at(process))
    Handover.objects.all().delete()
    handover = made(process)

    ready = words(client, at(process))
    file = client.get(at(process, f"{handover.number}.zip"))
    early = timezone.localtime() - timedelta(days=1)
    wrong = client.post(
        at(process, "1/received/"), {"received_at": f"{early:%Y-%m-%dT%H:%M}", "reference": "ESIM-7"}
    )
    now = timezone.localtime()
    noted = client.post(
        at(process, "1/received/"), {"received_at": f"{now:%Y-%m-%dT%H:%M}", "reference": "ESIM-7"}
    )

    assert (asked.status_code, "The package is being made" in waits) == (302, True)
    assert (handover.sha256 in ready, "The package is being made" in ready) == (True, False)
    assert (file.status_code, file["Content-Type"]) == (200, "application/zip")
    assert queries.faults_in(io.BytesIO(file.content)) == []
    assert Entry.objects.filter(verb="handover.fetched", subject_id=handover.pk).count() == 1
    assert (wrong.status_code, "had not been made then" in wrong.content.decode()) == (422, True)
    assert (noted.status_code, "taken in by the case system" in words(client, at(process))) == (302, True)


def test_part_of_the_page_is_that_of_the_whole() -> None:
    process, client = a_process(), browser(RoleKind.OFFICER)
    actions.ask_for_handover(actor=SYSTEM, process=process)
    headers = {"HX-Request": "true", "HX-Target": "made"}

    part = client.get(at(process), headers=headers).content.decode()

    assert ("being made" in part, "<h1>" in part) == (True, False)


def test_package_that_failed_or_whose_file_was_destroyed_is_told() -> None:
    process, client = a_process(), browser(RoleKind.OFFICER)
    handover = made(process)
    Handover.objects.update(content=None)
    gone, file = words(client, at(process)), client.get(at(process, "1.zip"))
    Handover.objects.filter(pk=handover.pk).update(state=HandoverState.FAILED)

    failed = words(client, at(process))

    assert ("its checksum stays" in gone, file.status_code) == (True, 404)
    assert ("Ask for it again." in failed, client.get(at(process, "1.zip")).status_code) == (True, 404)


def test_auditor_reads_along_and_takes_nothing() -> None:
    process, client = a_process(), browser(RoleKind.AUDITOR, make_unit("tarkastus"))
    made(process)
    CaseFile.objects.create(process=process, publicity="secret", ground=GROUND, retention=make_class())

    shown = words(client, at(process))

    assert (f"Secret: {GROUND}" in shown, "10 years" in shown, "<form" in shown.split("<main")[1]) == (
        True,
        True,
        False,
    )
    assert client.post(at(process), sent()).status_code == 422
    assert client.post(at(process, "make/")).status_code == 422
    assert client.get(at(process, "1.zip")).status_code == 403


def test_page_is_for_those_who_lead() -> None:
    process = a_process()

    statuses = [
        each.get(at(process)).status_code for each in (Client(), browser(), browser(RoleKind.MODERATOR))
    ]

    assert statuses == [302, 403, 403]
    assert browser(RoleKind.OFFICER).get("/en/processes/none/handover/").status_code == 404
