"""What is due, what was decided, and the records of what was destroyed."""

import csv

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.forms import Form
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest
from punos.organisations.rules import check_run_installation
from punos.records import actions, queries, rules
from punos.records.forms import ConfirmForm, PostponeForm
from punos.records.models import Destruction, DestructionState
from punos.records.views.retention import crumbs

RECORDS_A_PAGE = 50
OPEN = (DestructionState.PROPOSED, DestructionState.POSTPONED)


@login_required
def retention(request: ActingRequest) -> HttpResponse:
    """What waits for a decision, what is postponed, what is being destroyed, and the records for good."""
    rules.check_see_retention(request.actor)
    context = {
        "proposed": queries.destructions(DestructionState.PROPOSED),
        "postponed": queries.destructions(DestructionState.POSTPONED),
        "under_way": queries.destructions(DestructionState.CONFIRMED),
        "listed": Paginator(queries.records(), RECORDS_A_PAGE).get_page(request.GET.get("page")),
        "crumbs": crumbs(),
    }
    return page(request, "records/retention.html", context)


@login_required
def destruction(request: ActingRequest, number: int) -> HttpResponse:
    """One process: what would be destroyed and the decision on it; afterwards the record, to be printed."""
    return _shown(request, _found(request, number), PostponeForm(), ConfirmForm())


@posted("records:destruction", "number")
def postpone(request: ActingRequest, number: int) -> HttpResponse:
    """Keeps it longer."""
    found = _found(request, number)
    check_run_installation(request.actor)
    form = PostponeForm(request.POST)
    if form.run(actions.postpone_destruction, actor=request.actor, destruction=found):
        return redirect("records:destruction", number)
    return _shown(request, found, form, ConfirmForm())


@posted("records:destruction", "number")
def confirm(request: ActingRequest, number: int) -> HttpResponse:
    """Has it destroyed."""
    found = _found(request, number)
    check_run_installation(request.actor)
    form = ConfirmForm(request.POST)
    if form.run(actions.confirm_destruction, actor=request.actor, destruction=found):
        return redirect("records:destruction", number)
    return _shown(request, found, PostponeForm(), form)


@login_required
def records_file(request: ActingRequest) -> HttpResponse:
    """Every record of what was destroyed, as a table."""
    rules.check_see_retention(request.actor)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="destruction-records.csv"'
    response.write("\ufeff")
    csv.writer(response, delimiter=";").writerows(queries.rows_of_records())
    return response


def _found(request: ActingRequest, number: int) -> Destruction:
    rules.check_see_retention(request.actor)
    return get_object_or_404(Destruction.objects.select_related("process", "retention"), pk=number)


def _shown(request: ActingRequest, found: Destruction, postpone: Form, confirm: Form) -> HttpResponse:
    """The page with its forms; what was refused keeps what was written."""
    is_open = found.state in OPEN
    context = {
        "found": found,
        "process": found.process,
        "is_open": is_open,
        "counts": queries.preview(found.process) if is_open else queries.in_words(found.counts),
        "is_received": is_open and queries.is_received(found.process),
        "decides": is_open and allowed(check_run_installation, request.actor),
        "postpone_form": postpone,
        "confirm_form": confirm,
        "crumbs": crumbs(Link(label=_("Record %(number)d") % {"number": found.pk})),
    }
    is_faulty = bool(postpone.errors or confirm.errors)
    return page(request, "records/destruction.html", context, status=422 if is_faulty else 200)
