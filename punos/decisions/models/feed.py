"""The city's feed of decisions: what was read, and what was found in it."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.decisions.models.decision import Decision
from punos.processes.models import Process


@dataclass(frozen=True)
class TalePaper:
    """A document of a decision, as the feed tells of it: its kind, what it is called, where it is."""

    kind: str
    name: str
    url: str


@dataclass(frozen=True)
class Tale:
    """What the feed tells of one decision; days as ISO 8601.

    `issued` says which of two tellings is the later one; `outcome` is empty where it could not be read.
    """

    external_id: str
    issued: str
    language: str
    title: str
    summary: str
    body: str
    case_number: str
    section_mark: str
    decided_on: str
    outcome: str = ""
    papers: tuple[TalePaper, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form in which the database keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """The value behind what `as_json` wrote."""
        return cls(**{**kept, "papers": tuple(TalePaper(**each) for each in kept["papers"])})


class FeedReading(models.Model):
    """One reading of the feed. `fault` says in a code why it failed; `cursor` is where the next one begins."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, blank=True)
    found = models.PositiveIntegerField(default=0)
    cursor = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"reading {self.pk}"

    @property
    def address(self) -> str:
        """Readings have no page of their own."""
        return ""


class FoundState(models.TextChoices):
    WAITING = "waiting", _("waits for somebody to look at it")
    TAKEN = "taken", _("taken in")
    PUT_ASIDE = "put_aside", _("put aside")


class FoundDecision(models.Model):
    """A decision of the feed whose case number is that of a process here. People decide whether it is taken in.

    `told` is what the feed told last, in our own fields; the feed sends twice, late and corrected, so a row is
    written anew under its `external_id`, and `digest` says whether anything changed.
    """

    external_id = models.CharField(max_length=120, unique=True)
    process = models.ForeignKey(Process, models.CASCADE, related_name="found_decisions")
    told = models.JSONField()
    digest = models.CharField(max_length=64)
    told_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=FoundState, default=FoundState.WAITING)
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, related_name="+")
    settled_by = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.external_id} {self.state}"

    @property
    def tale(self) -> Tale:
        """What the feed told last."""
        return Tale.from_json(self.told)

    @property
    def address(self) -> str:
        """The process that it belongs to."""
        return self.process.address
