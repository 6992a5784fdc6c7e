"""Beginning from another consultation: its parts, questions and texts, and no answers."""

from django.db import transaction
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.actions.parts import OptionFacts, PartFacts, QuestionFacts, lay_part
from punos.consultations.models import (
    Consultation,
    Controller,
    Option,
    Part,
    PartKind,
    Question,
    QuestionKind,
)
from punos.contributions.models import Audience, Scale
from punos.core.languages import TranslatedText
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Document, Process

COPIED = (
    *("summary", "results_shown", "minutes", "privacy", "publicity", "retention"),
    *("moderated_before", "is_easy", "easy_summary"),
)
OF_A_QUESTION = (
    *("title", "help", "required", "is_public", "lowest", "highest", "low", "high", "unit", "limit"),
    *("shown_if", "shown_if_values", "in_easy", "easy_title", "easy_help"),
)


@transaction.atomic
def clone_consultation(
    *, actor: Actor, consultation: Consultation, process: Process, slug: str, title: TranslatedText
) -> Consultation:
    """Begin a draft with the parts, questions and texts of another consultation; answers and times stay there."""
    rules.check_clone(actor, consultation, process, slug)
    now = timezone.now()
    opens_at, closes_at = queries.usual_times(now)
    made = Consultation.objects.create(
        process=process,
        slug=slug,
        title=title,
        opens_at=opens_at,
        closes_at=closes_at,
        made_at=now,
        cloned_from=consultation,
        controller=_controller(consultation, process),
        **{name: getattr(consultation, name) for name in COPIED},
    )
    for place, part in enumerate(queries.parts_with_questions(consultation), start=1):
        document = _document(actor, part, process) if part.document else None
        lay_part(actor=actor, consultation=made, place=place, told=_part(part, document))
    journal.record(actor, "consultation.cloned", made, process=process.slug, source=consultation.pk)
    return made


def _controller(consultation: Consultation, process: Process) -> str:
    """The same as before, if such a host is there; else the host that is."""
    both = process.host_unit_id is not None and process.host_organisation_id is not None
    if both:
        return consultation.controller
    return Controller.UNIT if process.host_unit_id is not None else Controller.ORGANISATION


def _document(actor: Actor, part: Part, process: Process) -> Document:
    """The same document within its process; in another one a new text of the same name, still to be written."""
    document = part.document
    assert document is not None  # only parts with a draft text come here
    if document.process_id == process.pk:
        return document
    known = process.documents.filter(slug=document.slug).first()
    if known is not None:
        return known
    return processes.draft_document(actor=actor, process=process, title=document.title, slug=document.slug)


def _part(part: Part, document: Document | None) -> PartFacts:
    """What is told of a part, as it was told of this one."""
    thread = part.thread
    return PartFacts(
        kind=PartKind(part.kind),
        title=part.title,
        body=part.body,
        scale=Scale(thread.scale) if thread and thread.scale is not None else None,
        takes_contributions=thread.takes_contributions if thread else True,
        fields=tuple(part.fields),
        low=part.low,
        high=part.high,
        audience=Audience(part.audience),
        background=tuple(part.background),
        document=document,
        questions=[_question(each) for each in part.questions.all()],
    )


def _question(question: Question) -> QuestionFacts:
    """What is told of a question, as it was told of this one: its code stays."""
    options = question.options.all()
    return QuestionFacts(
        code=question.code,
        kind=QuestionKind(question.kind),
        options=[_option(each) for each in options if not each.is_row],
        rows=[_option(each) for each in options if each.is_row],
        **{name: getattr(question, name) for name in OF_A_QUESTION},
    )


def _option(option: Option) -> OptionFacts:
    return OptionFacts(option.code, option.text, option.asks_which, option.easy_text)
