"""What keeps a discussion fit to read: reports by anybody, decisions by moderators, appeals by authors.

The reasons are those of the published rules; what stands in place of a removed text is one of them.
"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.contributions.models.contribution import Contribution


class Reason(models.TextChoices):
    """Why a contribution can be reported and removed: the rules of discussion."""

    INSULT = "insult", _("Insults or threatens somebody")
    HATRED = "hatred", _("Incites hatred against a group of people")
    PRIVACY = "privacy", _("Tells what is private about somebody")
    UNLAWFUL = "unlawful", _("Is otherwise against the law")
    ADVERTISING = "advertising", _("Advertises something")
    REPEATED = "repeated", _("Repeats the same over and over")
    OFF_TOPIC = "off_topic", _("Has nothing to do with what was asked")


class ReportQuerySet(models.QuerySet["Report"]):
    def waiting(self) -> Self:
        """Those that no moderator has looked at."""
        return self.filter(settled_at__isnull=True)


class Report(models.Model):
    """Somebody thinks that a contribution breaks the rules. `speaker` keeps one from reporting the same twice.

    `settled_at` is empty until a moderator has looked; what came of it is the decision of that moment.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=12, choices=Reason)
    text = models.TextField(blank=True)
    speaker = models.CharField(max_length=120)
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="reports")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "speaker"], name="report_once_a_speaker")
        ]

    def __str__(self) -> str:
        return f"report of {self.contribution_id}: {self.reason}"


class ModerationKind(models.TextChoices):
    """What a moderator did."""

    REMOVED = "removed", _("Removed")
    RESTORED = "restored", _("Put back")
    KEPT = "kept", _("Kept after a report")
    PASSED = "passed", _("Published after being looked at")


class ModerationQuerySet(models.QuerySet["Moderation"]):
    def appeals(self) -> Self:
        """Those against which the author has appealed, and nobody has decided yet."""
        return self.filter(appealed_at__isnull=False, appeal_decided_at__isnull=True)


class Moderation(models.Model):
    """One decision of a moderator about one contribution, and the author's appeal against it.

    `note` and `appeal_note` are for the author and the moderators only. An appeal is decided by somebody else than the one who removed
    the text, where there is somebody else.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="moderations")
    kind = models.CharField(max_length=8, choices=ModerationKind)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    note = models.TextField(blank=True)
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_index=True)
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    appeal_decided_by = models.BigIntegerField(null=True)
    appeal_decided_at = models.DateTimeField(null=True)
    appeal_accepted = models.BooleanField(null=True)
    appeal_note = models.TextField(blank=True)

    objects = ModerationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=ModerationKind.REMOVED) | ~models.Q(reason=""),
                name="moderation_removal_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.kind}"
