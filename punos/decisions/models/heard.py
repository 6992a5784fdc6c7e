"""Whether those who spoke feel heard, and the figures of the loop from word to deed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.contributions.models import Voice
from punos.organisations.models import CityUnit
from punos.processes.models import Process


class HeardAnswer(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Heard(models.Model):
    """The answer of one who took part to one question after the process was closed: "Were you heard?"

    The line of text is for the host alone; the answers are counted for each unit, small numbers suppressed.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="heard")
    voice = models.OneToOneField(Voice, models.CASCADE, related_name="heard")
    answer = models.CharField(max_length=6, choices=HeardAnswer)
    text = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=2)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"heard {self.voice_id}"

    @property
    def address(self) -> str:
        """The process that it is about."""
        return self.process.address


class LoopScope(models.TextChoices):
    PROCESS = "process", _("Process")
    UNIT = "unit", _("City unit")
    CITY = "city", _("The whole city")


class LoopFigures(models.Model):
    """How far word became deed in a process, in the processes of a unit, or in the whole city, as of one day.

    `figures` holds for each figure its parts, so that it can be computed again: {"responded": {"of", "with"},
    "days_to_response": {"median", "of"}, "days_to_decision": {...}, "measures": {"of", "in_time", "late"},
    "heard": {"yes", "partly", "no"}}. One row a day at most; older days stay as history.
    """

    scope = models.CharField(max_length=8, choices=LoopScope)
    process = models.ForeignKey(Process, models.CASCADE, null=True, related_name="loop_figures")
    unit = models.ForeignKey(CityUnit, models.CASCADE, null=True, related_name="loop_figures")
    day = models.DateField()
    figures = models.JSONField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "process", "unit", "day"],
                nulls_distinct=False,
                name="loop_figures_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(scope="process", process__isnull=False, unit__isnull=True)
                | models.Q(scope="unit", process__isnull=True, unit__isnull=False)
                | models.Q(scope="city", process__isnull=True, unit__isnull=True),
                name="loop_figures_of_one_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.process_id or self.unit_id or ''} {self.day}"
