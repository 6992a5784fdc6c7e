"""Answering an information request: everything about a matter, an organisation or a person, and why what is withheld."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.pages import page, posted
from punos.home.rules import check_answer_requests
from punos.organisations.models import ActingRequest, Organisation, RoleKind
from punos.people.models import Person
from punos.processes.models import Process
from punos.records import actions, queries, rules
from punos.records.forms import InformationForm
from punos.records.models import InformationSearch

LISTED = 20


@login_required
def information(request: ActingRequest) -> HttpResponse:
    """What is looked for and why; below, what was looked for of late."""
    actor = request.actor
    check_answer_requests(actor)
    form = InformationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.run(actions.search_information, actor=actor):
        return redirect("records:information_found", number=form.outcome.pk)
    sees_all = actor.holds_anywhere(RoleKind.AUDITOR)
    context = {
        "form": form,
        "searches": queries.searches_seen_by(actor.person_id, sees_all=sees_all)[:LISTED],
        "own": actor.person_id,
        "crumbs": _crumbs(),
    }
    return page(request, "records/information.html", context, status=422 if form.errors else 200)


@login_required
def information_found(request: ActingRequest, number: int) -> HttpResponse:
    """Everything that was found, for whoever gave the reason."""
    search = _search(request, number)
    context = _told(search) | {"crumbs": [*_crumbs(linked=True), Link(label=_("What was found"))]}
    subject = queries.subject_of(search)
    kinds = list(queries.found_for(subject, request.received_at, queries.address_of(search)))
    context |= {
        "kinds": [each for each in kinds if each.number],
        "nothing": [each.title for each in kinds if not each.number],
    }
    return page(request, "records/information_found.html", context)


@posted("records:information_found", "number")
def information_package(request: ActingRequest, number: int) -> HttpResponse:
    """The same as a ZIP."""
    search = _search(request, number)
    actions.export_information(actor=request.actor, search=search)
    found, address = queries.subject_of(search), queries.address_of(search)
    kinds = queries.found_for(found, request.received_at, address)
    made = queries.found_package(kinds, _told(search))
    response = FileResponse(made, as_attachment=True, filename=f"information-{search.pk}.zip")
    return cast("HttpResponse", response)  # Django has two kinds; a door need not know which


def _search(request: ActingRequest, number: int) -> InformationSearch:
    check_answer_requests(request.actor)
    search = get_object_or_404(InformationSearch, pk=number)
    rules.check_read_search(request.actor, search, request.received_at)
    return search


def _told(search: InformationSearch) -> dict[str, Any]:
    """What was looked for, by its name, and how it is filed if it is a process."""
    subject = queries.subject_of(search)
    case = queries.case_file_of(subject) if isinstance(subject, Process) else None
    name: object = ""
    if isinstance(subject, Process):
        name = subject.title
    elif isinstance(subject, Organisation | Person):
        name = subject.name
    elif isinstance(subject, queries.Correspondent):
        name = subject.email
    has_account = not isinstance(subject, queries.Correspondent)
    return {
        "search": search,
        "subject": subject,
        "name": str(name),
        "has_account": has_account,
        "case": case,
    }


def _crumbs(*, linked: bool = False) -> list[Link]:
    here = reverse("records:information") if linked else ""
    return [
        Link(label=_("My desk"), url=reverse("home:desk")),
        Link(label=_("Information requests"), url=here),
    ]
