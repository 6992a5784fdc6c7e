"""City units and the roles that people hold in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField


class CityUnit(models.Model):
    """A part of the city: the City Executive Office, a division, a unit of a division."""

    slug = models.SlugField(max_length=60, unique=True)
    name = TranslatedTextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")

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


class Role(models.Model):
    """One person's role in one city unit."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="roles")
    unit = models.ForeignKey(CityUnit, models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "unit", "kind"], name="role_once_a_unit")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.unit_id}"

    @property
    def address(self) -> str:
        """Roles have no page of their own."""
        return ""
