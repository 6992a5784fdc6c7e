"""The package in which a closed process goes to the city's case system."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.processes.models import Process


class HandoverState(models.TextChoices):
    """Where the making of a package stands."""

    WAITING = "waiting", _("waits for its turn")
    MAKING = "making", _("being made")
    MADE = "made", _("ready")
    FAILED = "failed", _("could not be made")


class Handover(models.Model):
    """One package of a closed process, made by the worker and kept as it was made; a later one has the next number.

    `progress` is in per cent. `sha256` is of the whole file and `size` in bytes. `received_at` and `reference` are
    what the case system answered: when it took the package in, and under which identifier.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="handovers")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=HandoverState, default=HandoverState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    content = models.BinaryField(null=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    asked_by = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="handover_number_once"),
            models.UniqueConstraint(
                fields=["process"],
                condition=models.Q(state__in=["waiting", "making"]),
                name="handover_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"package {self.number} of {self.process_id}"

    @property
    def address(self) -> str:
        """The page on which the packages of a process are."""
        return f"{self.process.address}handover/"
