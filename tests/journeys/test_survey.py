"""Maija answers a survey on her phone in Finnish, question by question; somebody else answers in easy Swedish."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import serving, visitors
from punos.consultations.models import Answer, Consultation, Submission
from punos.consultations.tests.factories import at
from punos.consultations.tests.surveys import make_survey
from punos.contributions.models import Contribution
from punos.contributions.tests.factories import text
from tests.journeys.conftest import PHONE, Photograph, Visit, words

WHY = "Koska tilat puuttuvat."


@pytest.fixture
def survey(own_database: str) -> Consultation:
    """A survey with a question of each kind, and an easy version of two."""
    made = make_survey()
    Consultation.objects.update(is_easy=True)
    question = made.parts.get(kind="questions").questions.get(code="hopes")
    question.easy_title = text("Mitä toivot?", sv="Vad önskar du?")
    question.save()
    return made


@pytest.fixture
def visit(browser: Browser, survey: Consultation) -> Iterator[Visit]:
    """Brings visitors to a site with this survey alone."""
    from django.core.wsgi import get_wsgi_application

    from config.page_cache import PageCache

    with serving(PageCache(get_wsgi_application())) as site, visitors(browser, site) as arrive:
        yield arrive


def question(page: Page, code: str) -> Locator:
    """The part of the page in which one question is asked."""
    return page.locator(f"#question-{code}")


def saved(page: Page, count: int, say: Callable[..., str]) -> None:
    """Wait until the page has saved by itself that so many questions are answered."""
    expect(page.locator(".progress-line strong")).to_have_text(
        re.compile(
            "^" + re.escape(say("%(done)d of %(of)d answered", done=count, of=99)).replace("99", r"\d+")
        )
    )


def fill_in_the_rest(page: Page) -> None:
    """An answer to each kind of question that is not a choice of one or words."""
    question(page, "members").locator("input").last.fill("120")
    question(page, "works").get_by_label("4", exact=True).check()
    question(page, "parts").locator("fieldset fieldset").first.get_by_label("good fi").check()
    question(page, "order").get_by_role("button", name=re.compile("news fi")).first.click()
    question(page, "founded").locator("input").last.fill("20.5.1998")
    question(page, "where").locator("input[list]").fill("Kallio")


def check_what_arrived() -> None:
    """One answer under the first number, with what was chosen, ranked and written."""
    assert Submission.objects.get().number == 1
    given = dict(Answer.objects.values_list("question__code", "value"))
    assert (given["order"], given["members"], given["plan"]) == (
        ["grants", "news", "spaces"],
        120,
        ["suunnitelma.txt"],
    )
    assert Contribution.objects.get().latest.text == WHY  # type: ignore[union-attr]  # what was sent has words


def test_resident_answers_every_kind_of_question_on_a_phone(
    visit: Visit, survey: Consultation, photograph: Photograph, axe: Callable[[Page], list[str]]
) -> None:
    page, say = visit(**PHONE), words("fi")
    page.goto(at(survey, "answer", language="fi"))
    page.get_by_label(say("As myself"), exact=True).check()
    page.get_by_role("button", name=say("Continue"), exact=True).click()
    assert axe(page) == []

    expect(question(page, "why")).to_be_hidden()
    question(page, "agree").get_by_label("no fi").check()
    question(page, "why").locator("textarea").fill(WHY)
    question(page, "needs").get_by_label("grants fi").check()
    saved(page, 3, say)
    page.reload()
    expect(question(page, "why").locator("textarea")).to_have_value(WHY)

    fill_in_the_rest(page)
    saved(page, 9, say)
    question(page, "plan").locator("input[type=file]").set_input_files(
        {"name": "suunnitelma.txt", "mimeType": "text/plain", "buffer": b"Hei"}
    )
    photograph(page, "survey-1-form")
    page.get_by_role("button", name=say("Save"), exact=True).last.click()
    expect(question(page, "plan")).to_contain_text("suunnitelma.txt")
    assert axe(page) == []

    page.get_by_role("button", name=say("Check and send")).click()
    expect(page.locator("main")).to_contain_text(WHY)
    assert axe(page) == []
    photograph(page, "survey-2-check")
    page.get_by_role("button", name=say("Send the answer")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("Your answer has arrived"))
    assert axe(page) == []
    photograph(page, "survey-3-receipt")

    check_what_arrived()


def test_easy_swedish_asks_two_questions_in_easy_words(
    visit: Visit, survey: Consultation, photograph: Photograph, axe: Callable[[Page], list[str]]
) -> None:
    page, say = visit(**PHONE), words("sv")
    page.goto(at(survey, "take_part", language="sv"))
    page.get_by_label(say("As myself"), exact=True).check()
    page.get_by_role("button", name=say("Continue"), exact=True).click()
    page.get_by_role("link", name=say("Fewer questions in easy language")).click()

    expect(page.locator("[data-question]")).to_have_count(2)
    question(page, "agree").get_by_role("radio").first.check()
    page.get_by_label(re.compile("Vad önskar du")).fill("Mera utrymmen.")
    assert axe(page) == []
    photograph(page, "survey-4-easy")
    page.get_by_role("button", name=say("Check and send")).click()
    page.get_by_role("button", name=say("Send the answer")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(say("Your answer has arrived"))
    sent = Submission.objects.get()
    assert (sent.language, sent.is_easy) == ("sv", True)
