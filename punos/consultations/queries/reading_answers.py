"""Answers to read: those in words from all, and everything that one speaker answered.

What stands under one address together says more about a person than each part by itself. Organisations, public bodies
and groups stand behind the whole of their answer, so it is shown whole. Of a person only what they said in words is
shown, never the choices beside it, and answers of persons cannot be narrowed by their background.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models

from punos.consultations.models import (
    Attachment,
    Consultation,
    Question,
    QuestionKind,
    Signature,
    Submission,
    SubmissionState,
)
from punos.consultations.models import values as valued
from punos.consultations.queries.answering import questions_of, shown
from punos.consultations.queries.told import in_words
from punos.contributions.models import Capacity, Contribution, ContributionState, Reason, Voice
from punos.contributions.queries import listed, reasons_of
from punos.core.languages import current_language
from punos.decisions.models import Response
from punos.decisions.queries import responses_under

KINDS: Mapping[str, tuple[str, ...]] = {
    "person": (Capacity.RESIDENT, Capacity.ACTIVE),
    "organisation": (Capacity.ORGANISATION, Capacity.BODY),
    "group": (Capacity.GROUP,),
}
NAMED = {Capacity.ORGANISATION, Capacity.BODY, Capacity.GROUP}


@dataclass(frozen=True)
class Wanted:
    """What narrows the list; an empty one asks nothing. `field` is that of organisations and public bodies."""

    question: str = ""
    kind: str = ""
    field: str = ""
    language: str = ""
    words: str = ""


@dataclass(frozen=True)
class Words:
    """An answer in words as a reader of one language meets it; in place of a removed one stands the reason.

    `responses` are those to the themes that it belongs to.
    """

    said: Contribution
    text: str = ""
    language: str = ""
    original: str = ""
    original_language: str = ""
    removed_for: Reason | None = None
    responses: Sequence[Response] = ()


@dataclass(frozen=True)
class Card:
    """One answer in the list: to which question, in which answer it stands, and its words."""

    words: Words
    question: Question
    submission: Submission

    @property
    def voice(self) -> Voice:
        return self.words.said.voice


def public_questions(consultation: Consultation) -> list[Question]:
    """Those whose answers are published: not the ones that depend on what is not public, for they would tell it."""
    found: dict[str, Question] = {}
    for each in questions_of(consultation):
        if each.is_public and (not each.shown_if or each.shown_if in found):
            found[each.code] = each
    return list(found.values())


def readable(consultation: Consultation, questions: Iterable[Question]) -> models.QuerySet[Contribution]:
    """What readers find: words of sent answers to these questions; of what a moderator removed, the place."""
    said = Contribution.objects.filter(
        thread__in=[each.thread_id for each in questions if each.thread_id],
        voice__in=Submission.objects.sent().filter(consultation=consultation).values("voice"),
    )
    return listed(said)


def page_of_answers(
    consultation: Consultation,
    questions: Sequence[Question],
    wanted: Wanted,
    *,
    number: str | None,
    size: int,
) -> Page[Any]:
    """A page of answers in words to these questions, question by question."""
    said = _narrowed(readable(consultation, questions), wanted)
    order = ("thread__question__part__place", "thread__question__place", "number")
    page: Page[Any] = Paginator(_with_words(said).order_by(*order), size).get_page(number)
    page.object_list = _cards(consultation, list(page.object_list))
    return page


def answers_after(consultation: Consultation, *, question: str, after: int, most: int) -> list[Card]:
    """Answers in words to one question, or to all, in the order in which they came, after the one with this id."""
    said = _narrowed(readable(consultation, public_questions(consultation)), Wanted(question=question))
    return _cards(consultation, list(_with_words(said).filter(pk__gt=after).order_by("pk")[:most]))


def _with_words(said: models.QuerySet[Contribution]) -> models.QuerySet[Contribution]:
    rows = said.select_related("latest", "voice__organisation", "thread__question")
    return rows.prefetch_related("latest__translations")


def _cards(consultation: Consultation, found: Sequence[Contribution]) -> list[Card]:
    """Each with its words in the language of the page, and the answer in which it stands."""
    reasons, responses = reasons_of(found), responses_under([each.pk for each in found])
    sent = Submission.objects.sent().filter(
        consultation=consultation, voice__in={each.voice_id for each in found}
    )
    by_voice = {each.voice_id: each for each in sent.defer("draft")}
    language = current_language()
    return [
        Card(
            answered(as_words(each, language, reasons.get(each.pk)), responses),
            each.thread.question,
            by_voice[each.voice_id],
        )
        for each in found
    ]


def _narrowed(said: models.QuerySet[Contribution], wanted: Wanted) -> models.QuerySet[Contribution]:
    if wanted.question:
        said = said.filter(thread__question__code=wanted.question)
    if wanted.kind:
        said = said.filter(voice__capacity__in=KINDS[wanted.kind])
    if wanted.field:
        said = said.filter(voice__capacity__in=KINDS["organisation"], voice__background__field=wanted.field)
    if wanted.language:
        said = said.filter(latest__language=wanted.language)
    for word in wanted.words.split():
        said = said.filter(state=ContributionState.PUBLISHED, latest__text__icontains=word)
    return said


def as_words(said: Contribution, language: str, reason: Reason | None) -> Words:
    """What was said, in this language where there is a translation; translations must be read already."""
    latest = said.latest
    if said.state == ContributionState.HIDDEN or latest is None:
        return Words(said, removed_for=reason)
    own = next((each for each in latest.translations.all() if each.language == language), None)
    if own is None or latest.language == language:
        return Words(said, latest.shown, latest.shown_language)
    return Words(said, own.text, language, latest.text, latest.language)


def answered(words: Words, responses: Mapping[int, Sequence[Response]]) -> Words:
    """The same with what was responded to it."""
    return replace(words, responses=responses.get(words.said.pk, ()))


# One answer -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ToQuestion:
    """What was answered to one question: a choice, a number and so on in `told`, and words."""

    question: Question
    told: str = ""
    words: Words | None = None


@dataclass(frozen=True)
class Whole:
    """Everything that readers may see of one answer."""

    submission: Submission
    answers: Sequence[ToQuestion]
    is_whole: bool
    signers: Sequence[Signature] = ()
    annexes: Sequence[Attachment] = field(default_factory=list)


def numbered(consultation: Consultation, number: int) -> Submission | None:
    """The answer with this number, sent or withdrawn since."""
    found = Submission.objects.filter(consultation=consultation, number=number)
    kept = found.filter(state__in=[SubmissionState.SENT, SubmissionState.WITHDRAWN])
    return kept.select_related("voice__organisation").defer("draft").first()


def whole(consultation: Consultation, submission: Submission) -> Whole:
    """What readers may see of a sent answer, question by question; of a person only the words."""
    is_whole = submission.voice.capacity in NAMED
    language = current_language()
    questions = public_questions(consultation)
    said = list(
        readable(consultation, questions)
        .filter(voice=submission.voice)
        .select_related("latest")
        .prefetch_related("latest__translations")
    )
    reasons, responses = reasons_of(said), responses_under([each.pk for each in said])
    words = {
        each.thread_id: answered(as_words(each, language, reasons.get(each.pk)), responses) for each in said
    }
    values = dict(submission.answers.values_list("question__code", "value")) if is_whole else {}
    asked = shown(questions, values) if is_whole else questions
    answers = [_to_question(each, values, words.get(each.thread_id or 0), language) for each in asked]
    annexes = submission.attachments.filter(is_sent=True, removed_at__isnull=True, is_secret=False)
    public = annexes.exclude(question__is_public=False).defer("content").order_by("pk")
    signers = submission.signatures.filter(confirmed_at__isnull=False).select_related("organisation")
    return Whole(
        submission=submission,
        answers=[each for each in answers if each.told or each.words],
        is_whole=is_whole,
        signers=list(signers.order_by("pk")),
        annexes=list(public) if is_whole else [],
    )


def _to_question(
    question: Question, values: Mapping[str, Any], words: Words | None, language: str
) -> ToQuestion:
    """One question; files stand in the list of annexes, where secret ones are left out."""
    if question.kind in {QuestionKind.TEXT, QuestionKind.FILE} or valued.is_empty(values.get(question.code)):
        return ToQuestion(question, words=words)
    return ToQuestion(question, in_words(question, values, {}, language), words)
