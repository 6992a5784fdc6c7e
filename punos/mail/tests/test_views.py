"""The mail of the demo town, as everybody in it can read it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from punos.mail.tests.factories import make_message, run_mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]


def test_demo_town_shows_its_letters_with_links_to_follow(client: Client) -> None:
    context = {"name": "Aino", "link": "/fi/invitations/abc/", "link_label": "Liity"}
    message = make_message(context=context)
    run_mail()

    answer = client.get("/en/mail/")

    link = "http://testserver/fi/invitations/abc/"
    assert [each for each, _text in answer.context["letters"]] == [message]
    assert answer.content.decode().count(f'<a href="{link}" rel="nofollow">{link}</a>') == 1
    assert answer["Cache-Control"] == "private, no-store"


def test_demo_town_without_mail_says_so(client: Client) -> None:
    assert client.get("/en/mail/").context["letters"] == []


def test_real_site_has_no_such_page(client: Client, settings: Settings) -> None:
    make_message()
    settings.DEMO = False

    assert client.get("/en/mail/").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_page_asks_the_database_the_same_however_many_there_are(client: Client, number: int) -> None:
    for _ in range(number):
        make_message()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/en/mail/")

    assert len(asked) == 2
