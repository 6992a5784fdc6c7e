"""What a body decided, with its documents."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField
from punos.decisions.models.response import Response
from punos.organisations.models import Actor
from punos.processes.models import Phase, Process
from punos.themes.models import Theme


class Outcome(models.TextChoices):
    """What a body did with the matter before it."""

    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    NOTED = "noted", _("Noted for information")
    TABLED = "tabled", _("Tabled")
    RETURNED = "returned", _("Returned for further preparation")
    REFERRED = "referred", _("Referred on")


class Appeal(models.TextChoices):
    """How a decision can be appealed against, by its legal basis (Local Government Act 410/2015, chapter 16)."""

    NONE = "none", _("No appeal: it only prepares or notes")
    RECTIFICATION = "rectification", _("Claim for a revised decision")
    MUNICIPAL = "municipal", _("Municipal appeal to the Administrative Court")


class DecisionSource(models.TextChoices):
    HAND = "hand", _("entered by hand")
    FEED = "feed", _("read from the city's decisions")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of processes that this reader may see: a decision is public as soon as it stands here."""
        return self.filter(process__in=Process.objects.visible_to(actor))


class Decision(models.Model):
    """One handling of a matter by one body. A matter that is handled again is another decision with the same case number.

    `number` is its address within the process. `takes_effect_on` may come before `decided_on`: a term can begin before
    its decision. `appeal_until` is the last day of an appeal. `outcome` and `appeal` are empty where they have not been
    told. `previous` is the handling before this one. A decision that came from the feed is known again by
    `external_id`. `revision` counts its corrections.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, related_name="decisions")
    title = TranslatedTextField()
    summary = TranslatedTextField()
    body_name = TranslatedTextField()
    decided_on = models.DateField()
    takes_effect_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    case_number = models.CharField(max_length=40, blank=True)
    section_mark = models.CharField(max_length=20, blank=True)
    appeal = models.CharField(max_length=14, choices=Appeal, blank=True)
    appeal_until = models.DateField(null=True)
    previous = models.ForeignKey("self", models.SET_NULL, null=True, related_name="next_handlings")
    themes = models.ManyToManyField(Theme, related_name="decisions")
    responses = models.ManyToManyField(Response, related_name="decisions")
    source = models.CharField(max_length=4, choices=DecisionSource, default=DecisionSource.HAND)
    external_id = models.CharField(max_length=120, null=True, unique=True)
    revision = models.PositiveIntegerField(default=0)
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="decision_number_once_a_process"),
            models.CheckConstraint(
                condition=models.Q(appeal__in=["", Appeal.NONE]) | models.Q(appeal_until__isnull=False),
                name="decision_appeal_has_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.process_id}:{self.number}"

    @property
    def address(self) -> str:
        """Its page, without the language part."""
        return f"{self.process.address}decisions/{self.number}/"


class PaperKind(models.TextChoices):
    """The bulletin holds until the minutes are out: two documents of one decision."""

    BULLETIN = "bulletin", _("Decision bulletin")
    MINUTES = "minutes", _("Minutes")
    ATTACHMENT = "attachment", _("Attachment")
    LINK = "link", _("Link")


class DecisionPaper(models.Model):
    """A document of a decision, at its address outside (https only)."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=10, choices=PaperKind)
    name = TranslatedTextField()
    url = models.URLField(max_length=500)
    dated_on = models.DateField(null=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "kind"],
                condition=models.Q(kind__in=["bulletin", "minutes"]),
                name="decision_has_one_bulletin_and_minutes",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.decision_id}"


class DecisionCorrection(models.Model):
    """How a decision stood before it was corrected, in plain values by field, and why it was corrected."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    before = models.JSONField()
    why = TranslatedTextField()
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="decision_correction_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} before {self.number}"
