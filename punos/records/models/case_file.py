"""What the case system and the law want to know of a process beside its contents."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punos.processes.models import Process
from punos.records.models.retention import RetentionClass


class Publicity(models.TextChoices):
    """How public the documents of a matter are; by the Act on the Openness of Government Activities (621/1999) § 1."""

    PUBLIC = "public", pgettext_lazy("documents", "Public")
    PARTLY_SECRET = "partly_secret", _("Partly secret")
    SECRET = "secret", _("Secret")


class Controller(models.TextChoices):
    """Who answers for the personal data of a process; GDPR articles 4 and 26."""

    UNIT = "unit", _("The city unit that hosts it")
    ORGANISATION = "organisation", _("The organisation that hosts it")
    JOINT = "joint", _("Both hosts together")


class CaseFile(models.Model):
    """The publicity, controller and keeping of one process; a process without a row is public and kept as its hosts say.

    `ground` is the section of the law by which something is secret, needed unless everything is public. The controller
    is empty while nobody has said who it is: then it follows from the hosts. `revision` tells two who write at once.
    """

    process = models.OneToOneField(Process, models.CASCADE, related_name="case_file")
    publicity = models.CharField(max_length=14, choices=Publicity, default=Publicity.PUBLIC)
    ground = models.CharField(max_length=300, blank=True)
    controller = models.CharField(max_length=12, choices=Controller, blank=True)
    retention = models.ForeignKey(RetentionClass, models.PROTECT, null=True, related_name="case_files")
    revision = models.PositiveIntegerField(default=0)
    changed_by = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(publicity="public") | ~models.Q(ground=""),
                name="case_file_secret_has_ground",
            )
        ]

    def __str__(self) -> str:
        return f"case file of {self.process_id}"

    @property
    def address(self) -> str:
        """The page of the process that it is about."""
        return self.process.address
