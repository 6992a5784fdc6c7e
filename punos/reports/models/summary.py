"""The closing summary: what came of the questions, told to everybody who answered."""

from typing import Self

from django.db import models

from punos.consultations.models import Consultation
from punos.consultations.queries.making import led
from punos.core.languages import TranslatedTextField
from punos.organisations.models import Actor
from punos.processes.models import Process


class SummaryQuerySet(models.QuerySet["Summary"]):
    def visible_to(self, actor: Actor) -> Self:
        """Published ones of consultations that this reader may see; drafts for those who lead the process."""
        seen = self.filter(consultation__in=Consultation.objects.visible_to(actor))
        if actor.is_system:
            return seen
        own = models.Q(consultation__process__in=Process.objects.filter(led(actor)))
        return seen.filter(models.Q(published_at__isnull=False) | own)


class Summary(models.Model):
    """A summary whose first draft is written from the figures, and then edited by people.

    `body` is Markdown in which `{figure:name}` stands for a figure. While it is a draft the figures are read from the
    results each time; when it is published, `figures` keeps their words as they were ({language: {name: words}}).
    `revision` counts the saves, so that two who write at once notice. When it is corrected, what readers had until then
    stays as a `SummaryVersion`.
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


class SummaryVersion(models.Model):
    """What readers had of a published summary until it was corrected. It never changes, and stays at its address.

    They had it from `given_at` to `replaced_at`; `why` tells them what was wrong. `figures` are as in `Summary`.
    """

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="earlier")
    number = models.PositiveSmallIntegerField()
    title = TranslatedTextField()
    body = TranslatedTextField()
    figures = models.JSONField(default=dict)
    given_at = models.DateTimeField()
    replaced_at = models.DateTimeField()
    replaced_by = models.BigIntegerField(null=True)
    why = TranslatedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["summary", "number"], name="summary_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.summary_id} v{self.number}"

    @property
    def address(self) -> str:
        """Its page, without the language part."""
        return f"{self.summary.address}versions/{self.number}/"

    @property
    def as_it_stood(self) -> Summary:
        """The summary as readers had it then, to be shown and not to be saved."""
        return Summary(
            consultation=self.summary.consultation,
            title=self.title,
            body=self.body,
            figures=self.figures,
            published_at=self.given_at,
        )
