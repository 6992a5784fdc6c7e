"""The thread from word to deed: of one thing, of a whole process, and of a process on somebody else's page."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from punos.core.components import Link
from punos.core.languages import current_language
from punos.core.pages import expires, page, public_page
from punos.decisions.queries import next_midnight
from punos.home import queries
from punos.home.queries.knots import HEADINGS
from punos.home.queries.picture import svg
from punos.journal import queries as journal
from punos.notices.queries.letters import absolute
from punos.organisations.models import ActingRequest, Actor
from punos.processes import queries as processes
from punos.processes.models import Process
from punos.themes.queries.telling import in_words

FRAMED = {**settings.SECURE_CSP, "frame-ancestors": ["*"], "form-action": ["'none'"]}


@public_page(journal.read_stamps, "all")
def thread(request: ActingRequest, kind: str, number: int) -> HttpResponse:
    """The chain that one thing belongs to, from what was said to what came of it."""
    now = timezone.now()
    chain = queries.chain(request.actor, kind, number, now=now)
    if chain is None:
        raise Http404
    expires(request, next_midnight(now))
    expires(request, chain.until)
    context = {
        "chain": chain,
        "stages": [(each, HEADINGS[each.kind]) for each in chain.stages],
        "counted": [(knot, in_words(counts)) for knot, counts in chain.themes if counts.voices],
        "crumbs": _crumbs(chain.process, _("The thread")),
    }
    return page(request, "home/thread.html", context)


@public_page(journal.read_stamps, "process:{process}")
def process_thread(request: ActingRequest, process: str) -> HttpResponse:
    """The whole of a process in one picture and in a table beside it."""
    found = processes.process_detail(request.actor, process)
    if found is None:
        raise Http404
    crumbs = _crumbs(found, _("From word to deed"))
    context = {**_drawn(request, request.actor, found), "crumbs": crumbs, "snippet": _snippet(found)}
    context["loop"] = queries.loop_of_process(found) if found.closed_at else None
    return page(request, "home/process_thread.html", context)


@csp_override(FRAMED)
@xframe_options_exempt
@public_page(journal.read_stamps, "process:{process}")
def embedded_thread(request: ActingRequest, process: str) -> HttpResponse:
    """The same for the page of somebody else: public whoever reads it, without a form, a script or a cookie."""
    found = processes.process_detail(Actor(), process)
    if found is None:
        raise Http404
    whole = reverse("home:process_thread", kwargs={"process": found.slug})
    return page(request, "home/thread_embed.html", {**_drawn(request, Actor(), found), "whole": whole})


def _drawn(request: ActingRequest, actor: Actor, process: Process) -> dict[str, Any]:
    """The rows of the table and the picture of them."""
    now = timezone.now()
    expires(request, next_midnight(now))
    thread = queries.process_thread(actor, process, timezone.localdate(now))
    picture = svg(queries.figures(thread)) if thread.rows else ""
    return {"process": process, "thread": thread, "picture": picture}


def _snippet(process: Process) -> str:
    """What is copied into another site; nothing for a draft, which nobody else sees."""
    if process.published_at is None:
        return ""
    address = absolute(reverse("home:embedded_thread", kwargs={"process": process.slug}))
    title = escape(process.title.read(current_language()).text)
    return f'<iframe src="{address}" title="{title}" width="100%" height="900"></iframe>'


def _crumbs(process: Process, here: str) -> list[Link]:
    """The way here: processes, the process, this page."""
    title = process.title.read(current_language()).text
    return [
        Link(label=_("Processes"), url=reverse("home:process_list")),
        Link(label=title, url=reverse("home:process_detail", kwargs={"process": process.slug})),
        Link(label=here),
    ]


@public_page(journal.read_stamps, "all")
def loop(request: ActingRequest) -> HttpResponse:
    """How far word became deed in the whole city and in each of its units."""
    expires(request, next_midnight(timezone.now()))
    context = {"loops": queries.loops(), "crumbs": [Link(label=_("How far word became deed"))]}
    return page(request, "home/loop.html", context)
