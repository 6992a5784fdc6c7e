"""The parts of a consultation."""

import hashlib

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.consultations.models.consultation import Consultation
from punos.contributions.models import Audience, Thread
from punos.core.languages import TranslatedTextField
from punos.processes.models import Document


class PartKind(models.TextChoices):
    INFORMATION = "information", _("Information")
    BACKGROUND = "background", _("Background")
    IDEAS = "ideas", _("Ideas to rate")
    QUESTIONS = "questions", _("Questions")
    DRAFT_TEXT = "draft_text", _("Draft text")


class Part(models.Model):
    """One part of a consultation, in its place. Ideas and comments on a draft text are said in the part's thread; each
    question that takes words has a thread of its own.

    `audience` is who may answer this part. `background` are the codes of the installation's background questions
    that are asked here. `fields` are the fields of activity that the background offers (all, if empty); `low` and `high` name the
    ends of a scale from 1 to 7.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=PartKind)
    title = TranslatedTextField()
    body = TranslatedTextField()
    fields = ArrayField(models.CharField(max_length=30), default=list)
    low = TranslatedTextField()
    high = TranslatedTextField()
    audience = models.CharField(max_length=15, choices=Audience, default=Audience.EVERYONE)
    background = ArrayField(models.SlugField(max_length=40), default=list)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="parts")
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="part")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "place"], name="part_place_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[PartKind.IDEAS, PartKind.DRAFT_TEXT], thread__isnull=False)
                | (~models.Q(kind__in=[PartKind.IDEAS, PartKind.DRAFT_TEXT]) & models.Q(thread__isnull=True)),
                name="part_with_a_thread",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=PartKind.DRAFT_TEXT, document__isnull=False)
                | (~models.Q(kind=PartKind.DRAFT_TEXT) & models.Q(document__isnull=True)),
                name="part_with_a_draft_text_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.place} {self.kind}"

    @property
    def mark(self) -> str:
        """Changes whenever a setting does (texts have revisions of their own), so that two who write at once notice."""
        thread = self.thread
        settings = [self.audience, *self.fields, "|", *self.background, "|", self.document_id]
        settings += [thread.scale, thread.takes_contributions] if thread else []
        return hashlib.sha256(",".join(map(str, settings)).encode()).hexdigest()[:16]
