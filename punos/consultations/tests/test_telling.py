"""Who hears that one can answer, and that results are there."""

from datetime import timedelta

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.consultations import actions, tasks
from punos.consultations.models import Consultation
from punos.consultations.tests.factories import make_consultation
from punos.contributions.tests.factories import make_organisation
from punos.journal import actions as journal
from punos.journal.models import Entry
from punos.notices.models import Cadence, Notice
from punos.notices.tests.factories import following, make_reader, run_telling
from punos.organisations.models.actor import SYSTEM

pytestmark = pytest.mark.django_db
OPENED = "punos.consultations.tasks.tell_opened"


def hear(verb: str) -> None:
    """Let the rooms that react hear of the latest line with this verb."""
    journal.deliver(entry_id=Entry.objects.filter(verb=verb).latest("pk").pk)


def told() -> list[tuple[str, str]]:
    """What was told: kind and address, in order."""
    run_telling()
    return list(Notice.objects.order_by("pk").values_list("kind", "address"))


def test_opening_is_told_when_it_comes_and_once() -> None:
    consultation = make_consultation(state="not open")
    following(make_reader(), key=consultation.process.slug)
    hear("consultation.published")
    job = ProcrastinateJob.objects.get(task_name=OPENED)
    before = told()
    tasks.tell_opened(consultation_id=consultation.pk)  # too early
    early = told()

    with time_machine.travel(consultation.opens_at + timedelta(minutes=1), tick=False):
        for _again in range(2):
            tasks.tell_opened(**job.args)
            opened = told()

    assert job.scheduled_at == consultation.opens_at
    assert (before, early, opened) == ([], [], [("consultation_opened", consultation.address)])


def test_opening_of_what_was_taken_back_is_told_to_nobody() -> None:
    consultation = make_consultation()
    following(make_reader(), key=consultation.process.slug)
    Consultation.objects.filter(pk=consultation.pk).update(published_at=None)

    tasks.tell_opened(consultation_id=consultation.pk)
    tasks.tell_opened(consultation_id=1_000_000)

    assert told() == []


def test_whoever_was_invited_by_letter_gets_no_second_one() -> None:
    consultation, reader = make_consultation(), make_reader()
    following(reader, Cadence.INSTANT, key=consultation.process.slug)
    actions.invite_to_answer(
        actor=SYSTEM, consultation=consultation, organisation=make_organisation(), email=reader.email.upper(),
        language="fi",
    )  # fmt: skip

    tasks.tell_opened(consultation_id=consultation.pk)
    run_telling()

    assert Notice.objects.get().cadence == "never"


def test_results_are_told_to_those_who_follow_the_process() -> None:
    consultation = make_consultation(state="closed")
    following(make_reader(), key=consultation.process.slug)
    journal.record(SYSTEM, "results.published", consultation, process=consultation.process.slug, public=True)

    hear("results.published")

    assert told() == [("results", f"{consultation.address}results/")]
