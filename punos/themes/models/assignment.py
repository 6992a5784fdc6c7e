"""What was said and the theme it belongs to."""

from typing import Self

from django.db import models

from punos.contributions.models import Contribution, ContributionState, Version
from punos.themes.models.theme import Origin, Theme


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def standing(self) -> Self:
        """Those that nobody has taken away."""
        return self.filter(ended_at__isnull=True)

    def counting(self) -> Self:
        """Those whose contribution still counts: neither withdrawn nor removed by a moderator."""
        gone = [ContributionState.HIDDEN, ContributionState.WITHDRAWN]
        return self.standing().exclude(contribution__state__in=gone)

    def readable(self) -> Self:
        """Those whose contribution everybody may read."""
        return self.standing().filter(contribution__state=ContributionState.PUBLISHED)


class Assignment(models.Model):
    """One contribution, or one passage of it, given to one theme.

    `version` is the wording that was read. A passage is the characters from `starts` up to `ends` of its text; both
    are empty where the whole contribution is meant. Rows are added and ended one by one, so that two who work at
    once never overwrite each other. `reviewed_by` is who looked at what a machine proposed.
    """

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="assignments")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="assignments")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    starts = models.PositiveIntegerField(null=True)
    ends = models.PositiveIntegerField(null=True)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.PERSON)
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    reviewed_by = models.BigIntegerField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "contribution", "starts", "ends"],
                condition=models.Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="assignment_once",
            ),
            models.CheckConstraint(
                condition=models.Q(starts__isnull=True, ends__isnull=True)
                | models.Q(starts__isnull=False, ends__gt=models.F("starts")),
                name="assignment_passage_has_two_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} in {self.theme_id}"

    @property
    def address(self) -> str:
        """The page of the contribution."""
        return self.contribution.address

    @property
    def passage(self) -> str:
        """The words that are meant, or nothing where all of it is."""
        return "" if self.starts is None else self.version.text[self.starts : self.ends]
