"""Processes, their phases, and what keeps them from being closed."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField, current_language
from punos.organisations.models import Actor, CityUnit, Organisation


class Influence(models.TextChoices):
    """How much those who take part can influence; declared before anything is asked."""

    INFORMING = "informing", _("Informing")
    CONSULTING = "consulting", _("Consulting")
    WORKING_TOGETHER = "working_together", _("Working together")
    DECIDING = "deciding", _("Deciding")


class ProcessQuerySet(models.QuerySet["Process"]):
    def visible_to(self, actor: Actor) -> Self:
        """Published ones for everybody; drafts for the people of the host."""
        if actor.is_system:
            return self
        seen = models.Q(published_at__isnull=False)
        if actor.units:
            seen |= models.Q(host_unit__in=actor.units)
        if actor.acts_for:
            seen |= models.Q(host_organisation__in=actor.acts_for)
        return self.filter(seen)


class Process(models.Model):
    """One matter on which a city or an organisation asks, answers, decides and acts."""

    slug = models.SlugField(max_length=80, unique=True)
    title = TranslatedTextField()
    summary = TranslatedTextField()
    body = TranslatedTextField()
    case_number = models.CharField(max_length=40, blank=True)
    host_unit = models.ForeignKey(CityUnit, models.PROTECT, null=True, related_name="processes")
    host_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="processes")
    addressees = ArrayField(models.CharField(max_length=12), default=list)
    contact = models.CharField(max_length=200, blank=True)
    influence = models.CharField(max_length=20, choices=Influence, default=Influence.CONSULTING)
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "processes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(host_unit__isnull=False) | models.Q(host_organisation__isnull=False),
                name="process_has_a_host",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def address(self) -> str:
        """Its page, without the language part."""
        return f"/processes/{self.slug}/"

    def hosts(self, language: str) -> list[str]:
        """The names of the city unit and the organisation that ask, for a reader of this language."""
        names = [self.host_unit.name.read(language).text] if self.host_unit else []
        return names + ([self.host_organisation.name_in(language)] if self.host_organisation else [])

    @property
    def host_names(self) -> str:
        """Who asks, in the language of the page being made."""
        return ", ".join(self.hosts(current_language()))


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


class Outcome(models.TextChoices):
    """What a body did with the matter before it."""

    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    NOTED = "noted", _("Noted for information")
    TABLED = "tabled", _("Tabled")
    RETURNED = "returned", _("Returned for further preparation")
    REFERRED = "referred", _("Referred on")


class State(models.TextChoices):
    """Where a phase stands on the thread."""

    DONE = "done", _("Done")
    NOW = "now", _("Under way")
    COMING = "coming", _("To come")


class Phase(models.Model):
    """A step of a process. A rough date such as "autumn 2022" is its first and last possible day.

    `place` orders them, because "2023" and "6 February 2023" have no order of their own. `open_question` is what
    had not been decided when the phase was told. `outcome`, `body_name`, `section_mark` and `case_number` tell what a body decided in this phase; `leads_to` is the
    address of what was asked in it, without the language part.
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
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    body_name = TranslatedTextField()
    section_mark = models.CharField(max_length=20, blank=True)
    case_number = models.CharField(max_length=40, blank=True)
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
