"""Two at once in one answer, with real connections; for each promise a twin that breaks it."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet

from punos.consultations import actions
from punos.consultations.actions import answering, sending
from punos.consultations.models import Consultation, Receipt, Submission
from punos.consultations.tests.surveys import make_survey
from punos.contributions.models import Contribution, Voice
from punos.contributions.tests.factories import make_visitor, make_voice
from punos.contributions.tests.test_races import overlapping
from punos.journal.models import Entry
from punos.organisations.models import Actor

pytestmark = pytest.mark.usefixtures("own_database")

type Drafted = tuple[Actor, Submission]


def drafted(consultation: Consultation) -> Drafted:
    """A draft with words and a choice."""
    actor = make_visitor()
    voice = make_voice(consultation.process, actor)
    submission = actions.begin(actor=actor, consultation=consultation, voice=voice, language="fi")
    values = {"agree": "yes", "hopes": "Tiloja"}
    actions.save_draft(actor=actor, submission=submission, values=values, seen_revision=0)
    return actor, submission


def send(one: Drafted) -> Submission:
    return actions.send(actor=one[0], submission=one[1])


def test_send_twice_at_once_is_one_number_one_receipt_and_one_line() -> None:
    one = drafted(make_survey())

    beside = overlapping(lambda: send(one), lambda: send(one))

    assert beside.exception() is None
    assert (Submission.objects.get().number, Receipt.objects.count(), Contribution.objects.count()) == (
        1,
        1,
        1,
    )
    assert Entry.objects.filter(verb="submission.sent").count() == 1


def test_two_who_send_at_once_get_two_numbers() -> None:
    survey = make_survey()
    one, two = drafted(survey), drafted(survey)

    beside = overlapping(lambda: send(one), lambda: send(two))

    assert beside.exception() is None
    assert set(Submission.objects.values_list("number", flat=True)) == {1, 2}


def test_without_the_lock_two_who_send_at_once_would_take_the_same_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    survey = make_survey([])
    one, two = drafted(survey), drafted(survey)

    monkeypatch.setattr(sending, "_in_turn", lambda *_given: [])
    monkeypatch.setattr(
        sending, "_check_complete", lambda *_given: None
    )  # it asks nothing, so nothing else waits

    beside = overlapping(lambda: send(one), lambda: send(two))

    assert isinstance(beside.exception(), IntegrityError)


def test_two_first_drafts_at_once_are_one_answer() -> None:
    survey, actor = make_survey(), make_visitor()
    voice = make_voice(survey.process, actor)
    known: dict[str, Any] = {"actor": actor, "consultation": survey, "voice": voice, "language": "fi"}

    beside = overlapping(lambda: actions.begin(**known), lambda: actions.begin(**known))

    assert beside.exception() is None
    assert Submission.objects.count() == 1


def test_two_saves_at_once_both_stay() -> None:
    one = drafted(make_survey())

    def keep(values: dict[str, Any]) -> Any:
        return actions.save_draft(actor=one[0], submission=one[1], values=values, seen_revision=1)

    beside = overlapping(lambda: keep({"works": 4}), lambda: keep({"members": 12}))

    assert beside.exception() is None
    assert {"works", "members"} < set(Submission.objects.get().draft)


def test_without_the_lock_one_of_two_saves_would_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    one = drafted(make_survey())

    def unlocked(submission: Submission) -> Submission:
        found: QuerySet[Submission] = Submission.objects.select_related("consultation__process", "voice")
        return found.get(pk=submission.pk)

    monkeypatch.setattr(answering, "_locked", unlocked)

    def keep(values: dict[str, Any]) -> Any:
        return actions.save_draft(actor=one[0], submission=one[1], values=values, seen_revision=1)

    overlapping(lambda: keep({"works": 4}), lambda: keep({"members": 12}))

    assert not {"works", "members"} < set(Submission.objects.get().draft)
    assert Voice.objects.count() == 1
