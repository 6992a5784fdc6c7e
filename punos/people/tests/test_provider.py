"""The city's sign-in service: a real OpenID provider, a process of its own on loopback, good and bad."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as site
from django.test import Client
from pytest_django import Settings

from punos.people.adapters import SignInAdapter
from punos.people.models import Assurance, Person, SignIn
from punos.people.tests.factories import make_account
from punos.people.tests.provider import OFFICER, RunningProvider, running_provider
from punos.people.tests.steps import (
    come_back,
    is_signed_in,
    letters,
    link,
    show_again,
    sign_in,
    through,
    verbs,
    way,
)

pytestmark = pytest.mark.django_db
NOT_TRUSTED = "could not be trusted"
OUT_OF_REACH = "be reached just now"
GROUPS: list[tuple[str, frozenset[str]]] = []


class Listening(SignInAdapter):
    """What the room above will do: hear of groups."""

    def groups_arrived(self, person: Person, groups: frozenset[str]) -> None:
        GROUPS.append((person.name, groups))


@pytest.fixture(scope="module")
def running() -> Iterator[RunningProvider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: RunningProvider, settings: Settings) -> Iterator[RunningProvider]:
    """The provider, well-behaved, with this site as its client."""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = running.issuer, "punos"
    settings.OIDC_CLIENT_SECRET, settings.OIDC_GROUPS_CLAIM = "secret", "groups"
    GROUPS.clear()
    yield running
    running.misbehave()
    running.know("outi", **OFFICER)


def test_first_sign_in_makes_an_account(client: Client, provider: RunningProvider) -> None:
    answer = through(client, provider, next="/en/processes/")

    person = Person.objects.get()
    assert answer["Location"] == "/en/processes/"
    assert (person.name, person.email, person.language) == ("Outi Officer", "outi@city.example", "en")
    assert person.has_usable_password() is False
    assert list(SocialAccount.objects.values_list("provider", "uid", "extra_data")) == [
        (provider.issuer, "outi", {})
    ]
    assert verbs(person) == ["person.joined", "person.signed_in"]
    assert is_signed_in(client)


def test_sign_in_is_noted_with_the_names_of_the_service_and_ends_after_a_working_day(
    client: Client, provider: RunningProvider
) -> None:
    through(client, provider)

    kept = SignIn.objects.get()
    assert (kept.issuer, kept.subject, len(kept.sid)) == (provider.issuer, "outi", 32)
    assert (kept.assurance, kept.session_key) == (Assurance.PROVIDER, client.session.session_key)
    assert client.session.get_expiry_age() == site.PROVIDER_SESSION_HOURS * 3600


def test_person_is_known_again_by_issuer_and_subject_whatever_the_address(
    client: Client, provider: RunningProvider
) -> None:
    through(Client(), provider)
    provider.know("outi", **OFFICER | {"email": "other@city.example"})

    through(client, provider)

    assert list(Person.objects.values_list("email", flat=True)) == ["outi@city.example"]
    assert is_signed_in(client)


def test_same_subject_of_another_issuer_is_somebody_else(client: Client, provider: RunningProvider) -> None:
    through(Client(), provider)
    SocialAccount.objects.update(provider="https://elsewhere.example")
    provider.know("outi", **OFFICER | {"email": "other@city.example"})

    through(client, provider)

    assert Person.objects.count() == 2


def test_groups_are_handed_on_at_every_sign_in(
    client: Client, provider: RunningProvider, settings: Settings
) -> None:
    settings.ACCOUNT_ADAPTER = f"{__name__}.Listening"
    through(Client(), provider)
    provider.know("outi", **OFFICER | {"groups": ["grants"]})
    through(Client(), provider)
    settings.OIDC_GROUPS_CLAIM = "realm_access.roles"
    provider.know("outi", **OFFICER | {"realm_access": {"roles": ["auditor"]}})

    through(client, provider)

    assert [
        ("Outi Officer", frozenset({"participation", "grants"})),
        ("Outi Officer", frozenset({"grants"})),
        ("Outi Officer", frozenset({"auditor"})),
    ] == GROUPS


def test_account_with_the_same_address_is_not_taken_over(client: Client, provider: RunningProvider) -> None:
    person = make_account()
    provider.know("outi", **OFFICER | {"email": person.email.upper()})

    answer = through(client, provider)

    assert (answer.status_code, is_signed_in(client)) == (409, False)
    assert "connect it to the sign-in service" in answer.content.decode()
    assert (Person.objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_address_that_the_service_has_not_verified_tells_nothing_of_other_accounts(
    client: Client, provider: RunningProvider
) -> None:
    person = make_account()
    provider.know("outi", **OFFICER | {"email": person.email, "email_verified": False})

    answer = through(client, provider)

    assert way(answer) == "/en/account/address/sent/"
    assert letters() == [("account_exists", person.email)]
    assert (Person.objects.count(), is_signed_in(client)) == (1, False)


def test_address_that_the_service_has_not_verified_is_verified_first(
    client: Client, provider: RunningProvider
) -> None:
    provider.know("outi", **OFFICER | {"email_verified": "true"})  # words are no boolean

    first = through(client, provider)
    before = is_signed_in(client)
    client.post(link())
    through(client, provider)

    assert (way(first), before, is_signed_in(client)) == ("/en/account/address/sent/", False, True)
    assert EmailAddress.objects.get().verified is True


def test_account_without_an_address_is_not_made(client: Client, provider: RunningProvider) -> None:
    provider.know("outi", name="Outi Officer", groups=[])

    answer = through(client, provider)

    assert (answer.status_code, Person.objects.count()) == (409, 0)
    assert "did not tell us your e-mail address" in answer.content.decode()


def test_account_is_connected_by_its_owner_who_shows_the_password_again(
    client: Client, provider: RunningProvider
) -> None:
    person = make_account()
    sign_in(client, person)
    sent = client.post("/en/account/service/")
    back = client.get(provider.agree(sent["Location"], "outi"))
    connected = show_again(client)
    client.post("/en/sign-out/")

    through(client, provider)

    assert (way(back), connected["Location"]) == ("/en/account/again/", "/en/account/?done=connected")
    assert SignIn.objects.get().person == person
    assert "provider.connected" in verbs(person)
    assert letters() == [("provider_connected", person.email)]


def test_what_the_id_token_leaves_out_is_asked_of_userinfo(client: Client, provider: RunningProvider) -> None:
    provider.misbehave("nothing of the person")

    through(client, provider)

    assert Person.objects.get().name == "Outi Officer"


@pytest.mark.parametrize(
    "how",
    [
        "expired", "audience", "two audiences", "issuer", "nonce", "no nonce", "no subject", "unsigned",
        "secret for a signature", "another key", "changed after signing", "no ID token", "garbage",
    ],
)  # fmt: skip
def test_answer_that_does_not_hold_signs_nobody_in(
    client: Client, provider: RunningProvider, how: str
) -> None:
    back = come_back(client, provider)
    provider.misbehave(how)

    answer = client.get(back)

    assert (answer.status_code, Person.objects.count(), is_signed_in(client)) == (403, 0, False)
    assert NOT_TRUSTED in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_state_is_good_once(client: Client, provider: RunningProvider) -> None:
    back = come_back(client, provider)
    client.get(back)
    client.post("/en/sign-out/")

    again = client.get(back)

    assert (again.status_code, is_signed_in(client)) == (409, False)


def test_state_of_another_session_signs_nobody_in(client: Client, provider: RunningProvider) -> None:
    stranger = Client()
    back = come_back(stranger, provider)
    client.post("/en/sign-in/service/")  # this one is on its way too

    answer = client.get(back)

    assert (answer.status_code, is_signed_in(client), Person.objects.count()) == (409, False, 0)


@pytest.mark.parametrize("query", ["", "?state=x", "?code=x", "?state=x&code=y"])
def test_way_back_that_was_made_up_signs_nobody_in(
    client: Client, provider: RunningProvider, query: str
) -> None:
    assert client.get(f"/oidc/callback/{query}").status_code == 409


@pytest.mark.parametrize(
    ("error", "words"), [("access_denied", "You cancelled"), ("server_error", NOT_TRUSTED)]
)
def test_refusal_of_the_service_is_told_in_words(
    client: Client, provider: RunningProvider, error: str, words: str
) -> None:
    back = come_back(client, provider)

    answer = client.get(back.replace("code=", "nothing=") + f"&error={error}")

    assert answer.status_code == 403
    assert words in answer.content.decode()


@pytest.mark.parametrize("how", ["down", "slow", "another name"])
def test_service_that_cannot_be_used_is_told_in_words(
    client: Client, provider: RunningProvider, how: str, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 1
    provider.misbehave(how)

    answer = client.post("/en/sign-in/service/")

    assert answer.status_code == 409
    assert OUT_OF_REACH in answer.content.decode()


def test_service_that_goes_down_on_the_way_is_told_in_the_language_of_the_way_there(
    client: Client, provider: RunningProvider
) -> None:
    sent = client.post("/sv/sign-in/service/")
    back = provider.agree(sent["Location"], "outi")
    provider.misbehave("down")

    answer = client.get(back)

    assert (answer.status_code, answer.content.decode().count('<html lang="sv">')) == (409, 1)


def test_way_there_asks_with_pkce_a_nonce_and_the_readers_language(
    client: Client, provider: RunningProvider
) -> None:
    sent = client.post("/sv/sign-in/service/?process=connect&scope=admin&auth_params=prompt%3Dnone")

    address = sent["Location"]
    assert "code_challenge_method=S256" in address
    assert "&nonce=" in address
    assert "ui_locales=sv" in address
    assert "admin" not in address
    assert "prompt" not in address


def test_without_a_service_there_is_no_way_to_it(client: Client) -> None:
    sign_in(client, make_account())

    statuses = [
        client.post("/en/sign-in/service/").status_code,
        client.post("/en/account/service/").status_code,
        client.get("/oidc/callback/").status_code,
        client.post("/oidc/backchannel-logout/").status_code,
    ]

    assert statuses == [404] * 4
