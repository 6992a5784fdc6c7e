"""Consultations, their parts, and their results."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.contributions.models import Thread
from punos.core.languages import TranslatedTextField
from punos.core.links import SecretLink
from punos.organisations.models import Actor, Organisation
from punos.processes.models import Process

INVITATION = SecretLink("consultations.invitation")


class ResultsShown(models.TextChoices):
    """When everybody sees the results; the host sees them all the time."""

    WHILE_OPEN = "while_open", _("While it is open")
    WHEN_CLOSED = "when_closed", _("When it has closed")
    TO_HOST = "to_host", _("To the host only")


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
    `source` marks one that was imported, so that the same set finds it again.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="consultations")
    slug = models.SlugField(max_length=80)
    title = TranslatedTextField()
    summary = TranslatedTextField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    results_shown = models.CharField(max_length=12, choices=ResultsShown, default=ResultsShown.WHEN_CLOSED)
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


class PartKind(models.TextChoices):
    INFORMATION = "information", _("Information")
    BACKGROUND = "background", _("Background")
    IDEAS = "ideas", _("Ideas to rate")


class Part(models.Model):
    """One part of a consultation, in its place. A part with ideas owns the thread in which they are said.

    `fields` are the fields of activity that the background offers (all, if empty); `low` and `high` name the
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
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="part")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "place"], name="part_place_once"),
            models.CheckConstraint(
                condition=models.Q(kind=PartKind.IDEAS, thread__isnull=False)
                | (~models.Q(kind=PartKind.IDEAS) & models.Q(thread__isnull=True)),
                name="part_with_ideas_has_a_thread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.place} {self.kind}"


class Result(models.Model):
    """What the worker computed, as the pages show it; `fingerprint` tells what it was computed from, and `build` by which version of Punos: a new one computes
    and draws anew.

    `published_at` is the first moment at which everybody could see them.
    """

    consultation = models.OneToOneField(Consultation, models.CASCADE, related_name="result")
    fingerprint = models.CharField(max_length=64)
    build = models.CharField(max_length=40)
    read_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    figures = models.JSONField()

    def __str__(self) -> str:
        return f"results of {self.consultation_id}"


class ResultFile(models.Model):
    """A file made together with the results: open data, a spreadsheet, a chart. `language` is empty for data."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="files")
    name = models.CharField(max_length=60)
    language = models.CharField(max_length=2, blank=True)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result", "name", "language"], name="result_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.name} {self.language}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> Self:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Invitation(models.Model):
    """An organisation is asked to answer a consultation, which stays open to all.

    Its link lets somebody of the organisation answer without an account; such an answer counts as unverified. It
    leads to the sign-in as soon as the organisation has people of its own here.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="fi")
    nonce = models.CharField(max_length=40)
    invited_by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "organisation"], name="invitation_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} to {self.consultation_id}"

    @property
    def address(self) -> str:
        """Seen on the consultation's list of those invited."""
        return f"{self.consultation.address}invitations/"

    @property
    def token(self) -> str:
        """The secret part of the link: signed, so that reading the database is not enough to answer for others."""
        return INVITATION.token(self.pk, self.nonce)

    @staticmethod
    def id_in(token: str) -> tuple[int, str] | None:
        """The id and nonce that a link names, or None if we never made it."""
        return INVITATION.read(token)
