"""The mail server, asked over SMTP (RFC 5321), and what its answers mean for a letter."""

import smtplib
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.smtp import EmailBackend

from punos.mail.models import Channel, Letter, MessageState, Outcome, Reason

LONGEST_ANSWER = 500
GO_AHEAD = 354  # the server waits for the text of the letter
PERMANENT = 500


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


def post(letter: Letter) -> Outcome:
    """Hand a letter to the mail server, once, and tell what became of it. Never raises for what a server does."""
    server = mailers.default
    if not (isinstance(server, Server) and server.host):
        if settings.DEMO:
            return Outcome(state=MessageState.SENT, channel=Channel.SHOWN_HERE)
        return Outcome(state=MessageState.WAITING, reason=Reason.NO_SERVER)
    try:
        server.open()
    except OSError as fault:  # smtplib's own are OSErrors too
        return Outcome(state=MessageState.WAITING, reason=Reason.UNREACHABLE, answer=_words(fault))
    try:
        return _hand_over(server, letter)
    finally:
        with suppress(OSError):
            server.close()


def _hand_over(server: Server, letter: Letter) -> Outcome:
    """The attempt itself, on an open connection."""
    mail = EmailMultiAlternatives(letter.subject, letter.body, to=[letter.to], headers=dict(letter.headers))
    mail.attach_alternative(letter.html, "text/html")
    try:
        server.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refusal:
        return _refusal(*next(iter(refusal.recipients.values())))
    except smtplib.SMTPDataError as refusal:
        return _refusal(refusal.smtp_code, refusal.smtp_error)
    except (
        smtplib.SMTPSenderRefused
    ) as refusal:  # our own address: somebody can mend it before the last attempt
        return Outcome(state=MessageState.WAITING, reason=Reason.PUT_OFF, answer=_words(refusal))
    except OSError as fault:
        if server.has_the_letter:
            return Outcome(state=MessageState.UNCERTAIN, reason=Reason.NO_ANSWER, answer=_words(fault))
        return Outcome(state=MessageState.WAITING, reason=Reason.UNREACHABLE, answer=_words(fault))
    except ValueError:  # Django's or Python's, whose words name the address
        return Outcome(state=MessageState.UNDELIVERED, reason=Reason.BAD_ADDRESS)
    return Outcome(state=MessageState.SENT, channel=Channel.SMTP)


def _refusal(code: int, words: Any) -> Outcome:
    """What a refusal of this letter means: for good from 500 on, for now below."""
    answer = f"{code} {_text(words)}"[:LONGEST_ANSWER]
    if code >= PERMANENT:
        return Outcome(state=MessageState.UNDELIVERED, reason=Reason.REFUSED, answer=answer)
    return Outcome(state=MessageState.WAITING, reason=Reason.PUT_OFF, answer=answer)


def _words(fault: OSError) -> str:
    """What a fault says, its code before it where it has one."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} {_text(fault.smtp_error)}"[:LONGEST_ANSWER]
    return str(fault)[:LONGEST_ANSWER]


def _text(words: Any) -> str:
    """A server's words, whatever bytes they are, in one line."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return " ".join(text.replace("\x00", "").split())
