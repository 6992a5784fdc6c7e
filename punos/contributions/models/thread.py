"""The place where something is said."""

from datetime import datetime

from django.db import models

from punos.contributions.models.rating import Scale
from punos.processes.models import Process


class Thread(models.Model):
    """A place for contributions, with the facts that its owner on a higher floor passes down.

    `opens_at` and `closes_at` are written by the owner's verbs only; a test compares both.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="threads")
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    scale = models.SmallIntegerField(choices=Scale, null=True)
    takes_contributions = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"thread {self.pk}"

    def is_open(self, now: datetime) -> bool:
        """Whether something can be said and rated here at this moment."""
        return bool(
            self.opens_at and self.opens_at <= now and (self.closes_at is None or now < self.closes_at)
        )
