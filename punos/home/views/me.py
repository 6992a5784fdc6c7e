"""My page: what I may do, what I have said, my data; taking them along, and erasing them."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.pages import page
from punos.home import actions, queries, rules
from punos.home.forms import EraseForm
from punos.home.queries.wording import GOES, STAYS
from punos.notices import queries as notices
from punos.organisations import queries as organisations
from punos.organisations.models import ActingRequest
from punos.people.adapters.again import to_show_again

VOICES_A_PAGE = 10
NEWS = 10  # notices that nobody has opened yet; the list of notices has all of them

type View = Callable[[ActingRequest], HttpResponse]


def shown_again(view: View) -> View:
    """Mark a page that is opened and sent only by who has shown a moment ago that it is them."""

    @wraps(view)
    def asked(request: ActingRequest) -> HttpResponse:
        elsewhere = to_show_again(request, request.path)
        return redirect(elsewhere) if elsewhere else view(request)

    return login_required(asked)


def _crumbs(*below: str) -> list[Link]:
    here = [Link(label=_("My page"), url=reverse("home:me") if below else "")]
    return here + [Link(label=each) for each in below]


@login_required
def me(request: ActingRequest) -> HttpResponse:
    """My organisations, where I have taken part with what I said, and my data."""
    actor = request.actor
    assert actor.person is not None  # only who has signed in comes here
    listed = Paginator(queries.spoken(actor.person), VOICES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "person": actor.person,
        "listed": listed,
        "spoken": queries.asked_where(actor, list(listed)),
        "my_mandates": organisations.mandates_of(actor),
        "my_requests": organisations.requests_of(actor),
        "crumbs": _crumbs(),
    }
    return page(request, "home/me.html", context)


@login_required
def my_thread(request: ActingRequest) -> HttpResponse:
    """What I and those I act for have said, where each stands now, and what I have not looked at yet."""
    actor, number = request.actor, request.GET.get("page")
    context = {
        "listed": queries.my_thread(actor, number=number, today=timezone.localdate()),
        "news": notices.shown(actor, is_mine=True, only_unread=True)[:NEWS],
        "crumbs": _crumbs(_("What came of what I said")),
    }
    return page(request, "home/my_thread.html", context)


@shown_again
def my_data(request: ActingRequest) -> HttpResponse:
    """What the package of my data holds, and the package itself."""
    actor = request.actor
    rules.check_export_me(actor)
    assert actor.person is not None  # the rule refuses whoever has not signed in
    if request.method != "POST":
        return page(request, "home/my_data.html", {"crumbs": _crumbs(_("My data"))})
    actions.export_me(actor=actor)
    response = HttpResponse(queries.package(queries.about(actor.person)), content_type="application/zip")
    name = f"punos-{timezone.localdate():%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@shown_again
def erase_me(request: ActingRequest) -> HttpResponse:
    """What erasing removes, what stays and why; and the form that erases."""
    actor = request.actor
    rules.check_erase_me(actor)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.run(actions.erase_me, actor=actor):
        logout(request)
        return redirect("home:erased")
    context = {
        "form": form,
        "person": actor.person,
        "goes": GOES,
        "stays": STAYS,
        "crumbs": _crumbs(_("Erase my account")),
    }
    return page(request, "home/erase.html", context, status=422 if form.errors else 200)


def erased(request: ActingRequest) -> HttpResponse:
    """What has been done, for somebody who is nobody here any more."""
    return page(request, "home/erased.html", {"crumbs": [Link(label=_("Your account has been erased"))]})
