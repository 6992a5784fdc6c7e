"""Every letter of the sign-in library is one of ours, in its reader's language."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from punos.mail.models import Message
from punos.people.adapters.accounts import LETTERS
from punos.people.tests.factories import make_account

# Letters of what is not in use here: codes by e-mail, and a service that is taken away from an account.
NOT_IN_USE = {
    "account/email/login_code",
    "account/email/password_reset_code",
    "socialaccount/email/account_disconnected",
}

CONTEXT = {
    "activate_url": "/en/account/address/verify/x/",
    "password_reset_url": "/en/account/password/new/1/x/",
    "to_email": "new@example.org",
}


def test_every_letter_that_the_library_can_send_is_known() -> None:
    spec = find_spec("allauth")
    assert spec is not None
    assert spec.origin is not None
    sources = Path(spec.origin).parent.rglob("*.py")

    sent = {name for path in sources for name in re.findall(r"\"(\w+/email/[a-z_]+)\"", path.read_text())}

    assert sent - NOT_IN_USE == set(LETTERS)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("name", sorted(LETTERS))
def test_letter_has_a_subject_a_text_and_one_link(name: str, language: str) -> None:
    person = make_account(language=language)
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    with request_context(request):
        get_adapter(request).send_mail(name, person.email, CONTEXT)

    letter = Message.objects.get()
    assert (letter.to, letter.language, letter.person_id) == (person.email, language, person.pk)
    assert len(letter.body.split()) > 20
    assert re.findall(r"https?://\S+/(fi|sv|en)/", letter.body) == [language]
