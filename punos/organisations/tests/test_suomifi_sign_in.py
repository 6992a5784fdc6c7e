"""From the city's sign-in service on to Suomi.fi: the identity code is at hand once, and kept nowhere."""

import json
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from psycopg import sql

from punos.organisations.adapters import suomifi
from punos.organisations.models import Mandate
from punos.organisations.tests.test_suomifi import visit
from punos.organisations.tests.test_suomifi_pages import back_at
from punos.people.models import Person
from punos.people.tests.provider import OFFICER, RunningProvider, running_provider
from punos.people.tests.steps import through

if TYPE_CHECKING:
    from django.conf import LazySettings

    from town.neighbours.running import Running

CODE = "010172-9024"  # of the kind that is kept for tests
PAGE = "/fi/suomifi/"


@pytest.fixture(scope="module")
def running() -> Iterator[RunningProvider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(
    own_database: str, running: RunningProvider, neighbours: "Running", settings: "LazySettings"
) -> RunningProvider:
    """The provider, which tells identity codes, beside a Suomi.fi that plays its part; a site that is no demo."""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = running.issuer, "punos"
    settings.OIDC_CLIENT_SECRET, settings.DEMO = "secret", False
    running.know("tuula", **OFFICER | {"email": "tuula@example.org", settings.SUOMIFI_CODE_CLAIM: CODE})
    return running


def everything_kept() -> str:
    """Every text in every table, sessions too, in one piece."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        texts = []
        for name in names:
            cursor.execute(sql.SQL("SELECT string_agg(t::text, ' ') FROM {} t").format(sql.Identifier(name)))
            row = cursor.fetchone()
            texts.append(str(row[0] if row else ""))
    return "\n".join(texts)


def chosen_by_who_is_known_at(address: str) -> str:
    """Choose everything that Suomi.fi offers to somebody it has been told of; where one is sent back to."""
    offered = visit(address)[1].split('name="chosen" value="')[1:]
    return visit(address, go="on", chosen=[piece[:9] for piece in offered])[2]


def test_sign_in_for_suomifi_leads_there_and_keeps_no_identity_code(
    provider: RunningProvider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = Client()

    through(client, provider, subject="tuula", next=PAGE)
    kept = everything_kept() + json.dumps(dict(client.session.items()))
    gone = client.post(f"{PAGE}start/").headers["Location"]
    came = back_at(client, chosen_by_who_is_known_at(gone))

    assert came == (302, PAGE)
    assert Mandate.objects.filter(person=Person.objects.get()).exists()
    assert CODE not in kept + everything_kept() + caplog.text
    assert client.post(f"{PAGE}start/").status_code == 409  # the way there is good once


def test_ordinary_sign_in_tells_suomifi_nothing(provider: RunningProvider, neighbours: "Running") -> None:
    client = Client()

    through(client, provider, subject="tuula", next="/fi/desk/")
    page = client.get(PAGE).content.decode()

    assert client.post(f"{PAGE}start/").status_code == 409
    assert "/fi/sign-in/service/" in page


def test_sign_in_goes_on_when_suomifi_does_not_answer(
    provider: RunningProvider, settings: "LazySettings"
) -> None:
    settings.SUOMIFI_ADDRESS = "http://127.0.0.1:1"
    client = Client()

    through(client, provider, subject="tuula", next=PAGE)

    assert client.get("/fi/desk/").status_code == 200
    assert client.post(f"{PAGE}start/").status_code == 409
    assert suomifi.is_configured()


def test_service_that_tells_no_identity_code_leads_no_further(provider: RunningProvider) -> None:
    provider.know("tuula", **OFFICER | {"email": "tuula@example.org"})
    client = Client()

    through(client, provider, subject="tuula", next=PAGE)

    assert client.post(f"{PAGE}start/").status_code == 409
