"""Signing in, in a real browser: by password on a phone, by code without JavaScript, by passkey, by the city's service."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from punos.people.models import Assurance, Person, SignIn
from punos.people.tests.factories import PASSWORD, make_account
from punos.people.tests.provider import RunningProvider, running_provider
from punos.people.tests.steps import link
from tests import doors
from tests.doors import addresses
from tests.journeys.conftest import PHONE, Photograph, Visit, Words, words

type Axe = Callable[[Page], list[str]]

EMAIL = "E-mail address"
NOT_TRUSTED = (
    "The sign-in service's answer could not be trusted, so you were not signed in. Please try again."
)
USED = "This sign-in has been used already or has become too old. Please sign in again."
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def enter(page: Page, say: Words, language: str, person: Person) -> None:
    """Sign in with an address and a password."""
    page.goto(f"/{language}/sign-in/")
    page.get_by_label(say(EMAIL)).fill(person.email)
    page.get_by_label(say("Password"), exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=say("Sign in"), exact=True).click()


def show_again(page: Page, say: Words) -> None:
    """Give the password once more."""
    page.get_by_label(say("Password"), exact=True).fill(PASSWORD)
    page.get_by_role("button", name=say("Continue")).click()


def code(secret: str, place: int) -> str:
    """What an authenticator app shows; of the codes that are good just now, the one at this place."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[place])))


def test_volunteer_makes_an_account_on_a_phone_in_the_evening(
    visit: Visit, axe: Axe, photograph: Photograph
) -> None:
    page, say = visit(**PHONE), words("fi")
    page.goto("/fi/sign-in/")
    photograph(page, "sign-in-1-door")
    page.get_by_role("link", name=say("Make an account")).click()
    page.get_by_label(say("Your name")).fill("Sylvi Salo")
    page.get_by_label(say(EMAIL)).fill("sylvi@example.org")
    page.get_by_label(say("Password"), exact=True).fill("lyhyt")
    page.get_by_role("button", name=say("Make the account")).click()
    expect(page.locator(".error-summary li")).to_have_count(1)
    assert axe(page) == []
    photograph(page, "sign-in-2-join")

    page.get_by_label(say("Password"), exact=True).fill(PASSWORD)
    page.get_by_role("button", name=say("Make the account")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("Look into your e-mail"))
    page.goto(link())
    assert axe(page) == []
    page.get_by_role("button", name=say("Yes, verify it")).click()
    expect(page.locator("main")).to_contain_text(say("Your address has been verified. You can sign in now."))
    enter(page, say, "fi", Person.objects.get(email="sylvi@example.org"))

    expect(page.locator("header .hat")).to_contain_text("Sylvi Salo")
    page.goto("/fi/account/")
    assert axe(page) == []
    photograph(page, "sign-in-3-account")


def test_code_is_asked_for_without_javascript_in_swedish(visit: Visit, axe: Axe, own_town: str) -> None:
    page, say = visit(java_script_enabled=False, locale="sv-FI", **PHONE), words("sv")
    person = make_account("Saga", language="sv")
    enter(page, say, "sv", person)
    page.goto("/sv/account/second-factor/app/")
    show_again(page, say)
    secret = page.locator("main code").inner_text()
    page.get_by_label(say("Code"), exact=True).fill(code(secret, 0))
    page.get_by_role("button", name=say("Add the app")).click()
    expect(page.locator("main li code")).to_have_count(10)
    page.goto("/sv/account/sign-ins/")
    page.locator("header").get_by_role("button", name=say("Sign out")).first.click()

    enter(page, say, "sv", person)
    expect(page.get_by_role("heading", level=1)).to_have_text(say("Second step"))
    expect(page.locator("[data-passkey-part]")).to_have_count(0)
    page.get_by_label(say("Code"), exact=True).fill(code(secret, 1))
    page.locator("main").get_by_role("button", name=say("Sign in"), exact=True).click()

    page.wait_for_url("**/sv/desk/")
    assert SignIn.objects.get(person=person).assurance == Assurance.SECOND_FACTOR


def test_passkey_signs_in_by_itself(browser: Browser, site: str, photograph: Photograph) -> None:
    say = words("fi")
    person = make_account()
    context = browser.new_context(base_url=site.replace("127.0.0.1", "localhost"))  # a passkey needs a name
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    enter(page, say, "fi", person)
    page.goto("/fi/account/second-factor/passkeys/add/")
    show_again(page, say)
    page.get_by_label(say("Name of the passkey")).fill("Puhelin")
    page.get_by_role("button", name=say("Add the passkey")).click()
    expect(page.locator("main li code")).to_have_count(10)
    page.goto("/fi/account/second-factor/")
    expect(page.locator("main")).to_contain_text("Puhelin")
    photograph(page, "sign-in-4-passkeys")
    page.locator("header").get_by_role("button", name=say("Sign out")).first.click()
    page.wait_for_url("**/fi/")

    page.goto("/fi/sign-in/?next=/fi/processes/")
    page.get_by_role("button", name=say("Sign in with a passkey")).click()
    page.wait_for_url(re.compile(r"\d/fi/processes/$"))
    assert SignIn.objects.get(person=person).assurance == Assurance.SECOND_FACTOR

    page.goto("/fi/account/second-factor/")
    page.get_by_role("link", name=say("Remove") + " Puhelin").click()
    page.goto("/fi/account/again/passkey/?next=/fi/account/sign-ins/")
    page.get_by_role("button", name=say("Use the passkey")).click()
    page.wait_for_url(re.compile(r"\d/fi/account/sign-ins/$"))
    context.close()


def test_passkey_is_the_second_step_after_a_password(browser: Browser, site: str) -> None:
    say = words("en")
    person = make_account()
    context = browser.new_context(base_url=site.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    enter(page, say, "en", person)
    page.goto("/en/account/second-factor/passkeys/add/")
    show_again(page, say)
    page.get_by_role("button", name=say("Add the passkey")).click()
    expect(page.locator("main li code")).to_have_count(10)
    context.clear_cookies()

    enter(page, say, "en", person)
    page.get_by_role("button", name=say("Use the passkey")).click()

    page.wait_for_url("**/en/desk/")
    context.close()


@pytest.fixture(scope="module")
def running() -> Iterator[RunningProvider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: RunningProvider, site: str, settings: Settings) -> Iterator[RunningProvider]:
    """A real OpenID provider, with this site as its client."""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = (
        running.issuer,
        "punos",
        "secret",
    )
    settings.OIDC_NAME, settings.PUBLIC_ADDRESS = "Stadin tunnistus", site
    settings.SECURE_CSP = settings.SECURE_CSP | {"form-action": ["'self'", running.issuer]}
    yield running
    running.misbehave()


@contextmanager
def visitor(browser: Browser, site: str) -> Iterator[Page]:
    """Somebody who may leave the site for the provider; nothing may be refused by our own policy on the way."""
    refused: list[str] = []
    context = browser.new_context(base_url=site, locale="fi-FI")
    context.on("console", lambda said: refused.append(said.text) if "Security Policy" in said.text else None)
    yield context.new_page()
    context.close()
    assert refused == []


def to_the_service(page: Page, say: Words, language: str) -> None:
    """From the sign-in page to the provider's own page."""
    page.goto(f"/{language}/sign-in/?next=/{language}/processes/")
    page.get_by_role("button", name=say("Sign in with %(provider)s", provider="Stadin tunnistus")).click()
    page.get_by_label("Subject").fill("outi")


def test_officer_signs_in_through_the_citys_service(
    browser: Browser, site: str, provider: RunningProvider, axe: Axe
) -> None:
    say = words("sv")
    with visitor(browser, site) as page:
        to_the_service(page, say, "sv")
        page.get_by_role("button", name="Authorize", exact=True).click()
        page.wait_for_url("**/sv/processes/")
        expect(page.locator("header .hat")).to_contain_text("Outi Officer")

        page.goto("/sv/account/")
        expect(page.locator("main")).to_contain_text("Stadin tunnistus")
        assert axe(page) == []
    assert SignIn.objects.get().assurance == Assurance.PROVIDER


@pytest.mark.parametrize("how", ["expired", "audience", "issuer", "nonce"])
def test_answer_of_the_service_that_does_not_hold_signs_nobody_in(
    browser: Browser, site: str, provider: RunningProvider, how: str
) -> None:
    say = words("fi")
    with visitor(browser, site) as page:
        to_the_service(page, say, "fi")
        provider.misbehave(how)
        page.get_by_role("button", name="Authorize", exact=True).click()
        expect(page.locator("main")).to_contain_text(say(NOT_TRUSTED))
        expect(page.locator("header .sign-in")).to_be_visible()
    assert SignIn.objects.count() == 0


def test_way_back_from_the_service_is_good_once_and_for_one_browser(
    browser: Browser, site: str, provider: RunningProvider
) -> None:
    say = words("fi")
    with visitor(browser, site) as page, visitor(browser, site) as stranger:
        back: list[str] = []
        page.on("request", lambda asked: back.append(asked.url) if "/oidc/callback/" in asked.url else None)
        to_the_service(page, say, "fi")
        page.get_by_role("button", name="Authorize", exact=True).click()
        page.wait_for_url("**/fi/processes/")

        page.goto(back[0])
        expect(page.locator("main")).to_contain_text(say(USED))
        stranger.goto(back[0])
        expect(stranger.locator("main")).to_contain_text(say(USED))
        expect(stranger.locator("header .sign-in")).to_be_visible()


def test_cancelling_at_the_service_leads_back_with_words(
    browser: Browser, site: str, provider: RunningProvider
) -> None:
    say = words("fi")
    with visitor(browser, site) as page:
        to_the_service(page, say, "fi")
        page.get_by_role("button", name="Deny access").click()
        expect(page.locator("main")).to_contain_text(say("You cancelled signing in."))
        expect(page.locator("html")).to_have_attribute("lang", "fi")


def test_every_page_of_ones_account_is_kept_by_nobody_and_usable_by_all(
    visit: Visit, axe: Axe, own_town: str
) -> None:
    page, say = visit(), words("sv")
    enter(page, say, "sv", make_account("Saga"))
    page.wait_for_url("**/sv/desk/")
    page.goto("/sv/account/again/")
    show_again(page, say)
    titles = []
    for path in addresses(doors.ACCOUNT, "sv"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.headers["cache-control"].endswith("no-store"), path
        if answer.status != 200 or answer.url != page.url:
            continue
        titles.append(page.title())
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert axe(page) == [], path
    assert len(set(titles)) >= 9
