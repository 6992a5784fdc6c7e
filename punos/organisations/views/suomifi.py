"""Showing by Suomi.fi e-Authorizations for whom one may act."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csp import csp_override

from punos.core.components import Link
from punos.core.errors import NotNow
from punos.core.languages import current_language
from punos.core.outside import OutsideTroubleError
from punos.core.pages import page, posted
from punos.organisations import actions
from punos.organisations.actions import NotTaken, Outcome, Told
from punos.organisations.adapters import suomifi as adapter
from punos.organisations.adapters.sign_in import WAY
from punos.organisations.models import ActingRequest

OUTCOME = "suomifi_outcome"  # where the session keeps what came of the last visit, until it has been shown
AT_THE_DOOR = "demo"  # the demo town's stand-in knows no such person, and lets one choose whom to be
WHY_NOT = {
    NotTaken.NO_SCOPE: gettext_lazy("None of your roles there gives rights in this service."),
    NotTaken.ENDED: gettext_lazy("According to the registry the organisation has ended."),
    NotTaken.SAME_NAME: gettext_lazy(
        "There is an organisation of this name whose business ID we do not know yet. Ask to join it: the city checks."
    ),
    NotTaken.NUMBER: gettext_lazy("Suomi.fi did not give a business ID for it."),
}
FAULTS = {
    "unasked": gettext_lazy(
        "This answer from Suomi.fi has been used already or belongs to another visit. Begin again."
    ),
    "late": gettext_lazy("Choosing at Suomi.fi took too long. Begin again."),
    "declined": gettext_lazy("Nothing was chosen at Suomi.fi. You can begin again, or ask to join instead."),
}
TROUBLE = gettext_lazy("Suomi.fi does not answer just now. Nothing was changed; try again later.")


def is_known(request: ActingRequest) -> bool:
    """Whether Suomi.fi has just heard from the sign-in who asks; the demo town's stand-in asks by itself."""
    return settings.DEMO or WAY in request.session


@login_required
def suomifi(request: ActingRequest) -> HttpResponse:
    """What it is for, the button, and what came of the last visit."""
    shown = request.session.pop(OUTCOME, None)
    context = {
        "is_configured": adapter.is_configured(),
        "is_known": is_known(request),
        "by_service": bool(settings.OIDC_ISSUER),
        "outcome": shown,
        "crumbs": [Link(label=_("My desk"), url=reverse("home:desk")), Link(label="Suomi.fi")],
    }
    if not adapter.is_configured():
        return page(request, "organisations/suomifi.html", context)
    leads_there = {"form-action": [*settings.SECURE_CSP["form-action"], adapter.origin()]}
    widened = csp_override({**settings.SECURE_CSP, **leads_there})
    response: HttpResponse = widened(lambda seen: page(seen, "organisations/suomifi.html", context))(request)
    return response


@posted("organisations:suomifi")
@login_required
def suomifi_start(request: ActingRequest) -> HttpResponse:
    """Go to Suomi.fi to choose for which organisations one acts."""
    way: str = request.session.pop(WAY, "")
    if way:
        return redirect(way)
    if not adapter.is_configured() or not is_known(request):
        raise NotNow(_("Sign in with Suomi.fi identification first, so that Suomi.fi knows who asks."))
    try:
        errand, there = adapter.begin(
            personal_identity_code=AT_THE_DOOR,
            return_address=settings.PUBLIC_ADDRESS + reverse("organisations:suomifi_callback"),
            language=current_language(),
        )
    except OutsideTroubleError as trouble:
        raise NotNow(str(TROUBLE)) from trouble
    adapter.keep(request.session, errand)
    return redirect(there)


@login_required
def suomifi_callback(request: ActingRequest) -> HttpResponse:
    """Back from Suomi.fi: take over what it says, and show what was taken and what was not."""
    try:
        found = _found(request)
    except adapter.ErrandError as fault:
        raise NotNow(str(FAULTS[fault.code])) from fault
    except OutsideTroubleError as trouble:
        raise NotNow(str(TROUBLE)) from trouble
    told = [Told(each.identifier, each.name, each.scopes(), each.roles) for each in found]
    outcomes = actions.take_over(actor=request.actor, told=told)
    request.session[OUTCOME] = [_in_words(each) for each in outcomes]
    return redirect("organisations:suomifi")


def _found(request: ActingRequest) -> list[adapter.Acting]:
    """What Suomi.fi tells of who has come back; whoever chose nothing there brings no code."""
    errand = adapter.take(request.session, state=request.GET.get("state", ""))
    code = request.GET.get("code", "")
    if not code:
        raise adapter.ErrandError("declined")
    return adapter.finish(errand, code=code)


def _in_words(outcome: Outcome) -> dict[str, str | list[str]]:
    """What the next page shows of one organisation."""
    if outcome.mandate is None:
        return {"name": outcome.name, "why_not": str(WHY_NOT[NotTaken(outcome.why_not)])}
    organisation = outcome.mandate.organisation
    return {
        "name": organisation.name_in(current_language()),
        "slug": organisation.slug,
        "scopes": [str(label) for label in outcome.mandate.scope_labels],
    }
