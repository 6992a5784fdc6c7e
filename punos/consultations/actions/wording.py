"""Writing one text in one language: translating a draft, correcting what has been published."""

from django.db import transaction
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.models import Consultation, Option, Part, Question
from punos.consultations.models.wording import (
    CONSULTATION_TEXTS,
    OPTION_TEXTS,
    PART_TEXTS,
    QUESTION_TEXTS,
    Subject,
    rewrite,
)
from punos.core.errors import Invalid
from punos.core.languages import Written
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Process
from punos.search import actions as search


@transaction.atomic
def translate(
    *,
    actor: Actor,
    consultation: Consultation,
    subject: Subject,
    field: str,
    language: str,
    text: str,
    seen_revision: int,
    is_right: bool = False,
) -> Consultation:
    """Write one language of any text of a consultation; refused if somebody rewrote it in between.

    In a draft this is work; after publication it is a correction that the journal shows. Kinds, codes and choices
    never change here. `is_right` confirms a translation whose source has changed without rewriting it.
    """
    locked = queries.locked(consultation)
    rules.check_translate(actor, locked, text)
    words = clean(text)
    if isinstance(subject, Process):
        if subject.pk != locked.process_id:
            raise Invalid("That process is another one.")
        processes.translate_process(
            actor=actor,
            process=subject,
            field=field,
            language=language,
            text=words,
            seen_revision=seen_revision,
        )
        return locked
    row = _row(locked, subject, field)
    told = {field: {language: Written(words, seen_revision, is_right)}}
    rewrite(row, told, source=locked.title.source, by=actor.person_id, at=timezone.now())
    row.save(update_fields=[field])
    _tell(actor, row if isinstance(row, Consultation) else locked, field, language)
    return locked


def _row(
    consultation: Consultation, subject: Consultation | Part | Question | Option, field: str
) -> Consultation | Part | Question | Option:
    """The row as it is now, if it belongs to this consultation and has such a text."""
    row: Consultation | Part | Question | Option | None
    if isinstance(subject, Consultation):
        row, known = (consultation if subject.pk == consultation.pk else None), CONSULTATION_TEXTS
    elif isinstance(subject, Part):
        row, known = Part.objects.filter(pk=subject.pk, consultation=consultation).first(), PART_TEXTS
    elif isinstance(subject, Question):
        row = Question.objects.filter(pk=subject.pk, part__consultation=consultation).first()
        known = QUESTION_TEXTS
    else:
        row = Option.objects.filter(pk=subject.pk, question__part__consultation=consultation).first()
        known = OPTION_TEXTS
    if row is None or field not in known:
        raise Invalid("That text is not part of this consultation.")
    return row


def _tell(actor: Actor, consultation: Consultation, field: str, language: str) -> None:
    """Let it be found by its new words, and write the line: a correction of what is public is public."""
    slug, is_public = consultation.process.slug, consultation.published_at is not None
    if is_public:
        search.enter(consultation, process=slug, title=consultation.title, body=consultation.summary)
    verb = "consultation.corrected" if is_public else "consultation.translated"
    journal.record(actor, verb, consultation, process=slug, public=is_public, field=field, language=language)
