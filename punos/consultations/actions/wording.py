"""Writing one text in one language: translating a draft, correcting what has been published."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.actions.finding import enter
from punos.consultations.models import Consultation, Option, Part, Question
from punos.consultations.models.wording import (
    CONSULTATION_TEXTS,
    OPTION_TEXTS,
    PART_TEXTS,
    QUESTION_TEXTS,
    OfConsultation,
    OfProcess,
    Subject,
    rewrite,
)
from punos.core.errors import Invalid
from punos.core.languages import Written
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Document, DraftVersion, Phase, Process, Section


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
    words = clean(text)
    if isinstance(subject, Process | Phase | Document | DraftVersion | Section):
        translate_in_process(
            actor=actor,
            process=locked.process,
            subject=subject,
            field=field,
            language=language,
            written=Written(words, seen_revision, is_right),
        )
        return locked
    rules.check_translate(actor, locked, text)
    row = _row(locked, subject, field)
    told = {field: {language: Written(words, seen_revision, is_right)}}
    rewrite(row, told, source=locked.title.source, by=actor.person_id, at=timezone.now())
    row.save(update_fields=[field])
    _tell(actor, row if isinstance(row, Consultation) else locked, field, language)
    return locked


@transaction.atomic
def translate_in_process(
    *, actor: Actor, process: Process, subject: Subject, field: str, language: str, written: Written
) -> None:
    """Write one language of a text of a process, or of a draft text in it."""
    told: dict[str, Any] = {"language": language, "text": written.text, "seen_revision": written.seen}
    if isinstance(subject, Consultation | Part | Question | Option) or _process_of(subject) != process.pk:
        raise Invalid("That text is not part of this process.")
    if isinstance(subject, Process):
        processes.translate_process(actor=actor, process=subject, field=field, **told)
    elif isinstance(subject, Phase):
        processes.translate_phase(actor=actor, phase=subject, field=field, **told)
    elif isinstance(subject, Section):
        processes.translate_section(
            actor=actor, section=subject, field=field, is_right=written.is_right, **told
        )
    elif isinstance(subject, DraftVersion):
        processes.translate_version(actor=actor, version=subject, is_right=written.is_right, **told)
    else:
        processes.translate_document(actor=actor, document=subject, is_right=written.is_right, **told)


def _process_of(subject: OfProcess) -> int | None:
    """The process that a text belongs to, as the database has it."""
    if isinstance(subject, Process):
        return subject.pk
    if isinstance(subject, Document | Phase):
        return subject.process_id
    version = subject.version if isinstance(subject, Section) else subject
    return version.document.process_id


def _row(consultation: Consultation, subject: OfConsultation, field: str) -> OfConsultation:
    """The row as it is now, if it belongs to this consultation and has such a text."""
    row: OfConsultation | None
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
        enter(consultation=consultation)
    verb = "consultation.corrected" if is_public else "consultation.translated"
    journal.record(actor, verb, consultation, process=slug, public=is_public, field=field, language=language)
