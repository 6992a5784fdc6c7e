"""What the city's sign-in service tells by itself: that somebody has signed out there (Back-Channel Logout 1.0)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from punos.people.models import Person, SignIn
from punos.people.tests.factories import make_account
from punos.people.tests.provider import RunningProvider, running_provider
from punos.people.tests.steps import is_signed_in, sign_in, through, verbs

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running() -> Iterator[RunningProvider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: RunningProvider, settings: Settings) -> Iterator[RunningProvider]:
    """The provider, well-behaved, with this site as its client."""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = running.issuer, "punos"
    yield running
    running.misbehave()


def order(provider: RunningProvider, **changed: Any) -> str:
    """A logout token for the officer, as the specification has it, with some claims changed or (None) left out."""
    now = int(timezone.now().timestamp())
    usual: dict[str, Any] = {
        "iss": provider.issuer,
        "aud": "punos",
        "iat": now,
        "exp": now + 120,
        "jti": "first",
        "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        "sub": "outi",
    }
    claims = {name: value for name, value in (usual | changed).items() if value is not None}
    return provider.sign(claims, typ="logout+jwt")


def log_out(token: str) -> Any:
    """What the provider sends when somebody signs out there."""
    return Client(enforce_csrf_checks=True).post("/oidc/backchannel-logout/", {"logout_token": token})


def test_signing_out_at_the_service_ends_every_session_of_the_person(
    client: Client, provider: RunningProvider
) -> None:
    elsewhere, other = Client(), Client()
    sign_in(other, make_account())
    through(elsewhere, provider)
    through(client, provider)

    answer = log_out(order(provider))

    assert (answer.status_code, answer["Cache-Control"], answer.content) == (200, "no-store", b"")
    assert [is_signed_in(each) for each in (client, elsewhere, other)] == [False, False, True]
    assert "session.ended" in verbs(Person.objects.get(email="outi@city.example"))


def test_signing_out_of_one_session_at_the_service_ends_that_one(
    client: Client, provider: RunningProvider
) -> None:
    elsewhere = Client()
    through(elsewhere, provider)
    through(client, provider)
    sid = SignIn.objects.get(session_key=client.session.session_key).sid

    log_out(order(provider, sid=sid, sub=None))

    assert (is_signed_in(client), is_signed_in(elsewhere)) == (False, True)


def test_logout_that_comes_again_works_once_and_a_new_one_does_no_harm(
    client: Client, provider: RunningProvider
) -> None:
    through(client, provider)
    token = order(provider)
    log_out(token)
    through(client, provider)

    again, new = log_out(token).status_code, log_out(order(provider, jti="second")).status_code
    late = log_out(order(provider, jti="third")).status_code

    assert (again, new, late, is_signed_in(client)) == (400, 200, 200, False)


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-site"},
        {"exp": 1},
        {"iat": 1, "exp": None},
        {"iat": None},
        {"jti": None},
        {"events": None},
        {"events": {"http://schemas.openid.net/event/other": {}}},
        {"events": "http://schemas.openid.net/event/backchannel-logout"},
        {"nonce": "one"},
        {"sub": None},
    ],
    ids=str,
)
def test_logout_token_that_does_not_hold_ends_nothing(
    client: Client, provider: RunningProvider, changed: dict[str, Any]
) -> None:
    through(client, provider)

    answer = log_out(order(provider, **changed))

    assert (answer.status_code, answer["Cache-Control"]) == (400, "no-store")
    assert answer.json()["error"] == "invalid_request"
    assert is_signed_in(client)


def test_logout_that_cannot_be_checked_now_may_come_again(client: Client, provider: RunningProvider) -> None:
    through(client, provider)
    token = order(provider)
    provider.misbehave("down")
    first = log_out(token)
    provider.misbehave()

    again = log_out(token)

    assert (first.status_code, again.status_code, is_signed_in(client)) == (503, 200, False)


@pytest.mark.parametrize("token", ["", "x", "a.b.c"])
def test_logout_with_no_token_at_all_is_refused(provider: RunningProvider, token: str) -> None:
    assert log_out(token).status_code == 400
