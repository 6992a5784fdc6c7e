"""What is asked in a survey, what one speaker has written and sent, and how far they are."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from punos.consultations.models import (
    Attachment,
    Consultation,
    Invitation,
    PartKind,
    Question,
    QuestionKind,
    Submission,
)
from punos.consultations.models import values as valued
from punos.contributions.models import Voice


def questions_of(consultation: Consultation) -> list[Question]:
    """Every question of its parts in order, with parts, threads and what can be chosen."""
    found = Question.objects.filter(part__consultation=consultation, part__kind=PartKind.QUESTIONS)
    read = found.select_related("part", "thread__process").prefetch_related("options")
    return list(read.order_by("part__place", "place", "pk"))


def has_questions(consultation: Consultation) -> bool:
    """Whether it asks questions, beside ideas or a draft text."""
    return Question.objects.filter(part__consultation=consultation, part__kind=PartKind.QUESTIONS).exists()


def background_asked(codes: Collection[str]) -> list[Question]:
    """The installation's background questions among these codes, in their order."""
    if not codes:
        return []
    found = Question.objects.filter(part__isnull=True, code__in=codes).exclude(kind=QuestionKind.FILE)
    return list(found.prefetch_related("options").order_by("place", "pk"))


def submission_of(consultation: Consultation, voice: Voice | None) -> Submission | None:
    """What this speaker writes or has sent here."""
    if voice is None:
        return None
    found = Submission.objects.filter(consultation=consultation, voice=voice)
    return found.select_related("consultation__process", "voice__organisation").first()


def values_of(submission: Submission | None) -> dict[str, Any]:
    """The draft as plain values by code."""
    return {key: kept["value"] for key, kept in submission.draft.items()} if submission else {}


def files_of(submission: Submission | None) -> dict[int, list[Attachment]]:
    """The files that stand, by question, without their contents."""
    found: dict[int, list[Attachment]] = {}
    if submission is not None:
        rows = submission.attachments.filter(question__isnull=False, removed_at__isnull=True)
        for each in rows.defer("content").order_by("pk"):
            found.setdefault(each.question_id or 0, []).append(each)
    return found


def is_invited(consultation: Consultation, voice: Voice | None) -> bool:
    """Whether the organisation behind this voice was invited to answer."""
    if voice is None or voice.organisation_id is None:
        return False
    standing = Invitation.objects.standing().filter(consultation=consultation)
    return standing.filter(organisation=voice.organisation_id).exists()


def shown(questions: Sequence[Question], values: Mapping[str, Any]) -> list[Question]:
    """The questions that are asked of somebody who gave these values; what is not asked opens nothing further."""
    codes = {each.code for each in questions}
    known = {code: value for code, value in values.items() if code not in codes}
    found = []
    for question in questions:
        if question.is_shown(known):
            found.append(question)
            known[question.code] = values.get(question.code)
    return found


def is_answered(question: Question, values: Mapping[str, Any], files: Mapping[int, Sequence[Any]]) -> bool:
    """Whether this question has got an answer."""
    if question.kind == QuestionKind.FILE:
        return bool(files.get(question.pk))
    return not valued.is_empty(values.get(question.code))


@dataclass(frozen=True)
class Answered:
    """How far somebody is: questions answered, and how many are asked of them."""

    done: int
    of: int


def answered(
    questions: Sequence[Question], values: Mapping[str, Any], files: Mapping[int, Sequence[Any]]
) -> Answered:
    """How far somebody is who gave these values."""
    asked = shown(questions, values)
    return Answered(sum(is_answered(each, values, files) for each in asked), len(asked))


@dataclass(frozen=True)
class Fault:
    """What has to be mended in one question before the answer can be sent."""

    question: Question
    text: str


def faults(
    questions: Sequence[Question],
    values: Mapping[str, Any],
    files: Mapping[int, Sequence[Any]],
    *,
    is_easy: bool = False,
) -> list[Fault]:
    """What has to be mended; the easy version has fewer questions, so only they can be required."""
    found = []
    for question in shown(questions, values):
        reads = valued.read(question, valued.typed(question, values)).values()
        wrong = next((each.fault for each in reads if each.fault), "")
        is_required = question.required and (question.in_easy or not is_easy)
        if not wrong and is_required:
            wrong = _missing(question, values, files)
        if wrong:
            found.append(Fault(question, wrong))
    return found


def _missing(question: Question, values: Mapping[str, Any], files: Mapping[int, Sequence[Any]]) -> str:
    if not is_answered(question, values, files):
        return _("This question has to be answered.")
    value = values.get(question.code)
    if question.kind == QuestionKind.MATRIX and len(value or {}) < len(valued.rows_of(question)):
        return _("Answer every row.")
    return ""


def digest(value: Any) -> str:
    """A short print of a value, by which a form tells later what somebody changed in it."""
    kept = None if valued.is_empty(value) else value
    told = json.dumps(kept, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def hash_of_code(code: str) -> str:
    """What is kept of the code on a printed form: neither the code nor a guess can be read from it."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum()).translate(
        str.maketrans("OIL", "011")
    )
    return salted_hmac("punos.consultations.code", plain, algorithm="sha256").hexdigest()


def by_code(consultation: Consultation, code: str) -> Submission | None:
    """The answer whose printed form has this code."""
    found = Submission.objects.filter(consultation=consultation, code_hash=hash_of_code(code))
    return found.select_related("consultation__process", "voice__organisation").first()


def submissions_of(voices: Iterable[Voice]) -> models.QuerySet[Submission]:
    """Where these speakers have answered or begun to, the latest first."""
    found = Submission.objects.filter(voice__in=list(voices))
    return found.select_related("consultation__process").order_by("-changed_at", "-pk")
