"""Putting parts and questions in their places, each with the thread in which its words are said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from punos.consultations import queries, rules
from punos.consultations.models import Consultation, Option, Part, PartKind, Question, QuestionKind
from punos.contributions import actions as contributions
from punos.contributions.models import Audience, Scale
from punos.core.languages import TranslatedText
from punos.organisations.models import Actor
from punos.processes.models import Document

EMPTY = TranslatedText()


@dataclass(frozen=True)
class OptionFacts:
    """What is told of something to choose, or of a row of a matrix."""

    code: str
    text: TranslatedText
    asks_which: bool = False
    easy_text: TranslatedText = EMPTY


@dataclass(frozen=True)
class QuestionFacts:
    """What is told of a question; what does not belong to its kind stays empty."""

    code: str
    kind: QuestionKind
    title: TranslatedText
    help: TranslatedText = EMPTY
    required: bool = False
    is_public: bool = True
    options: Sequence[OptionFacts] = ()
    rows: Sequence[OptionFacts] = ()
    lowest: int | None = None
    highest: int | None = None
    low: TranslatedText = EMPTY
    high: TranslatedText = EMPTY
    unit: TranslatedText = EMPTY
    limit: int | None = None
    shown_if: str = ""
    shown_if_values: Sequence[str] = ()
    in_easy: bool = False
    easy_title: TranslatedText = EMPTY
    easy_help: TranslatedText = EMPTY


@dataclass(frozen=True)
class PartFacts:
    """What is told of a part; only a part with ideas has a scale, only one with questions has these."""

    kind: PartKind
    title: TranslatedText
    body: TranslatedText = EMPTY
    scale: Scale | None = None
    takes_contributions: bool = True
    fields: tuple[str, ...] = ()
    low: TranslatedText = EMPTY
    high: TranslatedText = EMPTY
    audience: Audience = Audience.EVERYONE
    background: tuple[str, ...] = ()
    document: Document | None = None
    questions: Sequence[QuestionFacts] = ()


@transaction.atomic
def lay_part(*, actor: Actor, consultation: Consultation, place: int, told: PartFacts) -> Part:
    """One part in its place, with what is asked in it; whether it may be is asked before."""
    thread = None
    if told.kind in {PartKind.IDEAS, PartKind.DRAFT_TEXT}:
        thread = contributions.open_thread(
            actor=actor,
            process=consultation.process,
            scale=told.scale,
            takes_contributions=told.takes_contributions,
            audience=told.audience,
            moderated_before=consultation.moderated_before,
        )
    part = Part.objects.create(
        consultation=consultation,
        place=place,
        kind=told.kind,
        title=told.title,
        body=told.body,
        fields=list(told.fields),
        low=told.low,
        high=told.high,
        audience=told.audience,
        background=list(told.background),
        document=told.document,
        thread=thread,
    )
    for number, each in enumerate(told.questions, start=1):
        lay_question(actor=actor, part=part, place=number, told=each)
    return part


@transaction.atomic
def lay_question(*, actor: Actor, part: Part | None, place: int, told: QuestionFacts) -> Question:
    """One question in its place, with what can be chosen in it; without a part it is background."""
    rules.check_code(told.code)
    given = {name: value for name, value in vars(told).items() if name not in {"options", "rows"}}
    given["shown_if_values"] = list(told.shown_if_values)
    question = Question.objects.create(part=part, place=place, **given)
    Option.objects.bulk_create(
        [
            Option(question=question, place=number, is_row=is_row, **vars(each))
            for is_row, listed in ((False, told.options), (True, told.rows))
            for number, each in enumerate(listed, start=1)
        ]
    )
    settle_thread(actor=actor, question=question)
    return question


@transaction.atomic
def settle_thread(*, actor: Actor, question: Question) -> None:
    """Give a question that takes words its thread, and take it from one that takes none.

    Words in answer to background stay with the speaker, so a question without a part has no thread.
    """
    part = question.part
    takes_words = part is not None and question.takes_words
    thread = question.thread
    if part is not None and takes_words and thread is None:
        question.thread = contributions.open_thread(
            actor=actor,
            process=part.consultation.process,
            scale=None,
            audience=part.audience,
            moderated_before=part.consultation.moderated_before,
            is_public=question.is_public,
        )
        question.save(update_fields=["thread"])
    elif thread is not None and not takes_words:
        question.thread = None
        question.save(update_fields=["thread"])
        contributions.remove_thread(actor=actor, thread=thread)


@transaction.atomic
def pass_times(
    *, actor: Actor, consultation: Consultation, opens_at: datetime | None, closes_at: datetime | None
) -> None:
    """Tell every thread from when until when something can be said in it."""
    for thread in queries.threads_in(consultation):
        contributions.set_times(actor=actor, thread=thread, opens_at=opens_at, closes_at=closes_at)


@transaction.atomic
def pass_audiences(*, actor: Actor, consultation: Consultation) -> None:
    """Tell every thread who may speak in it, and whether readers see it at once."""
    before = consultation.moderated_before
    for part in consultation.parts.select_related("thread__process"):
        asked = part.questions.select_related("thread__process").exclude(thread=None)
        places = [(part.thread, True), *((each.thread, each.is_public) for each in asked)]
        for thread, is_public in places:
            if thread is not None:
                contributions.set_audience(
                    actor=actor,
                    thread=thread,
                    audience=part.audience,
                    moderated_before=before,
                    is_public=is_public,
                )
