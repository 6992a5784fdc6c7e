"""Organisations: associations, foundations, unregistered groups."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


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


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def by_name(self) -> Self:
        """In alphabetical order, with the Nordic letters after Z."""
        return self.order_by("sort_key", "id")


class Organisation(models.Model):
    """An organisation that the registry knows. An unregistered group is one too."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    name_sv = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=400)
    field = models.CharField(max_length=30, choices=Field)
    areas = ArrayField(models.CharField(max_length=12), default=list)
    size = models.CharField(max_length=12, choices=SizeBand, default=SizeBand.NOT_TOLD)
    languages = ArrayField(models.CharField(max_length=2), default=list)
    is_registered = models.BooleanField(default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["sort_key", "id"], name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """The name for a reader of this language."""
        return self.name_sv if language == "sv" and self.name_sv else self.name

    @property
    def address(self) -> str:
        """Organisations get their public card with the directory."""
        return ""
