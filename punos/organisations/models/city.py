"""City units, the roles that people hold in them, and the sign-in groups that stand for roles."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField


class CityUnit(models.Model):
    """A part of the city: the City Executive Office, a division, a unit of a division.

    Where `second_look` is set, somebody else than the writer looks at a response before it is published.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = TranslatedTextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    closed_at = models.DateTimeField(null=True)
    second_look = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.name)

    @property
    def address(self) -> str:
        """Units have no page of their own yet."""
        return ""


class RoleKind(models.TextChoices):
    COORDINATOR = "coordinator", _("Co-ordinator")
    OFFICER = "officer", _("Officer")
    MODERATOR = "moderator", _("Moderator")
    ASSESSOR = "assessor", _("Grant assessor")
    DECISION_MAKER = "decision_maker", _("Decision-maker")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class RoleSource(models.TextChoices):
    """Why somebody holds a role."""

    GRANTED = "granted", _("given by an administrator")
    GROUP = "group", _("from a group of the sign-in service")


class RoleQuerySet(models.QuerySet["Role"]):
    def current(self) -> Self:
        """The roles that are held now."""
        return self.filter(ended_at__isnull=True, unit__closed_at__isnull=True)


class Role(models.Model):
    """One person's role in one city unit, from when until when and why. Ended roles stay as history."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="roles")
    unit = models.ForeignKey(CityUnit, models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind)
    source = models.CharField(max_length=10, choices=RoleSource, default=RoleSource.GRANTED)
    reason = models.CharField(max_length=300, blank=True)
    granted_at = models.DateTimeField(null=True)
    granted_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit", "kind"],
                condition=models.Q(ended_at__isnull=True),
                name="role_once_a_unit",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.unit_id}"

    @property
    def address(self) -> str:
        """Roles have no page of their own."""
        return ""


class SignInGroup(models.Model):
    """A group of the sign-in service that stands for a role: who is in it holds the role from the next sign-in."""

    name = models.CharField(max_length=200)
    unit = models.ForeignKey(CityUnit, models.PROTECT, related_name="sign_in_groups")
    kind = models.CharField(max_length=20, choices=RoleKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "unit", "kind"], name="sign_in_group_once_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.kind} {self.unit_id}"

    @property
    def address(self) -> str:
        """Groups have no page of their own."""
        return ""
