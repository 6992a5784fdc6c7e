"""What outside registers say of an organisation, kept beside what it says of itself."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.organisations.models.organisation import Organisation

LONGEST_FACT = 600


class Register(models.TextChoices):
    """Where a fact comes from."""

    PRH = "prh", _("Business Information System (YTJ)")
    YRTTI = "yrtti", _("Register of Associations")
    SUOMIFI = "suomifi", _("Suomi.fi e-Authorizations")
    FILE = "file", _("an imported file")


class RegisterRecord(models.Model):
    """The last answer of a register to one identifier; `facts` is empty where the register knew nothing.

    Knowing nothing means "unknown", not "not registered". The record is also the cache of the look-up: `asked_at`
    is set while an answer is awaited, `trouble` says why the last one did not come.
    """

    register = models.CharField(max_length=10, choices=Register)
    identifier = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="register_records")
    facts = models.JSONField(default=dict)
    fetched_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "identifier"], name="register_record_once")
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.identifier}"

    @property
    def is_awaited(self) -> bool:
        """Whether somebody has asked and no answer has come yet."""
        return self.asked_at is not None


class ChangeOutcome(models.TextChoices):
    TAKEN = "taken", _("taken over")
    KEPT = "kept", _("kept as it was")


class RegisterChangeQuerySet(models.QuerySet["RegisterChange"]):
    def waiting(self) -> Self:
        """Those that nobody has settled yet."""
        return self.filter(settled_at__isnull=True)


class RegisterChange(models.Model):
    """A register says otherwise than the organisation does: a task for a person, which overwrites nothing."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="register_changes")
    register = models.CharField(max_length=10, choices=Register)
    attribute = models.CharField(max_length=30)
    own = models.CharField(max_length=LONGEST_FACT, blank=True)
    found = models.CharField(max_length=LONGEST_FACT)
    seen_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=10, choices=ChangeOutcome, blank=True)

    objects = RegisterChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "register", "attribute", "found"], name="register_change_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.attribute}"

    @property
    def address(self) -> str:
        """Seen on the card of the organisation."""
        return self.organisation.address
