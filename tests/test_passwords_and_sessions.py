"""Passwords as they are typed, and the session that signing in opens."""

from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from punos.people.models import Person
from punos.people.tests.factories import PASSWORD, make_account
from punos.people.tests.steps import is_signed_in, link, show_again, sign_in

pytestmark = pytest.mark.django_db
LONG = "  Ääkkösiä ja 漢字, \u0301 välilyöntejä " + "x" * 100 + "  "
JOIN = {"name": "Sylvi Salo", "email": "sylvi@example.org"}


class Inputs(HTMLParser):
    """The fields of a page that hold a password, each with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and "password" in str(given.get("name")):
            self.found.append(given)


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("people:sign_in", 1),
        ("account_signup", 1),
        ("account_change_password", 2),
        ("account_reauthenticate", 1),
    ],
)
def test_password_field_hides_what_is_typed_and_welcomes_password_managers(
    client: Client, page: str, number: int
) -> None:
    if page.startswith("account_") and page != "account_signup":
        sign_in(client, make_account())
        show_again(client)

    found = Inputs(client.get(reverse(page)).content.decode()).found

    assert {each["type"] for each in found} == {"password"}
    assert {each["autocomplete"] for each in found} <= {"current-password", "new-password"}
    assert (len(found), [name for each in found for name in each if name.startswith("on")]) == (number, [])


def test_password_is_taken_exactly_as_it_was_typed(client: Client) -> None:
    client.post("/en/account/join/", JOIN | {"password1": LONG})
    client.post(link())
    person = Person.objects.get()
    others = [LONG.strip(), LONG.upper(), LONG[:72], LONG[:-3] + "  "]

    refused = []
    for password in others:
        sign_in(client, person, password)
        refused.append(not is_signed_in(client))
    sign_in(client, person, LONG)

    assert (refused, is_signed_in(client)) == ([True] * 4, True)


def test_signing_in_opens_a_session_under_a_new_long_key(client: Client) -> None:
    session = client.session  # one that a stranger has put into this browser
    session["mark"] = "planted"
    session.save()
    planted = str(session.session_key)

    sign_in(client, make_account())

    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert (key != planted, len(key), key.isalnum()) == (True, 32, True)
    assert not Session.objects.filter(session_key=planted).exists()


def test_session_of_one_person_is_not_gone_on_with_by_the_next(client: Client) -> None:
    one, other = make_account("Aino"), make_account("Oona")
    sign_in(client, one)
    session = client.session
    session["hat"] = 1
    session.save()

    client.post("/en/sign-out/")
    sign_in(client, other, PASSWORD)

    assert client.session.session_key != session.session_key
    assert client.session.get("hat") is None
    assert client.get("/en/account/").context["person"] == other
