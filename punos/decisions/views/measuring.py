"""Measures: the list and the page that everybody reads, starting and changing them, how they go on."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.pages import expires, page, posted, public_page
from punos.core.reading import EASY_QUERY, offer_easy
from punos.decisions import actions, queries, rules
from punos.decisions.forms import CloseForm, MeasureForm, ProgressForm
from punos.decisions.models import Measure
from punos.decisions.views.reading import crumbs_to, measure_at, measures_link, process_at
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest
from punos.processes.models import Process


@public_page(read_stamps, "process:{process}")
def measure_list(request: ActingRequest, process: str) -> HttpResponse:
    """Everything that is done in a process, and what is late."""
    actor, found = request.actor, process_at(request.actor, process)
    today = timezone.localdate()
    expires(request, queries.next_midnight(timezone.now()))
    context = {
        "process": found,
        "measures": [(each, each.is_overdue(today)) for each in queries.measures_of(actor, found)],
        "leads": allowed(rules.check_see_decision_work, actor, found),
        "crumbs": crumbs_to(found, Link(label=_("Measures"))),
    }
    return page(request, "decisions/measures.html", context)


@public_page(read_stamps, "process:{process}", query=(EASY_QUERY,))
def measure(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """One measure: who does what until when, how it goes on, where it came from."""
    actor, found = request.actor, measure_at(request.actor, process, number)
    expires(request, queries.next_midnight(timezone.now()))
    decisions, themes = queries.came_from(actor, found)
    context = {
        "measure": found,
        "process": found.process,
        "easy": offer_easy(request, found.body),
        "is_overdue": found.is_overdue(timezone.localdate()),
        "notes": queries.progress_of(found),
        "decisions": decisions,
        "themes": themes,
        "leads": allowed(rules.check_see_decision_work, actor, found.process),
        "tells": allowed(rules.check_tell_of_measure, actor, found),
        "crumbs": crumbs_to(found.process, measures_link(found.process), Link(label=str(found.title))),
    }
    return page(request, "decisions/measure.html", context)


@login_required
def start_measure(request: ActingRequest, process: str) -> HttpResponse:
    """Something that is done from now on."""
    actor, found = request.actor, process_at(request.actor, process)
    rules.check_see_decision_work(actor, found)
    form = MeasureForm(
        request.POST or None,
        actor=actor,
        process=found,
        themes=queries.themes_to_choose(found),
        initial=_come_from(request, found),
    )
    if request.method == "POST" and form.run(actions.start_measure, actor=actor, process=found):
        return redirect("decisions:measure", process, form.outcome.number)
    return _writing(request, found, form, _("Start a measure"))


def _come_from(request: ActingRequest, process: Process) -> dict[str, Any]:
    """The decision from whose page one comes is chosen already."""
    number = request.GET.get("decision", "")
    found = process.decisions.filter(number=int(number)) if number.isdecimal() and len(number) < 9 else ()
    return {"decisions": found}


@login_required
def revise_measure(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """Changes what is told of it."""
    actor, found = request.actor, measure_at(request.actor, process, number)
    rules.check_see_decision_work(actor, found.process)
    themes = queries.themes_to_choose(found.process, found)
    form = MeasureForm(request.POST or None, actor=actor, process=found.process, themes=themes, measure=found)
    if request.method == "POST" and form.run(actions.revise_measure, actor=actor, measure=found):
        return redirect("decisions:measure", process, number)
    return _writing(request, found.process, form, _("Change the measure"), measure=found)


def _writing(
    request: ActingRequest, process: Process, form: MeasureForm, title: str, measure: Measure | None = None
) -> HttpResponse:
    context = {
        "process": process,
        "form": form,
        "title": title,
        "measure": measure,
        "crumbs": crumbs_to(process, measures_link(process), Link(label=title)),
    }
    return page(request, "decisions/measure_edit.html", context, status=422 if form.errors else 200)


@login_required
def note_progress(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """How it goes on, told by those who answer for it."""
    actor, found = request.actor, measure_at(request.actor, process, number)
    rules.check_tell_of_measure(actor, found)
    form = ProgressForm(request.POST or None, actor=actor, measure=found)
    if request.method == "POST" and form.run(actions.note_progress, actor=actor, measure=found):
        return redirect("decisions:measure", process, number)
    return _telling(request, found, form=form)


@posted("decisions:note_progress", "process", "number")
def close_measure(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """Ends it, with what came of it."""
    actor, found = request.actor, measure_at(request.actor, process, number)
    rules.check_tell_of_measure(actor, found)
    form = CloseForm(request.POST, actor=actor)
    if form.run(actions.close_measure, actor=actor, measure=found):
        return redirect("decisions:measure", process, number)
    return _telling(request, found, closing=form)


def _telling(request: ActingRequest, found: Measure, **sent: Any) -> HttpResponse:
    """The page on which one tells how a measure goes on, or how it ended."""
    actor = request.actor
    form = sent.get("form") or ProgressForm(actor=actor, measure=found)
    closing = sent.get("closing") or CloseForm(actor=actor)
    context = {
        "measure": found,
        "process": found.process,
        "form": form,
        "closing": closing,
        "crumbs": crumbs_to(
            found.process,
            measures_link(found.process),
            Link(label=str(found.title), url="../"),
            Link(label=_("Tell how it goes on")),
        ),
    }
    is_faulty = bool(form.errors or closing.errors)
    return page(request, "decisions/measure_progress.html", context, status=422 if is_faulty else 200)
