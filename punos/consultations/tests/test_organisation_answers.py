"""Approving within an organisation, and several organisations behind one answer: effect, refusal, journal line."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from punos.consultations import actions, queries, rules
from punos.consultations.models import Approval, QuestionKind, Signature, Submission, SubmissionState
from punos.consultations.tests.organisations import LEADS, colleague, make_answer, rewrite
from punos.consultations.tests.surveys import make_survey, question
from punos.contributions.tests.factories import (
    last_line,
    make_organisation,
    make_visitor,
    make_voice,
    verbs_since,
    verdict,
)
from punos.contributions.tests.test_speaking_for import invited, wearing
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.uploads import examine
from punos.mail.models import Message
from punos.organisations import actions as organisations
from punos.organisations.models import SYSTEM, Actor, Scope
from punos.organisations.queries import actor_for

pytestmark = pytest.mark.django_db
HOPES = [question("hopes", QuestionKind.TEXT)]
ABOUT_US = date(2022, 5, 3)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def fresh(submission: Submission) -> Submission:
    """The row as it is kept, with what rules ask about."""
    return Submission.objects.select_related("consultation__process", "voice__organisation").get(
        pk=submission.pk
    )


def test_dealing_is_recorded_and_asked_for_before_sending() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    before = last_line()
    actions.choose_approval(actor=actor, submission=submission, approval=Approval.RECORDED)

    with pytest.raises(NotNow, match="which day"):
        actions.send(actor=actor, submission=submission)
    told = actions.record_dealing(actor=actor, submission=submission, on=ABOUT_US, by=" Hallitus ")
    sent = actions.send(actor=actor, submission=submission)

    assert (told.approval, told.dealt_with_on, told.dealt_with_by) == (
        Approval.RECORDED,
        ABOUT_US,
        "Hallitus",
    )
    assert sent.state == SubmissionState.SENT
    assert verbs_since(before)[:2] == ["submission.approval_chosen", "submission.dealt_with"]


def test_dealing_lies_in_the_past_and_names_its_body() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    tomorrow = timezone.localdate() + timedelta(days=1)

    for on, by in ((tomorrow, "Hallitus"), (ABOUT_US, " ")):
        with pytest.raises(Invalid):
            actions.record_dealing(actor=actor, submission=submission, on=on, by=by)

    assert fresh(submission).approval == Approval.NONE


def test_choosing_the_same_way_again_changes_nothing() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    before = last_line()

    actions.choose_approval(actor=actor, submission=submission, approval=Approval.NONE)

    assert verbs_since(before) == []


def test_approval_here_needs_somebody_who_could_give_it_and_is_dropped_only_by_them() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    in_system: dict[str, Any] = {"submission": submission, "approval": Approval.IN_SYSTEM}

    with pytest.raises(NotNow, match="Nobody"):
        actions.choose_approval(actor=actor, **in_system)
    chair = colleague(submission)
    actions.choose_approval(actor=actor, **in_system)
    said = [
        verdict(rules.check_choose_approval, each, fresh(submission), way, timezone.now())
        for each in (actor, chair)
        for way in (Approval.NONE, Approval.IN_SYSTEM, "else")
    ]

    assert said == ["refused", "yes", "invalid", "yes", "yes", "invalid"]


def test_approval_covers_what_was_seen_and_a_change_lifts_it() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    chair = colleague(submission)
    actions.choose_approval(actor=actor, submission=submission, approval=Approval.IN_SYSTEM)
    before = last_line()

    with pytest.raises(NotNow, match="approve"):
        actions.send(actor=actor, submission=submission)
    with pytest.raises(NotNow, match="changed since"):
        actions.approve(actor=chair, submission=submission, seen_revision=0)
    approved = actions.approve(actor=chair, submission=submission, seen_revision=1)
    changed = rewrite(actor, submission, "Tilat ja avustukset.")

    assert (approved.state, approved.approved_by, approved.is_approved) == (
        SubmissionState.APPROVED, chair.person_id, True,
    )  # fmt: skip
    assert (changed.state, changed.approved_by, changed.is_approved) == (SubmissionState.DRAFT, None, False)
    assert verbs_since(before) == ["submission.approved"]
    with pytest.raises(NotNow):
        actions.send(actor=actor, submission=submission)


def test_approved_answer_is_sent_and_changing_it_needs_approval_anew() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    chair = colleague(submission)
    actions.choose_approval(actor=actor, submission=submission, approval=Approval.IN_SYSTEM)
    actions.approve(actor=chair, submission=submission, seen_revision=1)

    sent = actions.send(actor=actor, submission=submission)
    rewrite(actor, submission, "Muuta.")
    with pytest.raises(NotNow):
        actions.send(actor=actor, submission=submission)
    again = actions.approve(actor=chair, submission=submission, seen_revision=2)
    resent = actions.send(actor=actor, submission=submission)

    assert (sent.state, again.state, resent.number) == (
        SubmissionState.SENT,
        SubmissionState.SENT,
        sent.number,
    )


def test_file_is_a_change_that_lifts_the_approval() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    chair = colleague(submission)
    actions.choose_approval(actor=actor, submission=submission, approval=Approval.IN_SYSTEM)
    actions.approve(actor=chair, submission=submission, seen_revision=1)

    actions.attach_annex(actor=actor, submission=submission, file=examine("liite.txt", b"Sanoja"))

    now = fresh(submission)
    assert (now.state, now.revision, now.is_approved) == (SubmissionState.DRAFT, 2, False)


def test_approval_is_given_by_another_than_the_writer_where_there_is_one() -> None:
    consultation = make_survey(HOPES)
    alone, own = make_answer(consultation, LEADS)
    writer, shared = make_answer(consultation, LEADS)
    for actor, submission in ((alone, own), (writer, shared)):
        actions.choose_approval(actor=actor, submission=submission, approval=Approval.IN_SYSTEM)
    colleague(shared)

    actions.approve(actor=alone, submission=own, seen_revision=1)
    with pytest.raises(Refused, match="somebody else"):
        actions.approve(actor=writer, submission=shared, seen_revision=1)

    assert fresh(own).is_approved
    with pytest.raises(NotNow, match="already"):
        actions.approve(actor=alone, submission=own, seen_revision=1)


def test_approval_is_refused_without_the_scope_or_the_choice_or_words() -> None:
    consultation = make_survey(HOPES)
    actor, submission = make_answer(consultation)
    chair, now = colleague(submission), timezone.now()
    known: dict[str, Any] = {"last_by": None, "has_others": True}
    empty = fresh(submission)
    empty.approval, empty.revision = Approval.IN_SYSTEM, 0

    for who, which, words in (
        (actor, fresh(submission), "does not cover"),
        (chair, fresh(submission), "not chosen"),
        (chair, empty, "Nothing"),
    ):
        with pytest.raises(Refused, match=words):
            rules.check_approve(who, which, 0, now, **known)


def test_answer_of_a_person_is_not_approved_or_signed() -> None:
    consultation, visitor = make_survey(HOPES), make_visitor()
    voice = make_voice(consultation.process, visitor)
    own = actions.begin(actor=visitor, consultation=consultation, voice=voice, language="fi")

    verbs: list[tuple[Any, dict[str, Any]]] = [
        (actions.choose_approval, {"approval": Approval.RECORDED}),
        (actions.ask_to_sign, {"organisation": make_organisation()}),
        (actions.ask_to_look, {}),
    ]
    for verb, more in verbs:
        with pytest.raises(Refused, match="an organisation gives itself"):
            verb(actor=visitor, submission=own, **more)


def test_others_are_asked_to_look_once_about_the_same_words() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    chair = colleague(submission, (Scope.REPRESENT,))
    colleague(submission, (Scope.BOOK,), "Booker")
    before = last_line()

    told = [actions.ask_to_look(actor=actor, submission=submission) for _twice in range(2)]

    letters = Message.objects.filter(template="consultations/mail/look")
    assert (told, [each.person_id for each in letters]) == ([1, 1], [chair.person_id])
    assert "submission.shown_round" in verbs_since(before)


def test_nothing_is_shown_round_before_it_is_written() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    Submission.objects.filter(pk=submission.pk).update(revision=0)

    with pytest.raises(NotNow, match="Nothing"):
        actions.ask_to_look(actor=actor, submission=submission)


def test_organisation_answer_is_seen_by_its_own_people_and_guest_alone() -> None:
    consultation = make_survey(HOPES)
    actor, submission = make_answer(consultation)
    assert submission.voice.organisation is not None
    guest = invited(submission.voice.organisation, consultation.process)
    chair, booker = colleague(submission, (Scope.REPRESENT,)), colleague(submission, (Scope.BOOK,))
    stranger = wearing(make_organisation(), scopes=LEADS)

    said = [verdict(rules.check_see_organisation_answer, each, submission) for each in (actor, chair, guest, booker, stranger, make_visitor())]  # fmt: skip

    assert said == ["yes", "yes", "yes", "refused", "refused", "refused"]


def asked(submission: Submission, actor: Actor) -> tuple[Signature, Actor]:
    """Another organisation that was asked to sign, and who represents it."""
    other = make_organisation()
    represents = wearing(other, scopes=(Scope.REPRESENT,))
    done = actions.ask_to_sign(actor=actor, submission=submission, organisation=other)
    return done.signature, represents


def test_organisation_is_asked_signs_and_is_named() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    before = last_line()

    signature, chair = asked(submission, actor)
    waiting = [each.pk for each in queries.signatures_waiting(chair)]
    signed = actions.confirm_signature(actor=chair, signature=signature, seen_revision=1)

    assert Message.objects.get(template="consultations/mail/signature").person_id == signed.confirmed_by
    assert (waiting, queries.signatures_waiting(chair)) == ([signature.pk], [])
    assert list(queries.signers(fresh(submission))) == [signature]
    assert [each for each in verbs_since(before) if each.startswith("submission")] == [
        "submission.signature_asked", "submission.signed",
    ]  # fmt: skip


def test_change_after_a_signature_asks_anew_and_sending_drops_it() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    signature, chair = asked(submission, actor)
    known: dict[str, Any] = {"actor": chair, "signature": signature}
    actions.confirm_signature(seen_revision=1, **known)

    rewrite(actor, submission, "Muuta.")
    stale = queries.signing_of(fresh(submission))[0]
    waiting = queries.signatures_waiting(chair)
    with pytest.raises(NotNow, match="changed since"):
        actions.confirm_signature(seen_revision=1, **known)
    sent = actions.send(actor=actor, submission=submission)
    signers = list(queries.signers(sent))
    actions.confirm_signature(seen_revision=2, **known)
    rewrite(actor, submission, "Kolmatta.")

    assert (stale.is_signed, stale.is_stale, len(waiting), signers) == (False, True, 1, [])
    assert list(queries.signers(fresh(submission))) == [signature]  # of what readers see
    assert Message.objects.filter(template="consultations/mail/signature").count() == 2
    with pytest.raises(NotNow, match="being changed"):
        actions.confirm_signature(seen_revision=3, **known)


def test_signature_is_refused_to_others_and_when_it_is_too_late() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    signature, chair = asked(submission, actor)
    signature = Signature.objects.select_related("submission__consultation", "organisation").get(
        pk=signature.pk
    )
    now = timezone.now()
    late = now + timedelta(days=30)

    said = [
        verdict(rules.check_confirm_signature, who, signature, seen, at)
        for who, seen, at in ((actor, 1, now), (chair, 1, late), (chair, 0, now), (chair, 1, now))
    ]
    signature.submission.state = SubmissionState.WITHDRAWN
    said.append(verdict(rules.check_confirm_signature, chair, signature, 1, now))

    assert said == ["refused", "not_now", "not_now", "yes", "not_now"]


def test_signature_is_given_once_and_taken_back() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    signature, chair = asked(submission, actor)
    known: dict[str, Any] = {"actor": chair, "signature": signature}
    actions.confirm_signature(seen_revision=1, **known)
    with pytest.raises(NotNow, match="signed this already"):
        actions.confirm_signature(seen_revision=1, **known)

    declined = actions.decline_signature(**known)

    assert (declined.confirmed_at, list(queries.signers(fresh(submission)))) == (None, [])
    with pytest.raises(NotNow, match="declined already"):
        actions.decline_signature(**known)
    again = actions.ask_to_sign(actor=actor, submission=submission, organisation=signature.organisation)
    assert (again.told, again.signature.declined_at) == (1, None)


def test_asking_to_sign_has_its_limits() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    signature, chair = asked(submission, actor)
    ended, now = make_organisation(), timezone.now()
    ended.ended_on = ABOUT_US
    own, other = submission.voice.organisation, signature.organisation

    said = [verdict(rules.check_ask_to_sign, actor, submission, each, now) for each in (own, ended, other, make_organisation())]  # fmt: skip
    said.append(verdict(rules.check_ask_to_sign, actor, submission, other, now + timedelta(hours=23)))
    Signature.objects.update(asked_at=now - timedelta(days=2))
    said.append(verdict(rules.check_ask_to_sign, actor, submission, other, now))
    actions.confirm_signature(actor=chair, signature=signature, seen_revision=1)
    said.append(verdict(rules.check_ask_to_sign, actor, submission, other, now))
    Signature.objects.bulk_create(
        Signature(submission=submission, organisation=make_organisation(), asked_at=now)
        for _each in range(29)
    )
    said.append(verdict(rules.check_ask_to_sign, actor, submission, make_organisation(), now))

    assert said == ["refused", "not_now", "not_now", "yes", "not_now", "yes", "not_now", "not_now"]


def test_request_to_sign_is_taken_back_and_nobody_to_tell_is_told() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    done = actions.ask_to_sign(actor=actor, submission=submission, organisation=make_organisation())
    before = last_line()

    with pytest.raises(Refused):
        actions.withdraw_signature_request(actor=make_visitor(), signature=done.signature)
    actions.withdraw_signature_request(actor=actor, signature=done.signature)

    assert (done.told, Signature.objects.count()) == (0, 0)
    assert verbs_since(before) == ["submission.signature_request_withdrawn"]


def test_mandate_that_ended_between_draft_and_send_leaves_the_draft() -> None:
    actor, submission = make_answer(make_survey(HOPES))
    organisations.end_mandate(actor=SYSTEM, mandate=actor.mandates[0])
    later = actor_for(actor.person, hat=actor.organisation_id)

    with pytest.raises(Refused):
        actions.send(actor=later, submission=submission)

    assert (fresh(submission).state, fresh(submission).draft["hopes"]["value"]) == (
        SubmissionState.DRAFT,
        "Tilat.",
    )
    assert queries.writers_of(fresh(submission)) == [actor.person]
