"""Opening the pages of themes in tests."""

from django.test import Client

from punos.organisations.models import Actor
from punos.processes.models import Process


def at(process: Process, name: str = "") -> str:
    """The address of a page of its themes."""
    return f"/en{process.address}themes/{name}"


def browser(actor: Actor) -> Client:
    """Somebody who has signed in."""
    client = Client()
    assert actor.person is not None
    client.force_login(actor.person)
    return client


def shown(client: Client, address: str, status: int = 200) -> str:
    """The page at this address."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()
