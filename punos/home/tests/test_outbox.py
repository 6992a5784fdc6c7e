"""The administrator's list of mail: who may see it, what it shows, and what can be done about a message."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from punos.contributions.tests.factories import make_actor, make_unit, make_visitor, verdict
from punos.home import rules
from punos.journal.models import Entry
from punos.mail.models import Message
from punos.mail.tests.factories import make_message
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM

pytestmark = pytest.mark.django_db
OUTBOX = "/en/desk/mail/"


@pytest.fixture(autouse=True)
def letter(settings: Settings, tmp_path: Path) -> None:
    """A letter with a secret in it."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    (tmp_path / "letter.txt").write_text("Subject for {{ name }}\n\nSecret link\n")


@pytest.fixture
def administrator(client: Client) -> Actor:
    """Somebody who looks after the installation, signed in."""
    actor = make_actor("Administrator", unit=make_unit(), role=RoleKind.ADMINISTRATOR)
    assert actor.person is not None  # whoever has an account is a person
    client.force_login(actor.person)
    return actor


@pytest.mark.parametrize("kind", list(RoleKind))
def test_outbox_is_seen_by_administrators_of_any_unit(kind: RoleKind) -> None:
    actor = make_actor("Somebody", unit=make_unit(), role=kind)

    assert verdict(rules.check_see_outbox, actor) == ("yes" if kind == RoleKind.ADMINISTRATOR else "refused")


def test_outbox_is_seen_by_nobody_without_a_role_but_the_system() -> None:
    everybody = [Actor(), make_visitor(), make_actor("Resident"), SYSTEM]

    assert [verdict(rules.check_see_outbox, actor) for actor in everybody] == [*["refused"] * 3, "yes"]


def test_outbox_first_asks_who_one_is(client: Client) -> None:
    answer = client.get(OUTBOX)

    assert (answer.status_code, answer["Location"]) == (302, f"/en/sign-in/?next={OUTBOX}")


def test_outbox_shows_addresses_and_subjects_and_never_a_text(client: Client, administrator: Actor) -> None:
    make_message(to="eino@example.org", context={"name": "Eino"})

    answer = client.get(OUTBOX)

    html = answer.content.decode()
    assert (html.count("Subject for Eino"), html.count("eino@example.org"), html.count("Secret")) == (3, 1, 0)
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("asked", "shown"), [("", 3), ("waiting", 2), ("undelivered", 1), ("sent", 0), ("nonsense", 3)]
)
def test_outbox_shows_the_messages_of_one_state(
    client: Client, administrator: Actor, asked: str, shown: int
) -> None:
    messages = [make_message() for _ in range(3)]
    Message.objects.filter(pk=messages[0].pk).update(state="undelivered", reason="refused", answer="550 No")

    context = client.get(OUTBOX, {"state": asked}).context

    assert len(context["rows"]) == shown
    assert [tab.label for tab in context["tabs"]] == [
        "All messages (3)",
        "Waiting (2)",
        "Being sent (0)",
        "Sent (0)",
        "Not delivered (1)",
        "Uncertain (0)",
    ]
    assert context["oldest"] == messages[1].queued_at


@pytest.mark.parametrize("number", [1, 30])
def test_outbox_asks_the_database_the_same_however_many_there_are(
    client: Client, administrator: Actor, number: int
) -> None:
    for _ in range(number):
        make_message()

    with CaptureQueriesContext(connection) as asked:
        client.get(OUTBOX)

    texts = [query["sql"] for query in asked.captured_queries if '"mail_message"."body"' in query["sql"]]
    mail = [query["sql"] for query in asked.captured_queries if '"mail_message"' in query["sql"]]
    assert (texts, len(mail)) == ([], 4)


def test_administrator_sends_a_message_again(client: Client, administrator: Actor) -> None:
    message = make_message()
    Message.objects.filter(pk=message.pk).update(state="uncertain", reason="interrupted")

    answer = client.post(f"{OUTBOX}{message.pk}/again/")

    message.refresh_from_db()
    assert (answer.status_code, answer["Location"], message.state) == (302, OUTBOX, "waiting")
    line = Entry.objects.get(verb="message.sent_again")
    assert (line.person_id, line.subject_id) == (administrator.person_id, message.pk)


def test_administrator_gives_a_message_up(client: Client, administrator: Actor) -> None:
    message = make_message()

    client.post(f"{OUTBOX}{message.pk}/give-up/")

    message.refresh_from_db()
    assert (message.state, message.reason) == ("undelivered", "given_up")


@pytest.mark.parametrize("verb", ["again", "give-up"])
def test_nobody_else_does_anything_about_a_message(client: Client, verb: str) -> None:
    message = make_message()
    stranger = make_actor("Officer", unit=make_unit())
    assert stranger.person is not None  # whoever has an account is a person

    statuses = []
    for person in (None, stranger.person):
        if person:
            client.force_login(person)
        statuses.append(client.post(f"{OUTBOX}{message.pk}/{verb}/").status_code)
        statuses.append(client.post(f"{OUTBOX}1000000/{verb}/").status_code)

    message.refresh_from_db()
    assert (statuses, message.state) == ([403] * 4, "waiting")


def test_sent_message_cannot_be_sent_again(client: Client, administrator: Actor) -> None:
    message = make_message()
    Message.objects.filter(pk=message.pk).update(state="sent", channel="smtp")

    assert client.post(f"{OUTBOX}{message.pk}/again/").status_code == 409


def test_officer_does_not_see_the_outbox(client: Client) -> None:
    officer = make_actor("Officer", unit=make_unit())
    assert officer.person is not None  # whoever has an account is a person
    client.force_login(officer.person)

    assert client.get(OUTBOX).status_code == 403
