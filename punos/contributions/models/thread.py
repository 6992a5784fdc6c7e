"""The place where something is said."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.contributions.models.rating import Scale
from punos.processes.models import Process


class Audience(models.TextChoices):
    """Who may answer one part of what is asked."""

    EVERYONE = "everyone", _("Everyone")
    SIGNED_IN = "signed_in", _("Those who have signed in")
    ORGANISATIONS = "organisations", _("Organisations")
    INVITED = "invited", _("Invited organisations")


class Thread(models.Model):
    """A place for contributions, with the facts that its owner on a higher floor passes down.

    `opens_at` and `closes_at` are written by the owner's verbs only; a test compares both. `audience` is who may
    speak, and with `moderated_before` a moderator looks at each contribution before anybody else does.
    `is_public` is false where what is said is counted, but not published.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="threads")
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    scale = models.SmallIntegerField(choices=Scale, null=True)
    takes_contributions = models.BooleanField(default=True)
    audience = models.CharField(max_length=15, choices=Audience, default=Audience.EVERYONE)
    moderated_before = models.BooleanField(default=False)
    is_public = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"thread {self.pk}"

    def is_open(self, now: datetime) -> bool:
        """Whether something can be said and rated here at this moment."""
        return bool(
            self.opens_at and self.opens_at <= now and (self.closes_at is None or now < self.closes_at)
        )
