"""Requests for what is not published: the list for whoever leads the process, noting one, deciding one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import InformationDecisionForm, InformationRequestForm
from punos.consultations.models import Consultation, InformationRequest
from punos.consultations.views.reading import asked, crumbs
from punos.core.forms import Form
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest


@login_required
def information_requests(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """What was asked for and what came of it; a new request is noted here."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    rules.check_see_information_requests(actor, found)
    form = InformationRequestForm(request.POST or None, files=queries.secret_files(found))
    if request.method == "POST" and form.run(
        actions.note_information_request, actor=actor, consultation=found
    ):
        return redirect(f"{request.path}#request-{form.outcome.pk}")
    return _list(request, found, form)


@posted("consultations:information_requests", "process", "consultation")
def decide_information_request(
    request: ActingRequest, process: str, consultation: str, number: int
) -> HttpResponse:
    """Note what was decided."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    rules.check_see_information_requests(actor, found)
    noted = get_object_or_404(InformationRequest, consultation=found, pk=number)
    form = InformationDecisionForm(request.POST, prefix=f"request-{noted.pk}")
    if form.run(actions.decide_information_request, actor=actor, request=noted):
        address = reverse("consultations:information_requests", args=[process, consultation])
        return redirect(f"{address}#request-{noted.pk}")
    return _list(request, found, InformationRequestForm(files=queries.secret_files(found)), noted.pk, form)


def _list(
    request: ActingRequest,
    consultation: Consultation,
    form: Form,
    faulty: int = 0,
    decision: Form | None = None,
) -> HttpResponse:
    """The page with its forms; a decision that was refused keeps what was written."""
    noted = [
        (each, decision if each.pk == faulty else InformationDecisionForm(prefix=f"request-{each.pk}"))
        for each in queries.information_requests_of(consultation)
    ]
    context = {
        "consultation": consultation,
        "process": consultation.process,
        "form": form,
        "noted": noted,
        "crumbs": crumbs(consultation, _("Information requests")),
    }
    is_faulty = bool(form.errors or decision)
    return page(request, "consultations/information_requests.html", context, status=422 if is_faulty else 200)
