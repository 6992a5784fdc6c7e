"""What is asked, from when until when."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField
from punos.core.links import SecretLink
from punos.organisations.models import Actor
from punos.processes.models import Process

PREVIEW = SecretLink("consultations.preview")


class ResultsShown(models.TextChoices):
    """When everybody sees the results; the host sees them all the time."""

    WHILE_OPEN = "while_open", _("While it is open")
    WHEN_CLOSED = "when_closed", _("When it has closed")
    TO_HOST = "to_host", _("To the host only")


class Controller(models.TextChoices):
    """Who is the controller of the personal data in the answers."""

    UNIT = "unit", _("The unit of the city")
    ORGANISATION = "organisation", _("The organisation")
    JOINT = "joint", _("The unit and the organisation together")


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Published ones in visible processes for everybody; drafts for the people of the host unit."""
        if actor.is_system:
            return self
        seen = models.Q(published_at__isnull=False, process__published_at__isnull=False)
        if actor.units:
            seen |= models.Q(process__host_unit__in=actor.units)
        if actor.acts_for:
            seen |= models.Q(process__host_organisation__in=actor.acts_for)
        return self.filter(seen)

    def open(self, now: datetime) -> Self:
        """Published, opened and not closed at this moment."""
        return self.filter(published_at__isnull=False, opens_at__lte=now).exclude(closes_at__lte=now)


class Consultation(models.Model):
    """Something that is asked within a process, answered between two moments.

    draft > published; then the clock opens and closes it (`opens_at`, `closes_at`).
    `minutes` is how long answering takes. `controller`, `privacy` (what personal data is for), `publicity` (what
    becomes public) and `retention` (how long it is kept) stand before the first field. `gap_reason` and `gap_until`
    tell why a language that the installation requires is missing, and until when. `is_easy` offers a short set of
    questions in Easy Finnish and Easy Swedish, introduced by `easy_summary`. `is_template` lets others begin from
    it. `preview_nonce` is in the secret link by which outsiders read a draft. `revision` counts the saves of a draft, so that two who
    write at once notice. `source` marks one that was imported, so that the same set finds it again.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="consultations")
    slug = models.SlugField(max_length=80)
    title = TranslatedTextField()
    summary = TranslatedTextField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    results_shown = models.CharField(max_length=12, choices=ResultsShown, default=ResultsShown.WHEN_CLOSED)
    minutes = models.PositiveSmallIntegerField(null=True)
    controller = models.CharField(max_length=12, choices=Controller, default=Controller.UNIT)
    privacy = TranslatedTextField()
    publicity = TranslatedTextField()
    retention = TranslatedTextField()
    moderated_before = models.BooleanField(default=False)
    gap_reason = TranslatedTextField()
    gap_until = models.DateField(null=True)
    is_easy = models.BooleanField(default=False)
    easy_summary = TranslatedTextField()
    is_template = models.BooleanField(default=False)
    cloned_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="clones")
    preview_nonce = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=200, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "slug"], name="consultation_slug_once_a_process"),
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=models.F("opens_at")),
                name="consultation_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def address(self) -> str:
        """Its page, without the language part."""
        return f"{self.process.address}{self.slug}/"

    def is_open(self, now: datetime) -> bool:
        """Whether it can be answered at this moment."""
        return bool(self.published_at) and self.opens_at <= now and not self.is_closed(now)

    def is_closed(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.closes_at is not None and self.closes_at <= now

    def next_change(self, now: datetime) -> datetime | None:
        """The next moment at which the clock alone changes what readers see."""
        coming = [at for at in (self.opens_at, self.closes_at) if at and at > now]
        return min(coming, default=None)

    @property
    def preview_token(self) -> str:
        """The secret part of the link by which outsiders read a draft; empty if there is none."""
        return PREVIEW.token(self.pk, self.preview_nonce) if self.preview_nonce else ""

    @staticmethod
    def id_in_preview(token: str) -> tuple[int, str] | None:
        """The id and nonce that a preview link names, or None if we never made it."""
        return PREVIEW.read(token)


class TimeChange(models.Model):
    """The time to answer was extended or cut short, and why; readers see both."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="time_changes")
    closed_before = models.DateTimeField(null=True)
    closes_at = models.DateTimeField()
    reason = TranslatedTextField()
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.consultation_id} closes {self.closes_at}"
