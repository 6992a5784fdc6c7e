"""Organisations: associations, foundations, unregistered groups, public bodies; their names, numbers and lives."""

from typing import Protocol, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField


class Field(models.TextChoices):
    """Field of activity. `OTHER` asks which; what is written there is shown and sorted later."""

    PATIENT_DISABILITY = "patient_disability", _("Illness and disability")
    MENTAL_ADDICTION = "mental_addiction", _("Mental health, substance use and addiction")
    CHILD_FAMILY = "child_family", _("Children and families")
    YOUTH = "youth", _("Young people")
    OLDER = "older", _("Older people and pensioners")
    MULTI = "multi", _("Several fields of social welfare and health")
    POVERTY_HOUSING = "poverty_housing", _("Inequality, poverty and homelessness")
    MIGRANTS = "migrants", _("Immigrants and multicultural work")
    EMPLOYMENT = "employment", _("Employment and livelihood")
    RESIDENTS = "residents", _("Neighbourhood and residents' activities")
    CULTURE = "culture", _("Culture and learning")
    SPORT = "sport", _("Sport")
    LEISURE = "leisure", _("Leisure")
    ENVIRONMENT = "environment", _("Environment")
    RESCUE = "rescue", _("Rescue services and preparedness")
    RIGHTS = "rights", _("Human rights and equality")
    FAITH = "faith", _("Faith and world view")
    WORK = "work", _("Trades and professions")
    POLITICS = "politics", _("Politics")
    OTHER = "other", _("Other")


class SizeBand(models.TextChoices):
    """Paid staff; four local social and health associations in five have none."""

    VOLUNTEERS = "volunteers", _("Volunteers only")
    FEW = "1_4", _("1\u20134 paid employees")
    SOME = "5_19", _("5\u201319 paid employees")
    MANY = "20_plus", _("20 or more paid employees")
    NOT_TOLD = "not_told", _("Not told")


class OrganisationKind(models.TextChoices):
    """What sort of body this is; unregistered groups and public bodies stand in the same registry."""

    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    RELIGIOUS = "religious", _("Religious community")
    COOPERATIVE = "cooperative", _("Co-operative")
    COMPANY = "company", _("Company")
    GROUP = "group", _("Unregistered group")
    AUTHORITY = "authority", _("Authority or other public body")
    COUNCIL = "council", _("Statutory council")


UNREGISTERED = {OrganisationKind.GROUP, OrganisationKind.AUTHORITY, OrganisationKind.COUNCIL}
PUBLIC_BODIES = {OrganisationKind.AUTHORITY, OrganisationKind.COUNCIL}


class Viewer(Protocol):
    """What the registry has to know of whoever looks: the actor, one file further on."""

    @property
    def sees_unlisted(self) -> bool: ...
    @property
    def acts_for(self) -> frozenset[int]: ...


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def by_name(self) -> Self:
        """In alphabetical order, with the Nordic letters after Z."""
        return self.order_by("sort_key", "id")

    def visible_to(self, actor: Viewer) -> Self:
        """The listed ones; to the city all of them; to a person also those that they act for."""
        if actor.sees_unlisted:
            return self
        return self.filter(models.Q(is_listed=True) | models.Q(pk__in=actor.acts_for))

    def active(self) -> Self:
        """Those that have not been dissolved or merged into another."""
        return self.filter(ended_on__isnull=True)


class Organisation(models.Model):
    """An organisation that the registry knows, by what it says of itself. An unregistered group is one too.

    Names and contact are its own; what registers say stands in `RegisterRecord`. `field` is its main field of
    activity; it may work in others too.
    """

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    name_sv = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=400)
    skeleton = models.CharField(max_length=200, default="", db_index=True)  # see likeness.py
    kind = models.CharField(max_length=12, choices=OrganisationKind, default=OrganisationKind.ASSOCIATION)
    field = models.CharField(max_length=30, choices=Field)
    other_fields = ArrayField(models.CharField(max_length=30), default=list)
    areas = ArrayField(models.CharField(max_length=12), default=list)
    districts = ArrayField(models.CharField(max_length=12), default=list)
    size = models.CharField(max_length=12, choices=SizeBand, default=SizeBand.NOT_TOLD)
    languages = ArrayField(models.CharField(max_length=2), default=list)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(max_length=300, blank=True)
    contact_is_public = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=True)
    ended_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_from")
    changed_at = models.DateTimeField(null=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sort_key", "id"], name="organisation_by_name"),
            models.Index(fields=["field"], name="organisation_by_field"),
            GinIndex(fields=["areas"], name="organisation_by_area"),
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """The name for a reader of this language."""
        return {"sv": self.name_sv, "en": self.name_en}.get(language) or self.name

    def language_of_name(self, language: str) -> str:
        """In which language that name is, as far as it can be known; a Swedish association may have no other."""
        if {"sv": self.name_sv, "en": self.name_en}.get(language):
            return language
        return "sv" if self.name == self.name_sv or self.languages == ["sv"] else "fi"

    @property
    def revision(self) -> str:
        """Changes with every change of the card."""
        return self.changed_at.isoformat() if self.changed_at else ""

    @property
    def address(self) -> str:
        """Its card in the directory."""
        return f"/organisations/{self.slug}/"

    @property
    def is_registered(self) -> bool:
        """Whether such a body stands in an outside register."""
        return self.kind not in UNREGISTERED

    @property
    def is_public_body(self) -> bool:
        """Whether it speaks as an authority or a statutory council."""
        return self.kind in PUBLIC_BODIES


class DataSource(models.TextChoices):
    """Who told a fact."""

    OWN = "own", _("the organisation itself")
    CITY = "city", _("the city")
    REGISTER = "register", _("a register")
    FILE = "file", _("an imported file")


class Name(models.Model):
    """A name that an organisation bears or has borne, in one language, with the days as far as they are known."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=200)
    used_from = models.DateField(null=True)
    used_until = models.DateField(null=True)
    source = models.CharField(max_length=10, choices=DataSource, default=DataSource.CITY)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "language"],
                condition=models.Q(used_until__isnull=True),
                name="name_once_a_language",
            )
        ]

    def __str__(self) -> str:
        return self.text


class IdentifierScheme(models.TextChoices):
    BUSINESS_ID = "business_id", _("Business ID")
    ASSOCIATION_NUMBER = "association_number", _("Registration number")


class Identifier(models.Model):
    """A number under which a register knows an organisation; no two organisations share one."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=20, choices=IdentifierScheme)
    value = models.CharField(max_length=40)
    source = models.CharField(max_length=10, choices=DataSource, default=DataSource.CITY)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="identifier_once")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class LifeEventKind(models.TextChoices):
    RENAMED = "renamed", _("Name changed")
    MERGED = "merged", _("Merged into another organisation")
    DISSOLVED = "dissolved", _("Dissolved")
    REVIVED = "revived", _("Active again")


class LifeEvent(models.Model):
    """Something that happened to an organisation and stays known: a new name, a merger, its end."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="life_events")
    kind = models.CharField(max_length=10, choices=LifeEventKind)
    on = models.DateField()
    other = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    former_name = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=10, choices=DataSource, default=DataSource.CITY)
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind} {self.on}"


class District(models.Model):
    """A part of the city by which organisations can be found; each installation has its own."""

    code = models.CharField(max_length=12, primary_key=True)
    name = TranslatedTextField()
    sort_key = models.CharField(max_length=200)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def address(self) -> str:
        """Districts have no page of their own."""
        return ""
