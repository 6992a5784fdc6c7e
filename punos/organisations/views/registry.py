"""Keeping the registry: its desk, and editing a card."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.forms import Form
from punos.core.languages import current_language
from punos.core.pages import page, posted
from punos.organisations import actions, queries, rules
from punos.organisations.adapters import prh
from punos.organisations.forms import (
    CardForm,
    FindInRegistryForm,
    LifeForm,
    ListingForm,
    NameForm,
    NumberForm,
    RemoveNumberForm,
    SettleForm,
)
from punos.organisations.models import ActingRequest, LifeEventKind, Organisation, RegisterChange

# What else is changed on the page of a card: the form, its name on the page, and the verb.
MORE: dict[str, tuple[type[Form], str, Callable[..., Any]]] = {
    "name": (NameForm, "name_form", actions.rename),
    "number": (NumberForm, "number_form", actions.add_number),
    "remove-number": (RemoveNumberForm, "", actions.remove_number),
    "listing": (ListingForm, "", actions.list_organisation),
    "look-up": (Form, "", actions.ask_register),
}
LIFE: dict[str, Callable[..., Organisation]] = {
    LifeEventKind.DISSOLVED: actions.dissolve,
    LifeEventKind.MERGED: actions.merge,
    LifeEventKind.REVIVED: actions.revive,
}


@login_required
def registry(request: ActingRequest) -> HttpResponse:
    """The keepers' desk: cards to look at, what registers say otherwise, the last files, and a search."""
    rules.check_keep_registry(request.actor)
    form = FindInRegistryForm(request.GET or None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "form": form,
        "asked": asked,
        "found": queries.found_in_registry(asked),
        "waiting": queries.waiting_cards(),
        "changes": queries.shown_changes(queries.waiting_changes()),
        "imports": queries.last_imports()[:5],
        "crumbs": [Link(label=_("The registry"))],
    }
    return page(request, "organisations/registry.html", context)


@posted("organisations:registry")
def settle_change(request: ActingRequest, number: int) -> HttpResponse:
    """Take over what a register says, or keep what the card says."""
    seen = RegisterChange.objects.filter(organisation__in=Organisation.objects.visible_to(request.actor))
    change = get_object_or_404(seen.select_related("organisation"), pk=number)
    form = SettleForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.settle_change(actor=request.actor, change=change, **form.cleaned_data)
    if request.POST.get("from") == "registry":
        return redirect("organisations:registry")
    return redirect("organisations:edit_card", change.organisation.slug)


def _card(request: ActingRequest, slug: str) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.actor), slug=slug)


@login_required
def edit_card(request: ActingRequest, slug: str) -> HttpResponse:
    """What an organisation says of itself, with what registers say beside it."""
    organisation = _card(request, slug)
    rules.check_see_edit(request.actor, organisation)
    if request.method != "POST":
        return _edit_page(request, organisation)
    actor = request.actor.wearing(organisation)
    form = CardForm(request.POST, organisation=organisation)
    if form.run(actions.change_card, actor=actor, organisation=organisation):
        return redirect(f"{reverse('organisations:edit_card', args=[slug])}?done=card")
    return _edit_page(request, organisation, form=form)


def _edit_page(request: ActingRequest, organisation: Organisation, **forms: Form) -> HttpResponse:
    """The page of a card with all its forms, of which one may have to be mended."""
    actor, language = request.actor, current_language()
    name = organisation.name_in(language)
    business_id = queries.business_id_of(organisation)
    context: dict[str, Any] = {
        "organisation": organisation,
        "name": name,
        **_fresh_forms(organisation, language),
        **forms,
        "keeps": allowed(rules.check_keep_registry, actor),
        "may_change": allowed(rules.check_change_card, actor, organisation),
        "may_ask": prh.is_configured()
        and allowed(rules.check_ask_register, actor, organisation, business_id),
        "numbers": organisation.identifiers.order_by("scheme", "value"),
        "names": organisation.names.order_by("language", "used_until", "id"),
        "records": queries.register_records(organisation),
        "changes": queries.shown_changes(queries.waiting_changes(organisation)),
        "notice": _("The card has been changed.") if request.GET.get("done") else "",
        "crumbs": [
            Link(label=name, url=f"/{language}{organisation.address}"),
            Link(label=_("Change the card")),
        ],
    }
    response = page(
        request, "organisations/edit_card.html", context, part="register", status=422 if forms else 200
    )
    if request.htmx and not any(record.is_awaited for record in context["records"]):
        response["HX-Refresh"] = "true"
    return response


def _fresh_forms(organisation: Organisation, language: str) -> dict[str, Form]:
    """The forms of a card as they are before anybody has written anything."""
    return {
        "form": CardForm(organisation=organisation),
        "name_form": NameForm(auto_id="name_%s", initial={"language": language}),
        "number_form": NumberForm(auto_id="number_%s"),
        "life_form": LifeForm(auto_id="life_%s"),
    }


@posted("organisations:edit_card", "slug")
def change_more(request: ActingRequest, slug: str, what: str) -> HttpResponse:
    """A new name, a number, a place in the directory, or asking the register; each from its own form."""
    if what not in MORE:
        raise Http404
    organisation = _card(request, slug)
    form_class, name, act = MORE[what]
    rules.check_see_edit(request.actor, organisation)
    form = form_class(request.POST, auto_id=f"{name.removesuffix('_form')}_%s" if name else "%s")
    if form.run(act, actor=request.actor.wearing(organisation), organisation=organisation):
        return redirect(
            f"{reverse('organisations:edit_card', args=[slug])}{'' if what == 'look-up' else '?done=1'}"
        )
    return _edit_page(request, organisation, **{name or "more_form": form})


@posted("organisations:edit_card", "slug")
def note_life(request: ActingRequest, slug: str) -> HttpResponse:
    """Note the end of an organisation, a merger, or that it goes on after all."""
    organisation = _card(request, slug)
    rules.check_keep_registry(request.actor)
    form = LifeForm(request.POST, auto_id="life_%s")
    if form.run(_live, actor=request.actor, organisation=organisation):
        return redirect(f"{reverse('organisations:edit_card', args=[slug])}?done=1")
    return _edit_page(request, organisation, life_form=form)


def _live(*, kind: str, into: Organisation | None, **told: Any) -> Organisation:
    """The verb for what has happened."""
    return LIFE[kind](**told, **({"into": into} if into else {}))
