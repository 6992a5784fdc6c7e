"""Coming to act for an organisation: opening an invitation, asking to join, deciding, adding one's own group."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.core.components import Link
from punos.core.errors import NotNow, Refused, allowed
from punos.core.pages import page, posted
from punos.organisations import actions, queries, rules
from punos.organisations.forms import AcceptForm, DeclineForm, JoinForm, OwnGroupForm, VerifiedAcceptForm
from punos.organisations.models import ActingRequest, JoinRequest, Organisation, Scope
from punos.organisations.models.actor import HAT
from punos.organisations.views.people import back_to, crumbs, found, given, named

ASKED = {
    "asked": gettext_lazy("Your request has been sent. You get the answer by e-mail."),
    "withdrawn": gettext_lazy("You have withdrawn your request."),
    "added": gettext_lazy("The organisation has been added, and the city checks that you act for it."),
}


def _put_hat_on(request: ActingRequest, organisation: Organisation) -> None:
    """Act for the organisation from the next request on."""
    actions.wear_hat(actor=queries.actor_for(request.actor.person), organisation=organisation)
    request.session[HAT] = organisation.pk


def invitation(request: ActingRequest, token: str) -> HttpResponse:
    """What a link of an invitation leads to. Opening it accepts nothing, and tells nobody but the invited anything."""
    actor = request.actor
    context: dict[str, Any] = {"crumbs": [Link(label=_("Invitation"))], "here": request.path}
    if actor.person is None:
        return page(request, "organisations/invitation.html", context)
    if request.method == "POST":
        mandate = actions.accept_invitation(actor=actor, token=token)
        _put_hat_on(request, mandate.organisation)
        return back_to(mandate.organisation, "taken")
    opened = queries.invitation_by(token)
    addresses = queries.addresses_of(actor.person)
    try:
        rules.check_accept_invitation(actor, opened, addresses)
    except Refused as refusal:
        context |= {"refusal": str(refusal), "addresses": addresses}
        return page(request, "organisations/invitation.html", context, status=refusal.status)
    assert opened is not None  # the rule refuses a link that leads nowhere
    context |= {"invitation": opened, "name": named(opened.organisation)}
    return page(request, "organisations/invitation.html", context)


@login_required
def join(request: ActingRequest, slug: str) -> HttpResponse:
    """Ask to act for an organisation, or see what came of asking."""
    actor = request.actor
    organisation = found(actor, slug)
    form = JoinForm(given(request))
    if request.method == "POST" and form.run(actions.ask_to_join, actor=actor, organisation=organisation):
        return redirect(f"{reverse('organisations:join', args=[slug])}?done=asked")
    try:
        rules.check_ask_to_join(actor, organisation)
        closed = ""
    except NotNow as refusal:
        closed = str(refusal)
    context = {
        "organisation": organisation,
        "name": named(organisation),
        "form": form,
        "closed": closed,
        "acts_already": organisation.pk in actor.acts_for,
        "last": queries.last_request(actor, organisation),
        "has_managers": bool(queries.managers_of(organisation)),
        "notice": ASKED.get(request.GET.get("done", ""), ""),
        "crumbs": [*crumbs(organisation)[:-1], Link(label=_("Ask to join"))],
    }
    return page(request, "organisations/join.html", context, status=422 if form.errors else 200)


@posted("organisations:join", "slug")
@login_required
def withdraw_join(request: ActingRequest, slug: str) -> HttpResponse:
    """Take one's own request back."""
    actor = request.actor
    waiting = JoinRequest.objects.waiting().filter(organisation__slug=slug, person=actor.person)
    organisation = found(actor, slug)
    actions.withdraw_join(actor=actor, request=get_object_or_404(waiting))
    visible = Organisation.objects.visible_to(actor).filter(pk=organisation.pk).exists()
    there = f"{reverse('organisations:join', args=[slug])}?done=withdrawn"
    return redirect(there if visible else reverse("home:desk"))


@login_required
def decide_join(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """Accept a request, saying what the person may do, or decline it with a reason."""
    actor = request.actor
    organisation = found(actor, slug)
    rules.check_manage_people(actor, organisation)
    rows = JoinRequest.objects.select_related("organisation", "person")
    asked = get_object_or_404(rows, pk=number, organisation=organisation)
    rules.check_decide_join(actor, asked)
    is_manager = Scope.MANAGE_PEOPLE in actor.scopes_for(organisation.pk)
    declines = "decline" in request.POST
    sent = given(request)
    accept_type = AcceptForm if is_manager else VerifiedAcceptForm
    accept = accept_type(None if declines else sent, initial={"scopes": _first_scopes(organisation)})
    decline = DeclineForm(sent if declines else None)
    form = decline if declines else accept
    known: dict[str, Any] = {"actor": actor.wearing(organisation), "request": asked, "accept": not declines}
    if sent is not None and form.run(actions.decide_join, **known):
        return back_to(organisation, "declined" if declines else "accepted")
    context = {
        "organisation": organisation,
        "name": named(organisation),
        "asked": asked,
        "form": form,
        "accept": accept,
        "decline": decline,
        "crumbs": crumbs(organisation, _("Request to join")),
    }
    return page(request, "organisations/decide_join.html", context, status=422 if form.errors else 200)


def _first_scopes(organisation: Organisation) -> list[str]:
    """What is ticked beforehand: the first person of an organisation gets to manage it, others to answer."""
    return [Scope.ANSWER] if queries.managers_of(organisation) else list(Scope.values)


@login_required
def add_group(request: ActingRequest) -> HttpResponse:
    """Add one's own group or association, once one has seen that it is not there already."""
    actor = request.actor
    form = OwnGroupForm(given(request))
    alike: list[Organisation] = []
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["told"]
        if "none_of_these" not in request.POST:
            numbers = [value for _scheme, value in told.identifiers]
            alike = queries.alike(actor, told.name, numbers)
        if not alike and form.run(actions.add_group, actor=actor):
            return _added(request, form.outcome)
    may_add = allowed(rules.check_add_own_group, actor, queries.unseen_groups(actor))
    context = {
        "form": form,
        "alike": alike,
        "may_add": may_add,
        "crumbs": [
            Link(label=_("Organisations"), url=reverse("organisations:directory")),
            Link(label=_("Add a group or an association")),
        ],
    }
    return page(request, "organisations/add_group.html", context, status=422 if form.errors else 200)


def _added(request: ActingRequest, organisation: Organisation) -> HttpResponse:
    """To what comes next: acting for one's group at once, or waiting for the city's answer."""
    if organisation.is_registered:
        return redirect(f"{reverse('organisations:join', args=[organisation.slug])}?done=added")
    _put_hat_on(request, organisation)
    return back_to(organisation, "taken")
