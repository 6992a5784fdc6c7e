"""The mail server, asked over SMTP (RFC 5321), and what its answers mean for a letter."""

import re
import smtplib
from contextlib import suppress
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.smtp import EmailBackend

from punos.mail.adapters.mailboxes import Mailboxes
from punos.mail.models import (
    LONGEST_ANSWER,
    Channel,
    Letter,
    MessageState,
    Outcome,
    Reason,
    is_mailbox,
)

GO_AHEAD = 354  # the server waits for the text of the letter
PERMANENT = 500
CLOSING = 421  # the server ends the conversation
FAULTS_ALLOWED = 1  # in one conversation
# Enhanced status codes (RFC 3463) by which an address itself is at fault: unknown, moved, closed. A mailbox that is
# full, a server that is ill and a letter that is not liked say nothing of the address.
ADDRESS_AT_FAULT = re.compile(r"5\.(?:0|1)\.\d+|5\.2\.[01]")


class Conversation(smtplib.SMTP):
    """SMTP that remembers the last reply, and so whether the letter had left when the line broke."""

    last_reply = 0

    def getreply(self) -> tuple[int, bytes]:
        """Read a reply, and remember its code."""
        code, words = super().getreply()
        self.last_reply = code
        return code, words


class Server(EmailBackend):
    """The mail server that settings name; an empty host means that none has been set."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """What Django opens the connection with."""
        return Conversation

    @property
    def has_the_letter(self) -> bool:
        """Whether the text was handed over without a reply to it: it may arrive, or may not."""
        return getattr(self.connection, "last_reply", 0) == GO_AHEAD


class Line:
    """One connection to the mail server for several letters, opened with the first and anew after it broke.

    A server that fails a second time, or is not there at all, is left alone: `trouble` then says what the letters
    that are left have met.
    """

    def __init__(self) -> None:
        self.trouble: Outcome | None = None
        self._server = mailers.default
        self._is_open = False
        self._faults = 0
        self._mailboxes = Mailboxes()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._close()

    def post(self, letter: Letter) -> Outcome:
        """Hand a letter over, once, and tell what became of it. Never raises for what a server does."""
        if is_mailbox(letter.to):
            return self._mailboxes.post(letter)
        server = self._server
        if not (isinstance(server, Server) and server.host):
            if settings.DEMO:
                return Outcome(state=MessageState.SENT, channel=Channel.SHOWN_HERE)
            self.trouble = Outcome(state=MessageState.WAITING, reason=Reason.NO_SERVER)
            return self.trouble
        was_open = self._is_open
        outcome = self._attempt(server, letter)
        if was_open and not self._is_open and outcome.state == MessageState.WAITING:
            # many servers end a conversation after so many letters, and this one has not left
            outcome = self._attempt(server, letter)
        return outcome

    def _attempt(self, server: Server, letter: Letter) -> Outcome:
        """One try, after which the line is open no more if it broke."""
        was_open = self._is_open
        if not was_open:
            try:
                server.open()
            except OSError as fault:  # smtplib's own are OSErrors too
                return self._troubled(_words(fault))
            self._is_open = True
        outcome, is_broken = _hand_over(server, letter)
        if is_broken:
            self._close()
            self._faults += not was_open or outcome.state == MessageState.UNCERTAIN
            if self._faults > FAULTS_ALLOWED:
                self._troubled(outcome.answer)
        return outcome

    def _troubled(self, answer: str) -> Outcome:
        self.trouble = Outcome(state=MessageState.WAITING, reason=Reason.UNREACHABLE, answer=answer)
        return self.trouble

    def _close(self) -> None:
        if self._is_open:
            self._is_open = False
            with suppress(OSError):
                self._server.close()


def _hand_over(server: Server, letter: Letter) -> tuple[Outcome, bool]:
    """The attempt itself, on an open connection, and whether the connection is of no more use."""
    mail = EmailMultiAlternatives(letter.subject, letter.body, to=[letter.to], headers=dict(letter.headers))
    mail.attach_alternative(letter.html, "text/html")
    try:
        server.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        return _refusal(code, words, is_of_address=True), code == CLOSING
    except smtplib.SMTPDataError as refusal:
        return _refusal(refusal.smtp_code, refusal.smtp_error), refusal.smtp_code == CLOSING
    except smtplib.SMTPSenderRefused as refusal:  # our own address: somebody can mend it in time
        put_off = Outcome(state=MessageState.WAITING, reason=Reason.PUT_OFF, answer=_words(refusal))
        return put_off, refusal.smtp_code == CLOSING
    except OSError as fault:
        if server.has_the_letter:
            return Outcome(state=MessageState.UNCERTAIN, reason=Reason.NO_ANSWER, answer=_words(fault)), True
        return Outcome(state=MessageState.WAITING, reason=Reason.UNREACHABLE, answer=_words(fault)), True
    except ValueError:  # Django's or Python's, whose words name the address
        return Outcome(state=MessageState.UNDELIVERED, reason=Reason.BAD_ADDRESS), False
    return Outcome(state=MessageState.SENT, channel=Channel.SMTP), False


def _refusal(code: int, words: Any, *, is_of_address: bool = False) -> Outcome:
    """What a refusal of this letter means: for good from 500 on, for now below.

    Only a reply to the address itself that names its fault speaks against it: a plain 550 can as well mean that our
    own server may not send there, and would then mark everybody.
    """
    answer = f"{code} {in_one_line(words)}"[:LONGEST_ANSWER]
    if code >= PERMANENT:
        is_address = is_of_address and bool(ADDRESS_AT_FAULT.match(in_one_line(words)))
        refused = MessageState.UNDELIVERED
        return Outcome(state=refused, reason=Reason.REFUSED, answer=answer, is_address=is_address)
    return Outcome(state=MessageState.WAITING, reason=Reason.PUT_OFF, answer=answer)


def _words(fault: OSError) -> str:
    """What a fault says, its code before it where it has one."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} {in_one_line(fault.smtp_error)}"[:LONGEST_ANSWER]
    return str(fault)[:LONGEST_ANSWER]


def in_one_line(words: Any) -> str:
    """A server's words, whatever bytes they are, in one line."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return " ".join(text.replace("\x00", "").split())
