"""Suomi.fi Messages: letters to the mailbox of an organisation, by its business ID (https://api.messages.suomi.fi/api-docs).

Each letter goes with its own key, by which the service knows it again: sent twice, it arrives once.
"""

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings

from punos.mail.models import LONGEST_ANSWER, Channel, Letter, MessageState, Outcome, Reason

if TYPE_CHECKING:
    from suomifi_messages import SuomiFiClient

# What requests and answers of no sense raise, and by which words the library tells what says nothing of the letter.
FAULTS = (OSError, LookupError, TypeError, AttributeError, ValueError)
AGAIN = ("(status 401)", "(status 408)", "(status 429)")
TIMEOUT = 20.0  # seconds; the library sets none


class Mailboxes:
    """One sign-in for several letters. Where the service has failed once, it is left alone for this time."""

    def __init__(self) -> None:
        self._client: SuomiFiClient | None = None
        self._trouble: Outcome | None = None

    def post(self, letter: Letter) -> Outcome:
        """Put a letter into a mailbox, once, and tell what became of it. Never raises for what the service does."""
        if not settings.SUOMIFI_MESSAGES_ADDRESS:
            return Outcome(state=MessageState.WAITING, reason=Reason.NO_SERVER, channel=Channel.SUOMIFI)
        if self._trouble is None:
            try:
                return self._sent(letter)
            except FAULTS as fault:
                self._trouble = _waiting(fault)
        return self._trouble

    def _sent(self, letter: Letter) -> Outcome:
        """The attempt itself."""
        from suomifi_messages.errors import (  # optional package
            SuomiFiClientError,
            SuomiFiDuplicateMessageError,
            SuomiFiError,
        )

        arrived = Outcome(state=MessageState.SENT, channel=Channel.SUOMIFI)
        try:
            self._sign_in()
            return self._put(letter) or arrived
        except SuomiFiDuplicateMessageError:
            return arrived
        except SuomiFiClientError as refusal:
            if self._client is not None and not str(refusal).endswith(AGAIN):
                return _refused(Reason.REFUSED, str(refusal))
            self._trouble = _waiting(refusal)  # too many at once, or our own name and password: not for good
        except SuomiFiError as fault:
            self._trouble = _waiting(fault)
        return self._trouble

    def _sign_in(self) -> None:
        if self._client is None:
            self._client = _signed_in()

    def _put(self, letter: Letter) -> Outcome | None:
        """Ask for the letter to be delivered; what kept it from that, if anything."""
        from suomifi_messages.schemas import BodyFormat  # optional package

        assert self._client is not None  # signed in before
        if not self._client.check_mailbox(letter.to):
            return _refused(Reason.NO_MAILBOX)
        self._client.send_electronic_message(
            title=letter.subject,
            body=letter.body,
            body_format=BodyFormat.TEXT,
            recipient_id=letter.to,
            service_id=settings.SUOMIFI_MESSAGES_SERVICE,
            external_id=letter.headers["Message-ID"].strip("<>"),
        )
        return None


def _signed_in() -> "SuomiFiClient":
    """The library's client at our address, which neither waits for ever nor lets itself be led elsewhere."""
    from suomifi_messages import SuomiFiClient  # optional package

    client, address = SuomiFiClient("prod"), settings.SUOMIFI_MESSAGES_ADDRESS
    client.base_url = address
    client.url = lambda path: address + path  # the library's own drops the path of a gateway
    client.session.max_redirects = 0
    client.session.request = partial(client.session.request, timeout=TIMEOUT)
    client.login(settings.SUOMIFI_MESSAGES_USER, settings.SUOMIFI_MESSAGES_PASSWORD)
    return client


def _waiting(fault: Exception) -> Outcome:
    return Outcome(
        state=MessageState.WAITING,
        reason=Reason.UNREACHABLE,
        channel=Channel.SUOMIFI,
        answer=str(fault)[:LONGEST_ANSWER],
    )


def _refused(reason: Reason, words: str = "") -> Outcome:
    return Outcome(
        state=MessageState.UNDELIVERED, reason=reason, channel=Channel.SUOMIFI, answer=words[:LONGEST_ANSWER]
    )
