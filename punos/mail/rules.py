"""What may be queued, and when a message may be sent again or given up.

Who may do so is asked by the room above that shows the list: this floor knows no roles.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow
from punos.mail.models import Message, MessageState, is_mailbox

LONGEST_SUBJECT = 250
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3


def check_address(to: str) -> None:
    """One plain address: no line breaks, no names, no second one."""
    try:
        validate_email(to)
    except ValidationError as fault:
        raise Invalid(_("This is not an e-mail address.")) from fault
    if len(to) > LONGEST_ADDRESS:
        raise Invalid(_("This is not an e-mail address."))


def check_recipient(to: str) -> None:
    """An e-mail address; the business ID of an organisation, where Suomi.fi Messages are in use."""
    if not (has_mailboxes() and is_mailbox(to)):
        check_address(to)


def has_mailboxes() -> bool:
    """Whether letters can go to the mailboxes that organisations have in Suomi.fi Messages."""
    return bool(settings.SUOMIFI_MESSAGES_ADDRESS)


def check_subject(subject: str) -> None:
    """One line that says something; a break in it could smuggle in another header."""
    if not subject or len(subject) > LONGEST_SUBJECT or len(subject.splitlines()) != 1:
        raise Invalid(_("The subject of a message has to be one line."))


def check_send_again(message: Message) -> None:
    """While its text is kept, and not while it is being sent."""
    if message.state in {MessageState.SENDING, MessageState.SENT}:
        raise NotNow(_("This message has been sent, or is being sent."))
    if not (message.to and message.has_text):
        raise NotNow(_("The text of this message is no longer kept."))


def check_give_up(message: Message) -> None:
    """A message that waits, or of which nobody knows whether it arrived."""
    if message.state not in {MessageState.WAITING, MessageState.UNCERTAIN}:
        raise NotNow(_("This message does not wait for anything."))
