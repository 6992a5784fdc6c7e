"""Letters to the mailboxes of organisations, whatever Suomi.fi Messages does."""

from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from punos.core.errors import Invalid
from punos.mail.adapters import mailboxes as posting
from punos.mail.models import Letter
from punos.mail.tests.conftest import Post
from punos.mail.tests.factories import make_message, run_mail, said, state

if TYPE_CHECKING:
    from town.neighbours.running import Running

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]
TO, WITHOUT = "1234567-1", "0000000-0"
FAULTS = ("failing", "garbage", "html", "strange", "half", "elsewhere", "slow", "busy", "refusing")


def test_letter_arrives_in_the_mailbox_with_the_key_of_its_own(mailboxes: "Running") -> None:
    before = len(mailboxes.letters())
    message = make_message(to=TO)
    run_mail()

    assert state(message) == ("sent", "suomifi", "", "")
    (letter,) = mailboxes.letters()[before:]
    assert (letter["to"], letter["title"]) == (TO, "Haku: Aino")
    assert letter["body"].splitlines()[0] == "Hello Aino, it's here & ready."
    assert said(message) == ["message.queued", "message.sent"]


def test_letter_that_is_sent_twice_arrives_once(mailboxes: "Running") -> None:
    message = make_message(to=TO)
    letter: Letter = message.letter
    before = len(mailboxes.letters())

    outcomes = [posting.Mailboxes().post(letter).state for _time in range(2)]

    assert (outcomes, len(mailboxes.letters()) - before) == (["sent", "sent"], 1)


def test_mail_and_mailboxes_go_side_by_side(mailboxes: "Running", post: Post) -> None:
    mailboxes.set_mood("messages", "failing")
    to_mailbox, by_mail = make_message(to=TO), make_message()

    run_mail()

    assert [state(to_mailbox)[0], state(by_mail)[0], len(post.taken)] == ["waiting", "sent", 1]


def test_organisation_without_a_mailbox_is_told_of(mailboxes: "Running") -> None:
    message = make_message(to=WITHOUT)
    run_mail()

    assert state(message) == ("undelivered", "suomifi", "no_mailbox", "")


@pytest.mark.parametrize("mood", FAULTS)
def test_service_in_trouble_is_asked_again_later_and_left_alone_until_then(
    mailboxes: "Running", mood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "TIMEOUT", 0.3)
    mailboxes.set_mood("messages", mood)
    first, second = make_message(to=TO).letter, make_message(to=TO).letter
    box = posting.Mailboxes()

    outcomes = [box.post(each) for each in (first,)]
    asked = mailboxes.times_asked("messages") if mood != "slow" else 0
    outcomes.append(box.post(second))

    assert [(each.state, each.reason) for each in outcomes] == [("waiting", "unreachable")] * 2
    assert mood == "slow" or mailboxes.times_asked("messages") == asked


def test_trouble_after_the_sign_in_is_told_from_a_letter_that_is_refused(
    mailboxes: "Running", settings: Settings
) -> None:
    box, told = posting.Mailboxes(), []
    for mood in ("well", "refusing", "busy"):
        mailboxes.set_mood("messages", mood)
        told.append(box.post(make_message(to=TO).letter))
    settings.SUOMIFI_MESSAGES_PASSWORD = "wrong"
    mailboxes.set_mood("messages", "well")
    told.append(posting.Mailboxes().post(make_message(to=TO).letter))

    assert [(each.state, each.reason) for each in told] == [
        ("sent", ""), ("undelivered", "refused"), ("waiting", "unreachable"), ("waiting", "unreachable"),
    ]  # fmt: skip
    assert "demo-password" not in "".join(each.answer for each in told)


def test_business_id_is_an_address_only_where_the_service_is_in_use(
    mailboxes: "Running", settings: Settings
) -> None:
    waiting = make_message(to=TO).letter
    settings.SUOMIFI_MESSAGES_ADDRESS = ""

    with pytest.raises(Invalid):
        make_message(to=TO)
    outcome = posting.Mailboxes().post(waiting)

    assert (outcome.state, outcome.reason) == ("waiting", "no_server")
