"""One matter, and who hosts it."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField, current_language
from punos.organisations.models import Actor, CityUnit, Organisation, RoleKind, Scope


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

    def led_by(self, actor: Actor) -> Self:
        """Those that this actor leads, as `rules.check_lead` says it; whether they are still going on or not."""
        if actor.is_system:
            return self
        leading = (RoleKind.COORDINATOR, RoleKind.OFFICER)
        units = [unit for unit in actor.units if actor.holds(unit, *leading)]
        hosts = [each for each in actor.acts_for if Scope.REPRESENT in actor.scopes_for(each)]
        return self.filter(models.Q(host_unit__in=units) | models.Q(host_organisation__in=hosts))


class Process(models.Model):
    """One matter on which a city or an organisation asks, answers, decides and acts.

    `words_destroyed_at` is when what people said in it ended because its time was up; the destruction record with the
    number `destruction_record` says what that was. Every room asks it before it counts or makes something anew.
    """

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
    words_destroyed_at = models.DateTimeField(null=True)
    destruction_record = models.BigIntegerField(null=True)

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


class HostRequest(models.Model):
    """A unit or an organisation asks another to host a process together; nobody becomes a host unasked.

    Exactly one of `unit` and `organisation` is asked; `accepted` is empty until it has answered.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="host_requests")
    unit = models.ForeignKey(CityUnit, models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="host_requests")
    asked_by = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["process"],
                condition=models.Q(answered_at__isnull=True),
                name="host_request_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, organisation__isnull=True)
                | models.Q(unit__isnull=True, organisation__isnull=False),
                name="host_request_asks_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id} asks {self.unit_id or ''}{self.organisation_id or ''}"

    @property
    def address(self) -> str:
        """The page of the process that it is about."""
        return self.process.address
