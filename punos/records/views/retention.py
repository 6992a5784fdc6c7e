"""The classes of the city's records plan, for administrators; auditors read them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest
from punos.organisations.rules import check_run_installation
from punos.records import actions, queries, rules
from punos.records.forms import NewRetentionClassForm, RetentionClassForm
from punos.records.models import RetentionClass


def crumbs(*further: Link) -> list[Link]:
    """The way here: the desk, what is due, and the pages below it."""
    desk = Link(label=_("My desk"), url=reverse("home:desk"))
    here = _("Retention and destruction")
    if not further:
        return [desk, Link(label=here)]
    return [desk, Link(label=here, url=reverse("records:retention")), *further]


@login_required
def classes(request: ActingRequest) -> HttpResponse:
    """Every class with how many processes carry it; a new one is added below."""
    actor = request.actor
    rules.check_see_retention(actor)
    form = NewRetentionClassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.run(actions.add_retention_class, actor=actor):
        return redirect("records:classes")
    context = {
        "classes": queries.retention_classes(),
        "form": form,
        "keeps": allowed(check_run_installation, actor),
        "crumbs": crumbs(Link(label=_("Retention classes"))),
    }
    return page(request, "records/classes.html", context, status=422 if form.errors else 200)


@posted("records:classes")
def add_usual_classes(request: ActingRequest) -> HttpResponse:
    """Begins the plan with the classes that most cities have."""
    check_run_installation(request.actor)
    actions.add_usual_classes(actor=request.actor)
    return redirect("records:classes")


@login_required
def edit_class(request: ActingRequest, code: str) -> HttpResponse:
    """One class in three languages; what it is for and how long."""
    actor = request.actor
    check_run_installation(actor)
    found = get_object_or_404(RetentionClass, code=code)
    form = RetentionClassForm(request.POST if request.method == "POST" else None, retention=found)
    if request.method == "POST":
        if form.run(actions.change_retention_class, actor=actor, retention=found):
            return redirect("records:classes")
        form.renew(get_object_or_404(RetentionClass, code=code))
    way = Link(label=_("Retention classes"), url=reverse("records:classes"))
    context = {
        "retention": found,
        "carried_by": queries.carried_by(found),
        "form": form,
        "crumbs": crumbs(way, Link(label=str(found.title))),
    }
    return page(request, "records/edit_class.html", context, status=422 if form.errors else 200)


@posted("records:edit_class", "code")
def end_class(request: ActingRequest, code: str) -> HttpResponse:
    """Gives a class to no process any more."""
    check_run_installation(request.actor)
    found = get_object_or_404(RetentionClass, code=code)
    actions.end_retention_class(actor=request.actor, retention=found)
    return redirect("records:classes")
