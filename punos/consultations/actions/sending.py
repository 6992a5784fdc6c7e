"""Sending an answer, sending it again, and withdrawing it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from punos.consultations import queries, rules
from punos.consultations.actions.changes import lock_answer
from punos.consultations.actions.signing import ask_signers_anew
from punos.consultations.models import (
    Answer,
    Consultation,
    PartKind,
    Question,
    QuestionKind,
    Receipt,
    Submission,
    SubmissionState,
    Way,
)
from punos.consultations.models import values as valued
from punos.consultations.queries import Fault
from punos.contributions import actions as contributions
from punos.contributions.models import Contribution, Thread
from punos.core.errors import Invalid, allowed
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.organisations.models import Actor


class IncompleteError(Invalid):
    """Something has to be mended before the answer can be sent; `faults` tell what, question by question."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(_("Some questions have to be mended before this can be sent."))
        self.faults = faults


@transaction.atomic
def send(
    *,
    actor: Actor,
    submission: Submission,
    receipt_email: str = "",
    received_at: datetime | None = None,
) -> Submission:
    """Send what was written. Sent once more unchanged, it stays as it is: no second number, letter or line."""
    locked, now = lock_answer(submission=submission), timezone.now()
    at = received_at or now
    rules.check_send(actor, locked, at)
    if locked.state == SubmissionState.SENT and not locked.has_unsent_changes:
        return locked
    questions = queries.questions_of(locked.consultation)
    is_invited = queries.is_invited(locked.consultation, locked.voice)
    values, files = queries.values_of(locked), queries.files_of(locked)
    here = [each for each in questions if _is_asked(actor, locked, each, is_invited=is_invited)]
    _check_complete(locked, here, values, files)
    asked = queries.shown(here, values)
    given = {each.pk: _given(each, values, files) for each in asked}
    told = _told(locked, asked, values, files)
    verb = "submission.changed" if locked.state == SubmissionState.SENT else "submission.sent"
    threads = _in_turn(locked, questions)
    _note_sent(locked, actor, receipt_email, max(at, locked.changed_at))
    _keep_answers(locked, asked, given)
    give_receipt(submission=locked, told=told)
    ask_signers_anew(submission=locked)
    contributions.put_all(
        actor=actor,
        voice=locked.voice,
        threads=threads,
        words=_words(asked, values),
        language=locked.language,
        is_invited=is_invited,
        at=rules.counted_at(locked, at),
    )
    journal.record(actor, verb, locked, process=locked.consultation.process.slug, public=True)
    return locked


def _is_asked(actor: Actor, submission: Submission, question: Question, *, is_invited: bool) -> bool:
    """Whether this speaker is asked in the part of the question."""
    part, voice = question.part, submission.voice
    return part is not None and allowed(rules.check_asked, actor, voice, part, is_invited=is_invited)


def _in_turn(submission: Submission, questions: Sequence[Question]) -> list[Thread]:
    """Wait until it is this answer's turn to take the next numbers; the threads of all questions, locked.

    In one consultation one answer after the other is from here on, so whoever calls has read and examined everything
    before. Others begin and save meanwhile. The locks are taken in one order and before anything is said: each
    contribution raises a stamp, and whoever holds that may wait for nobody.
    """
    Consultation.objects.select_for_update(no_key=True).get(pk=submission.consultation_id)
    threads = [each.thread for each in questions if each.thread is not None]
    locking = Thread.objects.select_for_update().filter(pk__in=[each.pk for each in threads])
    list(locking.order_by("pk"))
    own = Contribution.objects.filter(thread__in=threads, voice=submission.voice)
    list(own.select_for_update().order_by("pk"))
    return threads


def _check_complete(
    submission: Submission, questions: Sequence[Question], values: Mapping[str, Any], files: Mapping[int, Any]
) -> None:
    """Nothing faulty, nothing required left out, and something answered at all."""
    found = queries.faults(questions, values, files, is_easy=submission.is_easy)
    if found:
        raise IncompleteError(found)
    if not queries.answered(questions, values, files).done:
        raise Invalid(_("Answer at least one question first."))


def _given(question: Question, values: Mapping[str, Any], files: Mapping[int, Any]) -> Any:
    """The value that is kept of an answer which is not in words, or nothing."""
    if question.kind == QuestionKind.FILE:
        return [each.name for each in files.get(question.pk, ())]
    if question.kind == QuestionKind.TEXT:
        return None
    return valued.read(question, valued.typed(question, values))[question.code].value


def _keep_answers(submission: Submission, asked: Sequence[Question], given: Mapping[int, Any]) -> None:
    """The answers that were given now, instead of those of an earlier sending."""
    submission.answers.all().delete()
    Answer.objects.bulk_create(
        [
            Answer(submission=submission, question=each, value=given[each.pk])
            for each in asked
            if not valued.is_empty(given[each.pk])
        ]
    )
    submission.attachments.filter(removed_at__isnull=True, is_sent=False).update(is_sent=True)


def _words(asked: Sequence[Question], values: Mapping[str, Any]) -> dict[int, str]:
    """What was said in words, by thread: text answers, and what stands beside a choice that was made."""
    said = {}
    for question in asked:
        value = values.get(question.code)
        if question.kind != QuestionKind.TEXT:
            wanted = valued.wants_words(question, value)
            value = values.get(valued.other(question.code)) if wanted else ""
        if question.thread_id is not None and value:
            said[question.thread_id] = str(value)
    return said


def _note_sent(submission: Submission, actor: Actor, receipt_email: str, sent_at: datetime) -> None:
    """The number that is its address for ever, and when and by whose hand it was sent."""
    if submission.number is None:
        taken = submission.consultation.submissions.aggregate(highest=Max("number"))["highest"]
        submission.number = (taken or 0) + 1
    submission.state, submission.sent_at = SubmissionState.SENT, sent_at
    submission.sent_by, submission.withdrawn_at = actor.person_id, None
    submission.receipt_email = receipt_email
    submission.save(update_fields=["number", "state", "sent_at", "sent_by", "withdrawn_at", "receipt_email"])


def _told(
    submission: Submission, asked: Sequence[Question], values: Mapping[str, Any], files: Mapping[int, Any]
) -> list[Any]:
    """Everything that is sent, in the sender's words."""
    with override(submission.language):
        told = queries.told(asked, values, files, submission.language, is_easy=submission.is_easy)
        return [*told, *queries.annexes_told(submission)]


@transaction.atomic
def give_receipt(*, submission: Submission, told: Sequence[Any]) -> None:
    """What was sent, kept as it was, and the letter with it where an address was given."""
    language, consultation = submission.language, submission.consultation
    is_typed_in = submission.voice.is_typed_in
    receipt = Receipt.objects.create(
        submission=submission, language=language, sent_at=submission.sent_at or timezone.now(), told=told
    )
    if not submission.receipt_email:
        return
    title = consultation.title.read(language).text
    with override(language):
        link_label = title if is_typed_in else _("Look at the receipt")
    mail.queue(
        key=f"receipt:{receipt.pk}",
        to=submission.receipt_email,
        language=language,
        template="consultations/mail/receipt",
        context={
            "title": title,
            "told": told,
            "number": submission.number,
            "sent_at": submission.sent_at,
            "closes_at": consultation.closes_at,
            "link_label": link_label,
            "link": f"/{language}{consultation.address}{'' if is_typed_in else 'answer/receipt/'}",
        },
        person_id=submission.voice.person_id,
        organisation_id=submission.voice.organisation_id,
    )


@transaction.atomic
def withdraw(*, actor: Actor, submission: Submission, received_at: datetime | None = None) -> Submission:
    """Take a sent answer out of publication and of every count. What was received stays in the record."""
    locked, now = lock_answer(submission=submission), timezone.now()
    rules.check_withdraw(actor, locked, received_at or now)
    for thread in _in_turn(locked, queries.questions_of(locked.consultation)):
        contributions.take_back(actor=actor, voice=locked.voice, thread=thread)
    if locked.typed_in_way == Way.EVENT:  # what was noted about clauses belongs to the notes
        of_texts = Thread.objects.filter(part__in=locked.consultation.parts.filter(kind=PartKind.DRAFT_TEXT))
        contributions.take_back_all(actor=actor, voice=locked.voice, threads=list(of_texts))
    locked.state, locked.withdrawn_at = SubmissionState.WITHDRAWN, now
    locked.save(update_fields=["state", "withdrawn_at"])
    process = locked.consultation.process.slug
    journal.record(actor, "submission.withdrawn", locked, process=process, public=True)
    return locked
