"""What keeps a process from being closed."""

from typing import Self

from django.db import models

from punos.processes.models.process import Process


class HoldQuerySet(models.QuerySet["Hold"]):
    def standing(self) -> Self:
        """Those that have not been lifted."""
        return self.filter(lifted_at__isnull=True)


class Hold(models.Model):
    """Something that must be done before the process can be closed: raised and lifted by the room that owns it."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    raised_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["process", "reason", "subject_type", "subject_id"],
                condition=models.Q(lifted_at__isnull=True),
                name="hold_once_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.subject_type}:{self.subject_id}"
