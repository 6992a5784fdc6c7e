"""What every request passes: the hat, refusals in words, who may keep a copy, the frame of the page."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from config import doors
from punos.core.errors import NotNow
from punos.core.pages import STAMPS_HEADER
from punos.organisations.models import ActingRequest, Actor, RoleKind
from punos.organisations.tests.factories import make_actor, make_unit


def worn(request: HttpRequest) -> Actor:
    """The actor that a view behind the door sees."""
    seen: list[Actor] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(cast("ActingRequest", request).actor)
        return HttpResponse()

    doors.hat(view)(request)
    return seen[0]


@pytest.mark.django_db
def test_hat_of_a_visitor_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        actor = worn(RequestFactory().get("/fi/"))
        assert (actor.person_id, actor.browser, actor.roles) == (None, "", frozenset())


@pytest.mark.django_db
def test_hat_of_somebody_signed_in_has_their_roles() -> None:
    expected = make_actor(unit=make_unit(), role=RoleKind.OFFICER)
    request = RequestFactory().get("/fi/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "a"
    assert expected.person is not None
    request.user = expected.person
    request.session = SessionStore()

    actor = worn(request)

    assert (actor.person, actor.roles) == (expected.person, expected.roles)


@pytest.mark.parametrize("value", ["mark", "mark:1abcde:forged"])
def test_forged_voice_is_no_voice(value: str) -> None:
    request = RequestFactory().get("/fi/")
    request.COOKIES[settings.VOICE_COOKIE_NAME] = value

    assert worn(request).browser == ""


def test_signed_voice_is_known_again() -> None:
    response = HttpResponse()
    response.set_signed_cookie(settings.VOICE_COOKIE_NAME, "mark")
    request = RequestFactory().get("/fi/")
    request.COOKIES[settings.VOICE_COOKIE_NAME] = response.cookies[settings.VOICE_COOKIE_NAME].value

    assert worn(request).browser == "mark"


@pytest.mark.parametrize(
    ("path", "kind"), [("/api/v1/processes", "application/json"), ("/fi/", "text/html; charset=utf-8")]
)
def test_refusal_is_answered_in_the_form_that_was_asked_for(path: str, kind: str) -> None:
    door = doors.refusals(lambda _request: HttpResponse())

    with translation.override("en"):
        answer = door.process_exception(RequestFactory().get(path), NotNow("This has closed."))

    assert answer is not None
    assert (answer.status_code, answer["Content-Type"]) == (409, kind)
    assert "This has closed." in answer.content.decode()


def test_mistake_of_ours_is_not_answered_as_a_refusal() -> None:
    door = doors.refusals(lambda _request: HttpResponse())

    assert door.process_exception(RequestFactory().get("/fi/"), ValueError("no")) is None


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({}, "private, no-store"),
        ({"Cache-Control": "max-age=60"}, "max-age=60"),
        ({STAMPS_HEADER: "all=1"}, None),
    ],
)
def test_page_is_kept_by_nobody_unless_it_says_so(headers: dict[str, str], kept: str | None) -> None:
    door = doors.privacy(lambda _request: HttpResponse(headers=headers))

    assert door(RequestFactory().get("/fi/")).get("Cache-Control") == kept


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_frame_leads_to_the_same_page_in_every_language(client: Client, language: str) -> None:
    context = cast("Any", client.get(f"/{language}/processes/")).context

    assert [(each["code"], each["url"], each["current"]) for each in context["languages"]] == [
        (code, f"/{code}/processes/", code == language) for code in ("fi", "sv", "en")
    ]
    assert [link.current for link in context["nav"]] == [True, False, False, False]
    assert (context["signed_in_as"], context["acting_for"]) == ("", None)


@pytest.mark.parametrize(
    ("demo", "path", "mark"),
    [
        (True, "/api/v1/processes", "The answers, organisations and reasons are invented."),
        (True, "/fi/", None),  # pages have their banner
        (False, "/api/v1/processes", None),
    ],
)
def test_api_of_the_demo_town_says_that_its_material_is_invented(
    demo: bool, path: str, mark: str | None, settings: Settings
) -> None:
    settings.DEMO = demo

    answer = doors.sample_mark(lambda _request: HttpResponse())(RequestFactory().get(path))

    assert answer.get("Sample-Material") == mark


# When a request reached the server ---------------------------------------------------------------------------

MOMENT = datetime(2026, 11, 18, 13, 59, 59, 500_000, tzinfo=UTC)  # half a second before an end


def received(told: str) -> datetime:
    """The moment that counts for a request that a thread takes 20 seconds after `MOMENT`."""
    seen: list[datetime] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(cast("ActingRequest", request).received_at)
        return HttpResponse()

    with time_machine.travel(MOMENT + timedelta(seconds=20), tick=False):
        doors.arrival(view)(RequestFactory().post("/fi/", headers={"x-request-start": told}))
    return seen[0]


def test_request_that_waited_came_when_the_trusted_proxy_says(settings: Settings) -> None:
    settings.PROXY_TELLS_ARRIVAL = True

    assert received(f"t={MOMENT.timestamp():.3f}") == MOMENT


def test_what_a_stranger_says_of_the_time_is_not_believed_without_a_trusted_proxy(settings: Settings) -> None:
    settings.PROXY_TELLS_ARRIVAL = False

    assert received(f"t={MOMENT.timestamp():.3f}") == MOMENT + timedelta(seconds=20)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "t=",
        "t=soon",
        f"{MOMENT.timestamp():.3f}",
        f"t={MOMENT.timestamp():.3f}, t=1.000",
        f"t={(MOMENT + timedelta(hours=1)).timestamp():.3f}",
        f"t={(MOMENT - timedelta(minutes=10)).timestamp():.3f}",
        "t=9999999999.999",
    ],
)
def test_moment_that_cannot_be_true_is_not_believed(settings: Settings, told: str) -> None:
    settings.PROXY_TELLS_ARRIVAL = True

    assert received(told) == MOMENT + timedelta(seconds=20)
