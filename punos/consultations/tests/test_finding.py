"""Answers in words are found as soon as everybody may read them, and not before; secret ones never."""

import pytest
from django.utils import timezone

from punos.consultations import actions, queries
from punos.consultations.models import Consultation, ResultsShown
from punos.consultations.tasks import finding
from punos.consultations.tests.factories import make_consultation
from punos.consultations.tests.surveys import make_survey
from punos.contributions import actions as contributions
from punos.contributions.models import Contribution, Thread
from punos.contributions.tests.factories import DAY, make_idea
from punos.journal.models import Entry as Line
from punos.organisations.models.actor import SYSTEM
from punos.search.models import Entry
from punos.search.queries import find

pytestmark = pytest.mark.django_db


def answer(survey: Consultation, code: str = "hopes", words: str = "Toiveita") -> Contribution:
    """An answer in words to one question."""
    return make_idea(
        Thread.objects.get(question__code=code, question__part__consultation=survey), words=words
    )


def found(words: str = "toiveita") -> list[int]:
    return [each.subject_id for each in find(words) if each.subject_type == "contribution"]


def test_answers_are_entered_when_the_time_to_answer_is_over() -> None:
    survey = make_survey()
    said, _secret = answer(survey), answer(survey, "secret")
    finding.enter_said(process_id=survey.process_id)
    before = found()

    Consultation.objects.filter(pk=survey.pk).update(closes_at=timezone.now())
    finding.enter_said(process_id=survey.process_id)

    assert (before, found()) == ([], [said.pk])


def test_answers_of_a_consultation_for_the_host_never_enter() -> None:
    survey = make_survey(state="open", results_shown=ResultsShown.TO_HOST)
    said = answer(survey)
    Consultation.objects.filter(pk=survey.pk).update(closes_at=timezone.now())

    finding.enter_said(process_id=survey.process_id)
    contributions.remove(actor=SYSTEM, contribution=said, reason="insult")
    contributions.put_back(actor=SYSTEM, contribution=said, note="Virhe")

    assert found() == []


@pytest.mark.parametrize(
    ("shown", "state", "closed", "expected"),
    [
        (ResultsShown.WHILE_OPEN, "open", None, True),
        (ResultsShown.WHEN_CLOSED, "open", None, False),
        (ResultsShown.WHEN_CLOSED, "open", 0, True),
        (ResultsShown.WHILE_OPEN, "closed", 1, False),
    ],
)
def test_each_minute_looks_where_answers_come_to_be_read(
    shown: ResultsShown, state: str, closed: int | None, expected: bool
) -> None:
    survey = make_survey(state=state, results_shown=shown)
    now = timezone.now()
    if closed is not None:
        Consultation.objects.filter(pk=survey.pk).update(closes_at=now - closed * DAY / 2)

    assert (queries.with_new_answers(now), queries.with_new_answers(now, everywhere=True)) == (
        [survey.process_id] if expected else [],
        [survey.process_id],
    )


def test_job_of_the_minute_and_the_reaction_queue_one_job_for_a_process() -> None:
    survey = make_survey(results_shown=ResultsShown.WHILE_OPEN)
    line = Line.objects.filter(verb="consultation.published").latest("pk")

    finding.look_for_said(0)
    finding.enter_said_after(line)

    from procrastinate.contrib.django.models import ProcrastinateJob

    jobs = ProcrastinateJob.objects.filter(task_name="punos.consultations.tasks.enter_said")
    assert [job.args for job in jobs] == [{"process_id": survey.process_id}]


def test_consultation_stands_in_the_index_with_its_day_and_leaves_it_when_retracted() -> None:
    asked = make_consultation(state="not open")
    entry = Entry.objects.get(subject_type="consultation")
    at = entry.at

    actions.retract_consultation(actor=SYSTEM, consultation=asked)

    assert (at, Entry.objects.filter(subject_type="consultation").count()) == (asked.opens_at, 0)
