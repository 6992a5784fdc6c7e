"""A letter is queued once, whole, or not at all; and forgotten when its reader is."""

from pathlib import Path

import pytest
import time_machine
from django.db import transaction

from punos.core.errors import Invalid
from punos.journal.models import Entry
from punos.mail import actions
from punos.mail.models import ATTEMPTS, Message, MessageState
from punos.mail.tests.factories import jobs, make_message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]
NOON = "2022-11-07T12:00:00Z"


def test_queued_letter_waits_with_its_job_and_a_line_without_names() -> None:
    with time_machine.travel(NOON, tick=False):
        message = make_message(key="invitation:1", person_id=7, organisation_id=8)

    assert (message.state, message.attempt, message.attempts_allowed) == (MessageState.WAITING, 0, ATTEMPTS)
    assert (message.subject, message.person_id, message.organisation_id) == ("Haku: Aino", 7, 8)
    assert jobs() == [(message.pk, 1, message.queued_at)]
    line = Entry.objects.values("verb", "subject_type", "subject_id", "person_id", "address", "ids").get()
    assert line == {
        "verb": "message.queued", "subject_type": "message", "subject_id": message.pk,
        "person_id": None, "address": "", "ids": {},
    }  # fmt: skip


def test_same_key_again_is_the_same_letter() -> None:
    first = make_message(key="invitation:1")

    again = make_message(key="invitation:1", to="eino@example.org")

    assert (again.pk, again.to) == (first.pk, "aino@example.org")
    assert (len(jobs()), Message.objects.count(), Entry.objects.count()) == (1, 1, 1)


def test_letter_of_a_verb_that_failed_is_not_sent() -> None:
    def verb_that_fails() -> None:
        with transaction.atomic():
            make_message()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        verb_that_fails()

    assert (jobs(), Message.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    "to",
    [
        "",
        "aino",
        "aino@example.org\nBcc: eino@example.org",
        "aino@example.org\r\n",
        "aino@example.org, eino@example.org",
        "Aino <aino@example.org>",
        f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.fi",
        f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 59}.fi",
    ],
)
def test_address_that_is_not_one_plain_address_is_refused(to: str) -> None:
    with pytest.raises(Invalid):
        make_message(to=to)

    assert Message.objects.count() == 0


@pytest.mark.parametrize("name", ["A\nBcc: eino@example.org", "A\n\nB", "A\rB", "A\u2028B", "A" * 250])
def test_subject_that_is_not_one_line_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        make_message(context={"name": name})

    assert Message.objects.count() == 0


def test_letter_without_a_subject_is_refused(letters: Path) -> None:
    (letters / "letter.txt").write_text("{{ nothing }}\n\nText\n")

    with pytest.raises(Invalid):
        make_message()


def test_forgotten_person_leaves_no_address_no_subject_and_no_text(letters: Path) -> None:
    kept = make_message(person_id=8)
    waiting, uncertain = make_message(person_id=7), make_message(person_id=7)
    known = {"state": MessageState.UNCERTAIN, "answer": "250 aino@example.org", "reason": "no_answer"}
    Message.objects.filter(pk=uncertain.pk).update(**known)

    number = actions.forget(person_id=7)

    left = Message.objects.filter(pk__in=[waiting.pk, uncertain.pk]).order_by("pk")
    blank = {"to": "", "subject": "", "body": "", "html": "", "answer": ""}
    assert number == 2
    assert list(left.values("state", "reason", *blank)) == [
        {"state": "undelivered", "reason": "erased", **blank},
        {"state": "uncertain", "reason": "no_answer", **blank},
    ]
    kept.refresh_from_db()
    assert (kept.to, kept.state) == ("aino@example.org", MessageState.WAITING)


@pytest.mark.parametrize(
    ("address", "left"), [("AINO@example.org", ["eino@example.org"]), ("", ["aino@example.org"] * 2)]
)
def test_forgotten_address_takes_invitations_before_the_account_with_it(
    address: str, left: list[str]
) -> None:
    make_message()
    make_message(to="eino@example.org" if address else "aino@example.org")
    make_message(person_id=7)

    actions.forget(person_id=7, address=address)

    assert list(Message.objects.exclude(to="").values_list("to", flat=True)) == left


def test_forgotten_letter_is_not_queued_anew() -> None:
    make_message(key="invitation:1", person_id=7)
    actions.forget(person_id=7)

    again = make_message(key="invitation:1", person_id=7)

    assert (again.to, again.state, Message.objects.count()) == ("", MessageState.UNDELIVERED, 1)
