"""Steps that several tests of accounts take, on a client without a browser."""

import re
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpResponse
from django.test import Client

from punos.journal.models import Entry
from punos.mail.models import Message
from punos.people.models import Person
from punos.people.tests.factories import PASSWORD


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
    return [
        (each.template.rpartition("/")[2], each.to) for each in Message.objects.order_by("pk")
    ]


def verbs(person: Person) -> list[str]:
    """What the journal says of a person's account, the oldest first."""
    mine = Entry.objects.filter(subject_type="person", subject_id=person.pk)
    return list(mine.order_by("id").values_list("verb", flat=True))


def is_signed_in(client: Client) -> bool:
    """Whether the site knows who this client is."""
    return auth.get_user(client).is_authenticated  # type: ignore[arg-type]  # a client has a session as well


def way(answer: HttpResponse) -> str:
    """Where an answer leads, without its query."""
    assert answer.status_code == 302, answer.content[:2000]
    return answer["Location"].partition("?")[0]
