"""Inviting many organisations at once: looking for them, ticking, and what else they are asked at that time."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import AddressingForm, TickedForm
from punos.consultations.models import Consultation
from punos.consultations.queries import Candidates
from punos.consultations.views.inviting import led
from punos.consultations.views.reading import crumbs
from punos.core.components import Link
from punos.core.pages import page
from punos.organisations import queries as organisations
from punos.organisations.models import ActingRequest


@login_required
def invite_many(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Find organisations, see whom a letter reaches and who has much to answer already, and invite those ticked."""
    found = led(request, process, consultation)
    now = timezone.now()
    rules.check_invite_any(request.actor, found, now)
    form = AddressingForm(
        request.GET,
        districts=organisations.districts(),
        processes=queries.processes_with_answers(request.actor),
    )
    is_sought = any(name in request.GET for name in form.fields)
    listed = queries.candidates(request.actor, found, form.sought, now) if is_sought else None
    ticked = TickedForm(request.POST or None)
    if request.method == "POST" and ticked.run(actions.invite_many, actor=request.actor, consultation=found):
        return _done(request, found, ticked.outcome)
    context = {
        "consultation": found,
        "form": form,
        "ticked_form": ticked,
        "ticked": _ticked(request, listed) if listed else set(),
        "listed": listed,
        "crumbs": _crumbs(found),
    }
    return page(request, "consultations/invite_many.html", context, status=422 if ticked.errors else 200)


def _ticked(request: ActingRequest, listed: Candidates) -> set[str]:
    """What was ticked; at first those to whom a letter can go."""
    if request.method == "POST":
        return set(request.POST.getlist("organisations"))
    return {str(each.organisation.pk) for each in listed.to_write}


def _crumbs(consultation: Consultation) -> list[Link]:
    place = [consultation.process.slug, consultation.slug]
    above = Link(label=_("Invitations"), url=reverse("consultations:invitations", args=place))
    return [*crumbs(consultation, "-")[:-1], above, Link(label=_("Invite many"))]


def _done(request: ActingRequest, found: Consultation, outcome: actions.InvitedMany) -> HttpResponse:
    """What came of it, with the way back to the list."""
    context = {
        "consultation": found,
        "outcome": outcome,
        "written": len(outcome.invited) - outcome.to_call,
        "crumbs": _crumbs(found),
    }
    return page(request, "consultations/invited_many.html", context)
