"""Who says something, as of that day."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import current_language
from punos.organisations.models import Actor, Organisation
from punos.processes.models import Process

TYPED_IN = "typed:"  # how the mark begins of a speaker whose answer an officer types in


class Capacity(models.TextChoices):
    """In which of five capacities somebody speaks; results always show persons, organisations and groups apart."""

    RESIDENT = "resident", _("As myself")
    ACTIVE = "active", _("As someone active in an organisation")
    ORGANISATION = "organisation", _("On behalf of an organisation")
    GROUP = "group", _("As a group")
    BODY = "body", _("As a public body")


class Identified(models.TextChoices):
    """How well it is known who this is."""

    BROWSER = "browser", _("by a cookie in the browser")
    ACCOUNT = "account", _("by signing in")
    MANDATE = "mandate", _("by a mandate of the organisation")
    INVITATION = "invitation", _("by the link of an invitation, unverified")
    IMPORT = "import", _("by the file it was imported from")
    STAFF = "staff", _("by the officer who typed it in")


class VoiceQuerySet(models.QuerySet["Voice"]):
    def of_actor(self, actor: Actor) -> Self:
        """Who this actor is in a process: their account, else their browser's mark; never another's."""
        speaker = speaker_of(actor)
        if not speaker:
            return self.none()
        own = self.filter(speaker=speaker)
        return own if actor.invited_to is None else own.filter(process=actor.invited_to)


class Voice(models.Model):
    """One speaker in one process: the unit in which results count. Readers never see this word.

    `background` is a snapshot of field, area and size by code; a group's `head_count` stands beside its one voice.
    `pseudonym` is the name under which readers meet a person who chose one; without it they meet no name at all.
    The host may offer ideas to rate; it asks, so it is not counted among those who took part.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="voices")
    speaker = models.CharField(max_length=120)
    capacity = models.CharField(max_length=12, choices=Capacity)
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="voices")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="voices")
    organisation_name = models.CharField(max_length=200, blank=True)
    head_count = models.PositiveIntegerField(null=True)
    pseudonym = models.CharField(max_length=60, blank=True)
    background = models.JSONField(default=dict)
    language = models.CharField(max_length=2, default="fi")
    is_host = models.BooleanField(default=False)
    identified = models.CharField(max_length=10, choices=Identified, default=Identified.BROWSER)
    at = models.DateTimeField(db_index=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "speaker"], name="voice_once_a_speaker"),
            models.CheckConstraint(
                condition=models.Q(capacity=Capacity.GROUP, head_count__isnull=False, head_count__gte=2)
                | (~models.Q(capacity=Capacity.GROUP) & models.Q(head_count__isnull=True)),
                name="voice_head_count_is_of_a_group",
            ),
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"

    @property
    def is_verified(self) -> bool:
        """Whether an organisation's own people stand behind this, under a mandate."""
        return self.identified == Identified.MANDATE

    @property
    def is_typed_in(self) -> bool:
        """Whether an officer typed in what somebody said by phone or on paper."""
        return self.speaker.startswith(TYPED_IN)

    @property
    def name_language(self) -> str:
        """The language of the organisation's name where it is not that of the page, for those who listen to it."""
        spoken = self.organisation.language_of_name("fi") if self.organisation else current_language()
        return spoken if spoken != current_language() else ""

    @property
    def address(self) -> str:
        """Voices have no page: what they said has."""
        return ""


def speaker_of(actor: Actor) -> str:
    """The mark by which a speaker is one and the same in a process, or nothing for a first-time visitor.

    Under the hat of an organisation it is the organisation's, whoever wears it: so answers that were given by the
    link of an invitation follow as soon as the organisation has people of its own.
    """
    if actor.organisation_id:
        return f"organisation:{actor.organisation_id}" if actor.speaks_for_organisation else ""
    if actor.person_id:
        return f"person:{actor.person_id}"
    return f"browser:{actor.browser}" if actor.browser else ""
