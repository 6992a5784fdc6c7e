"""Writing and sending an answer: effect, refusal, journal line."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from punos.consultations import actions, queries
from punos.consultations.models import (
    Answer,
    Consultation,
    QuestionKind,
    Receipt,
    Submission,
    SubmissionState,
)
from punos.consultations.tests.factories import make_consultation
from punos.consultations.tests.surveys import FULL, make_survey, question
from punos.contributions.models import Audience, Contribution, ContributionState
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_organisation,
    make_visitor,
    make_voice,
    verbs_since,
)
from punos.contributions.tests.test_speaking_for import FOR_IT, wearing
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.uploads import examine
from punos.journal.queries import read_stamps
from punos.mail.models import Message
from punos.organisations import actions as organisations
from punos.organisations.models import SYSTEM, Actor
from punos.organisations.queries import actor_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def begun(consultation: Consultation, actor: Actor | None = None, **voice: Any) -> tuple[Actor, Submission]:
    """Somebody who has said how they answer, and begun."""
    actor = actor or make_visitor()
    said = make_voice(consultation.process, actor, **voice)
    return actor, actions.begin(actor=actor, consultation=consultation, voice=said, language="fi")


def written(
    consultation: Consultation, values: dict[str, Any] | None = None, **more: Any
) -> tuple[Actor, Submission]:
    """A draft with these values; every question answered if none are named."""
    actor, submission = begun(consultation, **more)
    given = FULL if values is None else values
    return actor, actions.save_draft(
        actor=actor, submission=submission, values=given, seen_revision=0
    ).submission


def sent(
    consultation: Consultation, values: dict[str, Any] | None = None, **more: Any
) -> tuple[Actor, Submission]:
    """An answer that has been sent."""
    actor, submission = written(consultation, values, **more)
    return actor, actions.send(actor=actor, submission=submission)


def test_begin_twice_goes_on_with_the_same_answer() -> None:
    consultation, before = make_survey(), last_line()

    actor, first = begun(consultation)
    second = actions.begin(actor=actor, consultation=consultation, voice=first.voice, language="sv")

    assert (first.pk, first.state, second.language) == (second.pk, SubmissionState.DRAFT, "fi")
    assert verbs_since(before)[-2:] == ["voice.joined", "submission.begun"]


@pytest.mark.parametrize("state", ["not open", "closed"])
def test_begin_is_refused_outside_the_time(state: str) -> None:
    consultation = make_survey(state=state)

    with pytest.raises(NotNow):
        begun(consultation)


def test_begin_is_refused_to_others_and_in_another_process() -> None:
    consultation, actor = make_survey(), make_visitor()
    voice = make_voice(consultation.process, actor)
    elsewhere = make_survey()

    with pytest.raises(Refused, match="somebody else"):
        actions.begin(actor=make_visitor(), consultation=consultation, voice=voice, language="fi")
    with pytest.raises(Refused, match="how you answer"):
        actions.begin(actor=actor, consultation=consultation, voice=None, language="fi")
    with pytest.raises(Refused, match="how you answer"):
        actions.begin(actor=actor, consultation=elsewhere, voice=voice, language="fi")


def test_save_keeps_what_the_form_did_not_show_and_leaves_no_line() -> None:
    actor, submission = written(make_survey(), {"hopes": "Tiloja", "works": 4})
    before = last_line()

    saved = actions.save_draft(
        actor=actor, submission=submission, values={"works": 5}, seen_revision=1, language="sv", is_easy=True
    )

    assert queries.values_of(saved.submission) == {"hopes": "Tiloja", "works": 5}
    kept = saved.submission.draft
    assert (kept["hopes"]["revision"], kept["works"]["revision"], saved.submission.revision) == (1, 2, 2)
    assert (saved.submission.language, saved.submission.is_easy, saved.clashes) == ("sv", True, {})
    assert verbs_since(before) == []


def test_save_of_the_same_changes_nothing() -> None:
    actor, submission = written(make_survey(), {"works": 4})

    again = actions.save_draft(
        actor=actor, submission=submission, values={"works": 4, "hopes": ""}, seen_revision=0
    )

    assert (again.submission.revision, again.submission.changed_at) == (1, submission.changed_at)


def test_save_never_overwrites_what_somebody_else_wrote_meanwhile() -> None:
    organisation = make_organisation()
    first, second = wearing(organisation), wearing(organisation)
    _actor, submission = written(make_survey(), {"hopes": "Yhteinen"}, actor=first, **FOR_IT)
    save: dict[str, Any] = {"submission": submission, "seen_revision": 1}
    actions.save_draft(actor=first, values={"hopes": "Ensin"}, **save)

    saved = actions.save_draft(actor=second, values={"hopes": "Toisin", "works": 2}, **save)

    clash = saved.clashes["hopes"]
    assert (clash.kept, clash.typed, clash.by) == ("Ensin", "Toisin", first.person_id)
    assert queries.values_of(saved.submission) == {"hopes": "Ensin", "works": 2}


def test_send_keeps_values_words_receipt_and_a_number() -> None:
    consultation, before = make_survey(), last_line()
    stamp = read_stamps([f"process:{consultation.process.slug}"])

    _actor, submission = sent(consultation)

    given = dict(Answer.objects.values_list("question__code", "value"))
    assert given == {
        "agree": "no", "needs": ["grants", "other"], "members": 120, "works": 4,
        "parts": {"grants": "good", "spaces": "bad"}, "order": ["spaces", "grants", "news"],
        "founded": "1998-05-20", "where": {"lat": 60.19, "lon": 24.94, "name": "Kallio"},
    }  # fmt: skip
    said = dict(Contribution.objects.values_list("thread__question__code", "latest__text"))
    assert said == {
        "why": "Koska tilat puuttuvat.", "needs": "Bussiyhteys", "hopes": "Säännölliset tapaamiset.",
        "secret": "Ei julki.",
    }  # fmt: skip
    states = dict(Contribution.objects.values_list("thread__question__code", "state"))
    assert (states["secret"], states["hopes"]) == (ContributionState.NOT_PUBLIC, ContributionState.PUBLISHED)
    assert (submission.number, submission.state, submission.has_unsent_changes) == (1, "sent", False)
    assert submission.address == f"{consultation.address}answers/1/"
    assert verbs_since(before)[-1] == "submission.sent"
    assert read_stamps([f"process:{consultation.process.slug}"]) != stamp
    told = Receipt.objects.get().told
    assert (len(told), told[-1]) == (11, {"question": "secret?", "answer": "Ei julki.", "is_public": False})


def test_send_twice_is_once() -> None:
    actor, submission = written(make_survey())
    actions.send(actor=actor, submission=submission, receipt_email="aino@example.org")
    before = last_line()

    again = actions.send(actor=actor, submission=submission, receipt_email="aino@example.org")

    assert again.number == 1
    assert (Receipt.objects.count(), Message.objects.count(), verbs_since(before)) == (1, 1, [])


def test_receipt_goes_by_mail_with_everything_that_was_sent() -> None:
    actor, submission = written(make_survey())

    actions.send(actor=actor, submission=submission, receipt_email="aino@example.org")

    letter = Message.objects.get()
    assert letter.to == "aino@example.org"
    assert [each in letter.body for each in ("Koska tilat puuttuvat.", "Bussiyhteys", "answer/receipt/")] == [
        True
    ] * 3


def test_send_again_tells_of_a_change_and_takes_back_what_is_gone() -> None:
    consultation = make_survey()
    actor, submission = sent(consultation)
    changed = actions.save_draft(
        actor=actor,
        submission=submission,
        seen_revision=1,
        values={"agree": "yes", "hopes": "Uusi toive", "works": None},
    ).submission
    assert changed.has_unsent_changes
    before = last_line()

    again = actions.send(actor=actor, submission=submission)

    assert (again.number, again.has_unsent_changes) == (1, False)
    assert verbs_since(before)[-1] == "submission.changed"
    states = dict(Contribution.objects.values_list("thread__question__code", "state"))
    assert (states["why"], states["hopes"]) == (ContributionState.WITHDRAWN, ContributionState.PUBLISHED)
    assert Contribution.objects.get(thread__question__code="hopes").versions.count() == 2
    assert not Answer.objects.filter(question__code="works").exists()
    assert "why" in again.draft  # kept in the draft, though it is not asked any more


def test_numbers_go_on_within_a_consultation() -> None:
    consultation = make_survey()

    assert [sent(consultation)[1].number for _each in range(3)] == [1, 2, 3]
    assert sent(make_survey())[1].number == 1


def test_send_refuses_what_is_faulty_or_missing_and_keeps_the_draft() -> None:
    actor, submission = written(make_survey(), {"members": "monta", "works": 3})

    with pytest.raises(actions.IncompleteError) as refusal:
        actions.send(actor=actor, submission=submission)

    assert [each.question.code for each in refusal.value.faults] == ["agree", "members"]
    kept = Submission.objects.get()
    assert (kept.state, queries.values_of(kept)) == ("draft", {"members": "monta", "works": 3})


def test_send_of_nothing_is_refused() -> None:
    actor, submission = written(make_survey([question("hopes", QuestionKind.TEXT)]), {})

    with pytest.raises(Invalid, match="at least one"):
        actions.send(actor=actor, submission=submission)


def test_easy_version_does_not_require_what_it_does_not_ask() -> None:
    consultation = make_survey(
        [
            question("hopes", QuestionKind.TEXT, in_easy=True),
            question("must", QuestionKind.TEXT, required=True),
        ]
    )
    actor, submission = written(consultation, {"hopes": "Tiloja"})
    actions.save_draft(actor=actor, submission=submission, values={}, seen_revision=1, is_easy=True)

    assert actions.send(actor=actor, submission=submission).number == 1


def test_what_reached_the_server_in_time_counts() -> None:
    consultation = make_survey()
    actor, submission = written(consultation)
    assert consultation.closes_at is not None
    in_time = timezone.now()
    Consultation.objects.update(closes_at=in_time + timedelta(microseconds=1))
    for thread in queries.threads_in(consultation):
        thread.closes_at = in_time + timedelta(microseconds=1)
        thread.save()

    late = timezone.now()
    with pytest.raises(NotNow, match="closed"):
        actions.send(actor=actor, submission=submission, received_at=late)
    assert actions.send(actor=actor, submission=submission, received_at=in_time).number == 1


def test_mandate_that_ended_before_sending_leaves_the_draft() -> None:
    organisation = make_organisation()
    actor, submission = written(make_survey(), None, actor=wearing(organisation), **FOR_IT)
    person = actor.person
    assert person is not None
    organisations.end_mandate(actor=SYSTEM, mandate=actor.mandates[0])

    with pytest.raises(Refused, match="no mandate"):
        actions.send(actor=actor_for(person, hat=organisation.pk), submission=submission)

    assert queries.values_of(Submission.objects.get()) == FULL


def test_part_for_those_signed_in_is_not_sent_by_others() -> None:
    consultation = make_survey()
    consultation.parts.filter(kind="questions").update(audience=Audience.SIGNED_IN)
    visitor, from_browser = written(consultation)
    member, from_account = written(consultation, actor=make_actor("Aino"))

    with pytest.raises(Invalid, match="at least one"):
        actions.send(actor=visitor, submission=from_browser)
    assert actions.send(actor=member, submission=from_account).number == 1


def test_withdraw_takes_words_back_and_sending_again_gives_them_again() -> None:
    actor, submission = sent(make_survey())
    before = last_line()

    withdrawn = actions.withdraw(actor=actor, submission=submission)

    assert (withdrawn.state, Submission.objects.sent().count()) == ("withdrawn", 0)
    assert verbs_since(before)[-1] == "submission.withdrawn"
    assert {each.state for each in Contribution.objects.all()} == {ContributionState.WITHDRAWN}
    again = actions.send(actor=actor, submission=submission)
    assert (again.number, again.state, again.withdrawn_at) == (1, "sent", None)
    assert Contribution.objects.get(thread__question__code="hopes").state == ContributionState.PUBLISHED


def test_withdraw_of_a_draft_and_of_others_is_refused() -> None:
    consultation = make_survey()
    actor, draft = written(consultation)
    _other, theirs = sent(consultation)

    with pytest.raises(NotNow, match="not been sent"):
        actions.withdraw(actor=actor, submission=draft)
    with pytest.raises(Refused, match="somebody else"):
        actions.withdraw(actor=actor, submission=theirs)


def test_code_of_a_printed_form_leads_back_once_made_and_never_to_an_account() -> None:
    consultation = make_survey()
    actor, submission = written(consultation)
    _member, owned = written(consultation, actor=make_actor("Aino"))
    before = last_line()

    code = actions.make_code(actor=actor, submission=submission)
    newer = actions.make_code(actor=actor, submission=submission)

    found = actions.use_code(
        actor=make_visitor(), consultation=consultation, code=newer.lower().replace("-", " ")
    )
    assert found.pk == submission.pk
    assert newer.replace("-", "") not in str(vars(Submission.objects.get(pk=submission.pk)))
    assert verbs_since(before) == ["submission.code_made", "submission.code_made", "submission.code_used"]
    with pytest.raises(Refused, match="no answer with this code"):
        actions.use_code(actor=make_visitor(), consultation=consultation, code=code)
    with pytest.raises(Refused, match="Sign in"):
        actions.use_code(
            actor=make_visitor(), consultation=consultation,
            code=actions.make_code(actor=Actor(person=owned.voice.person), submission=owned),
        )  # fmt: skip


def test_files_are_added_once_up_to_the_limit_and_stay_as_sent() -> None:
    consultation = make_survey()
    actor, submission = written(consultation)
    plan = next(each for each in queries.questions_of(consultation) if each.code == "plan")
    text = next(each for each in queries.questions_of(consultation) if each.code == "hopes")
    known: dict[str, Any] = {"actor": actor, "submission": submission}
    files = [examine(f"{n}.txt", f"Suunnitelma {n}".encode()) for n in range(3)]

    first = actions.attach(question=plan, file=files[0], **known)
    same = actions.attach(question=plan, file=files[0], **known)
    actions.attach(question=plan, file=files[1], **known)
    with pytest.raises(NotNow, match="2 files"):
        actions.attach(question=plan, file=files[2], **known)
    with pytest.raises(Refused, match="does not ask for a file"):
        actions.attach(question=text, file=files[2], **known)
    actions.send(**known)

    assert first.pk == same.pk
    assert Answer.objects.get(question__code="plan").value == ["0.txt", "1.txt"]
    actions.detach(attachment=submission.attachments.get(name="0.txt"), **known)
    late = actions.attach(question=plan, file=files[2], **known)
    actions.detach(attachment=late, **known)
    rows = list(submission.attachments.order_by("pk").values_list("name", "is_sent"))
    assert rows == [("0.txt", True), ("1.txt", True)]
    again = actions.send(**known)
    assert Answer.objects.get(question__code="plan").value == ["1.txt"]
    assert again.number == 1


def test_ideas_beside_a_survey_are_not_questions() -> None:
    assert queries.has_questions(make_survey()) is True
    assert queries.has_questions(make_consultation(closes=DAY)) is False
