"""A chair invites a colleague by e-mail, who makes an account, accepts, acts for the association, and leaves again."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from punos.mail.models import Message
from punos.organisations.models import JoinRequest, Mandate, Organisation
from tests.journeys.conftest import PHONE, Photograph, Visit, words
from tests.journeys.steps import sign_in

ASSOCIATION = "Barn och familjer i Exempelby rf"
ELSA = "elsa.exempelman@example.org"
PASSWORD = "en gammal gul cykel"

type Axe = Callable[[Page], list[str]]


def link_in_letter(to: str, about: str) -> str:
    """The path of the link in the newest letter to somebody about something."""
    body = Message.objects.filter(to=to, template__contains=about).latest("id").body
    found = re.search(r"https?://[^/\s]+(/\S+)", body)
    assert found is not None
    return found[1]


def make_account(page: Page) -> None:
    """From the page of the invitation by the sign-up form and the letter of the site to a verified account."""
    page.locator("main a[href*='/account/join/']").click()
    page.locator("[name=name]").fill("Elsa Exempelman")
    page.locator("[name=email]").fill(ELSA)
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url("**/sent/")
    page.goto(link_in_letter(ELSA, "people/mail"))
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url("**/sign-in/**")


def usable(page: Page, axe: Axe) -> None:
    """Nothing to be found by axe, and no sideways scroll on a phone."""
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def invite(chair: Page, association: Organisation, axe: Axe, photograph: Photograph) -> None:
    """The chair opens the page of the association's people and invites Elsa."""
    chair.goto(f"/sv/organisations/{association.slug}/people/")
    usable(chair, axe)
    photograph(chair, "people-1-page")
    chair.locator(f"a[href$='/organisations/{association.slug}/people/invite/']").click()
    photograph(chair, "people-2-invite")
    usable(chair, axe)
    chair.locator("[name=email]").fill(ELSA)
    chair.locator("[name=scopes][value=apply]").check()
    chair.locator("main form [type=submit]").click()
    expect(chair.locator(".status")).to_be_visible()
    expect(chair.get_by_role("heading", name=ELSA)).to_be_visible()
    photograph(chair, "people-3-invited")


def accept(colleague: Page, axe: Axe, photograph: Photograph) -> None:
    """Elsa opens the link of the letter, makes an account, signs in and accepts, with the keyboard."""
    invitation = link_in_letter(ELSA, "invitation")
    colleague.goto(invitation)
    expect(colleague.locator("main")).not_to_contain_text(ASSOCIATION)
    usable(colleague, axe)
    photograph(colleague, "people-4-signed-out")
    make_account(colleague)
    colleague.goto(invitation)
    colleague.locator("main a[href*='/sign-in/']").click()
    colleague.locator("[name=login]").fill(ELSA)
    colleague.locator("[name=password]").fill(PASSWORD)
    colleague.keyboard.press("Enter")
    expect(colleague.locator("h1")).to_contain_text(ASSOCIATION)
    photograph(colleague, "people-5-invited")
    usable(colleague, axe)
    colleague.locator("main form [type=submit]").focus()
    colleague.keyboard.press("Enter")
    expect(colleague.locator("button.hat b")).to_have_text(ASSOCIATION)
    photograph(colleague, "people-6-accepted")
    usable(colleague, axe)
    colleague.goto(invitation)
    expect(colleague.locator("main form")).to_have_count(0)


def leave(colleague: Page, association: Organisation, axe: Axe, photograph: Photograph) -> None:
    """Elsa finds the association on her desk and leaves it."""
    colleague.goto("/sv/desk/")
    expect(colleague.locator("#organisations ~ article").first).to_contain_text(ASSOCIATION)
    photograph(colleague, "people-7-desk")
    usable(colleague, axe)
    colleague.locator(f"main a[href$='/{association.slug}/people/']").click()
    colleague.locator("main a[href$='/end/']").click()
    photograph(colleague, "people-8-leave")
    usable(colleague, axe)
    colleague.locator("main form [type=submit]").focus()
    colleague.keyboard.press("Enter")
    expect(colleague.locator("button.hat b")).to_have_count(0)


def test_colleague_joins_by_letter_on_a_phone_in_swedish_and_leaves(
    visit: Visit, axe: Axe, photograph: Photograph
) -> None:
    association = Organisation.objects.get(name=ASSOCIATION)
    chair, colleague = visit(**PHONE), visit(**PHONE)

    sign_in(chair, words("sv"), "sv", "Märta Exempelgren")
    invite(chair, association, axe, photograph)
    accept(colleague, axe, photograph)
    assert Mandate.objects.current().filter(organisation=association).count() == 2
    leave(colleague, association, axe, photograph)

    assert Mandate.objects.current().filter(organisation=association).count() == 1


def test_group_is_added_and_an_association_is_claimed_in_finnish(
    visit: Visit, axe: Axe, photograph: Photograph
) -> None:
    page, say = visit(**PHONE), words("fi")
    sign_in(page, say, "fi", "Maija Mallikas")
    page.goto("/fi/organisations/new/")
    photograph(page, "group-1-empty")
    usable(page, axe)
    page.locator("[name=name]").fill("Mallilan Pihapiiri")
    page.locator("[name=kind][value=association]").check()
    page.locator("[name=field]").select_option("residents")
    page.locator("main form [type=submit]").last.click()
    expect(page.locator("#alike")).to_be_focused()
    photograph(page, "group-2-alike")
    usable(page, axe)
    page.locator("[name=none_of_these]").click()
    page.wait_for_url("**/join/?done=added")
    photograph(page, "group-3-waits")
    usable(page, axe)

    keeper = visit(**PHONE)
    sign_in(keeper, say, "fi", "Kaisa Kuvitelmala")
    keeper.goto("/fi/desk/")
    keeper.locator(f"main a[href$='/requests/{JoinRequest.objects.get().pk}/']").click()
    photograph(keeper, "group-4-decide")
    usable(keeper, axe)
    keeper.locator("[name=decline]").click()
    expect(keeper.locator(".error-summary")).to_be_focused()
    usable(keeper, axe)
    keeper.locator("[name=evidence]").fill("Kokous 3.3., 5 §")
    keeper.locator("[name=accept]").click()
    expect(keeper.locator(".status")).to_be_visible()
    photograph(keeper, "group-5-accepted")
    usable(keeper, axe)
    assert Mandate.objects.filter(evidence="Kokous 3.3., 5 §").count() == 1
