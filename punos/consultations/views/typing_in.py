"""Answers that officers type in for those who phoned, wrote on paper or came by."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import TypedInForm
from punos.consultations.models import Consultation, PartKind, SubmissionState
from punos.consultations.queries import background_asked, parts_of
from punos.consultations.views.answering import at
from punos.consultations.views.reading import asked, crumbs
from punos.consultations.views.sheets import Sheet
from punos.core.errors import allowed
from punos.core.languages import current_language
from punos.core.pages import page
from punos.organisations.models import ActingRequest
from punos.processes.rules import check_lead


@login_required
def typed_in(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """What has been typed in, and the form that begins another one."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    check_lead(actor, found.process.host_unit_id, found.process.host_organisation_id)
    form = _form(request, found)
    known: dict[str, Any] = {"consultation": found, "received_at": request.received_at}
    if request.method == "POST" and form.run(actions.begin_typed_in, actor=actor, **known):
        begun = form.outcome
        return redirect(at(Sheet(actor, found, begun.voice, begun), "answer"))
    context = {
        "consultation": found,
        "form": form,
        "typed": queries.typed_in(found),
        "can_type": allowed(rules.check_typing_time, found, request.received_at),
        "is_closed": found.is_closed(request.received_at),
        "typing_ends": rules.typing_ends(found),
        "typed_in_days": rules.TYPED_IN_DAYS,
        "crumbs": crumbs(found, _("Answers typed in")),
    }
    return page(request, "consultations/typed_in.html", context, status=422 if form.errors else 200)


def _form(request: ActingRequest, consultation: Consultation) -> TypedInForm:
    offered = next((part for part in parts_of(consultation) if part.kind == PartKind.BACKGROUND), None)
    return TypedInForm(
        request.POST or None,
        initial={"language": current_language()},
        fields=offered.fields if offered else [],
        questions=background_asked(offered.background) if offered else [],
        language=current_language(),
    )


@login_required
def typed_in_answer(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """Goes on with one of them: its form, or its receipt once it has been sent."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    check_lead(actor, found.process.host_unit_id, found.process.host_organisation_id)
    typed = found.submissions.filter(voice__speaker__startswith="typed:").select_related("voice")
    begun = get_object_or_404(typed, pk=number)
    # notes of an event from before there were receipts of them have none
    is_done = begun.state in {SubmissionState.SENT, SubmissionState.WITHDRAWN} and begun.receipts.exists()
    return redirect(at(Sheet(actor, found, begun.voice, begun), "receipt" if is_done else "answer"))
