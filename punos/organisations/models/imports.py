"""A file of organisations on its way into the registry: first read and shown, then brought in."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.organisations.models.organisation import Organisation


class Column(models.TextChoices):
    """What a column of a file may tell; the same words are understood as headings."""

    NAME = "name", _("Name")
    NAME_SV = "name_sv", _("Name in Swedish")
    NAME_EN = "name_en", _("Name in English")
    KIND = "kind", _("Kind of organisation")
    BUSINESS_ID = "business_id", _("Business ID")
    ASSOCIATION_NUMBER = "association_number", _("Registration number")
    FIELD = "field", _("Field of activity")
    OTHER_FIELDS = "other_fields", _("Other fields of activity")
    AREAS = "areas", _("Areas")
    DISTRICTS = "districts", _("Districts")
    SIZE = "size", _("Size")
    LANGUAGES = "languages", _("Languages")
    EMAIL = "email", _("E-mail address")
    PHONE = "phone", _("Telephone")
    WEBSITE = "website", _("Website")


class ImportState(models.TextChoices):
    READING = "reading", _("being read")
    COLUMNS = "columns", _("waits for its columns to be named")
    READ = "read", _("read, nothing brought in yet")
    BRINGING = "bringing", _("being brought in")
    DONE = "done", _("brought in")
    TAKING_BACK = "taking_back", _("being taken back")
    TAKEN_BACK = "taken_back", _("taken back")
    DROPPED = "dropped", _("not brought in")
    BROKEN = "broken", _("could not be read")


MOVING = {ImportState.READING, ImportState.BRINGING, ImportState.TAKING_BACK}


class RegistryImport(models.Model):
    """A file with one organisation a row. `content` is kept only until its rows stand in `ImportRow`.

    `columns` says which column of the file tells what, by its place from 0; `moved_at` is when a job last got on.
    """

    file_name = models.CharField(max_length=200)
    content = models.BinaryField(default=bytes)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.READING)
    fault = models.CharField(max_length=30, blank=True)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    moved_at = models.DateTimeField()
    brought_in_by = models.BigIntegerField(null=True)
    brought_in_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def address(self) -> str:
        """The page on which it is shown row by row."""
        return f"/organisations/import/{self.pk}/"

    @property
    def is_moving(self) -> bool:
        """Whether a job is at it."""
        return self.state in MOVING


class RowOutcome(models.TextChoices):
    """What bringing in a row does."""

    NEW = "new", _("new organisation")
    CHANGED = "changed", _("changes")
    SAME = "same", _("as it is already")
    FAULTY = "faulty", _("faulty")


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def sound(self) -> Self:
        """Those that bring something and can be brought in."""
        return self.filter(outcome__in=[RowOutcome.NEW, RowOutcome.CHANGED])

    def waiting(self) -> Self:
        """Of these, those that have not been brought in yet."""
        return self.sound().filter(done_at__isnull=True)


class ImportRow(models.Model):
    """One row of a file: what it says, what that means, and what bringing it in would do.

    `changes` holds an attribute, its own and its new value in each; `faults` a code, a column and a detail.
    A question is a change of a card that has managers of its own: they are asked instead of overwritten.
    """

    registry_import = models.ForeignKey(RegistryImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    told = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    outcome = models.CharField(max_length=8, choices=RowOutcome)
    changes = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    is_question = models.BooleanField(default=False)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    was_left = models.BooleanField(default=False)  # the registry had changed meanwhile

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["registry_import", "number"], name="import_row_once")]
        indexes = [
            models.Index(fields=["registry_import", "outcome", "number"], name="import_row_by_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.registry_import_id}:{self.number}"

    @property
    def name(self) -> str:
        """By what a reader recognises the row."""
        told: dict[str, Any] = self.told
        return str(told.get("name") or told.get("name_sv") or "")
