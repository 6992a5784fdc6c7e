"""Steps that several stories take."""

from playwright.sync_api import Locator, Page

from tests.journeys.conftest import Words

OPEN = "processes/yhteiset-tilat/tilaideat/"
UMBRELLA = "processes/hyvinvointialueiden-strategiat/aivoriihi/"


def begin(page: Page, say: Words, language: str, capacity: str = "As myself") -> None:
    """From the front page to the first idea of the open brainstorm."""
    page.goto(f"/{language}/")
    lead_on = page.get_by_role("link", name=say("Read and take part"), exact=True)
    lead_on.and_(page.locator("a[href$='/tilaideat/']")).click()
    page.get_by_role("link", name=say("Take part"), exact=True).first.click()
    page.get_by_label(say(capacity), exact=True).check()
    page.get_by_role("button", name=say("Continue to the ideas")).click()


def rated(page: Page) -> Locator:
    """How far the visitor is: `3 / 42`."""
    return page.locator("#idea .progress .num")


def idea(page: Page) -> str:
    """The text of the idea that is shown."""
    return page.locator("#idea .idea-text").inner_text()


def sign_in(page: Page, say: Words, language: str, name: str) -> None:
    """Become one of the cast from the page of this visitor."""
    page.goto(f"/{language}/")
    page.get_by_role("link", name=say("Sign in"), exact=True).click()
    page.get_by_role("button", name=say("Be %(name)s", name=name), exact=True).click()
