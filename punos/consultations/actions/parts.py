"""Putting parts and questions in their places, each with the thread in which its words are said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from punos.consultations.models import Consultation, Option, Part, PartKind, Question, QuestionKind
from punos.contributions import actions as contributions
from punos.contributions.models import Audience, Scale, Thread
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


def add_part(actor: Actor, consultation: Consultation, place: int, told: PartFacts) -> Part:
    """One part in its place, with what is asked in it."""
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
        add_question(actor, part, number, each)
    return part


def add_question(actor: Actor, part: Part, place: int, told: QuestionFacts) -> Question:
    """One question in its place, with what can be chosen in it."""
    given = {name: value for name, value in vars(told).items() if name not in {"options", "rows"}}
    given["shown_if_values"] = list(told.shown_if_values)
    question = Question.objects.create(part=part, place=place, **given)
    add_options(question, told)
    give_thread(actor, question)
    return question


def add_options(question: Question, told: QuestionFacts) -> None:
    """What can be chosen in a question, in this order."""
    Option.objects.bulk_create(
        [
            Option(question=question, place=place, is_row=is_row, **vars(each))
            for is_row, listed in ((False, told.options), (True, told.rows))
            for place, each in enumerate(listed, start=1)
        ]
    )


def give_thread(actor: Actor, question: Question) -> None:
    """The thread of a question that takes words; one that has no part is background, whose words stay with the speaker."""
    part = question.part
    if part is None or question.thread_id is not None or not question.takes_words:
        return
    question.thread = contributions.open_thread(
        actor=actor,
        process=part.consultation.process,
        scale=None,
        audience=part.audience,
        moderated_before=part.consultation.moderated_before,
        is_public=question.is_public,
    )
    question.save(update_fields=["thread"])


def threads_of(consultation: Consultation) -> models.QuerySet[Thread]:
    """Every place in which something is said in this consultation."""
    own = models.Q(part__consultation=consultation) | models.Q(question__part__consultation=consultation)
    return Thread.objects.filter(own).select_related("process")


def pass_times(
    actor: Actor, consultation: Consultation, opens_at: datetime | None, closes_at: datetime | None
) -> None:
    """Tell every thread from when until when something can be said in it."""
    for thread in threads_of(consultation):
        contributions.set_times(actor=actor, thread=thread, opens_at=opens_at, closes_at=closes_at)
