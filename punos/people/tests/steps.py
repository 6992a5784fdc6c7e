"""Steps that several tests of accounts take, on a client without a browser."""

import re
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http.response import HttpResponseBase
from django.test import Client

from punos.journal.models import Entry
from punos.mail.models import Message
from punos.people.models import Person
from punos.people.tests.factories import PASSWORD
from punos.people.tests.provider import RunningProvider


def sign_in(client: Client, person: Person, password: str = PASSWORD, **known: str) -> Any:
    """Send the sign-in form; the answer, with redirects not followed."""
    return client.post("/en/sign-in/", {"login": person.email, "password": password, **known})


def show_again(client: Client, password: str = PASSWORD) -> Any:
    """Give the password once more, as before something that matters."""
    return client.post("/en/account/again/", {"password": password})


def link(message: Message | None = None) -> str:
    """The path of the link in a letter, of the newest where none is named."""
    letter = message or Message.objects.order_by("-pk")[0]
    found = re.search(re.escape(settings.PUBLIC_ADDRESS) + r"(/\S+/)\s", letter.body)
    assert found is not None
    return found[1]


def letters() -> list[tuple[str, str]]:
    """The letters in the outbox: which, to whom."""
    return [(each.template.rpartition("/")[2], each.to) for each in Message.objects.order_by("pk")]


def verbs(person: Person) -> list[str]:
    """What the journal says of a person's account, the oldest first."""
    mine = Entry.objects.filter(subject_type="person", subject_id=person.pk)
    return list(mine.order_by("id").values_list("verb", flat=True))


def is_signed_in(client: Client) -> bool:
    """Whether the site knows who this client is."""
    return auth.get_user(client).is_authenticated  # a client has a session too


def way(answer: HttpResponseBase) -> str:
    """Where an answer leads, without its query."""
    assert answer.status_code == 302, answer
    return answer["Location"].partition("?")[0]


def come_back(client: Client, provider: RunningProvider, subject: str = "outi", **posted: str) -> str:
    """Go to the provider and sign in there; the way back, not yet taken."""
    sent = client.post("/en/sign-in/service/", posted)
    assert sent.status_code == 302, sent.content.decode()
    return provider.agree(sent["Location"], subject)


def through(client: Client, provider: RunningProvider, subject: str = "outi", **posted: str) -> Any:
    """Sign in through the provider; the site's answer."""
    return client.get(come_back(client, provider, subject, **posted))
