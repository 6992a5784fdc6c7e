"""The pages that every installation has: accessibility statement with feedback, privacy notice, about."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.gate import Gate
from punos.core.languages import current_language
from punos.core.pages import page, public_page
from punos.home import actions, queries
from punos.home.forms import FeedbackForm
from punos.home.models import StandingKind
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest

GATE = Gate()


def _standing(request: HttpRequest, kind: StandingKind) -> HttpResponse:
    context = {"kind": kind, "standing": queries.standing_page(kind), "crumbs": [Link(label=kind.label)]}
    return page(request, "home/standing.html", context)


@public_page(read_stamps, "all")
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, and for how long."""
    return _standing(request, StandingKind.PRIVACY)


@public_page(read_stamps, "all")
def about(request: HttpRequest) -> HttpResponse:
    """What this service is."""
    return _standing(request, StandingKind.ABOUT)


def accessibility(request: ActingRequest) -> HttpResponse:
    """The accessibility statement, with a form to tell what does not work."""
    form = FeedbackForm(request.POST or None)
    gate = GATE.before(request, purpose="feedback")
    known: dict[str, Any] = {"actor": request.actor, "language": current_language()}
    if request.method == "POST" and form.run(actions.give_feedback, gate=gate, **known):
        return redirect(f"{request.path}?given=1#main")  # so that loading the page again sends nothing twice
    context = {
        "kind": StandingKind.ACCESSIBILITY,
        "standing": queries.standing_page(StandingKind.ACCESSIBILITY),
        "form": form,
        "gate": GATE.context(request, "feedback"),
        "notice": _("Thank you. We answer within 14 days.") if "given" in request.GET else "",
        "crumbs": [Link(label=StandingKind.ACCESSIBILITY.label)],
    }
    return page(request, "home/standing.html", context, status=422 if form.errors else 200)
