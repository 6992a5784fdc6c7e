"""Who acts for an organisation: the page of its people, inviting, granting, ending."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.languages import current_language
from punos.core.pages import page, posted
from punos.organisations import actions, queries, rules
from punos.organisations.forms import InviteForm, MandateForm, ReasonForm
from punos.organisations.models import (
    ActingRequest,
    Actor,
    Mandate,
    MandateInvitation,
    Organisation,
    Scope,
)

DONE = {
    "invited": gettext_lazy("The invitation has been sent. You can withdraw it until it has been accepted."),
    "withdrawn": gettext_lazy("The invitation has been withdrawn. Its link works no longer."),
    "granted": gettext_lazy("The mandate has been given."),
    "ended": gettext_lazy("The mandate has ended."),
    "accepted": gettext_lazy("The request has been accepted. The person gets to know it by e-mail."),
    "declined": gettext_lazy("The request has been declined. The person gets your reason by e-mail."),
    "taken": gettext_lazy("You now act for this organisation. The top of each page says so."),
}


def crumbs(organisation: Organisation, *below: str) -> list[Link]:
    """The way from the directory by the card and the people's page to this one, if it lies below."""
    language = current_language()
    people = [Link(label=_("People"), url=reverse("organisations:people", args=[organisation.slug]))]
    return [
        Link(label=_("Organisations"), url=reverse("organisations:directory")),
        Link(label=organisation.name_in(language), url=f"/{language}{organisation.address}"),
        *(people if below else [Link(label=_("People"))]),
        *(Link(label=each) for each in below),
    ]


def found(actor: Actor, slug: str) -> Organisation:
    """The organisation of the address, where this person may know that it is there."""
    return get_object_or_404(queries.within_reach(actor), slug=slug)


def named(organisation: Organisation) -> str:
    """Its name in the language of the page."""
    return organisation.name_in(current_language())


def given(request: ActingRequest) -> QueryDict | None:
    """What was sent with a form's button; nothing where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def back_to(organisation: Organisation, done: str = "") -> HttpResponse:
    """To the page of the organisation's people, which says what has been done."""
    return redirect(f"{reverse('organisations:people', args=[organisation.slug])}{done and f'?done={done}'}")


@login_required
def people(request: ActingRequest, slug: str) -> HttpResponse:
    """Managers and who keeps the registry see everybody; others see what they themselves may do."""
    actor = request.actor
    organisation = found(actor, slug)
    rules.check_see_people(actor, organisation)
    manages = Scope.MANAGE_PEOPLE in actor.scopes_for(organisation.pk)
    keeps = allowed(rules.check_keep_registry, actor)
    seen = queries.people_of(organisation) if manages or keeps else None
    context = {
        "organisation": organisation,
        "name": named(organisation),
        "mine": [each for each in actor.mandates if each.organisation_id == organisation.pk],
        "people": seen,
        "may_manage": allowed(rules.check_manage_people, actor, organisation) and not organisation.ended_on,
        "may_grant": allowed(rules.check_grant_mandate, actor, organisation),
        "may_decide": manages or not queries.managers_of(organisation),
        "notice": DONE.get(request.GET.get("done", ""), ""),
        "crumbs": crumbs(organisation),
    }
    return page(request, "organisations/people.html", context)


@login_required
def invite(request: ActingRequest, slug: str) -> HttpResponse:
    """Invite somebody by e-mail to act for the organisation."""
    actor = request.actor
    organisation = found(actor, slug)
    rules.check_manage_people(actor, organisation)
    form = InviteForm(given(request), initial={"language": current_language()})
    acting = actor.wearing(organisation)
    if given(request) is not None and form.run(actions.invite, actor=acting, organisation=organisation):
        return back_to(organisation, "invited")
    told = {
        "title": _("Invite somebody"),
        "intro": _(
            "They get a link by e-mail, sign in with that address and accept. The link holds for 14 days."
        ),
        "submit": _("Send the invitation"),
    }
    return _form_page(request, organisation, form, told)


@login_required
def grant_mandate(request: ActingRequest, slug: str) -> HttpResponse:
    """Give a mandate to somebody with an account, on the city's own check."""
    actor = request.actor
    organisation = found(actor, slug)
    rules.check_grant_mandate(actor, organisation)
    form = MandateForm(given(request))
    known: dict[str, Any] = {"actor": actor, "organisation": organisation}
    if given(request) is not None and form.run(actions.grant_mandate, **known):
        return back_to(organisation, "granted")
    told = {
        "title": _("Give a mandate"),
        "intro": _("When you have checked yourself that the person acts for the organisation."),
        "submit": _("Give the mandate"),
    }
    return _form_page(request, organisation, form, told)


def _form_page(
    request: ActingRequest, organisation: Organisation, form: InviteForm | MandateForm, told: dict[str, str]
) -> HttpResponse:
    context: dict[str, Any] = {
        "organisation": organisation,
        "name": named(organisation),
        "form": form,
        "crumbs": crumbs(organisation, told["title"]),
        **told,
    }
    return page(request, "organisations/person_form.html", context, status=422 if form.errors else 200)


@posted("organisations:people", "slug")
@login_required
def withdraw_invitation(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """Take an invitation back."""
    organisation = found(request.actor, slug)
    rules.check_manage_people(request.actor, organisation)
    invitation = get_object_or_404(MandateInvitation, pk=number, organisation=organisation)
    actions.withdraw_invitation(actor=request.actor.wearing(organisation), invitation=invitation)
    return back_to(organisation, "withdrawn")


@login_required
def end_mandate(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """End somebody's mandate, or one's own, once one has said so on a page of its own."""
    actor = request.actor
    organisation = found(actor, slug)
    mandate = get_object_or_404(
        Mandate.objects.select_related("organisation", "person"), pk=number, organisation=organisation
    )
    others = queries.other_managers(organisation, mandate.person_id)
    rules.check_end_mandate(actor, mandate, others)
    is_own = mandate.person_id == actor.person_id
    form = ReasonForm(given(request))
    acting = actor.wearing(organisation)
    if given(request) is not None and form.run(actions.end_mandate, actor=acting, mandate=mandate):
        is_gone = is_own and mandate.organisation_id not in queries.actor_for(actor.person).acts_for
        return redirect("home:desk") if is_gone else back_to(organisation, "ended")
    title = _("Leave the organisation") if is_own else _("End a mandate")
    context = {
        "organisation": organisation,
        "name": named(organisation),
        "mandate": mandate,
        "is_own": is_own,
        "form": form,
        "title": title,
        "crumbs": crumbs(organisation, title),
    }
    return page(request, "organisations/end_mandate.html", context, status=422 if form.errors else 200)
