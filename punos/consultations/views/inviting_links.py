"""What the link of an invitation leads to: answering without an account, and replying without answering."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import ReplyForm
from punos.consultations.models import Consultation, Invitation
from punos.consultations.views.reading import asked, crumbs
from punos.consultations.views.taking_part import marked
from punos.core.errors import Refused, allowed
from punos.core.marks import remember
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest, Actor

DAY = 86_400


def _behind(consultation: Consultation, token: str) -> Invitation | None:
    """The invitation to this consultation that a link names; one to another leads nowhere."""
    behind = queries.invitation_behind(token)
    return behind if behind is not None and behind.consultation_id == consultation.pk else None


def invitation(request: ActingRequest, process: str, consultation: str, token: str) -> HttpResponse:
    """What a link leads to: who is asked what, and the ways to answer. Opening it changes nothing."""
    found = asked(request.actor, process, consultation)
    behind = _behind(found, token)
    has_people = queries.has_people(behind)
    if not has_people:
        rules.check_standing(behind, timezone.now())
    assert behind is not None  # the rule refuses a link that leads nowhere
    wears_hat = behind.organisation_id in request.actor.acts_for
    may_reply = wears_hat or not has_people
    context = {
        "consultation": found,
        "organisation": behind.organisation,
        "invitation": behind,
        "token": token,
        "has_people": has_people,
        "wears_hat": wears_hat,
        "may_reply": may_reply and allowed(rules.check_standing, behind, timezone.now()),
        "reply_url": reverse("consultations:reply_by_link", args=[process, consultation, token]),
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


@posted("consultations:invitation", "process", "consultation", "token")
def reply_by_link(request: ActingRequest, process: str, consultation: str, token: str) -> HttpResponse:
    """Say by the link alone that the organisation has nothing to comment, or will not answer, or take that back."""
    found = asked(request.actor, process, consultation)
    behind = _behind(found, token)
    rules.check_standing(behind, timezone.now())
    assert behind is not None  # the rule refuses a link that leads nowhere
    actor = request.actor.wearing(behind.organisation)
    if actor.organisation_id != behind.organisation_id:
        rules.check_use_invitation(behind, timezone.now(), has_people=queries.has_people(behind))
        actor = replace(actor, organisation=behind.organisation, invited_to=found.process_id)
    _reply(request, actor, behind)
    return redirect(reverse("consultations:invitation", args=[process, consultation, token]))


@posted("consultations:take_part", "process", "consultation")
def reply(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The same for those who answer for the organisation already."""
    found = asked(request.actor, process, consultation)
    invited = queries.invitation_to(request.actor.organisation, found)
    rules.check_standing(invited, timezone.now())
    assert invited is not None  # the rule refuses where there is none
    _reply(request, request.actor, invited)
    return redirect(reverse("consultations:take_part", args=[process, consultation]))


def _reply(request: ActingRequest, actor: Actor, invited: Invitation) -> None:
    form = ReplyForm(request.POST)
    if not form.run(actions.reply_to_invitation, actor=actor, invitation=invited):
        raise Refused(_("Choose one of the ways that are offered."))
