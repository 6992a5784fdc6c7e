"""Draft texts: a document in versions, a version in clauses. A version that has been published never changes."""

from dataclasses import replace
from datetime import datetime
from html import unescape
from typing import Self

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from punos.core.errors import Invalid
from punos.core.languages import LANGUAGES, VERSIONS, TranslatedText, TranslatedTextField, Writing
from punos.core.text import clean, markdown
from punos.organisations.models import Actor
from punos.processes.models.process import Process


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of visible processes; what is still being written only for the people of the host."""
        seen = self.filter(process__in=Process.objects.visible_to(actor))
        if actor.is_system:
            return seen
        shown = models.Q(versions__published_at__isnull=False)
        shown |= models.Q(process__host_unit__in=actor.units)
        shown |= models.Q(process__host_organisation__in=actor.acts_for)
        return seen.filter(shown).distinct()


class Document(models.Model):
    """A text that is drafted in a process: principles, tasks, a plan."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="documents")
    slug = models.SlugField(max_length=80)
    title = TranslatedTextField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "slug"], name="document_slug_once_a_process")
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def address(self) -> str:
        """Its page, without the language part."""
        return f"{self.process.address}documents/{self.slug}/"

    @property
    def language(self) -> str:
        """The language in which it is written; the others are translations."""
        source: str = self.title.source
        return source


class DraftVersion(models.Model):
    """One version of a document. It is written until it is published, and stands from then on.

    `note` tells readers what this version is; `revision` counts the saves, so that two who write at once notice.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    note = TranslatedTextField()
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="draft_version_number_once"),
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(published_at__isnull=True),
                name="draft_version_one_being_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"

    @property
    def address(self) -> str:
        """Its page, without the language part."""
        return f"{self.document.address}versions/{self.number}/"


class Change(models.TextChoices):
    """What became of a clause since the version before."""

    KEPT = "kept", _("As before")
    CHANGED = "changed", _("Changed")
    NEW = "new", _("New")
    REMOVED = "removed", _("Left out")


class Section(models.Model):
    """A clause of one version. `key` names the same clause in every version; `why` tells why it changed.

    A clause that was left out stays as a row of the version that left it out, with its reason and no body.
    """

    version = models.ForeignKey(DraftVersion, models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=60)
    place = models.PositiveSmallIntegerField()
    heading = TranslatedTextField()
    body = TranslatedTextField()
    change = models.CharField(max_length=8, choices=Change, default=Change.NEW)
    why = TranslatedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="section_key_once_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.key}"

    @property
    def address(self) -> str:
        """Its place on the page of its version, without the language part."""
        return f"{self.version.address}#clause-{self.key}"

    @property
    def stands(self) -> bool:
        """Whether the clause is part of the text of its version, and not only a note that it was left out."""
        return self.change != Change.REMOVED

    def change_since(self, before: "Section | None", language: str) -> Change:
        """What became of it since the version before, by its words in the language of the document."""
        if not self.stands:
            return Change.REMOVED
        if before is None or not before.stands:
            return Change.NEW
        now, then = (
            (words_in(each.heading, language), words_in(each.body, language)) for each in (self, before)
        )
        return Change.KEPT if now == then else Change.CHANGED

    def says(self, passage: str) -> bool:
        """Whether a reader can find these words, one after another, in its heading or text in some language."""
        wanted = " ".join(passage.split())
        return any(wanted in read_out(self, language) for language in LANGUAGES)


def words_in(text: TranslatedText, language: str) -> str:
    """The words of exactly this language, or nothing: never another language in their place."""
    part = text.texts.get(language)
    return part.text if part else ""


def read_out(section: Section, language: str) -> str:
    """A clause as a reader of one language sees it: without the marks of Markdown, on one line."""
    html = markdown(words_in(section.body, language))
    heading = words_in(section.heading, language)
    return " ".join(f"{heading} {unescape(strip_tags(html))}".split())


def rewritten(text: TranslatedText, told: Writing, *, by: int | None, at: datetime) -> TranslatedText:
    """The text with what was written, cleaned; refused if somebody else rewrote one of its languages meanwhile."""
    if not set(told) <= set(VERSIONS):
        raise Invalid(", ".join(told))
    cleaned = {language: replace(each, text=clean(each.text)) for language, each in told.items()}
    return text.rewritten(cleaned, source=text.source, by=by, at=at)
