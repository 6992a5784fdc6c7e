"""What one person is told."""

from datetime import date, datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField
from punos.notices.models.subscription import Cadence, Subscription, TopicKind
from punos.organisations.models import Actor, Mandate, Organisation
from punos.people.models import Person


class NoticeKind(models.TextChoices):
    """What happened; the words in which it is told."""

    WORDS_ANSWERED = "words_answered", _("The city has responded to what you said")
    RESPONSE_CORRECTED = "response_corrected", _("A response to what you said was corrected")
    WORDS_DECIDED = "words_decided", _("A decision was made on what you said")
    WORDS_DONE = "words_done", _("Something is done because of what you said")
    WORDS_FULFILLED = "words_fulfilled", _("Something has been done because of what you said")
    WERE_YOU_HEARD = "were_you_heard", _("The process was closed: were you heard?")
    PROCESS_NEWS = "process_news", _("Something new in a process")
    CONSULTATION_OPENED = "consultation_opened", _("You can answer now")
    RESULTS = "results", _("Results were published")
    SUMMARY = "summary", _("A closing summary was published")
    RESPONSE = "response", _("The city responded to a theme")
    DECISION = "decision", _("A decision was made")
    DECISION_CORRECTED = "decision_corrected", _("A decision was corrected")
    MEASURE = "measure", _("News of a measure")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, actor: Actor) -> Self:
        """What this person was told and what still stands; of an organisation's, only while they act for it."""
        own = models.Q(organisation__isnull=True) | models.Q(organisation__in=actor.acts_for)
        return self.filter(own, person=actor.person_id, retracted_at__isnull=True)

    def unread(self) -> Self:
        """Those that nobody has opened yet."""
        return self.filter(read_at__isnull=True)

    def mine(self) -> Self:
        """What concerns the reader, and not only what they follow."""
        return self.filter(topic_kind=TopicKind.MINE)

    def tellable(self) -> Self:
        """Those whose reader may hear of it at this moment: an account in use, and a mandate that holds."""
        held = Mandate.objects.current().filter(
            person=models.OuterRef("person"), organisation=models.OuterRef("organisation")
        )
        may = models.Q(organisation__isnull=True) | models.Exists(held)
        return self.filter(may, person__is_active=True, retracted_at__isnull=True)

    def asked_for(self) -> Self:
        """Those whose reader still wants letters of this topic; what concerns oneself needs no asking."""
        same = Subscription.objects.filter(
            person=models.OuterRef("person"),
            kind=models.OuterRef("topic_kind"),
            key=models.OuterRef("topic_key"),
        )
        wanted = models.Q(topic_kind=TopicKind.MINE) | models.Exists(same)
        return self.filter(wanted, ~models.Exists(same.filter(cadence=Cadence.NEVER)))

    def to_clear(self, now: datetime) -> Self:
        """Those of so long ago that they are kept no longer: whoever has not opened one has twice as long to find it."""
        kept = timedelta(days=settings.NOTICES_KEPT_DAYS)
        return self.filter(
            models.Q(read_at__isnull=False, at__lt=now - kept) | models.Q(at__lt=now - 2 * kept)
        )

    def due(self, day: date) -> Self:
        """Those for the letter of this day, at seven in the morning: weekly ones up to the last Monday."""
        morning = seven(day)
        monday = seven(day - timedelta(days=day.weekday()))
        weekly = models.Q(cadence=Cadence.WEEKLY, at__lt=monday)
        daily = models.Q(cadence__in=[Cadence.INSTANT, Cadence.DAILY], at__lt=morning)
        return self.filter(weekly | daily, mailed_at__isnull=True, retracted_at__isnull=True)


def seven(day: date) -> datetime:
    """Seven in the morning of a day, in the installation's time zone."""
    return timezone.make_aware(datetime.combine(day, time(7)))


class Notice(models.Model):
    """One thing told to one person once, whatever reasons they have to hear of it.

    `topic_kind` and `topic_key` say by which reason: MINE comes before what is followed. `event` names what happened,
    such as the id of a line of the journal; person and event are unique. `title` is the public name of the thing, and
    `address` where it is, without the language part. With `organisation` it is told only to who acts for it still.
    `retracted_at` is set when the thing is no longer to be seen. `letter` is the id of the message in the outbox that
    tells it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    event = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=NoticeKind)
    topic_kind = models.CharField(max_length=12, choices=TopicKind)
    topic_key = models.CharField(max_length=120, blank=True)
    cadence = models.CharField(max_length=8, choices=Cadence)
    title = TranslatedTextField()
    address = models.CharField(max_length=300)
    process = models.SlugField(max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    letter = models.BigIntegerField(null=True)
    retracted_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "event"], name="notice_once_an_event")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_of_person"),
            models.Index(
                fields=["person"],
                condition=models.Q(read_at__isnull=True, retracted_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(fields=["event"], name="notice_of_event", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["address"], name="notice_of_address"),
            models.Index(
                fields=["letter"], condition=models.Q(letter__isnull=False), name="notice_of_letter"
            ),
            models.Index(
                fields=["cadence", "person"],
                condition=models.Q(mailed_at__isnull=True, retracted_at__isnull=True),
                name="notice_to_mail",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"

    @property
    def topic(self) -> str:
        """Why it was told: the topic as an address or a form names it."""
        return f"{self.topic_kind}:{self.topic_key}"
