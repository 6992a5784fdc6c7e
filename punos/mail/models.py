"""Messages, the states they pass through, and the plain values that go to the mail server and back."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# After the first attempt: five more within 24 hours, each pause longer than the one before.
PAUSES = (
    timedelta(minutes=5),
    timedelta(minutes=25),
    timedelta(minutes=90),
    timedelta(hours=6),
    timedelta(hours=16),
)
ATTEMPTS = 1 + len(PAUSES)
LOST_AFTER = timedelta(minutes=15)
KEEP_UNSENT = timedelta(days=30)
KEEP_ADDRESS = timedelta(days=365)
LONGEST_ANSWER = 500
MAILBOX = re.compile(r"[0-9]{7}-[0-9]")  # a business ID


class MessageState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    SENDING = "sending", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    UNDELIVERED = "undelivered", pgettext_lazy("mail", "Not delivered")
    UNCERTAIN = "uncertain", pgettext_lazy("mail", "Uncertain")


class Channel(models.TextChoices):
    """How a message left; the demo town without a mail server only shows it."""

    SMTP = "smtp", _("By e-mail")
    SUOMIFI = "suomifi", _("Through Suomi.fi Messages")
    SHOWN_HERE = "shown_here", _("Shown in the demo town only")


class Reason(models.TextChoices):
    """Why a message has not arrived, or why nobody knows."""

    NO_SERVER = "no_server", _("No mail server has been set")
    UNREACHABLE = "unreachable", _("The mail server could not be reached")
    PUT_OFF = "put_off", _("The mail server put it off")
    REFUSED = "refused", _("The mail server refused it")
    BAD_ADDRESS = "bad_address", _("The address cannot be used")
    NO_MAILBOX = "no_mailbox", _("The organisation has no mailbox in Suomi.fi Messages")
    NO_ANSWER = "no_answer", _("The mail server did not say whether it took it")
    INTERRUPTED = "interrupted", _("Sending was interrupted")
    RETURNED = "returned", _("Earlier mail to this address came back")
    NOT_WANTED = "not_wanted", _("It was no longer to be sent")
    GIVEN_UP = "given_up", _("An administrator gave it up")
    ERASED = "erased", _("The person's data were erased")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter that is not composed yet; what its fields say is told in `actions.queue`.

    `blanks` are words of the context in whose place its reader's own stand: letters and digits that mean nothing in
    HTML, such as the end of a secret link. So letters that differ in nothing else share one context.
    """

    key: str
    to: str
    language: str
    template: str
    context: Mapping[str, Any]
    blanks: Mapping[str, str] = field(default_factory=dict)
    person_id: int | None = None
    organisation_id: int | None = None
    unsubscribe: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What the mail server, or the service of the mailboxes, is given."""

    to: str
    subject: str
    body: str
    html: str
    headers: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one attempt: SENT, WAITING (it did not leave, try later), UNDELIVERED or UNCERTAIN.

    `answer` holds the server's own words, which may name the address. `is_address` says that the address itself is
    at fault, and not the letter or the day.
    """

    state: MessageState
    channel: str = ""
    reason: str = ""
    answer: str = ""
    is_address: bool = False


@dataclass(frozen=True, kw_only=True)
class Bounce:
    """A letter that came back: the Message-ID of ours, the address it could not reach, and the server's words.

    `is_address` says that the address itself is at fault, and not the letter or the day.
    """

    message_id: str
    to: str
    answer: str
    is_address: bool


def is_mailbox(to: str) -> bool:
    """Whether a letter goes to the mailbox of an organisation, by its business ID, and not to an e-mail address."""
    return bool(MAILBOX.fullmatch(to))


def digest_of(key: str) -> str:
    """What the Message-ID of a letter is made of: always the same for a key, and nobody else can work it out."""
    return salted_hmac("punos.mail.message_id", key, algorithm="sha256").hexdigest()[:32]


class MessageQuerySet(models.QuerySet["Message"]):
    def in_state(self, state: str) -> Self:
        """Those in one state; every state where none is named."""
        return self.filter(state=state) if state else self

    def of_person(self, person_id: int, address: str = "") -> Self:
        """Those that were written to one person, also before they had an account, if their address is told."""
        theirs = models.Q(person_id=person_id)
        return self.filter(theirs | models.Q(to__iexact=address) if address else theirs)

    def about(self, keys: Collection[str]) -> Self:
        """Those whose key is one of these, or begins with one of these and a colon."""
        wanted = models.Q(key__in=keys)
        for key in keys:
            wanted |= models.Q(key__startswith=f"{key}:")
        return self.filter(wanted)

    def interrupted(self, now: datetime) -> Self:
        """Those whose sender has not been heard of for so long that it must have died."""
        return self.filter(state=MessageState.SENDING, sending_since__lt=now - LOST_AFTER)

    def overdue(self, now: datetime) -> Self:
        """Those whose time to be sent passed long ago: their job has been lost."""
        return self.filter(state=MessageState.WAITING, next_attempt_at__lt=now - LOST_AFTER)

    def to_clear(self, now: datetime) -> Self:
        """Those that never arrived and whose text nobody will send any more."""
        stopped = self.filter(has_text=True, state__in=[MessageState.UNDELIVERED, MessageState.UNCERTAIN])
        return stopped.filter(settled_at__lt=now - KEEP_UNSENT)

    def to_anonymise(self, now: datetime) -> Self:
        """Those that were settled so long ago that nobody asks any more whom they went to."""
        return self.filter(settled_at__lt=now - KEEP_ADDRESS).exclude(to="")


class Message(models.Model):
    """One letter to one address. `key` says what it is about: the same key is never queued twice.

    Plain ids of the reader and of the organisation it concerns: both live on floors above. The text is removed
    once it has been sent, because the links in it are secrets. `attempt` counts how often it was tried. `unsubscribe`
    is the address at which one click ends letters of its kind (RFC 8058). By `digest` a letter that comes back is
    known again.
    """

    key = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=32, blank=True, db_index=True)
    person_id = models.BigIntegerField(null=True, db_index=True)
    organisation_id = models.BigIntegerField(null=True)
    to = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2)
    template = models.CharField(max_length=120)
    subject = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    unsubscribe = models.CharField(max_length=300, blank=True)
    has_text = models.GeneratedField(  # so that a list can tell without reading it
        expression=models.ExpressionWrapper(~models.Q(body=""), output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    state = models.CharField(max_length=12, choices=MessageState, default=MessageState.WAITING)
    channel = models.CharField(max_length=12, choices=Channel, blank=True)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    attempt = models.PositiveIntegerField(default=0)
    attempts_allowed = models.PositiveIntegerField(default=ATTEMPTS)
    queued_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True)
    sending_since = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MessageState.values), name="mail_message_state_known"
            ),
            # a letter that waits knows when it goes, and one that has been sent knows how it went
            models.CheckConstraint(
                condition=~models.Q(state=MessageState.WAITING) | models.Q(next_attempt_at__isnull=False),
                name="mail_message_waits_for_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=MessageState.SENT) | ~models.Q(channel=""),
                name="mail_message_sent_somehow",
            ),
        ]
        indexes = [models.Index(fields=["state", "-queued_at", "-id"], name="mail_message_by_state")]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def address(self) -> str:
        """Messages have no page of their own."""
        return ""

    @property
    def message_id(self) -> str:
        """The Message-ID header: the same at every attempt, so that a mailbox can know a letter again."""
        return f"<{self.digest}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}>"

    @property
    def pause(self) -> timedelta | None:
        """How long to wait after the latest attempt before the next, or None after the last."""
        left = self.attempts_allowed - self.attempt
        return PAUSES[-left] if left > 0 else None

    @property
    def letter(self) -> Letter:
        """What goes to the mail server."""
        headers = {
            "Message-ID": self.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": self.language,
        }
        if self.unsubscribe:
            headers |= {
                "List-Unsubscribe": f"<{self.unsubscribe}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
        return Letter(to=self.to, subject=self.subject, body=self.body, html=self.html, headers=headers)


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One attempt that was made: of which message, the how manieth, and what came of it."""

    message: Message
    number: int
    outcome: Outcome


class ReturnedAddress(models.Model):
    """An address from which a letter came back. Nothing more is sent there until its owner says that it works.

    `answer` holds the words of the server that sent the letter back.
    """

    to = models.EmailField(unique=True)
    answer = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"returned address {self.pk}"

    @property
    def address(self) -> str:
        """The page on which its owner mends it."""
        return "/me/notices/"
