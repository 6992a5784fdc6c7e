"""A process on its way to the case system: how it is filed, its packages, what the case system answered."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.errors import Refused, allowed
from punos.core.forms import Form
from punos.core.languages import current_language
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest
from punos.processes.models import Process
from punos.processes.rules import check_lead
from punos.records import actions, queries, rules
from punos.records.forms import CaseForm, ReceivedForm, usual_grounds
from punos.records.models import Handover


@login_required
def handover(request: ActingRequest, process: str) -> HttpResponse:
    """How the process is filed, and below that its packages; an auditor reads along."""
    found = _asked(request, process)
    rules.check_see_handover(request.actor, found)
    case = queries.case_file_of(found)
    form = CaseForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.run(actions.file_case, actor=request.actor, process=found):
        return redirect(request.path)
    return _shown(request, found, form=form)


@posted("records:handover", "process")
def make_handover(request: ActingRequest, process: str) -> HttpResponse:
    """Has the package made."""
    found, form = _asked(request, process), Form(request.POST)
    if form.run(actions.ask_for_handover, actor=request.actor, process=found):
        return redirect(f"{reverse('records:handover', args=[process])}#packages")
    rules.check_see_handover(request.actor, found)
    return _shown(request, found, asking=form)


@login_required
def handover_file(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """A package as it was made; that somebody takes it along is noted."""
    wanted = _numbered(_asked(request, process), number)
    rules.check_fetch_handover(request.actor, wanted.process)
    content = queries.content_of(wanted)
    if content is None:
        raise Http404
    actions.fetch_handover(actor=request.actor, handover=wanted)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{process}-{number}.zip"'
    return response


@posted("records:handover", "process")
def receive_handover(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """Notes what the case system answered."""
    found, form = _asked(request, process), ReceivedForm(request.POST, auto_id=f"received-{number}-%s")
    wanted = _numbered(found, number)
    if form.run(actions.receive_handover, actor=request.actor, handover=wanted):
        return redirect(f"{reverse('records:handover', args=[process])}#packages")
    rules.check_see_handover(request.actor, found)
    return _shown(request, found, received=form, number=number)


def _asked(request: ActingRequest, slug: str) -> Process:
    found = queries.filed_process(request.actor, slug)
    if found is None:
        raise Http404
    return found


def _numbered(process: Process, number: int) -> Handover:
    found = queries.handover_numbered(process, number)
    if found is None:
        raise Http404
    return found


def _shown(
    request: ActingRequest,
    process: Process,
    *,
    form: Form | None = None,
    asking: Form | None = None,
    received: Form | None = None,
    number: int = 0,
) -> HttpResponse:
    """The page, with the form that could not be carried out as it was typed."""
    listed = queries.handovers_of(process, timezone.now())
    case = queries.case_file_of(process)
    context: dict[str, Any] = {
        "process": process,
        "case": case,
        "controller": queries.controller_of(process, case),
        "form": form or CaseForm(case=case),
        "grounds": usual_grounds(),
        "may_lead": allowed(check_lead, request.actor, process.host_unit_id, process.host_organisation_id),
        "settings_of": queries.where_case_number_is(process),
        "asking": asking,
        "in_the_way": _in_the_way(request, process),
        "packages": [(each, _answered(each.handover.number, number, received)) for each in listed],
        "moving": any(each.is_moving for each in listed),
        "crumbs": _crumbs(process),
    }
    is_faulty = any(each.errors for each in (form, asking, received) if each is not None)
    status = 422 if is_faulty else 200
    return page(request, "records/handover.html", context, part="made", status=status)


def _in_the_way(request: ActingRequest, process: Process) -> str:
    """Why no package can be made now, in words; nothing where it can."""
    size = queries.size_of_files(process)
    try:
        rules.check_ask_for_handover(request.actor, process, size_of_files=size)
    except Refused as refusal:
        return str(refusal)
    return ""


def _crumbs(process: Process) -> list[Link]:
    title = process.title.read(current_language()).text
    return [
        Link(label=_("Processes"), url=reverse("home:process_list")),
        Link(label=title, url=reverse("home:process_detail", args=[process.slug])),
        Link(label=_("To the case system")),
    ]


def _answered(number: int, of: int, received: Form | None) -> Form:
    """The form of one package of several: as it was typed, else empty."""
    return received if received and number == of else ReceivedForm(auto_id=f"received-{number}-%s")
