"""From a volunteer's answer of May 2022 to what came of it and back; and an officer who answers what had no answer."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.consultations.models import Submission
from punos.contributions.models import Contribution
from punos.decisions import tasks as decisions
from punos.journal.models import Entry
from punos.notices import tasks as notices
from tests.journeys.conftest import PHONE, Photograph, Visit, Words, words
from tests.journeys.steps import sign_in
from town.texts import cast, deeds
from town.texts.answered import THEMES
from town.texts.co_operation import PROCESS
from town.texts.may_survey import SLUG

type Axe = Callable[[Page], list[str]]


@dataclass(frozen=True)
class Volunteer:
    """One of the cast, the language they read, whose answer it was, and words of it."""

    language: str
    name: str
    organisation: str
    said: str


TUULA = Volunteer("fi", "Tuula Mallimäki", cast.SMALL_ASSOCIATION, "Jos rakenne vaatii kymmenen sivun")
MARTA = Volunteer("sv", "Märta Exempelgren", cast.SWEDISH_ASSOCIATION, "Vi vill vara med när saken bereds")
THEME = THEMES[0].title
BOARD = next(each.title for each in deeds.DECISIONS if each.section_mark == "§ 88")
MEASURE = deeds.MEASURES[0].title


def answer_of(who: Volunteer) -> str:
    """The page of their answer."""
    sent = Submission.objects.get(consultation__slug=SLUG, voice__organisation__name=who.organisation)
    return f"/{who.language}/processes/{PROCESS.slug}/{SLUG}/answers/{sent.number}/"


def arrived(page: Page, axe: Axe, heading: str) -> None:
    """The next page is there, says what it is, fits the screen and can be used by everybody."""
    expect(page.locator("h1")).to_contain_text(heading)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert axe(page) == [], heading


def follow(page: Page, name: str) -> None:
    """Press the first link of this name in what the page is about."""
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


@pytest.mark.parametrize("who", [TUULA, MARTA], ids=["fi", "sv"])
def test_volunteer_walks_from_her_answer_to_what_is_done_and_back(
    arrive: Visit, photograph: Photograph, axe: Axe, who: Volunteer
) -> None:
    page, say, language = arrive(**PHONE), words(who.language), who.language
    theme, board, measure = (each.in_language(language) for each in (THEME, BOARD, MEASURE))
    sign_in(page, say, language, who.name)
    page.goto(answer_of(who))
    expect(page.locator("main")).to_contain_text(who.said)
    assert axe(page) == []

    said = page.locator("section", has_text=who.said)
    said.locator(".answered").get_by_role("link", name=theme, exact=True).click()
    arrived(page, axe, theme)
    expect(page.locator("main")).to_contain_text(say("Taken into account"))
    expect(page.locator("main ins").first).to_be_visible()
    photograph(page, f"deed-1-response-{language}")
    follow(page, board)
    arrived(page, axe, board)
    expect(page.locator("main")).to_contain_text("§ 88")
    photograph(page, f"deed-2-decision-{language}")
    follow(page, measure)
    arrived(page, axe, measure)
    expect(page.locator("main")).to_contain_text(say("Done"))
    photograph(page, f"deed-3-measure-{language}")

    follow(page, board)
    arrived(page, axe, board)
    page.locator("[aria-labelledby=themes]").get_by_role("link", name=theme, exact=True).click()
    arrived(page, axe, theme)
    photograph(page, f"deed-4-theme-{language}")
    mine = page.locator("li[id^=said-]", has_text=who.said)
    mine.get_by_role("link", name=say("Where it was said"), exact=True).click()
    expect(page.locator("main")).to_contain_text(who.said)


@pytest.mark.parametrize(
    ("who", "title"), [(TUULA, "Kevyet paperit"), (MARTA, "Med i tid")], ids=["fi", "sv"]
)
def test_officer_answers_what_was_said_and_the_volunteer_hears_of_it(
    visit: Visit, photograph: Photograph, axe: Axe, who: Volunteer, title: str
) -> None:
    desk, phone, say = visit(), visit(**PHONE), words(who.language)
    at = f"/{who.language}/processes/{PROCESS.slug}/themes/"
    sign_in(desk, say, who.language, "Kaisa Kuvitelmala")

    coded_by_keyboard(desk, at, who, title)
    assert axe(desk) == []
    drafted(desk, say, at, who.language, title)
    assert axe(desk) == []
    photograph(desk, f"deed-5-draft-{who.language}")
    desk.get_by_role("button", name=say("Publish the response"), exact=True).click()
    expect(desk.get_by_role("button", name=say("Begin a correction"), exact=True)).to_be_visible()
    tell()

    sign_in(phone, say, who.language, who.name)
    phone.goto(answer_of(who))
    under = phone.locator("section", has_text=who.said).locator(".answered", has_text=title)
    expect(under).to_contain_text(say("Taken into account"))
    phone.goto(f"/{who.language}/me/notices/")
    news = phone.locator("main li", has_text=title)
    expect(news).to_contain_text(say("The city has responded to what you said"))
    assert axe(phone) == []
    photograph(phone, f"deed-6-notices-{who.language}")
    news.get_by_role("link", name=title).click()
    arrived(phone, axe, title)
    expect(phone.locator("main")).to_contain_text({"fi": "Keksitty", "sv": "Påhittat"}[who.language])


def coded_by_keyboard(desk: Page, at: str, who: Volunteer, title: str) -> None:
    """Give what was said to a new theme without the mouse."""
    said = Contribution.objects.get(latest__text__startswith=who.said)
    desk.goto(f"{at}work/?q={who.said.split()[-1]}")
    row = desk.locator(f"#row-{said.pk}")
    desk.keyboard.press("j")
    expect(desk.locator("[data-row]").first).to_be_focused()
    while not row.evaluate("row => row === document.activeElement"):
        desk.keyboard.press("j")
    desk.keyboard.press("x")
    expect(row.locator("[name=chosen]")).to_be_checked()
    desk.locator("[name=name]").focus()
    desk.keyboard.type(title)
    desk.keyboard.press("Enter")
    expect(row.locator(".given")).to_contain_text(title)


def drafted(desk: Page, say: Words, at: str, language: str, title: str) -> None:
    """Publish the theme, and write the response to it."""
    desk.goto(at)
    desk.locator("[aria-labelledby=publish]").get_by_label(title).check()
    desk.locator("[aria-labelledby=publish]").get_by_role("button", name=say("Publish"), exact=True).click()
    follow(desk, title)
    follow(desk, say("Write the response"))
    desk.get_by_label(say("Taken into account"), exact=True).check()
    desk.locator("[name=unit]").select_option(
        label=next(each.name.in_language(language) for each in cast.UNITS)
    )
    desk.locator("[name=reasons_fi]").fill("Keksitty esimerkki: yksi sivu riittää.")
    desk.locator("[name=reasons_sv]").fill("Påhittat exempel: en sida räcker.")
    desk.get_by_role("button", name=say("Save the draft"), exact=True).click()
    expect(desk.get_by_role("button", name=say("Publish the response"), exact=True)).to_be_visible()


def tell() -> None:
    """What the worker does when a response has been published."""
    entry = Entry.objects.filter(verb="response.published").latest("pk")
    decisions.tell_of_response(entry)
    job = ProcrastinateJob.objects.filter(task_name="punos.notices.tasks.tell").latest("pk")
    notices.tell(**job.args)
