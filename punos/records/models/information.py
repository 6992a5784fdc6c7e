"""Who looked for everything about a matter, an organisation or a person, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SoughtKind(models.TextChoices):
    """What everything was looked for about."""

    PROCESS = "process", _("Process")
    ORGANISATION = "organisation", _("Organisation")
    PERSON = "person", _("Person")


class InformationSearch(models.Model):
    """One look through all rooms to answer an information request.

    The journal tells who looked at whom and when, in ids; the reason is words, so it stands here. The words that were
    typed to find somebody are kept nowhere: `subject_id` is empty where they found nobody. Where they are an address
    to which something was sent, `place` and `place_id` say which row has it, and nothing is found by it any more
    when it has been removed there.
    """

    kind = models.CharField(max_length=12, choices=SoughtKind)
    subject_id = models.BigIntegerField(null=True)
    place = models.CharField(max_length=20, blank=True)
    place_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=500)
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    exported_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "information searches"

    def __str__(self) -> str:
        return f"information search {self.pk}"

    @property
    def address(self) -> str:
        """The page of what was found, for whoever looked."""
        return f"/desk/information/{self.pk}/"
