"""How a page is rendered, and what an anonymous page tells the cache in front of Django."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import is_valid_path, reverse
from django.utils.translation import gettext as _

from punos.core.errors import Refused

# Headers by which a view talks to config/page_cache.py; they never leave the server.
STAMPS_HEADER = "Punos-Stamps"
UNTIL_HEADER = "Punos-Until"
QUERY_HEADER = "Punos-Query"
LONG_ENOUGH = 12  # characters: what is shorter is written again as quickly as it is copied


class PageRequest(HttpRequest):
    """A request for a page that the clock alone may change: the first moment at which it will."""

    page_until: datetime | None


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """The whole page, or only its named part when htmx asked for the element with that id."""
    htmx = getattr(request, "htmx", None)
    is_part = bool(part and htmx and htmx.target == part)
    response = render(request, f"{template}#{part}" if is_part else template, context, status=status)
    return response if is_part else whole_page(request, response)


def whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Where htmx had asked for a part, let it show this page instead of putting it inside the present one."""
    if getattr(request, "htmx", None) and request.method == "GET":
        response["HX-Redirect"] = request.get_full_path()
    elif getattr(request, "htmx", None):
        response["HX-Retarget"] = "body"
        response["HX-Reswap"] = "innerHTML show:top"
    return response


def message_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A page that says why not, with a way on."""
    context = {"message": str(refusal)}
    above = request.path.rstrip("/").rpartition("/")[0] + "/"
    if is_valid_path(above):
        context |= {"back_url": above, "back_label": _("Back")}
    response = render(request, "core/message.html", context, status=refusal.status)
    return whole_page(request, response)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the token of its page, mostly because the page is old or cookies are refused.

    What somebody wrote on a page of this site is given back to be copied; what another site sent is not repeated.
    """
    is_own = request.headers.get("Sec-Fetch-Site") == "same-origin"
    context = {"reason": reason, "written": list(_written(request)) if is_own else []}
    return whole_page(request, render(request, "403_csrf.html", context, status=403))


def _written(request: HttpRequest) -> Iterator[str]:
    """The longer texts of a form, without what should not stand on a screen."""
    for name, values in request.POST.lists():
        if not any(part in name.lower() for part in ("password", "token", "code", ":")):
            yield from (value for value in values if len(value) >= LONG_ENOUGH and " " in value)


def posted(back: str, *names: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Mark the address of a form's button: whoever only follows a link there is led back to the form.

    `names` are the parts of the address that the form's page shares.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def only_posted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            return redirect(reverse(back, kwargs={name: kwargs[name] for name in names}))

        return only_posted

    return decorate


def is_anonymous(request: HttpRequest) -> bool:
    """Whether this request carries neither a session nor a voice: the same page for everybody."""
    from django.conf import settings

    cookies = request.COOKIES
    return settings.SESSION_COOKIE_NAME not in cookies and settings.VOICE_COOKIE_NAME not in cookies


def expires(request: PageRequest, moment: datetime | None) -> None:
    """Say at which moment the clock alone will change this page; the earliest of several counts."""
    known: datetime | None = getattr(request, "page_until", None)
    if moment and (known is None or moment < known):
        request.page_until = moment


def public_page(
    read_stamps: Callable[[tuple[str, ...]], dict[str, int]], *scopes: str, query: tuple[str, ...] = ()
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Mark a page as the same for every anonymous reader, fresh as long as these stamps stand.

    A scope such as `process:{process}` is filled from the URL. Stamps are read before the content: a page made
    while something changes is filed under the older stamp and made again at the next request.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def fresh(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in {"GET", "HEAD"} or not is_anonymous(request):
                return view(request, *args, **kwargs)
            named = tuple(scope.format(**kwargs) for scope in scopes)
            stamps = read_stamps(named)
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and set(request.GET) <= set(query):
                response[STAMPS_HEADER] = ",".join(f"{scope}={stamps[scope]}" for scope in named)
                response[QUERY_HEADER] = ",".join(query)
                until: datetime | None = getattr(request, "page_until", None)
                if until:
                    response[UNTIL_HEADER] = str(until.timestamp())
            return response

        return fresh

    return decorate
