"""Before opening: checks and advice; publishing; the times; the hosts."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import ClosingForm, GapForm, HostForm, OpeningForm, PublishForm
from punos.consultations.models import Consultation
from punos.consultations.models.wording import CONSULTATION_TEXTS, TextAt
from punos.consultations.views.building import faults_with_links, gaps_of
from punos.consultations.views.making import edit_crumbs, edit_url, made
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest
from punos.processes import actions as processes
from punos.processes.models import HostRequest


@login_required
def opening(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """What is in order, what is missing, what to think about; and the button."""
    found = made(request, process, consultation)
    form = PublishForm(request.POST or None, initial={"seen_revision": found.revision})
    told: dict[str, Any] = {"actor": request.actor, "consultation": found}
    if request.method == "POST" and form.run(actions.publish_draft, **told):
        return redirect(edit_url("edit", found))
    return _opening_page(request, found, form=form)


def _opening_page(request: ActingRequest, found: Consultation, **forms: Any) -> HttpResponse:
    """The page with the form that has to be mended where there is one."""
    draft, today = queries.draft_of(found, with_documents=True), timezone.localdate()
    context = {
        "consultation": found,
        "faults": faults_with_links(draft),
        "advice": queries.advice_on(draft),
        "first_versions": rules.first_versions(draft),
        "gaps": gaps_of(draft),
        "is_explained": rules.is_gap_explained(found, today),
        "is_draft": found.published_at is None,
        "has_opened": found.published_at is not None and found.opens_at <= timezone.now(),
        "form": PublishForm(initial={"seen_revision": found.revision}),
        "gap_form": _gap_form(found),
        "crumbs": edit_crumbs(found, _("Checks and opening")),
        **forms,
    }
    is_faulty = any(form.errors for form in forms.values())
    return page(request, "consultations/edit_opening.html", context, status=422 if is_faulty else 200)


def _gap_form(consultation: Consultation, data: Any = None) -> GapForm:
    texts = [TextAt(consultation, "gap_reason", CONSULTATION_TEXTS["gap_reason"])]
    return GapForm(data, texts=texts, initial={"until": consultation.gap_until}, auto_id="gap_%s")


@posted("consultations:edit_opening", "process", "consultation")
def explain_gap(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Tell why a language is missing and until when."""
    found = made(request, process, consultation)
    form = _gap_form(found, request.POST)
    if form.run(actions.explain_gap, actor=request.actor, consultation=found):
        return redirect(edit_url("edit_opening", found))
    return _opening_page(request, found, gap_form=form)


@posted("consultations:edit_opening", "process", "consultation")
def retract(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Make a draft again of what has not opened."""
    found = made(request, process, consultation)
    actions.retract_consultation(actor=request.actor, consultation=found)
    return redirect(edit_url("edit", found))


@login_required
def time(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Extend the time to answer or close early, with a reason that readers see."""
    found = made(request, process, consultation)
    form = ClosingForm(request.POST or None, initial={"closes_at": found.closes_at})
    told: dict[str, Any] = {"actor": request.actor, "consultation": found}
    if request.method == "POST" and form.run(actions.set_closing, **told):
        return redirect(edit_url("edit_time", found))
    return _time_page(request, found, form=form)


def _time_page(request: ActingRequest, found: Consultation, **forms: Any) -> HttpResponse:
    now = timezone.now()
    context = {
        "consultation": found,
        "changes": list(found.time_changes.order_by("at")),
        "is_draft": found.published_at is None,
        "has_opened": found.opens_at <= now,
        "is_closed": found.is_closed(now),
        "form": ClosingForm(initial={"closes_at": found.closes_at}),
        "opening_form": OpeningForm(initial={"opens_at": found.opens_at}, auto_id="opening_%s"),
        "crumbs": edit_crumbs(found, _("Time to answer")),
        **forms,
    }
    is_faulty = any(form.errors for form in forms.values())
    return page(request, "consultations/edit_time.html", context, status=422 if is_faulty else 200)


@posted("consultations:edit_time", "process", "consultation")
def set_opening(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Let it open earlier or later."""
    found = made(request, process, consultation)
    form = OpeningForm(request.POST, auto_id="opening_%s")
    if form.run(actions.set_opening, actor=request.actor, consultation=found):
        return redirect(edit_url("edit_time", found))
    return _time_page(request, found, opening_form=form)


@login_required
def hosts(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Who hosts it; asking a unit or an organisation to host it together."""
    found = made(request, process, consultation)
    form = HostForm(request.POST or None, process=found.process)
    if request.method == "POST" and form.run(
        processes.ask_to_host, actor=request.actor, process=found.process
    ):
        return redirect(edit_url("edit_hosts", found))
    context = {
        "consultation": found,
        "form": form,
        "waiting": queries.standing_request(found.process),
        "is_full": found.process.host_unit_id is not None and found.process.host_organisation_id is not None,
        "crumbs": edit_crumbs(found, _("Hosts")),
    }
    return page(request, "consultations/edit_hosts.html", context, status=422 if form.errors else 200)


@posted("consultations:edit_hosts", "process", "consultation")
def withdraw_host(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Take back a request to host together."""
    found = made(request, process, consultation)
    waiting = queries.standing_request(found.process)
    if waiting is not None:
        processes.withdraw_host_request(actor=request.actor, request=waiting)
    return redirect(edit_url("edit_hosts", found))


@posted("making:desk")
def answer_host(request: ActingRequest, number: int) -> HttpResponse:
    """Accept or decline to host a process together."""
    asked = HostRequest.objects.select_related("process", "unit", "organisation")
    found = get_object_or_404(asked, pk=number)
    accepted = request.POST.get("answer") == "accept"
    processes.answer_host_request(actor=request.actor, request=found, accepted=accepted)
    return redirect("making:desk")
