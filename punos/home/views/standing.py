"""The pages that every installation has: accessibility statement with feedback, privacy notice, about."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.languages import current_language
from punos.core.pages import page, public_page
from punos.home import actions, queries
from punos.home.forms import FeedbackForm
from punos.home.models import StandingKind
from punos.journal.queries import read_stamps


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


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, with a form to tell what does not work."""
    form = FeedbackForm(request.POST or None)
    known = {"actor": request.actor, "language": current_language()}  # type: ignore[attr-defined]
    given = request.method == "POST" and form.run(actions.give_feedback, **known)
    context = {
        "kind": StandingKind.ACCESSIBILITY,
        "standing": queries.standing_page(StandingKind.ACCESSIBILITY),
        "form": FeedbackForm() if given else form,
        "notice": _("Thank you. We answer within 14 days.") if given else "",
        "crumbs": [Link(label=StandingKind.ACCESSIBILITY.label)],
    }
    return page(request, "home/standing.html", context, status=422 if form.errors and not given else 200)
