"""The time to answer is cut short while somebody is rating: the page says so, and what was said stays."""

from datetime import datetime, timedelta

import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from punos.consultations.actions import set_closing
from punos.consultations.models import Consultation
from punos.core.dates import moment
from punos.organisations.models.actor import SYSTEM
from tests.journeys.conftest import PHONE, Photograph, Visit, words
from tests.journeys.steps import OPEN, begin


def close(at: datetime) -> None:
    """Cut the time to answer short."""
    consultation = Consultation.objects.get(slug="tilaideat")
    set_closing(actor=SYSTEM, consultation=consultation, closes_at=at)


def test_rating_after_closing_is_refused_in_words(visit: Visit, photograph: Photograph) -> None:
    rating, plain, say = visit(**PHONE), visit(java_script_enabled=False), words("fi")
    begin(rating, say, "fi")
    begin(plain, say, "fi")
    closes_at = timezone.now() + timedelta(minutes=1)
    close(closes_at)
    when = moment(closes_at, "fi")
    refusal = say("This closed on %(when)s. You can still read what was said.", when=when)

    with time_machine.travel(closes_at + timedelta(minutes=5), tick=True):
        for page in (rating, plain):
            page.get_by_role("button", name=say("Agree"), exact=True).click()
            expect(page.locator("h1")).to_have_text(say("This can't be done now"))
            expect(page.locator("main")).to_contain_text(refusal)
        photograph(rating, "closed-1-rating")
        rating.goto(f"/fi/{OPEN}")
        expect(rating.locator(".call h2")).to_have_text(say("Closed"))
        expect(rating.get_by_role("link", name=say("Take part"), exact=True)).to_have_count(0)
        photograph(rating, "closed-2-consultation")
        rating.goto(f"/fi/{OPEN}my-answers/")
        expect(rating.get_by_role("button", name=say("Agree"), exact=True)).to_have_count(0)
