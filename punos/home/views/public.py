"""What everybody reads: the front page, processes, open data."""

from datetime import date
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import is_valid_path, reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _

from punos.consultations import queries as consultations
from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.languages import current_language
from punos.core.pages import expires, page, public_page
from punos.core.reading import EASY_QUERY, follow_choice, keep_easy, offer_easy
from punos.decisions import queries as decisions
from punos.home import queries
from punos.journal import queries as journal
from punos.organisations.models import ActingRequest, Actor
from punos.processes import queries as processes
from punos.processes.models import Process
from punos.processes.rules import check_lead
from punos.reports import queries as reports

PROCESSES_A_PAGE = 20


def choose_language(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the reader's language: as the browser asks, else the installation's own."""
    response = redirect(f"/{get_language_from_request(request)[:2] or settings.LANGUAGE_CODE}/")
    response["Vary"] = "Accept-Language, Cookie"
    return response


def choose_reading(request: HttpRequest, how: str) -> HttpResponse:
    """Remember in this browser whether its reader wants easy language, and lead back to the page they came from.

    The easy version is named in the address too, so that it can be read even where cookies are refused.
    """
    if how not in {"easy", "ordinary"}:
        raise Http404
    wanted = request.GET.get("next", "")
    back = quote(wanted) if is_valid_path(wanted) else reverse("home:front_page")
    is_easy = how == "easy"
    return keep_easy(redirect(f"{back}?{EASY_QUERY}=1" if is_easy else back), easy=is_easy)


@public_page(journal.read_stamps, "all")
def front_page(request: ActingRequest) -> HttpResponse:
    """What is open now and for whom, what was decided, promised and responded lately, and the processes."""
    actor = request.actor
    now = timezone.now()
    today = timezone.localdate(now)
    open_now = queries.open_for(actor, now)
    for each in open_now:
        expires(request, each.consultation.next_change(now))
    expires(request, queries.next_day(now))
    context = {
        "open_now": open_now,
        "decided": queries.decided_lately(actor),
        "promised": queries.promised(actor, today),
        "responses": queries.latest_responses(actor, today),
        "processes": list(processes.process_list(actor)[:6]),
        "with_results": queries.with_results(actor)[:4],
    }
    follow_choice(request)
    return page(request, "home/front_page.html", context)


@public_page(journal.read_stamps, "all", query=("page",))
def process_list(request: ActingRequest) -> HttpResponse:
    """Every process, those going on first."""
    actor = request.actor
    listed = Paginator(processes.process_list(actor), PROCESSES_A_PAGE).get_page(request.GET.get("page"))
    context = {"processes": listed, "crumbs": [Link(label=_("Processes"))]}
    follow_choice(request)
    return page(request, "home/process_list.html", context)


@public_page(journal.read_stamps, "process:{process}", query=(EASY_QUERY,))
def process_detail(request: ActingRequest, process: str) -> HttpResponse:
    """One matter: its phases, what is open now, what has been decided, its news."""
    actor = request.actor
    found = processes.process_detail(actor, process)
    if found is None:
        raise Http404
    now, language = timezone.now(), current_language()
    asked = consultations.consultations_of(actor, found.pk)
    for consultation in asked:
        expires(request, consultation.next_change(now))
    expires(request, queries.next_day(now))
    news = [entry for entry in journal.news_of_process(found.slug) if entry.verb in queries.NEWS_VERBS][:8]
    context = {
        "process": found,
        "easy": offer_easy(request, found.summary, found.body),
        "hosts": found.hosts(language),
        **_came_of(actor, found, timezone.localdate(now)),
        "summaries": reports.published_openings(actor, found),
        "open_now": [each for each in asked if each.is_open(now)],
        "earlier": [each for each in asked if not each.is_open(now)],
        "news": [(entry, queries.NEWS_VERBS[entry.verb]) for entry in news],
        "news_about": queries.consultation_news(news),
        "of_those_who_lead": _of_those_who_lead(actor, found),
        "crumbs": [
            Link(label=_("Processes"), url=reverse("home:process_list")),
            Link(label=found.title.read(language).text),
        ],
    }
    return page(request, "home/process_detail.html", context)


def _of_those_who_lead(actor: Actor, process: Process) -> list[Link]:
    """What they go on to from here; nothing for anybody else."""
    if not allowed(check_lead, actor, process.host_unit_id, process.host_organisation_id):
        return []
    pages = [(_("Themes"), "themes:themes")]
    pages += [
        (_("To the case system"), "records:handover")
        if process.closed_at
        else (_("Close the process"), "home:close_process")
    ]
    return [Link(label=label, url=reverse(name, args=[process.slug])) for label, name in pages]


def _came_of(actor: Actor, process: Process, today: date) -> dict[str, Any]:
    """The phases of a process, and what came of what was said in it: responses, decisions, measures."""
    phases = processes.phases_of(process)
    decided = decisions.decided_in(phases)
    return {
        "steps": [queries.step(phase, today, decided.get(phase.pk, ())) for phase in phases],
        "answered": decisions.answered_themes(actor, process, today),
        "decisions": queries.decisions_of(decisions.decisions_of(actor, process)),
        "measures": queries.measures_of(decisions.measures_of(actor, process), today),
    }


@public_page(journal.read_stamps, "all")
def open_data(request: ActingRequest) -> HttpResponse:
    """Every data set, how it is described, and where the sealed journal ends."""
    actor = request.actor
    context = {
        "with_results": queries.with_results(actor),
        "crumbs": [Link(label=_("Open data"))],
    }
    return page(request, "home/open_data.html", context)
