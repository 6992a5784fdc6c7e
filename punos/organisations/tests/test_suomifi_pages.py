"""Showing by Suomi.fi for whom one acts: there and back against a server that plays it, and what can go wrong."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.test import Client

from punos.organisations import actions, queries
from punos.organisations.models import Mandate, MandateSource, Organisation
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_registration
from punos.organisations.tests.test_suomifi import visit
from punos.people.tests.factories import make_person

if TYPE_CHECKING:
    from django.conf import LazySettings

    from town.neighbours.running import Running


def chosen_at(address: str) -> str:
    """Say at Suomi.fi that one is the secretary, choose everything that is offered; where one is sent back to."""
    page = visit(address, go="on", member="secretary")[1]
    numbers = [piece[:9] for piece in page.split('name="chosen" value="')[1:]]
    return visit(address, go="on", chosen=numbers)[2]


def back_at(client: Client, address: str) -> tuple[int, str]:
    """Come back to the site by this address: status, and where one is led on."""
    parts = urlsplit(address)
    answer = client.get(f"{parts.path}?{parts.query}")
    return answer.status_code, answer.headers.get("Location", "")


def test_person_takes_over_what_suomifi_says(own_database: str, neighbours: "Running") -> None:
    person, client = make_person(), Client()
    choir = make_registration(name="Mallilan Sekakuoro ry")
    actions.register_organisations(actor=SYSTEM, registrations=[choir])  # whose number the registry lacks
    client.force_login(person)

    start = client.get("/en/suomifi/")
    gone = client.post("/en/suomifi/start/").headers["Location"]
    back = chosen_at(gone)
    came, again = back_at(client, back), back_at(client, back)
    shown = client.get("/en/suomifi/").content.decode()

    policy = start.headers["Content-Security-Policy"]
    assert f"form-action 'self' {neighbours.address}" in policy
    assert (came, again) == ((302, "/en/suomifi/"), (409, ""))
    pihapiiri = Organisation.objects.get(name="Mallilan Pihapiiri ry")
    mandate = Mandate.objects.get(organisation=pihapiiri)
    assert (mandate.source, mandate.evidence, pihapiiri.is_listed) == (MandateSource.SUOMIFI, "J", False)
    assert "manage_people" not in queries.actor_for(person).scopes_for(pihapiiri.pk)
    assert "There is an organisation of this name whose business ID we do not know yet." in shown


def test_who_breaks_off_or_was_never_sent_is_told_so(own_database: str, neighbours: "Running") -> None:
    client = Client()
    client.force_login(make_person())

    broken_off = visit(client.post("/en/suomifi/start/").headers["Location"], go="back")[2]
    answers = [back_at(client, broken_off)[0], back_at(client, "/en/suomifi/callback/?code=a&state=b")[0]]

    assert (answers, Mandate.objects.count()) == ([409, 409], 0)


@pytest.mark.parametrize("mood", ["failing", "busy"])
def test_trouble_at_suomifi_is_told_and_changes_nothing(
    own_database: str, neighbours: "Running", mood: str
) -> None:
    client = Client()
    client.force_login(make_person())
    gone = client.post("/en/suomifi/start/").headers["Location"]
    back = chosen_at(gone)

    neighbours.set_mood("suomifi", mood)
    at_start, at_end = client.post("/en/suomifi/start/"), back_at(client, back)

    assert (at_start.status_code, at_end[0], Mandate.objects.count()) == (409, 409, 0)
    assert "does not answer just now" in at_start.content.decode()


@pytest.mark.django_db
def test_page_says_where_suomifi_can_not_be_asked(settings: "LazySettings") -> None:
    client = Client()
    client.force_login(make_person())
    settings.SUOMIFI_ADDRESS = ""
    not_in_use = client.get("/en/suomifi/").content.decode()
    refused = client.post("/en/suomifi/start/").status_code
    settings.SUOMIFI_ADDRESS, settings.DEMO = "http://127.0.0.1:9", False
    not_known = client.get("/en/suomifi/").content.decode()

    assert "Suomi.fi mandates are not in use on this site" in not_in_use
    assert "Sign in with Suomi.fi identification first" in not_known
    assert (refused, client.post("/en/suomifi/start/").status_code) == (409, 409)
