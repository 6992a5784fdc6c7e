"""Making an account, its address, its password: with an address and a password, no service in between."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client
from pytest_django import Settings

from punos.mail.models import Message
from punos.people.models import Assurance, Person, SignIn
from punos.people.tests.factories import PASSWORD, make_account, make_person
from punos.people.tests.steps import is_signed_in, letters, link, show_again, sign_in, verbs, way

pytestmark = pytest.mark.django_db
JOIN = {"name": "Sylvi Salo", "email": "sylvi@example.org", "password1": PASSWORD}
NEW = "eleven brown kettles"


def test_account_is_made_and_works_once_its_address_is_verified(client: Client) -> None:
    made = client.post("/sv/account/join/", JOIN)
    person = Person.objects.get(email="sylvi@example.org")
    before = sign_in(client, person)
    verification = link(Message.objects.get(template="people/mail/verify_new"))
    shown = client.get(verification)
    verified = client.post(verification)
    after = sign_in(client, person)

    assert (way(made), way(before)) == ("/sv/account/address/sent/", "/en/account/address/sent/")
    assert (person.name, person.language, verification[:4]) == ("Sylvi Salo", "sv", "/sv/")
    assert (shown.status_code, way(verified), way(after)) == (200, "/sv/sign-in/", "/en/desk/")
    assert verbs(person) == ["person.joined", "email.verified", "person.signed_in"]
    assert SignIn.objects.get().assurance == Assurance.PASSWORD


def test_opening_the_link_of_a_verification_verifies_nothing_by_itself(client: Client) -> None:
    client.post("/en/account/join/", JOIN)

    client.get(link())

    assert EmailAddress.objects.get().verified is False


@pytest.mark.parametrize("age", [0, 4])
def test_verification_that_was_used_or_is_too_old_says_so(
    client: Client, age: int, settings: Settings
) -> None:
    client.post("/en/account/join/", JOIN)
    verification = link()
    if age:
        settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = -1
    else:
        client.post(verification)

    shown, pressed = client.get(verification), client.post(verification)

    assert (shown.status_code, pressed.status_code) == (200, 200)
    assert shown.context["confirmation"] is pressed.context["confirmation"] is None
    assert EmailAddress.objects.get().verified is not bool(age)


def test_name_loses_what_hides_or_reorders_text(client: Client) -> None:
    client.post("/en/account/join/", JOIN | {"name": "Syl\u200bvi \u202eolaS"})

    assert Person.objects.get().name == "Sylvi olaS"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "\u200b"),
        ("name", "S" * 121),
        ("email", "no address"),
        ("password1", "short one"),
        ("password1", "password1234"),
        ("password1", "sylvi@example.org"),
    ],
)
def test_account_that_cannot_be_made_says_what_to_mend(client: Client, field: str, value: str) -> None:
    answer = client.post("/en/account/join/", JOIN | {field: value})

    assert list(answer.context["form"].errors) == [field]
    assert Person.objects.count() == 0


def test_address_of_an_account_cannot_be_found_out_by_making_another(client: Client) -> None:
    person = make_account()

    known = client.post("/en/account/join/", JOIN | {"email": person.email.upper()})
    unknown = client.post("/en/account/join/", JOIN)

    assert way(known) == way(unknown) == "/en/account/address/sent/"
    assert letters() == [("account_exists", person.email), ("verify_new", "sylvi@example.org")]
    assert Person.objects.filter(email__iexact=person.email).count() == 1


def test_address_of_an_account_cannot_be_found_out_by_a_forgotten_password(client: Client) -> None:
    person = make_account()

    known = client.post("/en/account/password/forgotten/", {"email": person.email})
    unknown = client.post("/en/account/password/forgotten/", {"email": "nobody@example.org"})

    assert way(known) == way(unknown) == "/en/account/password/forgotten/sent/"
    assert letters() == [("new_password", person.email), ("unknown_account", "nobody@example.org")]


def test_address_and_password_that_do_not_fit_say_the_same_as_an_unknown_address(client: Client) -> None:
    person = make_account()

    wrong = sign_in(client, person, "eleven brown cups")
    unknown = client.post("/en/sign-in/", {"login": "nobody@example.org", "password": PASSWORD})

    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert wrong.context["form"].non_field_errors() == ["The e-mail address or the password is not right."]


def test_forgotten_password_is_replaced_and_every_device_signed_out(client: Client) -> None:
    person, elsewhere = make_account(), Client()
    sign_in(elsewhere, person)
    client.post("/en/account/password/forgotten/", {"email": person.email})

    form = client.get(link(), follow=True)
    answer = client.post(form.request["PATH_INFO"], {"password1": NEW})

    assert way(answer) == "/fi/account/password/new/done/"
    assert (is_signed_in(elsewhere), is_signed_in(client), SignIn.objects.count()) == (False, False, 0)
    assert way(sign_in(client, person, NEW)) == "/en/desk/"
    assert verbs(person)[-2:] == ["password.changed", "person.signed_in"]
    assert letters()[-1] == ("password_changed", person.email)


def test_link_to_a_new_password_works_once(client: Client) -> None:
    person = make_account()
    client.post("/en/account/password/forgotten/", {"email": person.email})
    way_there = link()
    form = client.get(way_there, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW})

    again = Client().get(way_there)

    assert (again.status_code, again.context["token_fail"]) == (200, True)


def test_new_password_does_not_revive_a_verification(client: Client) -> None:
    person = make_account(verified=False)
    client.post("/en/account/password/forgotten/", {"email": person.email})
    form = client.get(link(), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW})

    answer = sign_in(client, person, NEW)

    assert way(answer) == "/en/account/address/sent/"
    assert (is_signed_in(client), EmailAddress.objects.get(user=person).verified) == (False, False)


def test_password_is_changed_with_the_present_one_and_ends_other_sessions(client: Client) -> None:
    person, elsewhere = make_account(), Client()
    sign_in(elsewhere, person)
    sign_in(client, person)

    wrong = client.post("/en/account/password/", {"oldpassword": "?", "password1": NEW})
    right = client.post("/en/account/password/", {"oldpassword": PASSWORD, "password1": NEW})

    assert list(wrong.context["form"].errors) == ["oldpassword"]
    assert right["Location"] == "/en/account/?done=password"
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)
    assert list(SignIn.objects.values_list("session_key", flat=True)) == [client.session.session_key]
    assert letters() == [("password_changed", person.email)]


def test_account_without_a_password_gets_one(client: Client) -> None:
    person = make_person()
    client.post(f"/en/sign-in/as/{person.pk}/")

    led = client.get("/en/account/password/")
    answer = client.post("/en/account/password/set/", {"password1": NEW})

    assert (way(led), way(answer)) == ("/en/account/password/set/", "/en/account/")
    assert Person.objects.get().check_password(NEW)
    assert is_signed_in(client)


def test_password_is_kept_as_argon2_and_an_older_hash_is_replaced_at_signing_in(client: Client) -> None:
    person = make_account()
    Person.objects.filter(pk=person.pk).update(password=make_password(PASSWORD, hasher="pbkdf2_sha256"))

    answer = sign_in(client, person)

    assert way(answer) == "/en/desk/"
    assert identify_hasher(Person.objects.get().password).algorithm == "argon2"


def test_address_changes_when_the_new_one_is_verified(client: Client) -> None:
    person = make_account()
    old = person.email
    sign_in(client, person)

    stopped = client.post("/en/account/address/", {"email": "new@example.org", "action_add": ""})
    show_again(client)
    client.post("/en/account/address/", {"email": "new@example.org", "action_add": ""})
    before = Person.objects.get().email
    answer = client.post(link(Message.objects.get(template="people/mail/verify")))

    assert way(stopped) == "/en/account/again/"
    assert (before, Person.objects.get().email) == (old, "new@example.org")
    assert way(answer) == "/fi/account/"
    assert letters() == [("verify", "new@example.org"), ("address_changed", old)]
    assert verbs(person)[-2:] == ["email.verified", "email.changed"]


def test_what_was_stopped_to_show_the_password_goes_on_by_itself(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    stopped = client.post("/en/account/address/", {"email": "new@example.org", "action_add": ""})

    answer = client.post(stopped["Location"], {"password": PASSWORD})

    assert way(answer) == "/en/account/address/"
    assert letters() == [("verify", "new@example.org")]


def test_address_of_somebody_else_is_not_given_away_by_changing_to_it(client: Client) -> None:
    person, other = make_account(), make_account("Aino")
    sign_in(client, person)
    show_again(client)
    client.post("/en/account/address/", {"email": other.email, "action_add": ""})

    client.post(link())

    assert Person.objects.get(pk=person.pk).email == person.email
    assert EmailAddress.objects.get(email=other.email, verified=True).user == other


def test_closed_account_is_not_signed_in_to(client: Client) -> None:
    person = make_account()
    Person.objects.update(is_active=False)

    answer = sign_in(client, person)

    assert way(answer) == "/en/account/closed/"
    assert is_signed_in(client) is False


def test_account_that_is_closed_is_signed_out_at_the_next_request(client: Client) -> None:
    sign_in(client, make_account())
    before = is_signed_in(client)

    Person.objects.update(is_active=False)

    assert (before, is_signed_in(client)) == (True, False)


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/en/processes/", "/en/processes/"),
        ("https://example.org/", "/en/desk/"),
        ("//example.org/", "/en/desk/"),
        ("http://localhost/en/", "/en/desk/"),  # another name of this site is another site
    ],
)
def test_signing_in_with_a_password_leads_on_within_this_site_only(
    client: Client, wanted: str, led: str
) -> None:
    answer = sign_in(client, make_account(), next=wanted)

    assert answer["Location"] == led


def test_password_cannot_be_guessed_for_long(client: Client) -> None:
    person = make_account()
    for _guess in range(5):
        sign_in(client, person, "eleven brown cups")

    right = sign_in(Client(REMOTE_ADDR="192.0.2.7"), person)

    assert right.context["form"].non_field_errors() == [
        "Too many attempts. Please wait five minutes and try again."
    ]


def test_another_persons_guesses_do_not_lock_one_out(client: Client) -> None:
    person, other = make_account(), make_account("Aino")
    for _guess in range(6):
        sign_in(client, other, "eleven brown cups")

    assert way(sign_in(Client(REMOTE_ADDR="192.0.2.7"), person)) == "/en/desk/"


def asked(client: Client, number: int, forwarded: str) -> int:
    """Ask for a new password for some address or other; the status of the answer."""
    answer = client.post(
        "/en/account/password/forgotten/",
        {"email": f"nobody{number}@example.org"},
        headers={"X-Forwarded-For": forwarded, "X-Real-IP": forwarded},
    )
    return answer.status_code


def test_address_that_a_stranger_makes_up_in_a_header_does_not_lift_the_limit(client: Client) -> None:
    statuses = [asked(client, number, f"192.0.2.{number}") for number in range(21)]

    assert (statuses[0], statuses[-1]) == (302, 429)


def test_trusted_proxy_tells_one_reader_from_another(client: Client, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    statuses = [asked(client, number, f"198.51.100.1, 192.0.2.{number}") for number in range(21)]

    assert set(statuses) == {302}


def test_what_a_stranger_tells_a_trusted_proxy_does_not_lift_the_limit(
    client: Client, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    statuses = [asked(client, number, f"198.51.100.{number}, 192.0.2.1") for number in range(21)]

    assert (statuses[0], statuses[-1]) == (302, 429)


def test_many_accounts_from_one_address_are_stopped_in_words(client: Client) -> None:
    for number in range(20):
        client.post("/en/account/join/", JOIN | {"email": f"p{number}@example.org", "password1": "x"})

    answer = client.post("/en/account/join/", JOIN)

    assert (answer.status_code, answer["Cache-Control"]) == (429, "private, no-store")
    assert "Please try again in a few minutes." in answer.content.decode()
