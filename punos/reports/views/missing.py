"""Who is missing: for those who lead, while there is time to ask."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.pages import page
from punos.organisations.models import ActingRequest
from punos.reports import rules
from punos.reports.forms import MissingForm
from punos.reports.queries import missing as found_missing
from punos.reports.views.reading import asked, crumbs

ORGANISATIONS_A_PAGE = 50


@login_required
def missing(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Organisations that answered against the registry, whom to ask still, and what asking changed."""
    found = asked(request.actor, process, consultation)
    rules.check_see_reports(request.actor, found)
    heard, form = found_missing.heard_in(found), MissingForm(request.GET)
    wanted = form.wanted
    context = {
        "consultation": found,
        "process": found.process,
        "heard": len(heard),
        "coverage": found_missing.coverage(found, heard),
        "effects": found_missing.effects(found, heard),
        "form": form,
        "wanted": wanted,
        "listed": found_missing.still_to_ask(
            found, heard, wanted, number=request.GET.get("page"), size=ORGANISATIONS_A_PAGE
        ),
        "is_closed": found.is_closed(timezone.now()),
        "crumbs": crumbs(found, _("Who is missing")),
    }
    return page(request, "reports/missing.html", context)
