"""The pages on which one chooses whom to be, and leaves."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from punos.journal.models import Entry
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/sign-in/"


def test_cast_is_offered_in_the_demo_town(client: Client) -> None:
    person = make_person()

    answer = client.get(SIGN_IN)

    assert answer.status_code == 200
    assert list(answer.context["cast"]) == [person]


def test_nobody_is_offered_elsewhere(client: Client, settings: Settings) -> None:
    make_person()
    settings.DEMO = False

    answer = client.get(SIGN_IN)

    assert (answer.status_code, list(answer.context["cast"])) == (200, [])


@pytest.mark.parametrize(
    ("wanted", "way"),
    [
        ("/en/processes/", "/en/processes/"),
        ("", "/en/desk/"),
        ("https://example.org/", "/en/desk/"),
        ("//example.org/", "/en/desk/"),
        ("javascript:alert(1)", "/en/desk/"),
    ],
)
def test_signing_in_leads_on_within_this_site_only(client: Client, wanted: str, way: str) -> None:
    person = make_person()

    answer = client.post(f"/en/sign-in/as/{person.pk}/", {"next": wanted})

    assert (answer.status_code, answer["Location"]) == (302, way)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_somebody_who_is_not_of_the_cast_is_not_there(client: Client) -> None:
    person = make_person()
    person.is_cast = False
    person.save(update_fields=["is_cast"])

    assert client.post(f"/en/sign-in/as/{person.pk}/").status_code == 404


def test_following_a_link_signs_nobody_in(client: Client) -> None:
    person = make_person()

    client.get(f"/en/sign-in/as/{person.pk}/")

    assert "_auth_user_id" not in client.session


def test_signing_out_ends_the_session(client: Client) -> None:
    person = make_person()
    client.force_login(person)

    answer = client.post(reverse("people:sign_out"))

    assert (answer.status_code, "_auth_user_id" in client.session) == (302, False)
    assert Entry.objects.order_by("-id").values_list("verb", flat=True).first() == "person.signed_out"


def test_signing_out_without_a_session_does_no_harm(client: Client) -> None:
    answer = client.post(reverse("people:sign_out"))

    assert (answer.status_code, Entry.objects.count()) == (302, 0)
