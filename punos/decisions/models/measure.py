"""What is done, by whom and until when."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField
from punos.decisions.models.decision import Decision
from punos.organisations.models import Actor, CityUnit, Organisation
from punos.processes.models import Precision, Process
from punos.themes.models import Theme


class MeasureState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of processes that this reader may see."""
        return self.filter(process__in=Process.objects.visible_to(actor))

    def going_on(self) -> Self:
        """Neither done nor dropped."""
        return self.filter(closed_at__isnull=True)

    def overdue(self, today: date) -> Self:
        """Those that should have been done, the last possible day of a rough date counting."""
        return self.going_on().filter(due_on__lt=today)


class Measure(models.Model):
    """Something that is done because of what was said and decided.

    A unit of the city or an organisation answers for it. `due_on` is the last possible day of its time, told as roughly
    as `precision` says. `indicator` tells by what one sees that it works; `came_of` what came of it when it was closed.
    `number` is its address within the process.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="measures")
    number = models.PositiveIntegerField()
    title = TranslatedTextField()
    body = TranslatedTextField()
    unit = models.ForeignKey(CityUnit, models.PROTECT, null=True, related_name="measures")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="measures")
    due_from = models.DateField()
    due_on = models.DateField()
    precision = models.CharField(max_length=12, choices=Precision, default=Precision.DAY)
    indicator = TranslatedTextField()
    state = models.CharField(max_length=10, choices=MeasureState, default=MeasureState.PLANNED)
    review_on = models.DateField(null=True)
    came_of = TranslatedTextField()
    decisions = models.ManyToManyField(Decision, related_name="measures")
    themes = models.ManyToManyField(Theme, related_name="measures")
    revision = models.PositiveIntegerField(default=0)
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="measure_number_once_a_process"),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, organisation__isnull=True)
                | models.Q(unit__isnull=True, organisation__isnull=False),
                name="measure_one_answers_for_it",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("due_from")), name="measure_due_after_its_first_day"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["done", "dropped"], closed_at__isnull=False)
                | models.Q(state__in=["planned", "under_way"], closed_at__isnull=True),
                name="measure_closed_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"measure {self.process_id}:{self.number}"

    @property
    def address(self) -> str:
        """Its page, without the language part."""
        return f"{self.process.address}measures/{self.number}/"

    def answers(self, language: str) -> str:
        """The name of whoever answers for it, for a reader of this language."""
        if self.unit is not None:
            return str(self.unit.name.read(language).text)
        assert self.organisation is not None  # one of them answers for it
        return self.organisation.name_in(language)

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done by now."""
        return self.closed_at is None and self.due_on < today


class ProgressNote(models.Model):
    """How a measure went on: what was told on a day, and the state it was in from then on."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="notes")
    text = TranslatedTextField()
    state = models.CharField(max_length=10, choices=MeasureState)
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note on {self.measure_id}"

    @property
    def address(self) -> str:
        """The page of its measure."""
        return self.measure.address
