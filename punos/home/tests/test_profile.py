"""Helsinki Profile asks for data and erasure, with tokens signed by a real provider."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from psycopg.conninfo import make_conninfo

from conftest import copy_of
from punos.journal.models import Entry
from punos.organisations import actions as organisations
from punos.organisations.models import RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_unit
from punos.people.models import Person
from punos.people.tests.factories import make_account
from punos.people.tests.provider import RunningProvider, running_provider

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

READ, ERASE = "gdprquery", "gdprdelete"


type Question = tuple[str, str, str]
type Ask = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def provider() -> Iterator[RunningProvider]:
    """Whoever signs the tokens."""
    with running_provider() as running:
        yield running


@pytest.fixture(scope="module")
def ask(
    django_db_setup: None, django_db_blocker: "DjangoDbBlocker", provider: RunningProvider
) -> Iterator[Ask]:
    """Asks the site with the interface on, which has a process and a database for the tests of this file."""
    with django_db_blocker.unblock(), copy_of("migrated") as name:
        database = make_conninfo(os.environ["DATABASE_URL"], dbname=name)
        switches = {"GDPR_API": "1", "OIDC_ISSUER": provider.issuer, "OIDC_CLIENT_ID": "punos"}
        known = {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "config.settings", "DEMO": "1"}
        with subprocess.Popen(
            [sys.executable, "-m", "punos.home.tests.profile_site"], cwd=settings.BASE_DIR, text=True,
            env=os.environ | switches | known, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as site:  # fmt: skip
            yield lambda *questions: [answer_of(site, question) for question in questions]
            assert site.stdin is not None
            site.stdin.close()


def answer_of(site: "subprocess.Popen[str]", question: Question) -> Any:
    """What the site answers to one question: method, profile, token."""
    assert site.stdin is not None
    assert site.stdout is not None
    method, target, bearer = question
    site.stdin.write(f"{json.dumps([method, f'/gdpr-api/v1/profiles/{target}', bearer])}\n")
    site.stdin.flush()
    return json.loads(site.stdout.readline())


def make_connected(provider: RunningProvider) -> tuple[Person, str]:
    """Somebody who signs in through the provider, and their `sub`."""
    person, subject = make_account(), str(uuid4())
    SocialAccount.objects.create(user_id=person.pk, provider=provider.issuer, uid=subject)
    return person, subject


def token(provider: RunningProvider, subject: str, *scopes: str, **changes: Any) -> str:
    """A token of the provider that lets its bearer do this."""
    claims = {
        "iss": provider.issuer, "aud": "punos", "sub": subject, "iat": int(time.time()),
        "exp": int(time.time()) + 300, "authorization": {"permissions": [{"scopes": list(scopes)}]},
    }  # fmt: skip
    return provider.sign(claims | changes)


def test_profile_reads_and_erases_with_the_right_token(ask: Ask, provider: RunningProvider) -> None:
    person, subject = make_connected(provider)
    reading, erasing = token(provider, subject, READ), token(provider, subject, ERASE)

    read, tried, erased, again = ask(
        ("GET", subject, reading),
        ("DELETE", f"{subject}?dry_run=true", erasing),
        ("DELETE", subject, erasing),
        ("GET", subject, reading),
    )

    assert (read[0], read[1]["key"]) == (200, "PUNOS")
    account = read[1]["children"][0]["children"][0]["children"][0]["children"]
    assert {"key": "EMAIL", "value": person.email} in account
    assert (tried, erased, again[0]) == ([204, None], [204, None], 204)
    person.refresh_from_db()
    assert (person.name, person.is_active) == ("", False)
    verbs = Entry.objects.filter(person_id=person.pk, verb__in=["data.exported", "person.erased"])
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == ["data.exported", "person.erased"]


def test_profile_hears_in_three_languages_why_not(ask: Ask, provider: RunningProvider) -> None:
    person, subject = make_connected(provider)
    organisations.grant_role(actor=SYSTEM, person=person, unit=make_unit(), kind=RoleKind.OFFICER)

    [(status, told)] = ask(("DELETE", subject, token(provider, subject, ERASE)))

    assert (status, told["errors"][0]["code"]) == (403, "not_now")
    assert sorted(told["errors"][0]["message"]) == ["en", "fi", "sv"]
    assert all(told["errors"][0]["message"].values())
    person.refresh_from_db()
    assert person.is_active


def test_profile_is_refused_with_a_wrong_token(ask: Ask, provider: RunningProvider) -> None:
    person, subject = make_connected(provider)
    _other, others = make_connected(provider)
    wrong = {
        "none": "",
        "another's": token(provider, others, READ),
        "another scope": token(provider, subject, ERASE),
        "another audience": token(provider, subject, READ, aud="another-site"),
        "another issuer": token(provider, subject, READ, iss="https://elsewhere.example"),
        "too old": token(provider, subject, READ, exp=int(time.time()) - 60),
        "unknown": token(provider, str(uuid4()), READ),
        "spoilt": token(provider, subject, READ)[:-8] + "AAAAAAAA",
    }

    nobody = str(uuid4())
    wrong["nobody"] = token(provider, nobody, READ)

    answers = ask(*(("GET", nobody if who == "nobody" else subject, each) for who, each in wrong.items()))

    assert dict(zip(wrong, (status for status, _told in answers), strict=True)) == {
        "none": 401, "another's": 403, "another scope": 403, "another audience": 401, "another issuer": 401,
        "too old": 401, "unknown": 403, "spoilt": 401, "nobody": 204,
    }  # fmt: skip
    person.refresh_from_db()
    assert person.is_active


def test_interface_is_neither_there_nor_loaded_without_its_switch() -> None:
    code = "import django, sys; django.setup(); import config.urls; print(sorted(sys.modules))"
    known = {"DJANGO_SETTINGS_MODULE": "config.settings", "DEMO": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | known, capture_output=True, text=True, check=True,
        cwd=settings.BASE_DIR,
    )  # fmt: skip

    assert [
        name for name in ("rest_framework", "helusers", "helsinki_gdpr") if f"'{name}" in done.stdout
    ] == []
