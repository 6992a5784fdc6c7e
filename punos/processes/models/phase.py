"""The steps of a process, with dates as rough as they are known."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField
from punos.processes.models.process import Process


class Precision(models.TextChoices):
    """How exactly a date is known; rough dates are stored and shown as rough."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    SEASON = "season", _("Season")
    END_OF_YEAR = "end_of_year", _("End of year")
    YEAR = "year", _("Year")


class Certainty(models.TextChoices):
    CERTAIN = "certain", _("Certain")
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")


class State(models.TextChoices):
    """Where a phase stands on the thread."""

    DONE = "done", _("Done")
    NOW = "now", _("Under way")
    COMING = "coming", _("To come")


class Phase(models.Model):
    """A step of a process. A rough date such as "autumn 2022" is its first and last possible day.

    `place` orders them, because "2023" and "6 February 2023" have no order of their own. `open_question` is what
    had not been decided when the phase was told; `leads_to` is the address of what was asked in it, without the language
    part.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    key = models.SlugField(max_length=60)
    place = models.PositiveSmallIntegerField()
    title = TranslatedTextField()
    body = TranslatedTextField()
    open_question = TranslatedTextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    precision = models.CharField(max_length=12, choices=Precision, default=Precision.DAY)
    certainty = models.CharField(max_length=8, choices=Certainty, default=Certainty.CERTAIN)
    leads_to = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "key"], name="phase_key_once_a_process"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="phase_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id} {self.key}"

    def state(self, today: date) -> State:
        """Done, under way or to come, on this day."""
        if self.ends_on < today:
            return State.DONE
        return State.NOW if self.starts_on <= today else State.COMING
