"""Who follows what, and how often they want to hear of it."""

import secrets
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedText, TranslatedTextField
from punos.core.links import SecretLink
from punos.people.models import Person


class TopicKind(models.TextChoices):
    """What can be followed; MINE is everything that concerns oneself, which everybody follows from the start."""

    MINE = "mine", _("What concerns me directly")
    PROCESS = "process", _("A process")
    ORGANISATION = "organisation", _("An organisation")
    THEME = "theme", _("A theme")
    BODY = "body", _("A decision-making body")
    AREA = "area", _("An area")


class Cadence(models.TextChoices):
    """How often letters come; the list on one's own page always has everything."""

    INSTANT = "instant", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("No e-mail")


# The link in a letter that gathers many topics: it ends every such letter to its reader.
GATHERED = SecretLink("notices.gathered")


def new_token() -> str:
    """What stands in the address of a one-click unsubscription: nobody guesses it."""
    return secrets.token_urlsafe(24)


def body_key(name: TranslatedText) -> str:
    """A decision-making body is known by its name in the language in which it was written first."""
    return " ".join(name.read(name.source).text.casefold().split())[:120]


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def to(self, kind: TopicKind | str, key: str) -> Self:
        """Those that follow one topic."""
        return self.filter(kind=kind, key=key)

    def followed(self) -> Self:
        """What somebody chose to follow: everything but what concerns themselves."""
        return self.exclude(kind=TopicKind.MINE)


class Subscription(models.Model):
    """One topic that one person follows. `key` names it: a process by its slug, an area by its code, others by their id.

    Who has no row for MINE hears of it at once: the row is written when they choose otherwise, or with the first
    letter, which holds its token. `title` is the topic's name and `leads_to` its page, as they were when it was
    followed: what is followed lives on floors above.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="subscriptions")
    kind = models.CharField(max_length=12, choices=TopicKind)
    key = models.CharField(max_length=120, blank=True)
    cadence = models.CharField(max_length=8, choices=Cadence, default=Cadence.DAILY)
    title = TranslatedTextField()
    leads_to = models.CharField(max_length=300, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    at = models.DateTimeField()

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="subscription_once_a_topic")
        ]
        indexes = [models.Index(fields=["kind", "key", "person"], name="subscription_by_topic")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.topic}"

    @property
    def topic(self) -> str:
        """The topic as an address or a form names it: `process:strategy`, `mine:`."""
        return f"{self.kind}:{self.key}"

    @property
    def address(self) -> str:
        """The page on which one chooses what to follow."""
        return "/me/following/"
