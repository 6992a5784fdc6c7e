"""A real mail server, whatever it does: accept, put off, refuse, hang, break off."""

import logging
import socket
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
import time_machine
from django.core import mail as django_mail
from pytest_django import Settings

from punos.mail.models import ATTEMPTS, Message, digest_of
from punos.mail.tasks import find_lost
from punos.mail.tests.conftest import Post, name_server
from punos.mail.tests.factories import jobs, make_message, run_mail, said, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]
NOON = datetime(2022, 11, 7, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


# It arrives -------------------------------------------------------------------------------------------------


def test_accepted_letter_arrives_whole_in_both_forms(post: Post, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS, settings.DEFAULT_FROM_EMAIL = (
        "https://punos.example.org",
        "Punos <posti@example.org>",
    )
    message = make_message(key="invitation:1", language="sv", context={"name": "\u00c5sa"})

    run_mail()

    assert state(message) == ("sent", "smtp", "", "")
    [letter] = post.taken
    names = ("To", "From", "Subject", "Auto-Submitted", "Content-Language", "Message-ID", "Bcc", "Cc")
    assert {name: letter[name] for name in names} == {
        "To": "aino@example.org", "From": "Punos <posti@example.org>", "Subject": "S\u00f6kning: \u00c5sa",
        "Auto-Submitted": "auto-generated", "Content-Language": "sv", "Message-ID": message.message_id,
        "Bcc": None, "Cc": None,
    }  # fmt: skip
    plain, html = letter.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().splitlines()[0] == "Hello \u00c5sa, it's here & ready."
    assert html.get_content().count("<p>Hello \u00c5sa,") == 1


def test_text_is_removed_once_it_has_been_sent(post: Post) -> None:
    message = make_message()

    run_mail()

    message.refresh_from_db()
    assert (message.body, message.html, message.has_text, message.subject) == ("", "", False, "Haku: Aino")
    assert said(message) == ["message.queued", "message.sent"]


def test_message_id_is_made_from_the_key_and_cannot_be_worked_out_from_it(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://punos.example.org:8443"
    first, other = make_message(key="a"), make_message(key="b")

    again, elsewhere = digest_of("a"), sha256(b"a").hexdigest()[:32]

    assert first.message_id == f"<{again}@punos.example.org>"
    assert len({first.message_id, other.message_id, f"<{elsewhere}@punos.example.org>"}) == 3


def test_demo_town_without_a_mail_server_only_shows_its_mail() -> None:
    message = make_message()

    run_mail()

    assert state(message) == ("sent", "shown_here", "", "")
    assert message.has_text
    assert django_mail.outbox == []


def test_real_site_without_a_mail_server_keeps_its_mail_and_says_so(settings: Settings) -> None:
    settings.DEMO = False
    message = make_message()

    run_mail()

    assert state(message) == ("waiting", "", "no_server", "")


# It is put off ----------------------------------------------------------------------------------------------


def test_letter_put_off_arrives_later(post: Post) -> None:
    post.answers["RCPT"] = ["451 Try again later", "250 OK"]
    with time_machine.travel(NOON, tick=False) as clock:
        message = make_message()
        run_mail()
        between = state(message)
        clock.shift(5 * MINUTE - timedelta(seconds=1))
        early = run_mail()
        clock.shift(1)
        run_mail()

    assert (between, early) == (("waiting", "", "put_off", "451 Try again later"), 0)
    assert state(message) == ("sent", "smtp", "", "")
    assert post.taken_ids() == [message.message_id]


def test_letter_is_tried_five_more_times_within_a_day_and_then_called_undelivered(post: Post) -> None:
    post.answers["DATA"] = ["452 No space"]
    with time_machine.travel(NOON, tick=False) as clock:
        message = make_message()
        tried = []
        while jobs():
            due = jobs()[0][2]
            assert due is not None  # every attempt has its time
            clock.move_to(due)
            tried.append(due - NOON)
            run_mail()

    assert tried == [0 * HOUR, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR, 24 * HOUR]
    assert state(message) == ("undelivered", "", "put_off", "452 No space")
    assert (message.attempt, message.has_text, post.taken) == (ATTEMPTS, True, [])
    assert said(message) == ["message.queued", "message.undelivered"]


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_refused_letter_is_undelivered_at_once_with_the_servers_words(post: Post, step: str) -> None:
    post.answers[step] = ["550 5.1.1 No such user here"]
    message = make_message()

    run_mail()

    assert state(message) == ("undelivered", "", "refused", "550 5.1.1 No such user here")
    assert (jobs(), post.taken) == ([], [])


def test_refused_sender_is_put_off_so_that_somebody_can_mend_it(post: Post) -> None:
    post.answers["MAIL"] = ["550 Not allowed"]
    message = make_message()

    run_mail()

    assert state(message) == ("waiting", "", "put_off", "550 Not allowed")


def test_address_that_the_protocol_cannot_carry_is_undelivered(post: Post) -> None:
    message = make_message()
    Message.objects.filter(pk=message.pk).update(to="\u00e5sa@example.org")

    run_mail()

    assert state(message) == ("undelivered", "", "bad_address", "")


def test_domain_beyond_ascii_is_carried_in_its_ascii_form(post: Post) -> None:
    message = make_message(to="aino@j\u00e4rjest\u00f6.example")

    run_mail()

    assert state(message)[0] == "sent"
    assert post.taken[0]["To"] == "aino@xn--jrjest-bua3m.example"


# It breaks off ----------------------------------------------------------------------------------------------


def test_server_that_is_not_there_is_asked_again(settings: Settings) -> None:
    settings.DEMO = False
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens here
        name_server(settings, *taken.getsockname())
        message = make_message()
        run_mail()

    assert state(message)[:3] == ("waiting", "", "unreachable")


def test_server_that_never_greets_is_asked_again(settings: Settings) -> None:
    settings.DEMO = False
    with socket.create_server(("127.0.0.1", 0)) as silent:
        name_server(settings, *silent.getsockname(), timeout=0.2)
        message = make_message()
        run_mail()

    assert state(message)[:3] == ("waiting", "", "unreachable")


@pytest.mark.parametrize("trouble", ["hang", "drop"])
@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_line_that_breaks_before_the_letter_has_left_is_tried_again(
    post: Post, settings: Settings, step: str, trouble: str
) -> None:
    settings.MAILERS["default"]["OPTIONS"]["timeout"] = 0.2 if trouble == "hang" else 5
    post.answers[step] = [trouble]
    message = make_message()

    run_mail()

    assert state(message)[:3] == ("waiting", "", "unreachable")
    assert len(jobs()) == 1


@pytest.mark.parametrize("trouble", ["hang", "drop"])
def test_line_that_breaks_after_the_letter_has_left_makes_it_uncertain(
    post: Post, settings: Settings, trouble: str
) -> None:
    settings.MAILERS["default"]["OPTIONS"]["timeout"] = 0.2 if trouble == "hang" else 5
    post.answers["DATA"] = [trouble]
    message = make_message()

    run_mail()

    assert state(message)[:3] == ("uncertain", "", "no_answer")
    assert (jobs(), message.has_text) == ([], True)
    assert said(message) == ["message.queued", "message.uncertain"]


def test_server_that_wants_a_password_it_does_not_know_is_asked_again(post: Post, settings: Settings) -> None:
    settings.MAILERS["default"]["OPTIONS"] |= {"username": "punos", "password": "wrong"}
    message = make_message()

    run_mail()

    assert state(message)[:3] == ("waiting", "", "unreachable")


def test_no_address_is_written_to_the_log(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    post.answers["RCPT"] = ["451 aino@example.org later", "550 aino@example.org is unknown"]
    with caplog.at_level(logging.DEBUG, logger="punos"), caplog.at_level(logging.INFO):
        for _ in range(2):
            make_message()
            run_mail()

    assert [line for line in caplog.messages if "aino" in line] == []


def test_letter_that_can_be_ended_by_one_click_says_so_and_forgets_the_link(
    post: Post, settings: Settings
) -> None:
    settings.PUBLIC_ADDRESS = "https://punos.example.org"
    message = make_message(unsubscribe="/fi/unsubscribe/secret/")

    run_mail()

    [letter] = post.taken
    assert letter["List-Unsubscribe"] == "<https://punos.example.org/fi/unsubscribe/secret/>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    message.refresh_from_db()
    assert message.unsubscribe == ""


def test_answer_that_was_lost_after_the_letter_was_taken_brings_no_second_one(post: Post) -> None:
    post.answers["DATA"] = [
        "drop",
        "250 OK",
    ]  # "drop" takes the letter in and breaks the line before it says so
    with time_machine.travel(NOON, tick=False) as clock:
        message = make_message()
        run_mail()
        clock.shift(2 * 24 * HOUR)
        find_lost(0)
        run_mail()

    assert (state(message)[0], post.taken_ids()) == ("uncertain", [message.message_id])
