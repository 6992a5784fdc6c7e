"""What was done to the codebook: its lineage, and what undo goes back to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.processes.models import Process
from punos.themes.models.theme import Theme


class ChangeKind(models.TextChoices):
    """One kind for each verb of the workbench."""

    MADE = "made", _("added")
    CHOSEN = "chosen", _("chosen from what was proposed")
    REWORDED = "reworded", _("reworded")
    SPLIT = "split", _("split")
    MERGED = "merged", _("merged into another")
    MOVED = "moved", _("moved to another place")
    ENDED = "ended", _("taken out")
    ASSIGNED = "assigned", _("contributions given to it")
    UNASSIGNED = "unassigned", _("contributions taken from it")


class ThemeChange(models.Model):
    """One step of the work on the themes of a process. Only the latest that stands can be undone, one after another.

    `other` is the theme it was merged into or split off to. `before` holds what undo needs, in ids, places and
    wordings: {"title": ..., "body": ..., "place": ..., "ended": [assignment ids], "added": [assignment ids]}.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="theme_changes")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="changes")
    other = models.ForeignKey(Theme, models.CASCADE, null=True, related_name="+")
    before = models.JSONField(default=dict)
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    undone_by = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["process", "-id"], name="theme_change_latest")]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.kind}"

    @property
    def address(self) -> str:
        """The page of the theme."""
        return self.theme.address
