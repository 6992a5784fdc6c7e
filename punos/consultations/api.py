"""Consultations, their ideas and results as JSON."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Router, Schema

from punos.consultations import queries, rules
from punos.consultations.models import Consultation, Part, Question
from punos.consultations.models.values import choices_of, rows_of
from punos.consultations.queries import draft_texts, reading_answers, submitted
from punos.consultations.queries.steps import READ_TO
from punos.contributions.models import Capacity, Contribution
from punos.core.languages import TranslatedText
from punos.organisations.models import ActingRequest

router = Router(tags=["consultations"])
MOST_IDEAS = 100
MOST_ANSWERS = 100


class ConsultationOut(Schema):
    """What is asked; texts by language."""

    slug: str
    title: dict[str, str]
    summary: dict[str, str]
    opens_at: datetime
    closes_at: datetime | None
    is_open: bool
    results_shown: str

    @classmethod
    def of(cls, consultation: Consultation, now: datetime) -> "ConsultationOut":
        return cls(
            slug=consultation.slug,
            title={language: part.text for language, part in consultation.title.texts.items()},
            summary={language: part.text for language, part in consultation.summary.texts.items()},
            opens_at=consultation.opens_at,
            closes_at=consultation.closes_at,
            is_open=consultation.is_open(now),
            results_shown=consultation.results_shown,
        )


class IdeaOut(Schema):
    """An idea in the language it was written in."""

    number: int
    text: str
    language: str


class CommentOut(Schema):
    """A comment on a clause of a draft text, in the language it was written in; a person is never named.

    `version` and `clause` tell on what it was made, `capacity` how its author speaks.
    """

    number: int
    version: int
    clause: str
    stance: str
    quote: str
    text: str
    rewording: str
    language: str
    capacity: str
    organisation: str
    is_verified: bool
    head_count: int | None
    at: datetime

    @classmethod
    def of(cls, said: Contribution) -> "CommentOut":
        assert said.section is not None  # only comments on clauses are asked for
        assert said.latest is not None  # what was sent has words
        voice = said.voice
        speaks_for = voice.capacity in {Capacity.ORGANISATION, Capacity.BODY}
        name = voice.organisation.name if voice.organisation else voice.organisation_name
        return cls(
            **{field: getattr(said, field) for field in ("number", "stance", "quote", "at")},
            **{field: getattr(said.latest, field) for field in ("text", "rewording", "language")},
            **{field: getattr(voice, field) for field in ("capacity", "is_verified", "head_count")},
            version=said.section.version.number,
            clause=said.section.key,
            organisation=name if speaks_for else "",
        )


class OptionOut(Schema):
    """What can be chosen, or a row of a matrix; texts by language."""

    code: str
    text: dict[str, str]
    is_row: bool
    asks_which: bool


class QuestionOut(Schema):
    """A question of a survey; texts by language. `shown_if` names the question on which it depends."""

    code: str
    kind: str
    part: int
    title: dict[str, str]
    help: dict[str, str]
    required: bool
    is_public: bool
    lowest: int | None
    highest: int | None
    limit: int | None
    shown_if: str
    shown_if_values: list[str]
    in_easy: bool
    options: list[OptionOut]

    @classmethod
    def of(cls, question: Question) -> "QuestionOut":
        plain = ("code", "kind", "required", "is_public", "lowest", "highest", "limit", "shown_if", "in_easy")
        return cls(
            **{name: getattr(question, name) for name in plain},
            part=question.part.place if question.part else 0,
            title=_by_language(question.title),
            help=_by_language(question.help),
            shown_if_values=list(question.shown_if_values),
            options=[
                OptionOut(
                    code=each.code,
                    text=_by_language(each.text),
                    is_row=each.is_row,
                    asks_which=each.asks_which,
                )
                for each in (*rows_of(question), *choices_of(question))
            ],
        )


def _by_language(text: TranslatedText) -> dict[str, str]:
    return {language: part.text for language, part in text.texts.items()}


class AnswerOut(Schema):
    """An answer in words: to which question, in the answer with which number, by whom, and where it is found.

    Of one that a moderator removed the text is empty and `removed_for` tells why.
    """

    id: int
    question: str
    answer: int
    speaker: str
    organisation: str
    head_count: int | None
    day: date
    language: str
    text: str
    removed_for: str
    address: str


class Problem(Schema):
    """Why not, for a person (`detail`) and for a machine (`code`)."""

    detail: str
    code: str


def _asked(request: ActingRequest, process: str, slug: str) -> Consultation:
    found = queries.consultation_detail(request.actor, process, slug)
    if found is None:
        raise Http404
    return found


def _part(request: ActingRequest, process: str, slug: str) -> Part:
    found = queries.ideas_part(request.actor, process, slug)
    if found is None:
        raise Http404
    return found


@router.get("/{slug:process}/consultations", response=list[ConsultationOut])
def consultation_list(request: ActingRequest, process: str) -> list[ConsultationOut]:
    """Everything asked in a process, the latest to open first."""
    actor = request.actor
    now = timezone.now()
    found = Consultation.objects.visible_to(actor).filter(process__slug=process).order_by("-opens_at", "-id")
    return [ConsultationOut.of(consultation, now) for consultation in found]


@router.get("/{slug:process}/consultations/{slug:slug}", response=ConsultationOut)
def consultation_detail(request: ActingRequest, process: str, slug: str) -> ConsultationOut:
    """One consultation."""
    return ConsultationOut.of(_asked(request, process, slug), timezone.now())


@router.get("/{slug:process}/consultations/{slug:slug}/questions", response=list[QuestionOut])
def questions(request: ActingRequest, process: str, slug: str) -> list[QuestionOut]:
    """The questions of a survey in order; none where it asks in another way."""
    return [QuestionOut.of(each) for each in queries.questions_of(_asked(request, process, slug))]


@router.get("/{slug:process}/consultations/{slug:slug}/ideas", response=list[IdeaOut])
def ideas(request: ActingRequest, process: str, slug: str, after: int = -1) -> list[IdeaOut]:
    """Published ideas by number, at most 100; `after` is the last number of the page before."""
    thread = _part(request, process, slug).thread
    if thread is None:
        return []
    found = thread.contributions.published().filter(number__gt=after).select_related("latest")
    return [
        IdeaOut(number=each.number, text=each.latest.text, language=each.latest.language)
        for each in found.order_by("number")[:MOST_IDEAS]
        if each.latest
    ]


@router.get(
    "/{slug:process}/consultations/{slug:slug}/documents/{slug:document}/comments", response=list[CommentOut]
)
def comments(
    request: ActingRequest, process: str, slug: str, document: str, after: int = 0
) -> list[CommentOut]:
    """Published comments on a draft text by number, at most 100; `after` is the last number of the page before."""
    found = _asked(request, process, slug)
    text = draft_texts.document_in(request.actor, found, document)
    part = draft_texts.part_with(found, text) if text else None
    if part is None or part.thread is None:
        raise Http404
    said = part.thread.contributions.published().filter(number__gt=after, section__isnull=False)
    rows = said.select_related("latest", "section__version", "voice__organisation").order_by("number")
    return [CommentOut.of(each) for each in rows[:MOST_IDEAS]]


@router.get(
    "/{slug:process}/consultations/{slug:slug}/results",
    response={200: dict[str, Any], 403: Problem, 409: Problem},
)
def results(request: ActingRequest, process: str, slug: str) -> dict[str, Any]:
    """The figures of the results page, as soon as the host shows them."""
    actor = request.actor
    found = _asked(request, process, slug)
    rules.check_see_results(actor, found, timezone.now())
    result = queries.result_of(found)
    if result is None:
        raise Http404
    return {name: figure for name, figure in result.figures.items() if name != READ_TO}


@router.get(
    "/{slug:process}/consultations/{slug:slug}/answers",
    response={200: list[AnswerOut], 403: Problem, 409: Problem},
)
def answers(
    request: ActingRequest, process: str, slug: str, question: str = "", after: int = 0
) -> list[AnswerOut]:
    """Answers in words as soon as the results are shown, at most 100; `after` is the last id of the page before."""
    found = _asked(request, process, slug)
    rules.check_see_results(request.actor, found, timezone.now())
    cards = reading_answers.answers_after(found, question=question, after=after, most=MOST_ANSWERS)
    return [_answer(card) for card in cards]


def _answer(card: reading_answers.Card) -> AnswerOut:
    """One answer in the words in which it was given."""
    said, voice = card.words.said, card.voice
    is_named = voice.capacity in reading_answers.KINDS["organisation"]
    return AnswerOut(
        id=said.pk,
        question=card.question.code,
        answer=card.submission.number or 0,
        speaker=submitted.OF_SPEAKER[voice.capacity],
        organisation=submitted.name_of(voice) if is_named else "",
        head_count=voice.head_count,
        day=timezone.localdate(said.at),
        language=card.words.original_language or card.words.language,
        text=card.words.original or card.words.text,
        removed_for=card.words.removed_for or "",
        address=said.address,
    )
