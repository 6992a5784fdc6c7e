"""Erasing a person's answers: drafts and receipts go, what was sent stays without them."""

import pytest
from django.utils import timezone

from punos.consultations import actions, queries
from punos.consultations.models import Answer, Consultation, Receipt, Submission
from punos.consultations.tests.surveys import make_survey
from punos.consultations.tests.test_answering import sent, written
from punos.contributions.tests.factories import make_actor, make_organisation, make_visitor
from punos.contributions.tests.test_speaking_for import FOR_IT, wearing
from punos.core.errors import Refused
from punos.organisations.queries import actor_for

pytestmark = pytest.mark.django_db


def test_forgotten_person_leaves_what_was_sent_and_nothing_else() -> None:
    actor, answered = sent(make_survey(), actor=make_actor("Maija"))
    written(make_survey(), actor=actor)
    assert actor.person is not None

    actions.forget_person(actor=actor, person=actor.person)

    kept = Submission.objects.get()
    assert (kept.pk, kept.state, kept.draft, kept.receipt_email) == (answered.pk, "sent", {}, "")
    assert (Receipt.objects.count(), Answer.objects.count()) == (0, 8)


def test_forgotten_person_can_withdraw_what_is_still_open() -> None:
    actor, still_open = sent(make_survey(), actor=make_actor("Maija"))
    _actor, closed = sent(make_survey(), actor=actor)
    Consultation.objects.filter(pk=closed.consultation_id).update(closes_at=timezone.now())
    written(make_survey(), actor=actor)
    assert actor.person is not None

    actions.forget_person(actor=actor, person=actor.person, withdraw=True)

    states = dict(Submission.objects.values_list("pk", "state"))
    assert states == {still_open.pk: "withdrawn", closed.pk: "sent"}


def test_draft_of_an_organisation_stays_and_forgets_who_wrote_which_words() -> None:
    organisation = make_organisation()
    first, second = wearing(organisation), wearing(organisation)
    _first, submission = written(make_survey(), {"hopes": "Tiloja"}, actor=first, **FOR_IT)
    save = {"works": 4}
    actions.save_draft(actor=second, submission=submission, values=save, seen_revision=1)
    assert first.person is not None

    actions.forget_person(actor=actor_for(first.person), person=first.person)

    draft = Submission.objects.get().draft
    assert {key: kept["by"] for key, kept in draft.items()} == {"hopes": None, "works": second.person_id}
    assert queries.values_of(Submission.objects.get()) == {"hopes": "Tiloja", "works": 4}


def test_only_oneself_is_forgotten() -> None:
    maija = make_actor("Maija")
    assert maija.person is not None

    with pytest.raises(Refused):
        actions.forget_person(actor=make_visitor(), person=maija.person)
