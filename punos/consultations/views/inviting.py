"""Inviting organisations to answer, and the page that the link of an invitation leads to."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import InviteForm
from punos.consultations.views.reading import asked, crumbs
from punos.consultations.views.taking_part import marked
from punos.core.marks import remember
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest
from punos.processes.rules import check_lead

DAY = 86_400


@login_required
def invitations(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Who was invited and what came of it; whoever leads the process invites more."""
    actor = request.actor
    found = asked(actor, process, consultation)
    check_lead(actor, found.process.host_unit_id, found.process.host_organisation_id)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.run(actions.invite_to_answer, actor=actor, consultation=found):
        return redirect(f"{request.path}#invitation-{form.outcome.pk}")
    context = {
        "consultation": found,
        "form": form,
        "invited": list(queries.invitations_of(found)),
        "public_address": settings.PUBLIC_ADDRESS,
        "is_closed": found.is_closed(timezone.now()),
        "crumbs": crumbs(found, _("Invitations")),
    }
    return page(request, "consultations/invitations.html", context, status=422 if form.errors else 200)


@posted("consultations:invitations", "process", "consultation")
def withdraw_invitation(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """Take an invitation back."""
    found = asked(request.actor, process, consultation)
    invited = get_object_or_404(found.invitations.standing(), pk=number)
    actions.withdraw_invitation_to_answer(actor=request.actor, invitation=invited)
    return redirect(reverse("consultations:invitations", args=[process, consultation]))


def invitation(request: ActingRequest, process: str, consultation: str, token: str) -> HttpResponse:
    """What a link leads to: who is asked what, and the ways to answer. Opening it changes nothing."""
    found = asked(request.actor, process, consultation)
    behind = queries.invitation_behind(token)
    if behind is not None and behind.consultation_id != found.pk:
        behind = None
    has_people = queries.has_people(behind)
    if not has_people:
        rules.check_use_invitation(behind, timezone.now(), has_people=False)
    assert behind is not None  # the rule refuses a link that leads nowhere
    context = {
        "consultation": found,
        "organisation": behind.organisation,
        "token": token,
        "has_people": has_people,
        "wears_hat": behind.organisation_id in request.actor.acts_for,
        "crumbs": crumbs(found, _("Invitation")),
    }
    return page(request, "consultations/invitation.html", context)


@posted("consultations:invitation", "process", "consultation", "token")
def use_invitation(request: ActingRequest, process: str, consultation: str, token: str) -> HttpResponse:
    """Answer for the organisation in this browser from now on, without an account."""
    actor, mark = marked(request)
    found = asked(actor, process, consultation)
    actions.use_invitation(actor=actor, consultation=found, token=token)
    response = redirect(reverse("consultations:take_part", args=[process, consultation]))
    response.set_signed_cookie(
        settings.INVITATION_COOKIE_NAME,
        token,
        max_age=settings.VOICE_COOKIE_DAYS * DAY,
        httponly=True,
        samesite="Lax",
        secure=settings.VOICE_COOKIE_SECURE,
    )
    return remember(response, mark or actor.browser)


@posted("consultations:consultation_detail", "process", "consultation")
def leave_invitation(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Answer for the organisation no longer in this browser; what was answered stays."""
    response = redirect(reverse("consultations:consultation_detail", args=[process, consultation]))
    response.delete_cookie(settings.INVITATION_COOKIE_NAME, samesite="Lax")
    return response
