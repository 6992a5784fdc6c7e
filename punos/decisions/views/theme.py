"""The page of a theme: what was said on it, and what the city answers."""

from django.http import HttpResponse
from django.utils import timezone

from punos.core.errors import allowed
from punos.core.pages import expires, page, public_page
from punos.core.reading import EASY_QUERY, offer_easy
from punos.decisions import queries, rules
from punos.decisions.views.reading import crumbs_to_theme, theme_at
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest
from punos.themes import queries as themes


@public_page(read_stamps, "all", query=("page", EASY_QUERY))
def theme(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """One theme with how many hold it, all that was said on it, and its response; a merged one leads on."""
    actor, now = request.actor, timezone.now()
    found, today = theme_at(actor, process, number), timezone.localdate(now)
    shown = themes.theme_page(actor, found, number=request.GET.get("page"), now=now)
    response = queries.response_of(found)
    expires(request, shown.until)
    if response is not None and not response.settles:
        expires(request, queries.next_midnight(now))
    context = {
        "process": found.process,
        "theme": found,
        "easy": offer_easy(request, found.body, *([response.reasons] if response else [])),
        "shown": shown,
        "headline": themes.headline(shown.counts),
        "response": response,
        "is_late": response is not None and queries.is_late(response, today),
        "earlier": queries.earlier_responses(found, response),
        "leads": allowed(rules.check_see_drafts, actor, found.process),
        "crumbs": crumbs_to_theme(found),
    }
    return page(request, "decisions/theme.html", context)
