"""How pages are rendered, and what they tell the cache in front of Django."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from punos.core.errors import Invalid, NotNow, Refused
from punos.core.pages import (
    QUERY_HEADER,
    STAMPS_HEADER,
    UNTIL_HEADER,
    PageRequest,
    expires,
    is_anonymous,
    message_page,
    public_page,
    whole_page,
)

AT = datetime(2022, 11, 7, 9, tzinfo=UTC)


def asked(
    address: str = "/fi/", method: str = "GET", *, cookie: str = "", htmx: str | None = None
) -> PageRequest:
    """A request, perhaps with a cookie of this name, perhaps from htmx for the element with this id."""
    request = RequestFactory().generic(method, address)
    if cookie:
        request.COOKIES[cookie] = "a"
    request.__dict__["htmx"] = SimpleNamespace(target=htmx) if htmx is not None else None
    return cast("PageRequest", request)


def read_stamps(scopes: tuple[str, ...]) -> dict[str, int]:
    """Each stamp is as high as its name is long."""
    return {scope: len(scope) for scope in scopes}


def view(_request: HttpRequest, **_named: str) -> HttpResponse:
    """A page."""
    return HttpResponse("page")


def own_headers(response: HttpResponse) -> dict[str, str]:
    """The headers for the cache."""
    names = (STAMPS_HEADER, QUERY_HEADER, UNTIL_HEADER)
    return {name: response[name] for name in names if name in response}


# Public pages -----------------------------------------------------------------------------------------------


def test_public_page_tells_its_stamps_and_the_query_that_it_knows() -> None:
    page = public_page(read_stamps, "process:{process}", "all", query=("page", "per"))(view)

    response = page(asked("/fi/?page=2"), process="tilat")

    assert own_headers(response) == {STAMPS_HEADER: "process:tilat=13,all=3", QUERY_HEADER: "page,per"}


@pytest.mark.parametrize(
    "request_of_one",
    [
        lambda: asked(cookie=settings.SESSION_COOKIE_NAME),
        lambda: asked(cookie=settings.VOICE_COOKIE_NAME),
        lambda: asked(method="POST"),
        lambda: asked("/fi/?nocache=1"),
    ],
)
def test_page_for_one_reader_tells_nothing(request_of_one: Callable[[], HttpRequest]) -> None:
    page = public_page(read_stamps, "all", query=("page",))(view)

    assert own_headers(page(request_of_one())) == {}


@pytest.mark.parametrize("status", [302, 404, 422])
def test_answer_other_than_a_page_tells_nothing(status: int) -> None:
    page = public_page(read_stamps, "all")(lambda _request: HttpResponse(status=status))

    assert own_headers(page(asked())) == {}


def test_stamps_are_read_before_the_content() -> None:
    order: list[str] = []

    def reading(scopes: tuple[str, ...]) -> dict[str, int]:
        order.append("stamps")
        return read_stamps(scopes)

    def making(_request: HttpRequest) -> HttpResponse:
        order.append("content")
        return HttpResponse()

    public_page(reading, "all")(making)(asked())

    assert order == ["stamps", "content"]


def test_page_tells_the_earliest_moment_that_changes_it() -> None:
    def closing(request: PageRequest) -> HttpResponse:
        for moment in (AT + timedelta(hours=2), None, AT, AT + timedelta(hours=1)):
            expires(request, moment)
        return HttpResponse()

    response = public_page(read_stamps, "all")(closing)(asked())

    assert response[UNTIL_HEADER] == str(AT.timestamp())


@pytest.mark.parametrize(
    ("cookie", "anonymous"),
    [
        ("", True),
        ("csrftoken", True),
        (settings.LANGUAGE_COOKIE_NAME, True),
        (settings.EASY_COOKIE_NAME, True),
        (settings.SESSION_COOKIE_NAME, False),
        (settings.VOICE_COOKIE_NAME, False),
    ],
)
def test_reader_is_anonymous_without_a_session_and_a_voice(cookie: str, *, anonymous: bool) -> None:
    assert is_anonymous(asked(cookie=cookie)) is anonymous


# Refusals and htmx ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "status"), [(Refused, 403), (NotNow, 409), (Invalid, 422)])
def test_message_page_says_why_not(kind: type[Refused], status: int) -> None:
    with translation.override("en"):
        response = message_page(asked(), kind("This <b>closed</b>."))

    assert response.status_code == status
    assert "This &lt;b&gt;closed&lt;/b&gt;." in response.content.decode()


@pytest.mark.parametrize(
    ("request_from", "told"),
    [
        (asked, {}),
        (lambda: asked("/fi/?a=1", htmx="idea"), {"HX-Redirect": "/fi/?a=1"}),
        (
            lambda: asked(method="POST", htmx="idea"),
            {"HX-Retarget": "body", "HX-Reswap": "innerHTML show:top"},
        ),
    ],
)
def test_whole_page_is_not_put_into_a_part_of_another(
    request_from: Callable[[], HttpRequest], told: dict[str, str]
) -> None:
    response = whole_page(request_from(), HttpResponse())

    assert {name: value for name, value in response.items() if name.startswith("HX-")} == told


@pytest.mark.django_db
def test_part_is_rendered_only_for_htmx_that_asks_for_it(client: Any) -> None:
    whole = client.get("/en/search/?q=a")
    from_another_part = client.get(
        "/en/search/?q=a", headers={"HX-Request": "true", "HX-Target": "somewhere-else"}
    )

    assert from_another_part.content == whole.content
    assert from_another_part["HX-Redirect"] == "/en/search/?q=a"
