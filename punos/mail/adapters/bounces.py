"""Letters that come back: delivery status notifications (RFC 3464), from a mailbox on disk or one by one."""

import mailbox
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from punos.mail.adapters.smtp import ADDRESS_AT_FAULT, in_one_line
from punos.mail.models import LONGEST_ANSWER, Bounce


def letters_in(place: Path) -> Iterator[EmailMessage]:
    """The letters of a Maildir, of an mbox, or of a file that is one letter."""
    if place.is_dir():
        yield from (read_letter(each.as_bytes()) for each in mailbox.Maildir(place, create=False))
        return
    with place.open("rb") as file:
        is_mbox = file.read(5) == b"From "
    if is_mbox:
        yield from (read_letter(each.as_bytes()) for each in mailbox.mbox(place, create=False))
    else:
        yield read_letter(place.read_bytes())


def read_letter(content: bytes) -> EmailMessage:
    """A letter from its bytes, however broken."""
    return BytesParser(policy=default).parsebytes(content)


def bounces_in(letter: EmailMessage) -> list[Bounce]:
    """What a delivery status notification (RFC 3464) says of letters that did not arrive; nothing in any other letter.

    A letter is known again by its own Message-ID, which the notification brings back.
    """
    if letter.get_content_type() != "multipart/report":
        return []
    parts = list(letter.walk())
    sent = [
        _sent(each) for each in parts if each.get_content_type() in {"message/rfc822", "text/rfc822-headers"}
    ]
    told = [each for each in parts if each.get_content_type() == "message/delivery-status"]
    groups = [each for part in told for each in part.get_payload() if isinstance(each, Message)]
    return [_bounce(sent[0], each) for each in groups if sent and sent[0] and _has_failed(each)]


def _sent(part: Message) -> str:
    """The Message-ID of the letter that came back, whole or its headers only."""
    inside = part.get_payload()
    if isinstance(inside, list):
        return _header(inside[0], "Message-ID") if isinstance(inside[0], Message) else ""
    return _header(read_letter(str(inside).encode(errors="replace")), "Message-ID")


def _has_failed(told: Message) -> bool:
    """Whether a group of fields is about a recipient whom the letter will never reach; a delay is no failure."""
    return _header(told, "Action").lower() == "failed"


def _bounce(message_id: str, told: Message) -> Bounce:
    """What is said of one recipient; addresses stand behind their type: `rfc822; aino@example.org`."""
    status = _header(told, "Status")
    reader = _header(told, "Original-Recipient") or _header(told, "Final-Recipient")
    words = _header(told, "Diagnostic-Code").rpartition(";")[2].strip()
    return Bounce(
        message_id=message_id,
        to=reader.rpartition(";")[2].strip("<> "),
        answer=in_one_line(f"{status} {words}".strip())[:LONGEST_ANSWER],
        is_address=bool(ADDRESS_AT_FAULT.match(status)),
    )


def _header(part: Message, name: str) -> str:
    """A header in one line, or nothing; a broken one is read as far as it goes."""
    return " ".join(str(part.get(name, "")).split())
