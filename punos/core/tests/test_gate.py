"""The gate before anonymous forms: machines are slowed down, people pass, and nothing typed is lost."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import altcha
import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils.translation import override
from pytest_django.fixtures import Settings

from punos.core import gate as gates
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.gate import Gate, GateFields, network_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 7, 12, 5, tzinfo=UTC)
FAST = "This was sent faster than people write. Wait a few seconds and send it again: it is all here."
PROOF = (
    "Much has been sent from your network just now, so your browser has to do a sum first. Wait until it is done and "
    "send this again: it is all here. Without JavaScript, sign in or try again in an hour."
)
FULL = (
    "Very much has been sent from your network within the hour. Sign in, or send this again in an hour: it is all "
    "here."
)

type Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def few(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate stands; two forms an hour are free, four are the most."""
    settings.GATE = True
    settings.GATE_FREE_WRITES_AN_HOUR = 2
    settings.GATE_MOST_WRITES_AN_HOUR = 4
    monkeypatch.setattr(gates, "ROUNDS", 10)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """A clock that moves when it is told to. The cache has its own in the database."""
    with time_machine.travel(NOON, tick=False) as stopped:
        cache.clear()
        yield stopped


def asked(
    posted: dict[str, str] | None = None, address: str = "192.0.2.7", forwarded: str = ""
) -> HttpRequest:
    """A request of somebody who is not signed in."""
    factory = RequestFactory(REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded)
    request = factory.get("/") if posted is None else factory.post("/", posted)
    request.user = AnonymousUser()
    return request


def sent(fields: GateFields, **posted: str) -> dict[str, str]:
    """What a browser sends of these fields."""
    return {"homepage": "", "gate_made": fields.made, "altcha": "", "text": "My idea"} | posted


def solved(challenge: str) -> str:
    """What proof.js makes of a challenge."""
    known = altcha.Challenge.from_dict(json.loads(challenge))
    solution = altcha.solve_challenge(known)
    assert solution
    return altcha.Payload(known, solution).to_base64()


def filled(clock: Clock, purpose: str = "idea", address: str = "192.0.2.7", **posted: str) -> HttpRequest:
    """A form that somebody took a minute to fill."""
    fields = Gate().context(asked(address=address), purpose)
    clock.shift(60)
    return asked(sent(fields, **posted), address)


def said(request: HttpRequest, purpose: str = "idea") -> str:
    """What the gate says to a form: nothing if it lets it pass."""
    with override("en"):
        try:
            Gate().check(request, purpose=purpose)
        except Refused as refusal:
            return str(refusal)
    return ""


def pass_through(clock: Clock, times: int) -> None:
    """So many forms of one network."""
    for _each in range(times):
        proof = Gate().context(asked(), "idea").challenge
        assert said(filled(clock, altcha=solved(proof) if proof else "")) == ""


# People ---------------------------------------------------------------------------------------------------------


def test_somebody_signed_in_never_meets_the_gate(clock: Clock) -> None:
    pass_through(clock, 4)
    request = asked({"homepage": "x"})
    request.user = cast(Any, type("Somebody", (), {"is_authenticated": True})())

    assert (said(request), Gate().context(request, "idea")) == ("", GateFields())
    assert render_to_string("core/components/gate.html", {"gate": GateFields()}).strip() == ""


def test_form_filled_by_a_person_passes(clock: Clock) -> None:
    assert said(filled(clock)) == ""


def test_form_that_lay_open_for_a_week_passes(clock: Clock) -> None:
    fields = Gate().context(asked(), "idea")
    clock.shift(timedelta(days=7))

    assert said(asked(sent(fields))) == ""


def test_form_shown_again_keeps_the_time_at_which_it_was_made(clock: Clock) -> None:
    fields = Gate().context(asked(), "idea")
    clock.shift(60)

    again = Gate().context(asked(sent(fields)), "idea")

    assert (again.made, said(asked(sent(again)))) == (fields.made, "")


# Machines -------------------------------------------------------------------------------------------------------


def in_two_seconds(clock: Clock) -> HttpRequest:
    fields = Gate().context(asked(), "idea")
    clock.shift(2)
    return asked(sent(fields))


def unseen_filled(clock: Clock) -> HttpRequest:
    return filled(clock, homepage="https://casino.example")


def without_time(clock: Clock) -> HttpRequest:
    return asked({"text": "My idea"})


def time_made_up(clock: Clock) -> HttpRequest:
    return asked({"gate_made": f"{int(NOON.timestamp()) - 60}:forged"})


def time_of_another_form(clock: Clock) -> HttpRequest:
    return filled(clock, purpose="feedback")


@pytest.mark.parametrize(
    "machine", [in_two_seconds, unseen_filled, without_time, time_made_up, time_of_another_form]
)
def test_machine_hears_one_sentence_whatever_gave_it_away(
    machine: Callable[[Clock], HttpRequest], clock: Clock
) -> None:
    assert said(machine(clock)) == FAST


def test_machine_that_is_refused_takes_no_place_of_its_network(clock: Clock) -> None:
    for _each in range(5):
        assert said(unseen_filled(clock)) == FAST

    assert said(filled(clock)) == ""


# Counts ---------------------------------------------------------------------------------------------------------


def test_third_form_of_an_hour_needs_a_proof_and_the_fifth_has_to_wait(clock: Clock) -> None:
    pass_through(clock, 2)
    assert said(filled(clock)) == PROOF

    pass_through(clock, 2)
    assert said(filled(clock)) == FULL
    assert Gate().context(asked(), "idea").is_full


def test_next_hour_is_free_again(clock: Clock) -> None:
    pass_through(clock, 4)
    clock.move_to(NOON + timedelta(hours=1))

    assert said(filled(clock)) == ""


def test_another_network_and_another_purpose_are_counted_apart(clock: Clock) -> None:
    pass_through(clock, 2)

    assert said(filled(clock, address="198.51.100.7")) == ""
    assert said(filled(clock, purpose="feedback"), "feedback") == ""
    assert said(filled(clock, address="192.0.2.200")) == PROOF  # a neighbour


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2ff:1::1", "2001:db8:1:200::/56"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_network_is_what_one_house_shares(address: str, network: str) -> None:
    assert network_of(asked(address=address)) == network


def test_header_counts_only_as_far_as_own_proxies_wrote_it() -> None:
    request = asked(forwarded="203.0.113.9, 198.51.100.7")

    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=0):
        assert network_of(request) == "192.0.2.0/24"
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        assert network_of(request) == "198.51.100.0/24"
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=3):
        assert network_of(request) == "192.0.2.0/24"


def test_key_of_a_network_holds_no_address_and_changes_every_day(clock: Clock) -> None:
    today = gates._place(asked(), "idea")
    clock.shift(timedelta(days=1))

    assert ("192" in today.split(":")[1][:3], gates._place(asked(), "idea") == today) == (False, False)


def test_numbers_are_given_once_even_when_the_count_is_stale() -> None:
    assert [gates._take_number("gate:x:1", 0) for _each in range(3)] == [1, 2, 3]


# Proof ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def challenge(clock: Clock) -> str:
    """What a browser is asked when much was sent from its network."""
    pass_through(clock, 2)
    return Gate().context(asked(), "idea").challenge


def test_proof_is_good_once(challenge: str, clock: Clock) -> None:
    proof = solved(challenge)

    assert said(filled(clock, altcha=proof)) == ""
    assert said(filled(clock, altcha=proof)) == PROOF


def test_proof_is_good_for_two_hours(challenge: str, clock: Clock) -> None:
    proof = solved(challenge)
    clock.shift(gates.PROOF_LASTS + 1)
    for _each in range(2):
        assert said(filled(clock)) == ""

    assert said(filled(clock, altcha=proof)) == PROOF


def changed(proof: str, **how: Any) -> str:
    """A proof with something else in it."""
    content = json.loads(base64.b64decode(proof))
    content["challenge"]["parameters"] |= how
    return base64.b64encode(json.dumps(content).encode()).decode()


def test_proof_that_was_changed_is_worth_nothing(challenge: str, clock: Clock) -> None:
    proof = solved(challenge)
    solution = json.loads(base64.b64decode(proof))
    solution["solution"]["derivedKey"] = "00" * 32

    for wrong in (
        changed(proof, expiresAt=9_999_999_999),
        changed(proof, cost=1),
        changed(proof, data={"purpose": "feedback"}),
        changed(proof, data=None),
        base64.b64encode(json.dumps(solution).encode()).decode(),
        altcha.create_challenge("PBKDF2/SHA-256", 1, hmac_secret="guessed").signature or "",
        "[]",
        base64.b64encode(b"[1]").decode(),
        "\u00e4",
        "",
    ):
        assert said(filled(clock, altcha=wrong)) == PROOF
    assert said(filled(clock, altcha=proof)) == ""


def test_proof_for_one_purpose_opens_no_other(challenge: str, clock: Clock) -> None:
    for _each in range(2):
        assert said(filled(clock, purpose="feedback"), "feedback") == ""

    assert said(filled(clock, purpose="feedback", altcha=solved(challenge)), "feedback") == PROOF


def test_refusals_tell_whether_sending_again_helps(clock: Clock) -> None:
    pass_through(clock, 2)
    with pytest.raises(Invalid):
        Gate().check(filled(clock), purpose="idea")
    pass_through(clock, 2)
    with pytest.raises(NotNow):
        Gate().check(filled(clock), purpose="idea")


# What is shown --------------------------------------------------------------------------------------------------


def shown(purpose: str = "idea") -> str:
    with override("en"):
        return render_to_string("core/components/gate.html", {"gate": Gate().context(asked(), purpose)})


def test_fields_are_an_unseen_one_and_a_time() -> None:
    page = shown()

    assert ("Leave this empty" in page, 'autocomplete="off"' in page, "progress" in page) == (
        True,
        True,
        False,
    )


def test_without_javascript_the_page_says_what_to_do_instead(clock: Clock) -> None:
    pass_through(clock, 2)
    asks = shown()
    pass_through(clock, 2)
    full = shown()

    for page in (asks, full):
        assert ("or send this again in an hour." in page, "/sign-in/" in page) == (True, True)
    assert ("data-proof" in asks, "data-proof" in full) == (True, False)
