"""How far the responses of a process are: outcomes for everybody, what is missing for who leads it."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.pages import expires, page, public_page
from punos.decisions import queries, rules
from punos.decisions.views.reading import crumbs_to, process_at
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest
from punos.themes import queries as themes


@public_page(read_stamps, "process:{process}")
def responses(request: ActingRequest, process: str) -> HttpResponse:
    """Every theme of a process with its response; for who leads it, what is missing until it can be closed."""
    actor, found, today = request.actor, process_at(request.actor, process), timezone.localdate()
    states = queries.states_of(actor, found, today)
    leads = allowed(rules.check_see_drafts, actor, found)
    counts = themes.counts(found)
    expires(request, queries.next_midnight(timezone.now()))
    public = [each for each in states if each.theme.published_at]
    context = {
        "process": found,
        "states": [(each, counts.get(each.theme.pk)) for each in (states if leads else public)],
        "answered": sum(each.stage == "responded" for each in public),
        "of": len(public),
        "leads": leads,
        "missing": queries.still_missing(states) if leads else [],
        "other_holds": queries.other_holds(found) if leads else 0,
        "crumbs": crumbs_to(found, Link(label=_("What the city answers"))),
    }
    return page(request, "decisions/responses.html", context)
