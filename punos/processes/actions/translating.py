"""Writing what a text lacks in a language, also after it has been published: what stands never changes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.errors import Invalid
from punos.core.languages import TranslatedText, Written
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes import queries, rules
from punos.processes.actions.finding import enter_text
from punos.processes.actions.texts import (
    FIELDS,
    write_section,
)
from punos.processes.models import Document, DraftVersion, Section
from punos.processes.models.document import rewritten
from punos.processes.rules.texts import LONGEST_BODY, LONGEST_HEADING, check_lengths


@transaction.atomic
def translate_document(
    *,
    actor: Actor,
    document: Document,
    language: str,
    text: str,
    seen_revision: int,
    is_right: bool = False,
) -> Document:
    """Write one language of a document's title; refused if somebody rewrote it in between.

    `is_right` confirms a translation whose source has changed without rewriting it.
    """
    locked = queries.locked_document(document)
    rules.check_lead_process(actor, locked.process)
    if language == locked.language and not clean(text):
        raise Invalid(_("Give the document a title."))
    told = {language: Written(text, seen_revision, is_right)}
    locked.title = rewritten(locked.title, told, by=actor.person_id, at=timezone.now())
    check_lengths(locked.title, LONGEST_HEADING)
    locked.save(update_fields=["title"])
    _enter(locked)
    journal.record(
        actor, "document.translated", locked, process=locked.process.slug, public=True, language=language
    )
    return locked


@transaction.atomic
def translate_version(
    *,
    actor: Actor,
    version: DraftVersion,
    language: str,
    text: str,
    seen_revision: int,
    is_right: bool = False,
) -> DraftVersion:
    """Write one language of a version's note; once the version is published, only one that is missing."""
    locked = queries.locked_version(version)
    rules.check_translate_version(actor, locked, locked.note, language)
    told = {language: Written(text, seen_revision, is_right)}
    note = rewritten(locked.note, told, by=actor.person_id, at=timezone.now())
    check_lengths(note, LONGEST_BODY)
    if note != locked.note:
        locked.note = note
        locked.save(update_fields=["note"])
        _tell(actor, locked, language)
    return locked


@transaction.atomic
def translate_section(
    *,
    actor: Actor,
    section: Section,
    field: str,
    language: str,
    text: str,
    seen_revision: int,
    is_right: bool = False,
) -> Section:
    """Write one language of a clause; once its version is published, only one that is missing.

    Nobody's comment is touched by it: a comment stands at the words that were there, and they stay.
    """
    locked = queries.locked_version(section.version)
    row = locked.sections.get(pk=section.pk)
    if field not in FIELDS:
        raise Invalid(field)
    old: TranslatedText = getattr(row, field)
    rules.check_translate_version(actor, locked, old, language)
    told = {language: Written(text, seen_revision, is_right)}
    if locked.published_at is None:
        return write_section(actor=actor, version=locked, key=row.key, **{field: told})
    new = rewritten(old, told, by=actor.person_id, at=timezone.now())
    check_lengths(new, FIELDS[field])
    if new != old:
        setattr(row, field, new)
        row.save(update_fields=[field])
        _enter(locked.document)
        _tell(actor, locked, language, section=row.pk)
    return row


def _enter(document: Document) -> None:
    """Let it be found by its new words too, if readers have it."""
    current = document.versions.filter(published_at__isnull=False).order_by("-number").first()
    if current:
        enter_text(document=document, sections=list(current.sections.order_by("place", "id")))


def _tell(actor: Actor, version: DraftVersion, language: str, **more: int) -> None:
    """The line: public once the version is."""
    document, is_public = version.document, version.published_at is not None
    journal.record(
        actor,
        "version.translated",
        version,
        process=document.process.slug,
        public=is_public,
        language=language,
        **more,
    )
