"""Pages on which one theme is changed: its words, merging it, splitting it, taking it out."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.languages import current_language
from punos.core.pages import page
from punos.organisations.models import ActingRequest
from punos.themes import actions, queries
from punos.themes.forms import EndForm, MergeForm, SplitForm, ThemeForm
from punos.themes.models import Theme
from punos.themes.queries import pages
from punos.themes.views.codebook import led_theme

ROWS_A_PAGE = 200


@login_required
def edit(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """A theme in three languages side by side."""
    found = led_theme(request.actor, process, number)
    form = ThemeForm(_sent(request), theme=found)
    if request.method == "POST":
        if form.run(actions.reword_theme, actor=request.actor, theme=found):
            return redirect("themes:themes", process)
        form.renew(led_theme(request.actor, process, number))
    return _at_work(request, found, "themes/edit.html", _("Edit the theme"), form=form)


@login_required
def merge(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """Moves everything of this theme into another one."""
    found = led_theme(request.actor, process, number)
    others = [each for each in queries.standing_themes(found.process) if each.pk != found.pk]
    form = MergeForm(_sent(request), themes=others)
    if request.method == "POST" and form.run(actions.merge_theme, actor=request.actor, theme=found):
        return redirect("themes:themes", process)
    return _at_work(
        request, found, "themes/merge.html", _("Merge the theme into another"), form=form, others=others
    )


@login_required
def split(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """Begins a new theme with what is ticked."""
    found = led_theme(request.actor, process, number)
    form = SplitForm(_sent(request))
    if request.method == "POST" and form.run(actions.split_theme, actor=request.actor, theme=found):
        return redirect("themes:split", process, number)
    rows = found.assignments.standing().select_related("contribution__latest", "version").order_by("pk")
    listed = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "listed": listed,
        "ticked": {int(each) for each in form.ticked if each.isdecimal()},
    }
    return _at_work(request, found, "themes/split.html", _("Split the theme"), **context)


@login_required
def end(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """Takes a theme out of the codebook."""
    found = led_theme(request.actor, process, number)
    form = EndForm(_sent(request))
    if request.method == "POST" and form.run(actions.end_theme, actor=request.actor, theme=found):
        return redirect("themes:themes", process)
    standing = found.assignments.standing().count()
    return _at_work(request, found, "themes/end.html", _("Take the theme out"), form=form, standing=standing)


def _sent(request: ActingRequest) -> QueryDict | None:
    """What was sent, be it nothing at all."""
    return request.POST if request.method == "POST" else None


def _at_work(request: ActingRequest, theme: Theme, template: str, here: str, **more: Any) -> HttpResponse:
    """A page with one form about one theme; what was typed stays in it."""
    above = pages.themes_link(theme.process)
    own = Link(label=theme.title.read(current_language()).text, url=f"/{current_language()}{theme.address}")
    context = {
        "process": theme.process,
        "theme": theme,
        "counts": queries.counts_of([theme.pk]).get(theme.pk, queries.Counts()),
        "crumbs": pages.crumbs(theme.process, here, above, own),
        **more,
    }
    return page(request, template, context, status=422 if more["form"].errors else 200)
