"""The buttons of the codebook: adding, publishing, moving, choosing what was proposed, undoing."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from punos.core.forms import Form
from punos.core.pages import posted
from punos.organisations.models import ActingRequest, Actor
from punos.processes.models import Process
from punos.themes import actions, queries, rules
from punos.themes.forms import MakeForm, PublishForm, UndoForm
from punos.themes.models import Theme
from punos.themes.views.reading import process_at, themes_page


def led(actor: Actor, process: str) -> Process:
    """The process, for those who lead it."""
    found = process_at(actor, process)
    rules.check_see_workbench(actor, found)
    return found


def led_theme(actor: Actor, process: str, number: int) -> Theme:
    """A theme of a process, for those who lead it."""
    found = queries.led_theme(led(actor, process), number)
    if found is None:
        raise Http404
    return found


@posted("themes:themes", "process")
def make(request: ActingRequest, process: str) -> HttpResponse:
    """Adds a theme to the codebook."""
    found = led(request.actor, process)
    form = MakeForm(request.POST)
    if form.run(actions.make_theme, actor=request.actor, process=found):
        return redirect("themes:themes", process)
    return themes_page(request, found, make_form=form)


@posted("themes:themes", "process")
def publish(request: ActingRequest, process: str) -> HttpResponse:
    """Publishes the themes that were ticked."""
    found = led(request.actor, process)
    unpublished = [each for each in queries.standing_themes(found) if each.published_at is None]
    form = PublishForm(request.POST, themes=unpublished)
    if form.run(actions.publish_themes, actor=request.actor, process=found):
        return redirect("themes:themes", process)
    return themes_page(request, found, publish_form=form)


@posted("themes:themes", "process")
def undo(request: ActingRequest, process: str) -> HttpResponse:
    """Undoes the latest step, and leads back to where the button stood."""
    found = led(request.actor, process)
    form = UndoForm(request.POST)
    if form.run(actions.undo, actor=request.actor, process=found):
        back = "themes:work" if request.POST.get("back") == "work" else "themes:themes"
        return redirect(back, process)
    return themes_page(request, found, refused=form)


@posted("themes:themes", "process")
def change(request: ActingRequest, process: str, number: int, what: str) -> HttpResponse:
    """Moves a theme up or down; chooses a proposed one or puts it aside."""
    found = led_theme(request.actor, process, number)
    form = Form({})
    if what in {"up", "down"}:
        order = [each.pk for each in queries.standing_themes(found.process)]
        here = order.index(found.pk) + 1 if found.pk in order else 1
        place = min(max(here + (1 if what == "down" else -1), 1), max(len(order), 1))
        is_done = form.run(actions.move_theme, actor=request.actor, theme=found, place=place)
    elif what in {"choose", "put-aside"}:
        action = actions.choose_theme if what == "choose" else actions.put_aside
        is_done = form.run(action, actor=request.actor, theme=found)
    else:
        raise Http404
    if is_done:
        return redirect("themes:themes", process)
    return themes_page(request, found.process, refused=form)
