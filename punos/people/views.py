"""Signing in and out. While the demo switch is on, by being one of the cast."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from punos.core.pages import page, posted
from punos.people import actions
from punos.people.models import Person


def _way_on(request: HttpRequest) -> str:
    """Where the person was going, if that is on this site; else their desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("home:desk")


def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose whom to be in the demo town; elsewhere, say how signing in will work."""
    cast = Person.objects.cast().order_by("id") if settings.DEMO else Person.objects.none()
    crumbs = [{"label": _("Sign in"), "url": ""}]
    return page(request, "people/sign_in.html", {"cast": cast, "next": _way_on(request), "crumbs": crumbs})


@posted("people:sign_in")
def sign_in_as(request: HttpRequest, person: int) -> HttpResponse:
    """Become one of the cast with one click."""
    chosen = get_object_or_404(Person.objects.cast(), pk=person)
    actions.sign_in_as(person=chosen)
    login(request, chosen, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_way_on(request))


@posted("home:front_page")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave, on this device."""
    if isinstance(request.user, Person):
        actions.sign_out(person=request.user)
    logout(request)
    return redirect("home:front_page")
