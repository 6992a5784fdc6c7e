"""What was sent: an idea, an answer, a comment, a note, a statement; in versions."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punos.contributions.models.thread import Thread
from punos.contributions.models.voice import Voice
from punos.core.dates import day
from punos.core.languages import current_language
from punos.processes.models import Section


class ContributionState(models.TextChoices):
    PUBLISHED = "published", _("Published")
    HIDDEN = "hidden", _("Removed by a moderator")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    WAITING = "waiting", _("Waits for a moderator")
    NOT_PUBLIC = "not_public", _("Not published")


class Stance(models.TextChoices):
    """What somebody thinks of a clause."""

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    NEUTRAL = "neutral", _("Neutral")


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def published(self) -> Self:
        """What everybody may read and rate."""
        return self.filter(state=ContributionState.PUBLISHED)

    def standing(self) -> Self:
        """What counts: all that its author has not withdrawn and no moderator has removed, published or not."""
        return self.exclude(state__in=[ContributionState.HIDDEN, ContributionState.WITHDRAWN])


class Contribution(models.Model):
    """Something said in words, under a number of its own in its thread.

    A comment on a draft text stands at the clause (`section`) of the version that it was made on, with a `stance`,
    and at an exact `quote` of it if one was chosen. `times_rated` is refreshed by the worker and only decides which
    idea is shown next; no result reads it.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="contributions")
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="contributions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ContributionState, default=ContributionState.PUBLISHED)
    latest = models.OneToOneField("Version", models.SET_NULL, null=True, related_name="+")
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="contributions")
    stance = models.CharField(max_length=8, choices=Stance, blank=True)
    quote = models.TextField(blank=True)
    times_rated = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(db_index=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="contribution_number_once")]

    def __str__(self) -> str:
        return f"contribution {self.pk}"

    @property
    def address(self) -> str:
        """Its own page: the same for as long as it stands."""
        return f"/contributions/{self.pk}/"


class Version(models.Model):
    """One wording of a contribution, in the language it was written in. Versions are never changed.

    `rewording` is how its author would write the clause or the passage that a comment is about. When the words have
    been destroyed, because the time for which they are kept was up, the row stays without them from `destroyed_at` on.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    rewording = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.contribution_id} v{self.number}"

    @property
    def shown(self) -> str:
        """What a reader meets: its words, or that they are no more."""
        return self.text if self.destroyed_at is None else words_of_end(self.destroyed_at)

    @property
    def shown_language(self) -> str:
        """In which language that is."""
        return self.language if self.destroyed_at is None else current_language()


def words_of_end(at: datetime) -> str:
    """What stands in the place of words that have been destroyed, in the language of the page."""
    when = day(at, current_language())
    return gettext(
        "The words were destroyed on %(when)s, when the time for which they are kept had ended."
    ) % {"when": when}


class Translation(models.Model):
    """A version in another language. It belongs to that version, so a newer wording has none until it is made."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=2)
    text = models.TextField()
    checked_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="translation_once_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language}"
