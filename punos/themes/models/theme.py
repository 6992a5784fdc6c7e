"""A theme of the codebook of a process."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField
from punos.organisations.models import Actor
from punos.processes.models import Process


class Origin(models.TextChoices):
    """Who found a theme, or gave a contribution to it. What a machine proposed stays marked as such."""

    PERSON = "person", _("by a person")
    MACHINE = "machine", _("proposed by a machine")


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, actor: Actor) -> Self:
        """Published ones of processes that this reader may see; all of them for those who lead the process."""
        seen = self.filter(process__in=Process.objects.visible_to(actor))
        if actor.is_system:
            return seen
        public = models.Q(published_at__isnull=False, is_chosen=True)
        return seen.filter(public | models.Q(process__in=Process.objects.led_by(actor)))

    def standing(self) -> Self:
        """Those of the codebook: chosen, and neither merged into another nor taken out."""
        return self.filter(is_chosen=True, ended_at__isnull=True)

    def candidates(self) -> Self:
        """What a machine proposed and nobody has chosen or put aside yet."""
        return self.filter(is_chosen=False, ended_at__isnull=True)


class Theme(models.Model):
    """What several contributions of a process are about, in words of its own.

    `number` is its address within the process and stays, whatever becomes of the theme; `place` orders the codebook.
    `body` says what belongs here and what does not. A theme that was merged stays as a row that leads to the other
    one (`merged_into`); one that was split off knows where it came from (`split_from`). `revision` counts the saves,
    so that two who write at once notice. Readers meet a theme from `published_at` on.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="themes")
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField(default=0)
    title = TranslatedTextField()
    body = TranslatedTextField()
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.PERSON)
    is_chosen = models.BooleanField(default=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="split_off")
    revision = models.PositiveIntegerField(default=0)
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="theme_number_once_a_process"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(ended_at__isnull=False),
                name="theme_merged_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"theme {self.process_id}:{self.number}"

    @property
    def address(self) -> str:
        """Its page, without the language part."""
        return f"{self.process.address}themes/{self.number}/"
