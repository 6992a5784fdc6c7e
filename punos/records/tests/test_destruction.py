"""Destroying: proposed by the clock, decided by a person, done by the worker, and told ever after."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from punos.consultations.actions import publish_results
from punos.consultations.models import ResultFile
from punos.consultations.tests.factories import make_consultation, well_rated
from punos.contributions import actions as contributions
from punos.contributions.models import Version
from punos.contributions.tests.factories import (
    last_line,
    verbs_since,
    verdict,
)
from punos.core.errors import Invalid, NotNow, Refused
from punos.decisions.tests.test_races import at_once
from punos.home.queries.desk import waiting_above
from punos.mail.models import Message
from punos.notices import actions as notices
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.processes.rules import check_destroy_words, check_end_words
from punos.records import actions, rules, tasks
from punos.records.models import CaseFile, Destruction, DestructionState, Handover, HandoverState
from punos.records.tests.factories import (
    WHY,
    administrator,
    closed_process,
    confirmed,
    make_class,
    proposed,
    received,
    spoken,
    tomorrow,
)
from punos.reports.rules import check_ask_for_reports
from punos.themes import queries as themes
from punos.themes.tasks.figures import compute as compute_themes


@pytest.mark.usefixtures("in_english")
@pytest.mark.django_db
def test_due_is_proposed_once_and_administrators_get_one_letter() -> None:
    anne = administrator()
    for _each in range(2):
        closed_process(make_class())
    closed_process(make_class(years=None))
    closed_process(make_class(years=50))
    line = last_line()

    for _night in range(2):
        actions.propose_destructions(actor=SYSTEM, now=timezone.now())

    assert list(Destruction.objects.values_list("state", flat=True)) == ["proposed"] * 2
    assert [verb for verb in verbs_since(line) if verb.startswith("destruction")] == [
        "destruction.proposed",
        "destruction.proposed",
    ]
    letter = Message.objects.get(template="records/mail/destructions")
    assert (letter.person_id, "/desk/retention/" in letter.body) == (anne.person_id, True)
    assert [str(each.label)[:11] for each in waiting_above(anne)] == ["2 processes"]
    assert waiting_above(Actor()) == []
    with pytest.raises(Refused):
        actions.propose_destructions(actor=anne, now=timezone.now())


@pytest.mark.django_db
def test_proposal_follows_the_class_and_is_dropped_when_it_is_due_no_longer() -> None:
    row, other = proposed(), make_class(years=1)
    CaseFile.objects.filter(process=row.process).update(retention=other)
    actions.propose_destructions(actor=SYSTEM, now=timezone.now())
    followed = Destruction.objects.get()
    CaseFile.objects.filter(process=row.process).update(retention=make_class(years=None))
    with pytest.raises(NotNow):
        actions.confirm_destruction(
            actor=administrator(), destruction=row, typed=row.process.slug, otherwise=WHY
        )

    actions.propose_destructions(actor=SYSTEM, now=timezone.now())

    assert (followed.pk, followed.retention_id, followed.due_on < row.due_on) == (row.pk, other.pk, True)
    assert not Destruction.objects.exists()


@pytest.mark.django_db
def test_confirmed_one_is_neither_dropped_nor_changed() -> None:
    row = confirmed()
    CaseFile.objects.filter(process=row.process).update(retention=make_class(years=1))
    actions.propose_destructions(actor=SYSTEM, now=timezone.now())
    CaseFile.objects.filter(process=row.process).update(retention=None)
    actions.propose_destructions(actor=SYSTEM, now=timezone.now())

    kept = Destruction.objects.get()

    assert (kept.state, kept.retention_id) == (DestructionState.CONFIRMED, row.retention_id)


@pytest.mark.django_db
def test_postponed_one_is_proposed_again_on_its_day() -> None:
    row = proposed()
    line = last_line()

    actions.postpone_destruction(actor=administrator(), destruction=row, to=tomorrow(), reason=WHY)
    actions.propose_destructions(actor=SYSTEM, now=timezone.now())
    states = [Destruction.objects.get().state]
    actions.propose_destructions(actor=SYSTEM, now=timezone.now() + timedelta(days=1))
    states.append(Destruction.objects.get().state)

    assert states == ["postponed", "proposed"]
    told = [verb for verb in verbs_since(line) if verb.startswith("destruction")]
    assert told == ["destruction.postponed", "destruction.proposed"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"to": date(2001, 1, 1)}, Invalid),
        ({"reason": "Lyhyt"}, Invalid),
        ({"reason": "x" * 501}, Invalid),
        ({"actor": Actor()}, Refused),
    ],
)
def test_postponing_takes_a_day_to_come_a_reason_and_an_administrator(
    changes: dict[str, Any], refusal: type[Refused]
) -> None:
    told: dict[str, Any] = {
        "actor": administrator(),
        "destruction": proposed(),
        "to": tomorrow(),
        "reason": WHY,
    }

    with pytest.raises(refusal) as refused:
        actions.postpone_destruction(**told | changes)

    assert type(refused.value) is refusal


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "says"), [(-1, "invalid"), (0, "invalid"), (1, "yes")])
def test_today_is_no_day_to_postpone_to(days: int, says: str) -> None:
    today = date(2026, 6, 1)
    to = today + timedelta(days=days)

    assert verdict(rules.check_postpone_destruction, administrator(), proposed(), to, WHY, today) == says


@pytest.mark.django_db
def test_confirming_takes_a_person_the_name_and_a_package_or_how_it_went_otherwise() -> None:
    process = closed_process(make_class())
    process.case_number = "ESIM 2014-7"
    process.save()
    row, anne = proposed(process), administrator()

    def says(**changes: Any) -> str:
        told: dict[str, Any] = {"actor": anne, "destruction": row, "typed": "esim 2014-7 "} | changes
        try:
            actions.confirm_destruction(**told)
        except Refused as refusal:
            return refusal.code
        return "yes"

    packing = Handover.objects.create(
        process=process, number=7, state=HandoverState.MAKING, asked_at=timezone.now()
    )
    assert says(otherwise=WHY) == "not_now"
    packing.delete()
    assert [says(actor=SYSTEM), says(actor=Actor()), says(), says(otherwise="Muuten")] == [
        "refused", "refused", "not_now", "invalid",
    ]  # fmt: skip
    received(process)
    assert [says(typed=""), says(typed="toinen"), says(typed=process.slug)] == ["invalid", "invalid", "yes"]
    assert says() == "not_now"
    row.refresh_from_db()
    assert (row.state, row.confirmed_by) == (DestructionState.CONFIRMED, anne.person_id)


@pytest.mark.django_db
def test_package_that_nobody_received_does_not_suffice() -> None:
    process = closed_process(make_class())
    Handover.objects.filter(pk=received(process).pk).update(received_at=None)
    row = proposed(process)

    with pytest.raises(NotNow):
        actions.confirm_destruction(actor=administrator(), destruction=row, typed=process.slug)


def test_of_two_administrators_who_confirm_at_once_one_wins(own_database: str) -> None:
    row, people = proposed(), [administrator("Anne"), administrator("Bo")]

    def confirm(actor: Actor) -> Destruction:
        return actions.confirm_destruction(
            actor=actor, destruction=row, typed=row.process.slug, otherwise=WHY
        )

    assert at_once(lambda: confirm(people[0]), lambda: confirm(people[1])) == ["done", "not_now"]


@pytest.mark.django_db
def test_rooms_destroy_for_the_system_alone_and_after_it_was_noted() -> None:
    row, anne = confirmed(), administrator()
    open_process = make_consultation().process

    assert [verdict(check_end_words, each, row.process) for each in (anne, Actor(), SYSTEM)] == [
        "refused", "refused", "yes",
    ]  # fmt: skip
    assert verdict(check_end_words, SYSTEM, open_process) == "not_now"
    assert verdict(check_destroy_words, SYSTEM, row.process) == "not_now"
    assert verdict(rules.check_destroy, anne, row) == "refused"
    assert verdict(rules.check_destroy, SYSTEM, proposed(closed_process(make_class()))) == "not_now"


@pytest.mark.django_db
def test_themes_count_as_before_and_every_page_of_the_thread_still_stands() -> None:
    process = spoken()
    before, theme = themes.counts(process), process.themes.get()
    said = Version.objects.filter(contribution__thread__process=process)[0].contribution
    row = confirmed(process)

    tasks.destroy(destruction_id=row.pk)
    tasks.destroy(destruction_id=row.pk)  # a job that comes twice

    row.refresh_from_db()
    assert (row.state, row.counts["wordings"], row.counts["voices_of_persons"]) == ("done", 5, 5)
    assert themes.counts(Process.objects.get(pk=process.pk)) == before
    client = Client()
    for address in (
        f"/en{process.address}", f"/en{process.address}thread/", f"/en/thread/contribution/{said.pk}/",
        f"/en/thread/theme/{theme.pk}/", f"/en{theme.address}", f"/en{process.consultations.get().address}",
    ):  # fmt: skip
        page = client.get(address)
        assert (address, page.status_code, "Sanottu" in page.text) == (address, 200, False)
    assert "The words were destroyed on" in client.get(f"/en{theme.address}").text
    led_on = client.get(f"/en{said.address}", follow=True)
    assert (led_on.status_code, "The words were destroyed on" in led_on.text) == (200, True)
    assert contributions.enter_missing(process=process, now=timezone.now()) == 0


@pytest.mark.django_db
def test_that_the_words_have_ended_is_noted_once_however_often_the_job_begins() -> None:
    row, line = confirmed(), last_line()

    for _time in range(2):
        actions.begin_destroying(actor=SYSTEM, destruction=row)

    assert verbs_since(line) == ["process.words_ended"]


@pytest.mark.django_db
def test_figures_stay_are_not_made_anew_and_verify_says_why() -> None:
    from punos.consultations.tasks import computing

    consultation, out = well_rated(state="closed"), io.StringIO()
    computing.compute(consultation.pk)
    figures = consultation.result.figures
    row = confirmed(closed_process(make_class(), process=consultation.process))

    tasks.destroy(destruction_id=row.pk)

    consultation = type(consultation).objects.select_related("process", "result").get(pk=consultation.pk)
    assert (computing.compute(consultation.pk), consultation.result.figures) == (False, figures)
    assert not consultation.result.files.filter(name__endswith=".csv").exists()
    call_command("verify", consultation.slug, stdout=out)
    assert f"destroyed on {timezone.localdate()} by record {row.pk}" in out.getvalue()
    page = Client().get(f"/en{consultation.address}results/")
    assert (page.status_code, "What people said was destroyed" in page.text, "ideas.csv" in page.text) == (
        200, True, False,
    )  # fmt: skip
    asking: dict[str, Any] = {
        "parts": ["ideas"],
        "formats": ["docx"],
        "languages": ["fi"],
        "has_results": True,
    }
    assert verdict(lambda: check_ask_for_reports(SYSTEM, consultation, **asking)) == "not_now"


@pytest.mark.django_db
def test_postponed_one_follows_its_class_meanwhile() -> None:
    row, other = proposed(), make_class(years=1)
    actions.postpone_destruction(actor=administrator(), destruction=row, to=tomorrow(), reason=WHY)
    CaseFile.objects.filter(process=row.process).update(retention=other)

    actions.propose_destructions(actor=SYSTEM, now=timezone.now())

    kept = Destruction.objects.get()
    assert (kept.state, kept.retention_id) == (DestructionState.POSTPONED, other.pk)


@pytest.mark.django_db
def test_results_that_were_being_computed_meanwhile_are_not_kept() -> None:
    consultation = make_consultation()
    row = confirmed(closed_process(make_class(), process=consultation.process))
    tasks.destroy(destruction_id=row.pk)

    kept = publish_results(
        actor=SYSTEM, consultation=consultation, fingerprint="a", read_at=timezone.now(), took=0.1,
        figures={}, files={("ideas.csv", ""): b"Sanottu"},
    )  # fmt: skip

    assert (kept, ResultFile.objects.count()) == (None, 0)
    assert compute_themes(consultation.process_id) is False


@pytest.mark.django_db
def test_nobody_but_the_system_destroys_notices() -> None:
    with pytest.raises(Refused):
        notices.destroy_words(actor=administrator(), process=closed_process(make_class()))
