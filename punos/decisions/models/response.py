"""The city's response to a theme."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punos.core.languages import TranslatedTextField
from punos.organisations.models import Actor, CityUnit
from punos.processes.models import Process, Section
from punos.themes.models import Theme


class ResponseOutcome(models.TextChoices):
    """What becomes of what was said; never "approved" or "rejected", which are words of a decision."""

    TAKEN = "taken", _("Taken into account")
    PARTLY = "partly", _("Partly taken into account")
    NOT_TAKEN = "not_taken", _("Not taken into account")
    ALREADY = "already", _("Already so")
    OUTSIDE = "outside", _("Outside our power")
    PREPARING = "preparing", _("Being prepared")


class ResponseState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    TO_CHECK = "to_check", _("Waits for somebody else to look at it")
    PUBLISHED = "published", pgettext_lazy("response", "Published")


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, actor: Actor) -> Self:
        """Published ones of themes that this reader may see; drafts for those who lead the process."""
        seen = self.filter(theme__in=Theme.objects.visible_to(actor))
        if actor.is_system:
            return seen
        own = models.Q(theme__process__in=Process.objects.led_by(actor))
        return seen.filter(models.Q(published_at__isnull=False) | own)

    def published(self) -> Self:
        """What readers have, older versions among it."""
        return self.filter(published_at__isnull=False)

    def current(self) -> Self:
        """Of each theme the version that stands: the latest that was published."""
        later = Response.objects.published().filter(
            theme=models.OuterRef("theme"), number__gt=models.OuterRef("number")
        )
        return self.published().filter(~models.Exists(later))


class Response(models.Model):
    """One version of the response to one theme. What has been published never changes: a correction is the next number.

    `unit` answers for it. Being prepared carries the day by which it is ready (`ready_by`) and is no response when the
    process is to be closed. `changed_sections` are the clauses, in the version that they were changed in, to which it
    led. `correction` tells why a version replaced the one before. `revision` counts the saves of a draft.
    """

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="responses")
    number = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=10, choices=ResponseOutcome)
    reasons = TranslatedTextField()
    ready_by = models.DateField(null=True)
    unit = models.ForeignKey(CityUnit, models.PROTECT, null=True, related_name="responses")
    changed_sections = models.ManyToManyField(Section, related_name="responses")
    correction = TranslatedTextField()
    state = models.CharField(max_length=10, choices=ResponseState, default=ResponseState.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    drafted_by = models.BigIntegerField(null=True)
    drafted_at = models.DateTimeField()
    checked_by = models.BigIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)
    published_by = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "number"], name="response_number_once_a_theme"),
            models.UniqueConstraint(
                fields=["theme"],
                condition=models.Q(published_at__isnull=True),
                name="response_one_being_written",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ResponseState.PUBLISHED, published_at__isnull=False)
                | (~models.Q(state=ResponseState.PUBLISHED) & models.Q(published_at__isnull=True)),
                name="response_published_has_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=ResponseOutcome.PREPARING) | models.Q(ready_by__isnull=False),
                name="response_being_prepared_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.theme_id} v{self.number}"

    @property
    def address(self) -> str:
        """The page of the response to its theme, on which this version stands or is one of the earlier ones."""
        return f"{self.theme.address}response/"

    @property
    def settles(self) -> bool:
        """Whether the theme has its answer with this: a promise to answer later is none."""
        return self.outcome != ResponseOutcome.PREPARING
