"""What was found in the city's decisions: looking now, taking in, putting aside; for those who lead the process."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.forms import Form
from punos.core.languages import current_language
from punos.core.pages import page, posted
from punos.decisions import actions, queries, rules
from punos.decisions.adapters import feed
from punos.decisions.forms import FoundForm, SeenForm, Shown
from punos.decisions.models import FoundDecision
from punos.decisions.views.reading import crumbs_to, decisions_link, process_at
from punos.organisations.models import ActingRequest
from punos.processes.models import Process


@login_required
def found_list(request: ActingRequest, process: str) -> HttpResponse:
    """What waits, what was taken in and put aside, and how the last reading went."""
    found = process_at(request.actor, process)
    rules.check_see_decision_work(request.actor, found)
    return _list(request, found)


def _list(request: ActingRequest, process: Process, refused: Form | None = None) -> HttpResponse:
    reading = queries.latest_reading()
    context = {
        "process": process,
        "found": queries.found_in(process),
        "is_configured": feed.is_configured(),
        "reading": reading,
        "is_under_way": rules.is_under_way(reading, timezone.now()),
        "fault": queries.fault_in_words(reading),
        "refused": refused,
        "crumbs": crumbs_to(process, decisions_link(process), Link(label=_("Found in the city's decisions"))),
    }
    return page(request, "decisions/found_list.html", context, status=422 if refused else 200)


@posted("decisions:found_list", "process")
def look_for_decisions(request: ActingRequest, process: str) -> HttpResponse:
    """Lets the worker read the feed now."""
    actor, found = request.actor, process_at(request.actor, process)
    rules.check_see_decision_work(actor, found)
    form = Form({})
    if form.run(actions.look_for_decisions, actor=actor, process=found, is_configured=feed.is_configured()):
        return redirect("decisions:found_list", process)
    return _list(request, found, form)


@login_required
def found(request: ActingRequest, process: str, found: int) -> HttpResponse:
    """One of them, in a form that is filled already; takes it in."""
    actor, row = request.actor, _found(request, process, found)
    form = FoundForm(request.POST or None, actor=actor, process=row.process, shown=_shown(row))
    if request.method == "POST" and form.run(actions.take_in, actor=actor, found=row):
        return redirect("decisions:decision", process, form.outcome.number)
    return _one(request, row, form, form.errors)


@posted("decisions:found", "process", "found")
def put_aside(request: ActingRequest, process: str, found: int) -> HttpResponse:
    """Says that it has nothing to do with this process."""
    actor, row = request.actor, _found(request, process, found)
    form = SeenForm(request.POST)
    if form.run(actions.put_aside, actor=actor, found=row):
        return redirect("decisions:found_list", process)
    return _one(request, row, FoundForm(actor=actor, process=row.process, shown=_shown(row)), form)


def _found(request: ActingRequest, process: str, pk: int) -> FoundDecision:
    """The row at this address, for those who lead."""
    seen = process_at(request.actor, process)
    rules.check_see_decision_work(request.actor, seen)
    row = queries.found_detail(seen, pk)
    if row is None:
        raise Http404
    return row


def _shown(row: FoundDecision) -> Shown:
    """What the feed tells; over what is told here already, where it was taken in before."""
    told = queries.facts_of(row.tale)
    if row.decision is None:
        return Shown(told)
    return Shown(queries.merged_with(queries.facts_now(row.decision), told, row.tale.language), corrects=True)


def _one(request: ActingRequest, row: FoundDecision, form: FoundForm, refused: object) -> HttpResponse:
    """The page of one; what was refused keeps what was written."""
    context = {
        "process": row.process,
        "row": row,
        "tale": row.tale,
        "form": form,
        "refused": refused if isinstance(refused, SeenForm) else None,
        "alike": queries.alike(row),
        "stands": queries.in_words(queries.facts_now(row.decision)) if row.decision else [],
        "language": current_language(),
        "crumbs": crumbs_to(
            row.process,
            decisions_link(row.process),
            Link(label=_("Found in the city's decisions"), url="../"),
            Link(label=row.tale.title),
        ),
    }
    return page(request, "decisions/found.html", context, status=422 if refused else 200)
