"""How long what people have said is kept, and what was destroyed when its time was up."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField
from punos.processes.models import Process


class RetentionClass(models.Model):
    """A line of the city's records plan: how many years after its end a process is kept as it is.

    `years` is empty where it is kept for good. `basis` is the law or the decision that says so. A class that is no
    longer given to new processes has `ended_at`; those that carry it keep it.
    """

    code = models.SlugField(max_length=40, unique=True)
    title = TranslatedTextField()
    years = models.PositiveSmallIntegerField(null=True)
    basis = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "retention classes"

    def __str__(self) -> str:
        return self.code

    @property
    def address(self) -> str:
        """The list of the classes."""
        return "/desk/retention/classes/"

    def ends_on(self, closed_on: date) -> date | None:
        """The day on which the time of what was closed on a day is up; None where it is kept for good.

        A day that the last month does not have is its last day (Act on Calculating Statutory Time Limits 150/1930, 3 paragraph).
        """
        if self.years is None:
            return None
        last = date(closed_on.year + self.years, closed_on.month, 1)
        day = closed_on.day
        while True:
            try:
                return last.replace(day=day)
            except ValueError:
                day -= 1


class DestructionState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a decision")
    POSTPONED = "postponed", _("Postponed")
    CONFIRMED = "confirmed", _("Being destroyed")
    DONE = "done", _("Destroyed")


class Destruction(models.Model):
    """The end of what one process kept of people: proposed by the clock, confirmed by a person, done by the worker.

    Afterwards it is the record of it and holds no personal data: `counts` maps each kind ("contributions",
    "answers", "files", ...) to how many were destroyed. What the city itself wrote (themes, responses, decisions,
    measures) and the counts of voices stay. `reason` tells why it was postponed, until `postponed_to`. `otherwise`
    tells how the process went to the case system where no package of it did. `confirmed_by` is the id of an official.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="destructions")
    retention = models.ForeignKey(RetentionClass, models.PROTECT, related_name="destructions")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=DestructionState, default=DestructionState.PROPOSED)
    proposed_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    postponed_to = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    otherwise = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["process"],
                condition=~models.Q(state="done"),
                name="destruction_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"destruction of {self.process_id}"

    @property
    def address(self) -> str:
        """Its page, without the language part: the decision that waits, and the record for good afterwards."""
        return f"/desk/retention/{self.pk}/"
