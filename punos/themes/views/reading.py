"""What everybody reads: the themes of a process, and the codebook as a file. A theme's own page is that of a room above."""

import csv
import io
import json
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from punos.core.errors import allowed
from punos.core.pages import page, public_page
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest, Actor
from punos.processes import queries as processes
from punos.processes.models import Process
from punos.themes import queries, rules
from punos.themes.forms import MakeForm, PublishForm, UndoForm
from punos.themes.queries import pages
from punos.themes.queries.reading import published_themes

ENDINGS = ("csv", "json")


def process_at(actor: Actor, process: str) -> Process:
    """The process at this address; one that may not be seen is not there."""
    found = processes.process_detail(actor, process)
    if found is None:
        raise Http404
    return found


def leads(actor: Actor, process: Process) -> bool:
    """Whether this actor leads the process, be it closed or not."""
    return allowed(rules.check_see_workbench, actor, process)


@public_page(read_stamps, "process:{process}")
def themes(request: ActingRequest, process: str) -> HttpResponse:
    """The themes of a process with how many hold each; for those who lead it, the codebook."""
    return themes_page(request, process_at(request.actor, process))


def themes_page(request: ActingRequest, process: Process, **forms: Any) -> HttpResponse:
    """The same, perhaps with a form that has to be mended."""
    is_led = leads(request.actor, process)
    context: dict[str, Any] = {
        "process": process,
        "leads": is_led,
        "crumbs": pages.crumbs(process, _("Themes")),
        **pages.listed(process, is_led=is_led),
    }
    if is_led:
        step = pages.latest_step(request.actor, process)
        context |= {
            "is_closed": process.closed_at is not None,
            "make_form": MakeForm(),
            "publish_form": PublishForm(themes=context["unpublished"]),
            "step": step,
            "undo_form": UndoForm(initial={"seen": step.change.pk}) if step else None,
            **forms,
        }
    return page(request, "themes/themes.html", context, status=422 if forms else 200)


@public_page(read_stamps, "process:{process}")
def codebook_file(request: ActingRequest, process: str, ending: str) -> HttpResponse:
    """The codebook with how many hold each theme, as a table or as JSON; published themes only."""
    found = process_at(request.actor, process)
    if ending not in ENDINGS:
        raise Http404
    listed, counted = published_themes(found), queries.counts(found)
    if ending == "json":
        told = {"process": found.slug, "themes": queries.codebook_json(listed, counted)}
        content, kind = json.dumps(told, ensure_ascii=False, indent=1), "application/json"
    else:
        out = io.StringIO(newline="")
        csv.writer(out).writerows(queries.codebook_rows(listed, counted))
        content, kind = "\ufeff" + out.getvalue(), "text/csv; charset=utf-8"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-themes.{ending}"'
    return response
