"""News as feeds and dates as a calendar: public, in three languages, and nothing of what is no longer to be seen."""

from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from icalendar import Calendar

from punos.consultations.models import Consultation
from punos.consultations.tests.factories import make_consultation
from punos.contributions.tests.factories import make_organisation, make_process, text
from punos.core.pages import STAMPS_HEADER
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.actions import PhaseFacts
from punos.processes.models import Process

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(path: str) -> list[str]:
    """The titles of a feed in Atom, the newest first."""
    answer = Client().get(path)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314 - our own feed
    return [str(each.findtext(f"{ATOM}title")) for each in root.iter(f"{ATOM}entry")]


def test_feed_of_everything_tells_news_in_words_with_lasting_names() -> None:
    consultation = make_consultation()

    root = ET.fromstring(Client().get("/en/feed.atom").content)  # noqa: S314 - our own feed
    told = Client().get("/en/feed.json").json()

    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert str(entry.findtext(f"{ATOM}title")).startswith("A consultation was published: ")
    assert str(link.get("href")).endswith(f"/en{consultation.address}")
    assert str(entry.findtext(f"{ATOM}id")).endswith(f"journal/{told['items'][0]['id']}")
    assert (told["version"], told["language"]) == ("https://jsonfeed.org/version/1.1", "en")
    assert [each["title"] for each in told["items"]] == titles("/en/feed.atom")


def test_feed_of_a_process_tells_of_that_process_alone() -> None:
    mine, other = make_consultation(), make_consultation(process=make_process(slug="muu"))

    found = titles(f"/fi{mine.process.address}feed.atom")

    assert len(found) == 2
    assert len(titles(f"/fi{other.process.address}feed.atom")) == 2
    assert len(titles("/fi/feed.atom")) == 4


def test_feed_of_an_organisation_tells_of_itself_and_of_what_it_hosts() -> None:
    organisation = make_organisation()
    make_consultation()
    process = make_process(slug="oma")
    Process.objects.filter(pk=process.pk).update(host_organisation=organisation)

    assert len(titles(f"/fi{organisation.address}feed.atom")) == 1


def test_what_is_no_longer_to_be_seen_is_in_no_feed() -> None:
    consultation, hidden = make_consultation(), make_process(slug="piilo")
    Consultation.objects.filter(pk=consultation.pk).update(published_at=None)
    Process.objects.filter(pk=hidden.pk).update(published_at=None)

    assert len(titles("/fi/feed.atom")) == 1
    statuses = [
        Client().get(f"/fi/processes/piilo/{name}").status_code for name in ("feed.atom", "calendar.ics")
    ]
    assert statuses == [404, 404]


@pytest.mark.parametrize("path", ["feed.rss", "processes/none/feed.atom", "organisations/none/feed.json"])
def test_feed_that_is_not_there_is_not_found(path: str) -> None:
    assert Client().get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize("name", ["feed.atom", "feed.json", "calendar.ics"])
def test_feed_is_kept_like_the_page_beside_it(name: str) -> None:
    address = f"/fi{make_consultation().process.address}"

    page, feed = Client().get(address), Client().get(f"{address}{name}")

    assert feed[STAMPS_HEADER] == page[STAMPS_HEADER]
    assert Client().get(f"{address}{name}").content == feed.content


def test_calendar_holds_what_is_known_to_the_day_and_the_times_to_answer() -> None:
    consultation = make_consultation()
    process = consultation.process
    for key, precision, certainty in (("day", "day", "planned"), ("rough", "year", "certain")):
        facts = PhaseFacts(
            key=key, place=1, title=text(f"Vaihe; {key}, \\ jatkuu"), body=text(""), starts_on=date(2022, 11, 7),
            ends_on=date(2022, 11, 18), precision=precision, certainty=certainty,
        )  # fmt: skip
        processes.tell_phase(actor=SYSTEM, process=process, facts=facts)

    answer = Client().get(f"/en{process.address}calendar.ics")
    calendar = Calendar.from_ical(answer.content)
    events: dict[str, Any] = {
        str(each["uid"]).partition("@")[0].partition("-")[0]: each for each in calendar.walk("VEVENT")
    }

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(events) == {"phase", "opens", "closes"}
    phase = events["phase"]
    assert (phase["dtstart"].dt, phase["dtend"].dt) == (date(2022, 11, 7), date(2022, 11, 19))
    assert (str(phase["summary"]), str(phase["status"])) == ("Vaihe; day, \\ jatkuu", "TENTATIVE")
    assert events["opens"]["dtstart"].dt == consultation.opens_at.replace(microsecond=0)


def test_page_of_a_process_links_its_feeds_and_its_calendar() -> None:
    process = make_consultation().process

    html = Client().get(f"/en{process.address}").content.decode()

    names = ("feed.atom", "feed.json", "calendar.ics")
    assert [f'href="/en{process.address}{name}"' in html for name in names] == [True] * 3
