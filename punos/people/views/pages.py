"""Signing in as one of the cast, signing out, and one's own account."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.logout import logout as leave
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.pages import page, posted
from punos.people import actions, queries, rules
from punos.people.actions import Opened
from punos.people.forms import DetailsForm
from punos.people.models import SIGN_IN, Person, SignIn
from punos.people.views.ways import provider_offered, way_on


@posted("people:sign_in")
def sign_in_as(request: HttpRequest, person: int) -> HttpResponse:
    """Become one of the cast with one click."""
    chosen = get_object_or_404(Person.objects.cast(), pk=person)
    rules.check_sign_in_as(chosen)  # before the session changes hands
    adapter = get_adapter(request)
    adapter.login(request, chosen)
    device = adapter.get_http_user_agent(request)
    if not request.session.session_key:
        request.session.cycle_key()  # the one before it was emptied: give this one a key
    opened = Opened(session_key=request.session.session_key or "", device=device)
    kept = actions.sign_in_as(person=chosen, opened=opened)
    request.session[SIGN_IN] = kept.pk if kept else None
    return redirect(way_on(request))


@posted("home:front_page")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave, on this device."""
    leave(request, show_message=False)
    return redirect("home:front_page")


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: name and language here, the rest a step away."""
    person = _person(request)
    given = request.POST if request.method == "POST" else None
    form = DetailsForm(given, initial={"name": person.name, "language": person.language})
    if given is not None and form.run(actions.change_details, person=person):
        return redirect(f"{reverse('people:account')}?done=details")
    context = {
        "form": form,
        "person": person,
        "has_second_factor": queries.has_second_factor(person),
        "sign_in_count": queries.sign_ins(person).count(),
        "provider": provider_offered(),
        "connected": queries.provider_accounts(person).exists(),
        "notice": _done(request.GET.get("done", "")),
        "crumbs": [{"label": _("My account"), "url": ""}],
    }
    return page(request, "people/account.html", context, status=200 if given is None else 422)


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _done(what: str) -> str:
    """What has just been done, in words."""
    known = {
        "details": _("Your name and language have been saved."),
        "password": _("Your password has been changed. Other devices have been signed out."),
        "address": _("Your address has been verified."),
        "connected": _("Your account is connected to the sign-in service."),
    }
    return known.get(what, "")


@login_required
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, each with a way to end it."""
    context = {
        "sign_ins": queries.sign_ins(_person(request)),
        "here": request.session.session_key,
        "crumbs": [
            {"label": _("My account"), "url": reverse("people:account")},
            {"label": _("Where you are signed in"), "url": ""},
        ],
    }
    return page(request, "people/sign_ins.html", context)


@posted("people:sign_ins")
@login_required
def end_sign_in(request: HttpRequest, sign_in: int) -> HttpResponse:
    """Sign out on another device."""
    person = _person(request)
    chosen = get_object_or_404(SignIn.objects.filter(person=person), pk=sign_in)
    actions.end_sign_in(person=person, sign_in=chosen)
    return redirect("people:sign_ins")


@posted("people:sign_ins")
@login_required
def end_other_sign_ins(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    actions.end_other_sign_ins(person=_person(request), session_key=request.session.session_key or "")
    return redirect("people:sign_ins")


def too_many(request: HttpRequest) -> HttpResponse:
    """Too much was asked too quickly from one address or by one person."""
    context = {
        "title": _("Please wait a moment"),
        "message": _("Too many attempts have come from your address. Please try again in a few minutes."),
    }
    return page(request, "core/message.html", context, status=429)
