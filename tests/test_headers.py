"""What every answer carries, whoever asks and whatever comes of it: headers, flags of cookies, tokens of forms."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from config.api import api
from punos.people.models import Person
from tests import doors
from tests.doors import addresses
from tests.headers import POLICY, lacking
from town.texts.cast import cast_member

SOME = ("", "secretary", "administrator")  # all the others ask in `make matrix`
FILLED = (doors.KEPT, doors.FILES, doors.PERSONAL, doors.WITH_A_VOICE, doors.SIGNED_IN, doors.POSTED)
PLACES = list(dict.fromkeys(chain.from_iterable(addresses(each, "sv") for each in FILLED)))
MACHINES = ["/", "/healthz", "/readiness", "/oidc/callback/", "/oidc/backchannel-logout/"]
NOWHERE = ["/nothing", "/en/nothing/", "/en/processes/nothing/", "/static/nothing.css", "/api/v1/nothing"]
STATIC = ["/static/core/punos.css", "/static/core/theme-helsinki.css"]
OF_THE_API = ["/api/v1/openapi.json", "/api/v1/docs", "/api/v1/processes", "/api/v1/processes?after=x"]
PROBE = """
import json, sys, django
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()
from django.test import Client
from punos.people.models import Person
from punos.people.tests.factories import PASSWORD, make_account
told = {"host": "punos.example.org", "x-forwarded-proto": "https"}
client = Client(headers=told, enforce_csrf_checks=True)
page = client.get("/en/sign-in/")
token = client.cookies["csrftoken"].value
form = {"login": make_account().email, "password": PASSWORD, "csrfmiddlewaretoken": token}
answers = [page, client.post("/en/sign-in/", form, headers={"referer": "https://punos.example.org/en/sign-in/"})]
answers.append(Client(headers=told | {"x-forwarded-proto": "http"}).get("/en/sign-in/"))
cookies = {name: {key: morsel[key] for key in ("secure", "httponly", "samesite")}
           for name, morsel in client.cookies.items()}
flags = [settings.VOICE_COOKIE_SECURE, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE]
print(json.dumps({"status": [each.status_code for each in answers], "cookies": cookies, "flags": flags,
                  "hsts": [each.get("Strict-Transport-Security") for each in answers],
                  "policy": page["Content-Security-Policy"]}))
"""


def browser_of(member: str, **known: Any) -> Client:
    """The browser of one of the cast, or of nobody."""
    client = Client(raise_request_exception=False)
    if member:
        person = Person.objects.get(email=cast_member(member).email)
        client.post(reverse("people:sign_in_as", args=[person.pk]))
    strict = Client(raise_request_exception=False, **known)
    strict.cookies.update(client.cookies)
    return strict


type Met = Callable[[str], Mapping[str, HttpResponseBase]]


@pytest.fixture(scope="module")
def met(town: str) -> Met:
    """What each of the cast meets, wherever they go; each goes round once for all that is asked of the answers."""

    @cache
    def meets(member: str) -> Mapping[str, HttpResponseBase]:
        client = browser_of(member)
        found: dict[str, Any] = {}
        for path in [*PLACES, *MACHINES, *NOWHERE, *STATIC, *OF_THE_API]:
            found[path] = client.get(path)
            found[path].context = found[path].templates = None  # which hold on to whole pages
        return found

    return meets


@pytest.mark.parametrize("member", SOME)
def test_every_answer_carries_the_headers(met: Met, member: str) -> None:
    found = met(member)

    assert {path: bad for path, answer in found.items() if (bad := lacking(answer, path))} == {}
    assert {path for path, answer in found.items() if answer.status_code >= 500} <= {"/readiness"}


@pytest.mark.parametrize("member", SOME[1:])
def test_no_answer_to_somebody_signed_in_may_be_kept(met: Met, member: str) -> None:
    kept = {path: met(member)[path].get("Cache-Control", "") for path in [*PLACES, *NOWHERE[1:3]]}

    assert {path: told for path, told in kept.items() if "no-store" not in told} == {}


@pytest.mark.parametrize("member", ["secretary", "administrator"])
def test_every_page_of_somebody_signed_in_has_the_way_out(met: Met, member: str) -> None:
    found: dict[str, Any] = {path: met(member)[path] for path in addresses(doors.SIGNED_IN, "sv")}
    pages = {
        path: answer.content.decode()
        for path, answer in found.items()
        if answer.status_code != 302 and answer["Content-Type"].startswith("text/html")
    }

    assert len(pages) > 10
    assert [path for path, body in pages.items() if 'action="/sv/sign-out/"' not in body] == []


def test_error_of_ours_carries_the_headers_and_tells_nothing(
    town: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_known: Any) -> None:
        raise ValueError("Aino Salaisuus")

    monkeypatch.setattr("punos.home.views.public.page", broken)
    answer: Any = Client(raise_request_exception=False).get("/en/processes/")

    assert answer.status_code == 500
    assert lacking(answer) == {}
    assert "Salaisuus" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("member", ["", "administrator"])
def test_nothing_is_posted_without_the_token_of_a_form(town: str, member: str) -> None:
    client = browser_of(member, enforce_csrf_checks=True)

    answers = {path: client.post(path, {"anything": "1"}) for path in PLACES}

    assert {path: each.status_code for path, each in answers.items() if each.status_code != 403} == {}
    assert {path: bad for path, each in answers.items() if (bad := lacking(each))} == {}


def views(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, Any]]:
    """Every address as a text, with its view."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def test_forms_of_other_sites_are_taken_nowhere_but_from_the_sign_in_service() -> None:
    with override("en"):  # the language in front of an address is that of the moment
        free = {
            route for route, view in views(get_resolver().url_patterns) if getattr(view, "csrf_exempt", False)
        }

    assert (
        {route for route in free if not route.startswith("api/v1/")}
        == {
            "oidc/backchannel-logout/",
            "en/unsubscribe/<str:token>/",  # a mail program's one click: the link is the secret, and letters all it ends
        }
    )
    methods = {method for operations in api.get_openapi_schema()["paths"].values() for method in operations}
    assert methods == {"get"}  # the API only tells: nothing there could be done in somebody's name


@pytest.fixture(scope="module")
def over_tls(town: str) -> dict[str, Any]:
    """How a real site behind a proxy that ends TLS answers, in a process of its own."""
    database = settings.DATABASES["default"]
    place = f"host={database['HOST']} user={database['USER']} dbname={connection.settings_dict['NAME']}"
    real = {
        "DEMO": "0",
        "SECRET_KEY": "only-this-test-" + "x" * 50,
        "PUBLIC_ADDRESS": "https://punos.example.org",
        "ALLOWED_HOSTS": "punos.example.org",
        "TRUST_PROXY": "1",
        "OIDC_ISSUER": "https://tunnistus.example.org/realms/city",
        "OIDC_CLIENT_ID": "punos",
        "DATABASE_URL": place if database["HOST"].startswith("/") else os.environ["DATABASE_URL"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        capture_output=True, text=True, check=False, env=os.environ | real,
        cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_cookies_of_a_site_with_tls_travel_over_tls_only_and_are_hidden_from_scripts(
    over_tls: dict[str, Any],
) -> None:
    safe = {"secure": True, "httponly": True, "samesite": "Lax"}

    assert over_tls["status"] == [200, 302, 200]
    assert over_tls["cookies"] == {"csrftoken": safe, "punos_session": safe}
    assert over_tls["flags"] == [True, True, True]


def test_site_with_tls_tells_browsers_to_keep_to_it(over_tls: dict[str, Any]) -> None:
    year = "max-age=31536000"

    assert over_tls["hsts"] == [year, year, None]  # the last one came to the proxy without TLS


def test_policy_lets_forms_go_to_the_sign_in_service_and_nowhere_else(over_tls: dict[str, Any]) -> None:
    assert over_tls["policy"] == f"{POLICY} https://tunnistus.example.org"


@pytest.mark.django_db
@pytest.mark.parametrize("told", ["evil.example.org", "localhost.evil.example.org", "localhost:80@evil", ""])
def test_made_up_host_is_refused_and_comes_back_in_no_link(told: str) -> None:
    answer: Any = Client(raise_request_exception=False).get("/en/sign-in/", headers={"host": told})

    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


@pytest.mark.django_db
def test_what_a_stranger_says_of_tls_is_not_believed_without_a_trusted_proxy() -> None:
    answer = Client().get("/en/sign-in/", headers={"x-forwarded-proto": "https", "x-forwarded-host": "evil"})

    assert (answer.wsgi_request.is_secure(), answer.wsgi_request.get_host()) == (False, "testserver")
