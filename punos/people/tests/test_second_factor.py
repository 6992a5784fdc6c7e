"""Authenticator apps and recovery codes on a client without a browser; passkeys need one (tests/journeys)."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from punos.people import queries
from punos.people.models import Assurance, SignIn
from punos.people.tests.factories import make_account
from punos.people.tests.steps import is_signed_in, letters, show_again, sign_in, verbs, way

pytestmark = pytest.mark.django_db
APP = "/en/account/second-factor/app/"
CODES = "/en/account/second-factor/codes/"
ASKED = "/en/sign-in/second-factor/"


def code(secret: str, later: int = 0) -> str:
    """What an authenticator app showed half a minute ago, or some half minutes after that: all are good for a while."""
    counter = next(iter(yield_hotp_counters_from_time())) + later
    return str(format_hotp_value(hotp_value(secret, counter)))


def add_app(client: Client) -> tuple[str, list[str]]:
    """Set up an authenticator app for whoever is signed in; its key, and the recovery codes shown."""
    show_again(client)
    secret = client.get(APP).context["form"].secret
    added = client.post(APP, {"code": code(secret)})
    assert way(added) == CODES
    return secret, client.get(CODES).context["unused_codes"]


def asked(client: Client, given: str) -> Any:
    """Answer the second question."""
    return client.post(ASKED, {"code": given})


def test_app_is_added_after_showing_the_password_again(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    person = make_account()
    sign_in(client, person)

    stopped = client.get(APP)
    with django_capture_on_commit_callbacks(execute=True):
        _secret, codes = add_app(client)

    assert way(stopped) == "/en/account/again/"
    assert (len(codes), queries.codes_left(person)) == (10, 10)
    assert (queries.has_second_factor(person), queries.has_app(person)) == (True, True)
    assert SignIn.objects.get().assurance == Assurance.SECOND_FACTOR
    assert verbs(person).count("second_factor.added") == 2  # the app, and the codes beside it
    assert ("second_factor_added", person.email) in letters()


def test_codes_are_shown_once(client: Client) -> None:
    sign_in(client, make_account())
    add_app(client)

    again = client.get(CODES)

    assert set(again.context["unused_codes"]) == {"****"}
    assert "****" not in again.content.decode()


def test_password_alone_signs_nobody_in_who_has_an_app(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    secret, _codes = add_app(client)
    client.post("/en/sign-out/")

    first = sign_in(client, person, next="/en/processes/")
    between = is_signed_in(client)
    wrong = asked(client, "000000")
    second = asked(client, code(secret, later=1))

    assert (way(first), between, wrong.status_code) == (ASKED, False, 200)
    assert wrong.context["form"].errors == {
        "code": ["The code is not right. Codes change every 30 seconds: please try the next one."]
    }
    assert second["Location"] == "/en/processes/"
    assert SignIn.objects.get().assurance == Assurance.SECOND_FACTOR


def test_code_of_an_app_works_once(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    secret, _codes = add_app(client)
    shown = code(secret, later=1)
    sign_in(other := Client(), person)
    asked(other, shown)

    sign_in(another := Client(), person)
    asked(another, shown)

    assert (is_signed_in(other), is_signed_in(another)) == (True, False)


def test_recovery_code_works_once(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    _secret, codes = add_app(client)
    sign_in(other := Client(), person)
    asked(other, codes[0])

    sign_in(another := Client(), person)
    asked(another, codes[0])

    assert (is_signed_in(other), is_signed_in(another)) == (True, False)
    assert queries.codes_left(person) == 9


def test_codes_cannot_be_guessed_for_long(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    secret, _codes = add_app(client)
    sign_in(other := Client(), person)
    for _guess in range(5):
        asked(other, "000000")

    answer = asked(other, code(secret, later=1))

    assert is_signed_in(other) is False
    assert answer.context["form"].errors == {
        "code": ["Too many attempts. Please wait five minutes and try again."]
    }


def test_new_codes_replace_those_before(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    person = make_account()
    sign_in(client, person)
    _secret, before = add_app(client)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{CODES}new/")
    after = client.get(CODES).context["unused_codes"]

    assert set(before) & set(after) == set()
    assert verbs(person)[-1] == "second_factor.codes_renewed"
    assert letters()[-1] == ("codes_renewed", person.email)


def test_app_is_removed_after_showing_who_one_is_and_the_codes_go_with_it(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    add_app(client)

    client.post(f"{APP}remove/")

    assert (Authenticator.objects.count(), queries.has_second_factor(person)) == (0, False)
    assert queries.codes_left(person) is None
    assert "second_factor.removed" in verbs(person)
    assert letters()[-1] == ("second_factor_removed", person.email)


def test_second_factor_is_not_removed_without_showing_who_one_is(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    secret, _codes = add_app(client)
    sign_in(other := Client(), person)
    asked(other, code(secret, later=1))

    answer = other.post(f"{APP}remove/")

    assert way(answer) == "/en/account/again/"
    assert queries.has_second_factor(person) is True


def test_showing_a_code_instead_of_the_password_is_enough(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    _secret, codes = add_app(client)
    sign_in(other := Client(), person)
    asked(other, codes[0])

    page = other.get("/en/account/again/")
    other.post("/en/account/again/code/", {"code": codes[1]})

    assert [each["description"] for each in page.context["reauthentication_alternatives"]] == [
        "Show a code instead"
    ]
    assert other.get(f"{APP}remove/").status_code == 200


def test_address_can_be_changed_while_a_second_factor_is_in_use(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    add_app(client)

    client.post("/en/account/address/", {"email": "new@example.org", "action_add": ""})

    assert letters()[-1] == ("verify", "new@example.org")


@pytest.mark.parametrize("credential", ["", "{}", "[]", '{"response": {"userHandle": "x"}}', "null", "1"])
def test_passkey_that_is_none_signs_nobody_in(client: Client, credential: str) -> None:
    client.get("/en/sign-in/passkey/", headers={"Accept": "application/json"})

    answer = client.post("/en/sign-in/passkey/", {"credential": credential})

    assert (answer.status_code, is_signed_in(client)) == (409, False)
    assert "This passkey is not known here" in answer.content.decode()


def test_question_for_a_passkey_is_given_to_the_script_alone(client: Client) -> None:
    page = client.get("/en/sign-in/passkey/")
    script = client.get("/en/sign-in/passkey/", headers={"Accept": "application/json"})

    assert way(page) == "/en/sign-in/"
    assert script.json()["request_options"]["publicKey"]["userVerification"] == "required"
