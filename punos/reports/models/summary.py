"""The closing summary: what came of the questions, told to everybody who answered."""

from typing import Self

from django.db import models

from punos.consultations.models import Consultation
from punos.core.languages import TranslatedTextField
from punos.organisations.models import Actor


class SummaryQuerySet(models.QuerySet["Summary"]):
    def visible_to(self, actor: Actor) -> Self:
        """Published ones of consultations that this reader may see; drafts for those who lead the process."""
        seen = self.filter(consultation__in=Consultation.objects.visible_to(actor))
        if actor.is_system:
            return seen
        own = models.Q()
        if actor.units:
            own |= models.Q(consultation__process__host_unit__in=actor.units)
        if actor.acts_for:
            own |= models.Q(consultation__process__host_organisation__in=actor.acts_for)
        published = models.Q(published_at__isnull=False)
        return seen.filter(published | own if own else published)


class Summary(models.Model):
    """A summary whose first draft is written from the figures, and then edited by people.

    `body` is Markdown in which `{figure:name}` stands for a figure. While it is a draft the figures are read from the
    results each time; when it is published, `figures` keeps their words as they were ({language: {name: words}}).
    `revision` counts the saves, so that two who write at once notice.
    """

    consultation = models.OneToOneField(Consultation, models.CASCADE, related_name="closing_summary")
    title = TranslatedTextField()
    body = TranslatedTextField()
    figures = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    begun_by = models.BigIntegerField(null=True)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_by = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)

    objects = SummaryQuerySet.as_manager()

    def __str__(self) -> str:
        return f"summary of {self.consultation_id}"

    @property
    def address(self) -> str:
        """Its page, without the language part."""
        return f"{self.consultation.address}summary/"
