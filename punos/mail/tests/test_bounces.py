"""Letters that come back: which of ours it was, whether the address is at fault, and what is not sent any more."""

import io
import mailbox
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from punos.journal.models import Entry
from punos.mail import actions, adapters, queries, reactions
from punos.mail.models import Bounce, Message, ReturnedAddress
from punos.mail.tests.conftest import Post
from punos.mail.tests.factories import Administrator, jobs, make_message, run_mail, said, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]
UNKNOWN = "550 5.1.1 <aino@example.org>: user unknown"


def sent_message(post: Post) -> Message:
    """A letter that a mail server has taken."""
    message = make_message()
    run_mail()
    message.refresh_from_db()
    return message


def notification(message: Message, *, whole: bool = True, **changes: str) -> EmailMessage:
    """What a mail server writes when it could not deliver (RFC 3464), as it comes over the wire."""
    fields = {
        "Final-Recipient": "rfc822; aino@example.org",
        "Action": "failed",
        "Status": "5.1.1",
        "Diagnostic-Code": f"smtp; {UNKNOWN}",
    } | {name.replace("_", "-"): value for name, value in changes.items()}
    told = "".join(f"{name}: {value}\n" for name, value in fields.items())
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    parts = [
        ("text/plain; charset=utf-8", "I'm sorry to have to inform you.\n"),
        ("message/delivery-status", f"Reporting-MTA: dns; mx.example.org\n\n{told}"),
        (kind, f"Message-ID: {message.message_id}\nSubject: x\nTo: aino@example.org\n\nText\n"),
    ]
    written = "".join(f"--part\nContent-Type: {what}\n\n{text}\n" for what, text in parts)
    head = "Subject: Undelivered Mail\nContent-Type: multipart/report; report-type=delivery-status; boundary=part\n"
    return adapters.read_letter(f"{head}\n{written}--part--\n".encode())


@pytest.mark.parametrize("whole", [True, False])
def test_letter_that_came_back_is_undelivered_and_its_address_is_marked(post: Post, whole: bool) -> None:
    message = sent_message(post)

    [bounce] = adapters.bounces_in(notification(message, whole=whole))
    done = [actions.note_bounce(bounce=bounce) for _again in range(2)]

    assert done == [True, False]
    assert state(message) == ("undelivered", "smtp", "refused", f"5.1.1 {UNKNOWN}")
    assert ReturnedAddress.objects.values_list("to", "answer").get() == (
        "aino@example.org",
        f"5.1.1 {UNKNOWN}",
    )
    assert said(message) == ["message.queued", "message.sent", "message.undelivered"]


@pytest.mark.parametrize(
    ("status", "is_address"),
    [
        ("5.1.1", True),
        ("5.0.0", True),
        ("5.2.1", True),
        ("5.2.2", False),  # full
        ("5.7.1", False),  # the letter is not liked
        ("4.4.7", False),  # tried for days
        ("nonsense", False),
    ],
)
def test_only_what_says_something_of_the_address_marks_it(post: Post, status: str, is_address: bool) -> None:
    message = sent_message(post)

    [bounce] = adapters.bounces_in(notification(message, Status=status))
    actions.note_bounce(bounce=bounce)

    assert (state(message)[0], ReturnedAddress.objects.count()) == ("undelivered", int(is_address))


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_what_is_no_failure_changes_nothing(post: Post, action: str) -> None:
    assert adapters.bounces_in(notification(sent_message(post), Action=action)) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: Out of office\n\nBack on Monday.",
        b"Content-Type: multipart/report; boundary=x\n\nno parts",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nAction: failed\n\n--x--",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n\n--x--",
    ],
)
def test_any_other_letter_is_none(content: bytes) -> None:
    assert adapters.bounces_in(adapters.read_letter(content)) == []


@pytest.mark.parametrize(
    "wrong",
    [{"message_id": "<none@example.org>"}, {"message_id": "<@>"}, {"to": "eino@example.org"}, {"to": ""}],
)
def test_notification_that_is_not_about_our_letter_to_that_address_is_not_believed(
    post: Post, wrong: dict[str, str]
) -> None:
    message = sent_message(post)
    Message.objects.create(key="old", to="aino@example.org", language="fi", queued_at=message.queued_at,
                           state="sent", channel="smtp")  # fmt: skip
    facts: dict[str, Any] = {
        "message_id": message.message_id,
        "to": "aino@example.org",
        "answer": "",
        "is_address": True,
    } | wrong

    assert actions.note_bounce(bounce=Bounce(**facts)) is False
    assert state(message)[0] == "sent"


@pytest.mark.parametrize("known", ["waiting", "undelivered"])
def test_letter_that_has_not_left_did_not_come_back(known: str) -> None:
    message = make_message()
    Message.objects.filter(pk=message.pk).update(state=known)
    bounce = Bounce(message_id=message.message_id, to=message.to, answer="", is_address=True)

    assert actions.note_bounce(bounce=bounce) is False


def test_bounce_that_comes_before_the_worker_has_noted_its_outcome_counts() -> None:
    message = make_message()
    actions.begin(message_id=message.pk, attempt=1)
    bounce = Bounce(message_id=message.message_id, to="AINO@example.org", answer="No", is_address=False)

    assert actions.note_bounce(bounce=bounce) is True


# What is sent there afterwards ------------------------------------------------------------------------------


def returned(to: str = "aino@example.org") -> None:
    """Mail to this address has come back."""
    message = make_message(to=to)
    Message.objects.filter(pk=message.pk).update(state="sent", channel="smtp")
    bounce = Bounce(message_id=message.message_id, to=to, answer="No", is_address=True)
    actions.note_bounce(bounce=bounce)


def test_next_letters_are_not_sent_there_but_those_that_somebody_waits_for() -> None:
    returned()
    before = len(jobs())

    later, asked = make_message(to="Aino@example.org"), make_message(is_asked_for=True)

    assert (state(later)[::2], asked.state) == (("undelivered", "returned"), "waiting")
    assert len(jobs()) == before + 1
    assert said(later) == ["message.undelivered"]


def test_address_is_used_again_once_its_owner_says_so() -> None:
    returned()

    done = [actions.trust_again(doer=Administrator(), to="Aino@Example.org") for _again in range(2)]

    assert (done, make_message().state) == ([True, False], "waiting")
    assert Entry.objects.get(verb="address.trusted").person_id == 3


def test_forgotten_address_is_not_known_as_returned_either() -> None:
    returned()
    package = queries.about(1, ["Aino@example.org"])["returned_addresses"]

    actions.forget(person_id=1, address="aino@example.org")

    assert ([row["to"] for row in package], ReturnedAddress.objects.count()) == (["aino@example.org"], 0)


# The command ------------------------------------------------------------------------------------------------


def test_command_reads_a_maildir_an_mbox_a_letter_and_the_standard_input(
    post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = [sent_message(post) for _each in range(4)]
    raw = [notification(each).as_bytes() for each in messages]
    maildir, mbox, single = tmp_path / "mail", tmp_path / "mbox", tmp_path / "letter.eml"
    mailbox.Maildir(maildir).add(raw[0])
    kept = mailbox.mbox(mbox)
    kept.add(raw[1])
    kept.add(b"Subject: Hello\n\nHello")
    kept.flush()
    single.write_bytes(raw[2])
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw[3])))

    heard = []
    for place in ([str(maildir)], [str(mbox)], [str(single)], [], [str(maildir)]):
        out = io.StringIO()
        call_command("bounces", *place, stdout=out)
        heard.append(out.getvalue().strip())
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw[3])))

    assert heard == [
        "1 read, 1 of ours marked as not delivered.",
        "2 read, 1 of ours marked as not delivered.",
        "1 read, 1 of ours marked as not delivered.",
        "1 read, 1 of ours marked as not delivered.",
        "1 read, 0 of ours marked as not delivered.",
    ]
    assert {state(each)[0] for each in messages} == {"undelivered"}


def test_command_says_when_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no"):
        call_command("bounces", str(tmp_path / "none"))


# Asked again before it leaves -------------------------------------------------------------------------------


def test_room_that_asked_for_a_letter_is_asked_before_it_leaves(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reactions, "_CHECKS", {})
    seen: list[set[int]] = []

    @reactions.before_sending("thing")
    def still_hold(message_ids: set[int]) -> set[int]:
        seen.append(message_ids)
        return message_ids - {refused.pk}

    refused, fine, other = (
        make_message(key="thing:1"),
        make_message(key="thing:2"),
        make_message(key="things:1"),
    )
    run_mail()

    assert seen == [{refused.pk}, {fine.pk}]
    assert [state(each)[0] for each in (refused, fine, other)] == ["undelivered", "sent", "sent"]
    assert (state(refused)[2], said(refused)) == ("not_wanted", ["message.queued", "message.undelivered"])
