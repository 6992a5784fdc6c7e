"""Closing a process: what stands in the way is told with the way to do it; then it ends once."""

import pytest
from django.test import Client

from punos.decisions.tests.responses import leader, make_response, make_theme
from punos.journal.models import Entry
from punos.notices.tests.factories import make_reader
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions
from punos.processes.models import Process

pytestmark = pytest.mark.django_db


def led(theme: object) -> Client:
    """The browser of somebody who leads the process of a theme."""
    person = leader(theme).person  # type: ignore[arg-type]  # a theme
    assert person is not None  # whoever leads has an account
    client = Client()
    client.force_login(person)
    return client


def test_page_tells_what_is_to_be_done_first_and_refuses_until_then() -> None:
    theme = make_theme()
    client, address = led(theme), f"/en{theme.process.address}close/"
    actions.raise_hold(
        actor=SYSTEM, process=theme.process, reason="other", subject_type="space", subject_id=1
    )

    shown = client.get(address).content.decode()
    refused = client.post(address)

    assert f'href="/en{theme.address}response/edit/"' in shown
    assert ("Something else still has to be done" in shown, '<button class="button"' in shown) == (
        True,
        False,
    )
    assert refused.status_code == 422
    assert "2 things still have to be done" in refused.content.decode()
    assert Process.objects.get(pk=theme.process_id).closed_at is None


def test_process_in_which_nothing_is_left_is_closed_once() -> None:
    theme = make_theme()
    make_response(theme)
    client, address = led(theme), f"/en{theme.process.address}close/"

    shown = client.get(address).content.decode()
    done, again = client.post(address), client.post(address)

    assert "Nothing stands in the way" in shown
    assert (done.status_code, again.status_code) == (302, 422)
    assert Process.objects.get(pk=theme.process_id).closed_at is not None
    assert Entry.objects.filter(verb="process.closed").count() == 1
    assert "This process was closed on" in client.get(address).content.decode()


def test_only_who_leads_gets_there() -> None:
    theme = make_theme()
    address = f"/en{theme.process.address}close/"
    other = Client()
    other.force_login(make_reader())

    assert Client().get(address)["Location"] == f"/en/sign-in/?next={address}"
    assert (other.get(address).status_code, other.post(address).status_code) == (403, 403)
