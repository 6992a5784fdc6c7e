"""Writing a text in versions and clauses. Saving never takes away a clause that the form did not show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from punos.core.errors import Invalid
from punos.core.languages import TranslatedText, Writing, Written
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes import queries, rules
from punos.processes.actions.finding import enter_text
from punos.processes.models import Change, Document, DraftVersion, Process, Section
from punos.processes.models.document import rewritten
from punos.processes.rules.texts import LONGEST_BODY, LONGEST_HEADING, check_lengths, check_sections

EMPTY = TranslatedText()
NOTHING: Writing = {}
FIELDS = {"heading": LONGEST_HEADING, "body": LONGEST_BODY, "why": LONGEST_BODY}


@dataclass(frozen=True)
class SectionFacts:
    """What is written of one clause. A language that is not named here stays as it is."""

    key: str
    heading: TranslatedText
    body: TranslatedText
    why: TranslatedText = EMPTY


@transaction.atomic
def draft_document(*, actor: Actor, process: Process, title: TranslatedText, slug: str) -> Document:
    """Begin a text in a process; readers meet it when its first version is published."""
    locked = Process.objects.select_for_update(of=("self",)).get(pk=process.pk)
    title = _cleaned(title)
    rules.check_draft_document(actor, locked, slug, title)
    check_lengths(title, LONGEST_HEADING)
    document = Document.objects.create(process=locked, slug=slug, title=title)
    journal.record(actor, "document.drafted", document, process=locked.slug)
    return document


@transaction.atomic
def write_version(
    *,
    actor: Actor,
    document: Document,
    sections: Sequence[SectionFacts],
    seen_revision: int,
    note: TranslatedText = EMPTY,
) -> DraftVersion:
    """Write clauses into the version that is not published yet, or begin the next one from the last published.

    `seen_revision` is that of the version that the writer saw, 0 if there was none. New clauses come last, in
    their order; one that had been left out stands again.
    """
    locked = queries.locked_document(document)
    draft = locked.versions.filter(published_at=None).first()
    rules.check_write_version(actor, locked.process, draft, seen_revision)
    version = draft or _next_version(locked)
    known = {section.key: section for section in version.sections.all()}
    cleaned = [replace(told, heading=_cleaned(told.heading), body=_cleaned(told.body)) for told in sections]
    check_sections(
        ((told.key, told.heading, told.body) for told in cleaned),
        len(known) + len({told.key for told in cleaned} - known.keys()),
    )
    for told in cleaned:
        section = known.get(told.key) or Section(
            version=version,
            key=told.key,
            place=_last_place(known.values()) + 1,
            **{name: TranslatedText(locked.language) for name in FIELDS},
        )
        known[told.key] = _write(actor, section, told)
    version.note = _merged(version.note, _cleaned(note), actor)
    _save(version)
    journal.record(actor, "version.written", version, process=locked.process.slug)
    return version


def _next_version(document: Document) -> DraftVersion:
    """A new version with every clause of the last published one, none of them changed yet."""
    last = document.versions.order_by("-number").first()
    version = DraftVersion.objects.create(
        document=document,
        number=last.number + 1 if last else 1,
        note=TranslatedText(document.language),
        made_at=timezone.now(),
    )
    if last:
        standing = last.sections.exclude(change=Change.REMOVED).order_by("place", "id")
        Section.objects.bulk_create(
            Section(
                version=version,
                key=each.key,
                place=place,
                heading=each.heading,
                body=each.body,
                change=Change.KEPT,
                why=TranslatedText(document.language),
            )
            for place, each in enumerate(standing, start=1)
        )
    return version


def _write(actor: Actor, section: Section, told: SectionFacts) -> Section:
    """One clause with what was written of it; what was not named stays."""
    section.heading = _merged(section.heading, told.heading, actor)
    section.body = _merged(section.body, told.body, actor)
    section.why = _merged(section.why, _cleaned(told.why), actor)
    if not section.stands:
        section.change = Change.NEW
    section.save()
    return section


def _merged(old: TranslatedText, new: TranslatedText, actor: Actor) -> TranslatedText:
    """The old text with the languages of the new one, the source first, so that translations are made from it."""
    told = {
        language: Written(part.text, seen.revision if (seen := old.texts.get(language)) else 0)
        for language, part in new.texts.items()
    }
    return old.rewritten(told, source=old.source, by=actor.person_id, at=timezone.now())


@transaction.atomic
def write_section(
    *,
    actor: Actor,
    version: DraftVersion,
    key: str,
    heading: Writing = NOTHING,
    body: Writing = NOTHING,
    why: Writing = NOTHING,
) -> Section:
    """Write some languages of one clause; refused if somebody else rewrote one of them in between.

    What stands as it was written stays untouched, so that a translation does not look checked when nobody did.
    """
    locked = queries.locked_version(version)
    rules.check_write_draft(actor, locked)
    section = _section(locked, key)
    for name, told in {"heading": heading, "body": body, "why": why}.items():
        setattr(section, name, rewritten(getattr(section, name), told, by=actor.person_id, at=timezone.now()))
        check_lengths(getattr(section, name), FIELDS[name])
    section.save(update_fields=list(FIELDS))
    _save(locked)
    journal.record(actor, "version.written", locked, process=locked.document.process.slug, section=section.pk)
    return section


@transaction.atomic
def remove_section(*, actor: Actor, version: DraftVersion, key: str, why: TranslatedText = EMPTY) -> None:
    """Leave a clause out of this version, and tell why; it stays as a row without text.

    A clause that no published version ever had goes altogether: nobody has read it.
    """
    locked = queries.locked_version(version)
    section = _section(locked, key)
    rules.check_remove_section(actor, locked, section)
    if _was_published(locked, key):
        section.change = Change.REMOVED
        section.body = TranslatedText(locked.document.language)
        section.why = _merged(section.why, _cleaned(why), actor)
        check_lengths(section.why, LONGEST_BODY)
        section.save()
    else:
        section.delete()
    _save(locked)
    journal.record(actor, "version.written", locked, process=locked.document.process.slug)


@transaction.atomic
def put_back_section(*, actor: Actor, version: DraftVersion, key: str) -> Section:
    """Let a clause stand again that had been left out of this version, with the text that was published last."""
    locked = queries.locked_version(version)
    section = _section(locked, key)
    rules.check_put_back_section(actor, locked, section)
    before = (
        Section.objects.filter(version__document=locked.document, version__number__lt=locked.number, key=key)
        .exclude(change=Change.REMOVED)
        .order_by("-version__number")[0]
    )
    section.heading, section.body, section.change = before.heading, before.body, Change.KEPT
    section.save(update_fields=["heading", "body", "change"])
    _save(locked)
    journal.record(actor, "version.written", locked, process=locked.document.process.slug, section=section.pk)
    return section


@transaction.atomic
def move_section(*, actor: Actor, version: DraftVersion, key: str, place: int) -> None:
    """Put a clause in another place, counted from 1; the others keep their order."""
    locked = queries.locked_version(version)
    listed = list(locked.sections.order_by("place", "id"))
    rules.check_move_section(actor, locked, place, listed)
    moved = _section(locked, key)
    order = [each for each in listed if each.pk != moved.pk]
    order.insert(place - 1, moved)
    for number, each in enumerate(order, start=1):
        each.place = number
    Section.objects.bulk_update(order, ["place"])
    _save(locked)
    journal.record(actor, "version.written", locked, process=locked.document.process.slug)


@transaction.atomic
def publish_version(*, actor: Actor, version: DraftVersion, at: datetime | None = None) -> DraftVersion:
    """Give a version to readers, telling clause by clause what changed; from now on it never changes.

    `at` is the moment at which it was published elsewhere, where it is brought in afterwards.
    """
    locked = queries.locked_version(version)
    sections = list(locked.sections.order_by("place", "id"))
    earlier = locked.document.versions.filter(number__lt=locked.number).order_by("-number").first()
    before = {each.key: each for each in earlier.sections.all()} if earlier else {}
    changes = {
        each.key: each.change_since(before.get(each.key), locked.document.language) for each in sections
    }
    rules.check_publish_version(actor, locked, sections, changes)
    for each in sections:
        each.change = changes[each.key]
    Section.objects.bulk_update(sections, ["change"])
    locked.published_at = at or timezone.now()
    locked.save(update_fields=["published_at"])
    enter_text(document=locked.document, sections=sections)
    journal.record(actor, "version.published", locked, process=locked.document.process.slug, public=True)
    return locked


def _section(version: DraftVersion, key: str) -> Section:
    """One clause of a version; a key that is not there was made up."""
    found = version.sections.filter(key=key).first()
    if found is None:
        raise Invalid(key)
    return found


def _was_published(version: DraftVersion, key: str) -> bool:
    """Whether the version before had this clause."""
    earlier = version.document.versions.filter(number__lt=version.number).order_by("-number").first()
    return bool(earlier and earlier.sections.exclude(change=Change.REMOVED).filter(key=key).exists())


def _last_place(sections: Iterable[Section]) -> int:
    """The place of the last clause, 0 if there is none."""
    return max((each.place for each in sections), default=0)


def _save(version: DraftVersion) -> None:
    """Count the save, so that who writes at the same time notices."""
    version.revision += 1
    version.save(update_fields=["note", "revision"])


def _cleaned(text: TranslatedText) -> TranslatedText:
    """Plain text in every language, as it is kept."""
    return replace(
        text, texts={name: replace(part, text=clean(part.text)) for name, part in text.texts.items()}
    )
