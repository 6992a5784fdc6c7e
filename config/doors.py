"""What every request passes on its way in and out: the hat, refusals in words, and who may keep a copy."""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any, Final, cast
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

from punos.consultations import queries as consultations
from punos.core.components import Link
from punos.core.errors import Refused
from punos.core.languages import current_language
from punos.core.pages import STAMPS_HEADER, message_page
from punos.notices import queries as notices
from punos.organisations import queries as organisations
from punos.organisations.models import ActingRequest, Actor
from punos.organisations.models.actor import HAT
from punos.people import queries as people
from punos.people.models import UNTIL, Assurance, Person

type Door = Callable[[HttpRequest], HttpResponse]

AS_IN_ADDRESSES: Final = "/~:@!$&'()*+,;="  # what stands in a path as it is
LONGEST_QUEUE: Final = timedelta(minutes=10)  # a request that waited longer has long been given up


def arrival(get_response: Door) -> Door:
    """Note when a request reached the server, before its body is read: what was sent in time counts."""

    def noted(request: HttpRequest) -> HttpResponse:
        cast("ActingRequest", request).received_at = _arrived(request, timezone.now())
        return get_response(request)

    return noted


def _arrived(request: HttpRequest, now: datetime) -> datetime:
    """When the proxy in front had the request, where it is trusted to say so; else now, when a thread took it.

    In the form in which nginx writes its `$msec`: `t=` and seconds since 1970. What can't be true is not believed.
    """
    told = request.headers.get("X-Request-Start", "") if settings.PROXY_TELLS_ARRIVAL else ""
    if not re.fullmatch(r"t=[0-9]{10}\.[0-9]{3}", told):
        return now
    moment = datetime.fromtimestamp(float(told.removeprefix("t=")), UTC)
    return moment if timedelta() <= now - moment <= LONGEST_QUEUE else now


def session_end(get_response: Door) -> Door:
    """End a session at the moment that was set when somebody signed in: using it does not make it longer."""

    def ended(request: HttpRequest) -> HttpResponse:
        in_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if in_session and request.session.get(UNTIL, math.inf) <= timezone.now().timestamp():
            logout(request)
        return get_response(request)

    return ended


def hat(get_response: Door) -> Door:
    """Put the actor on the request; it is worked out when somebody first asks for it."""

    def worn(request: HttpRequest) -> HttpResponse:
        cast("ActingRequest", request).actor = cast("Actor", SimpleLazyObject(lambda: _actor(request)))
        return get_response(request)

    return worn


def _actor(request: HttpRequest) -> Actor:
    browser = request.get_signed_cookie(
        settings.VOICE_COOKIE_NAME, default="", max_age=settings.VOICE_COOKIE_DAYS * 86_400
    )
    # without a session cookie nobody is signed in, and no query is needed to know it
    person = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    known = person if isinstance(person, Person) else None
    hat = request.session.get(HAT) if known else None
    actor = organisations.actor_for(known, browser=browser or "", hat=hat)
    if actor.roles and settings.STAFF_SECOND_FACTOR and people.assurance(request) == Assurance.PASSWORD:
        actor = replace(actor, roles=frozenset(), resting_roles=actor.roles)
    return actor if actor.organisation or not browser else _invited(request, actor)


def _invited(request: HttpRequest, actor: Actor) -> Actor:
    """The same actor, who may answer for an organisation where the browser came by the link of an invitation."""
    token = request.get_signed_cookie(settings.INVITATION_COOKIE_NAME, default="")
    found = consultations.usable_invitation(token) if token else None
    if found is None:
        return actor
    return replace(actor, organisation=found.organisation, invited_to=found.consultation.process_id)


class refusals:  # noqa: N801 - named like the other doors, which are functions
    """Turn a refusal into a page with its words, or into JSON for the API."""

    def __init__(self, get_response: Door) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only refusals are answered here; everything else stays an error."""
        if not isinstance(exception, Refused):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": str(exception), "code": exception.code}, status=exception.status)
        return message_page(request, exception)


def privacy(get_response: Door) -> Door:
    """A page that is not the same for everybody is kept by nobody."""

    def kept_by_nobody(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if STAMPS_HEADER not in response and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return kept_by_nobody


def sample_mark(get_response: Door) -> Door:
    """In the demo town, say with each answer of the API what its pages say in a banner."""

    def marked(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.DEMO and request.path.startswith("/api/"):
            response["Sample-Material"] = "The answers, organisations and reasons are invented."
        return response

    return marked


def chrome(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs. On a page without a session it is the same for everybody."""
    here, language = request.path, current_language()
    at = partial(_place, _language=language)
    match = getattr(request, "resolver_match", None)
    name = match.view_name if match else ""
    return _who(request) | {
        "site_name": settings.SITE_NAME,
        "home_url": at("home:front_page"),
        "theme_css": f"core/theme-{settings.THEME}.css",
        "sample_material": settings.DEMO,
        "languages": [
            {"code": code, "name": label, "url": _in_language(request, code), "current": code == language}
            for code, label in settings.LANGUAGES
        ],
        "nav": [
            Link(label=label, url=at(target), current=name == target or here.startswith(at(target)))
            for label, target in (
                (_("Processes"), "home:process_list"),
                (_("Organisations"), "organisations:directory"),
                (_("Open data"), "home:open_data"),
            )
        ]
        + [Link(label=_("Search"), url=at("home:find"), current=name == "home:find")],
        "footer": [
            Link(label=label, url=at(target))
            for label, target in (
                (_("Accessibility statement"), "home:accessibility"),
                (_("Privacy notice"), "home:privacy"),
                (_("About this service"), "home:about"),
                (_("Open data"), "home:open_data"),
            )
        ]
        + [Link(label=_("Source code"), url=settings.SOURCE_ADDRESS)]
        + ([Link(label=_("Mail of the demo town"), url=at("mail:demo_outbox"))] if settings.DEMO else []),
    }


def _who(request: HttpRequest) -> dict[str, Any]:
    """What the frame says of whoever has signed in: their name, for whom they act and could act, their pages."""
    actor: Actor | None = getattr(request, "actor", None)
    at = partial(_place, _language=current_language())
    person = actor.person if actor and settings.SESSION_COOKIE_NAME in request.COOKIES else None
    return {
        "signed_in_as": person.name if person else "",
        "acting_for": actor.organisation if actor and person else None,
        "roles_rest": bool(actor and person and actor.resting_roles),
        "hats": actor.hats if actor and person else [],
        "wear_hat_url": at("organisations:wear_hat"),
        "sign_in_url": f"{at('people:sign_in')}?next={request.path}",
        "sign_out_url": at("people:sign_out"),
        "desk_url": at("home:desk"),
        "me_url": at("home:me"),
        "notices_url": at("notices:notices"),
        # asked only where a frame is drawn, and not for a part of a page
        "unread": partial(notices.unread, actor) if actor and person else 0,
    }


def _in_language(request: HttpRequest, code: str) -> str:
    """The address of this page in another language; pages that have none lead to the front page."""
    here = request.path
    _nothing, _slash, rest = here.removeprefix("/").partition("/")
    if getattr(request, "resolver_match", None) and here.startswith(f"/{get_language_from_path(here)}/"):
        return f"/{code}/{quote(rest, safe=AS_IN_ADDRESSES)}"  # looked up already: pages differ in the prefix alone
    translated = translate_url(here, code)
    return translated if translated != here or here.startswith(f"/{code}/") else f"/{code}/"


@cache
def _place(name: str, _language: str) -> str:
    """The address of a page of which there is one, in this language; the frame of every page names a dozen."""
    return reverse(name)
