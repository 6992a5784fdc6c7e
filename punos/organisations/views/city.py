"""The administrator's desk: units of the city, roles in them, sign-in groups."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.languages import current_language
from punos.core.pages import page, posted
from punos.organisations import actions, queries, rules
from punos.organisations.forms import EndForm, GrantForm, GroupForm, UnitForm
from punos.organisations.models import ActingRequest, CityUnit, Role, SignInGroup


@login_required
def units(request: ActingRequest) -> HttpResponse:
    """The tree of the city's units with the roles in each; a new unit is added below."""
    rules.check_run_installation(request.actor)
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.run(actions.set_up_unit, actor=request.actor):
        return redirect("organisations:unit", form.outcome.slug)
    roles = queries.roles_by_unit()
    context = {
        "tree": [(depth, each, roles.get(each.pk, [])) for depth, each in queries.unit_tree()],
        "form": form,
        "crumbs": [Link(label=_("Units and roles"))],
    }
    return page(request, "organisations/units.html", context, status=422 if form.errors else 200)


@login_required
def unit(request: ActingRequest, unit: str) -> HttpResponse:
    """One unit: its name and place, who holds which role in it since when and why, and who did."""
    rules.check_run_installation(request.actor)
    return _unit_page(request, get_object_or_404(CityUnit, slug=unit))


def _unit_page(request: ActingRequest, found: CityUnit, **forms: Any) -> HttpResponse:
    """The page of a unit, with the form that has to be mended where there is one."""
    names = {f"name_{code}": text.text for code, text in found.name.texts.items()}
    context = {
        "unit": found,
        "roles": queries.roles_of(found),
        "groups": found.sign_in_groups.order_by("name", "kind"),
        "unit_form": UnitForm(
            unit=found, initial={**names, "parent": found.parent_id or "", "second_look": found.second_look}
        ),
        "grant_form": GrantForm(),
        "end_form": EndForm(),
        "group_form": GroupForm(auto_id="group_%s"),
        "crumbs": [
            Link(label=_("Units and roles"), url=reverse("organisations:units")),
            Link(label=found.name.read(current_language()).text),
        ],
        **forms,
    }
    return page(request, "organisations/unit.html", context, status=422 if forms else 200)


@posted("organisations:unit", "unit")
def change_unit(request: ActingRequest, unit: str) -> HttpResponse:
    """Rename a unit or move it in the tree."""
    rules.check_run_installation(request.actor)
    found = get_object_or_404(CityUnit, slug=unit)
    form = UnitForm(request.POST, unit=found)
    if form.run(actions.set_up_unit, actor=request.actor):
        return redirect("organisations:unit", unit)
    return _unit_page(request, found, unit_form=form)


@posted("organisations:unit", "unit")
def close_unit(request: ActingRequest, unit: str) -> HttpResponse:
    """End a unit that nobody belongs to any more."""
    actions.close_unit(actor=request.actor, unit=get_object_or_404(CityUnit, slug=unit))
    return redirect("organisations:units")


@posted("organisations:unit", "unit")
def grant_role(request: ActingRequest, unit: str) -> HttpResponse:
    """Give somebody a role in this unit."""
    rules.check_run_installation(request.actor)
    found = get_object_or_404(CityUnit, slug=unit)
    form = GrantForm(request.POST)
    if form.run(actions.grant_role, actor=request.actor, unit=found):
        return redirect("organisations:unit", unit)
    return _unit_page(request, found, grant_form=form)


@posted("organisations:unit", "unit")
def end_role(request: ActingRequest, unit: str, role: int) -> HttpResponse:
    """Take a role away."""
    rules.check_run_installation(request.actor)
    found = get_object_or_404(CityUnit, slug=unit)
    held = get_object_or_404(Role, pk=role, unit=found)
    form = EndForm(request.POST)
    if form.run(actions.end_role, actor=request.actor, role=held):
        return redirect("organisations:unit", unit)
    return _unit_page(request, found, end_form=form)


@posted("organisations:unit", "unit")
def map_group(request: ActingRequest, unit: str) -> HttpResponse:
    """Let a group of the sign-in service stand for a role in this unit."""
    rules.check_run_installation(request.actor)
    found = get_object_or_404(CityUnit, slug=unit)
    form = GroupForm(request.POST, auto_id="group_%s")
    if form.run(actions.map_group, actor=request.actor, unit=found):
        return redirect("organisations:unit", unit)
    return _unit_page(request, found, group_form=form)


@posted("organisations:unit", "unit")
def unmap_group(request: ActingRequest, unit: str, group: int) -> HttpResponse:
    """Let a group stand for a role no longer."""
    rules.check_run_installation(request.actor)
    found = get_object_or_404(SignInGroup, pk=group, unit__slug=unit)
    actions.unmap_group(actor=request.actor, group=found)
    return redirect("organisations:unit", unit)
