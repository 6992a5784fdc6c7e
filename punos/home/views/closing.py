"""Closing a process: what stands in the way, and the end of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.forms import Form
from punos.core.languages import current_language
from punos.core.pages import page
from punos.home import queries
from punos.organisations.models import ActingRequest
from punos.processes import actions
from punos.processes import queries as processes
from punos.processes.rules import check_lead


def close_process(request: ActingRequest, process: str) -> HttpResponse:
    """For who leads a process: what is still to be done, and the button that closes it."""
    actor = request.actor
    if actor.person is None:
        return redirect(f"{reverse('people:sign_in')}?next={request.path}")
    found = processes.process_detail(actor, process)
    if found is None:
        raise Http404
    check_lead(actor, found.host_unit_id, found.host_organisation_id)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.run(actions.close_process, actor=actor, process=found):
        return redirect("home:process_detail", process=found.slug)
    title = found.title.read(current_language()).text
    context = {
        "process": found,
        "form": form,
        "in_the_way": queries.in_the_way(found) if found.closed_at is None else [],
        "crumbs": [
            Link(label=_("Processes"), url=reverse("home:process_list")),
            Link(label=title, url=reverse("home:process_detail", kwargs={"process": found.slug})),
            Link(label=_("Close the process")),
        ],
    }
    return page(request, "home/close_process.html", context, status=422 if form.errors else 200)
