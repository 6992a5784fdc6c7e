"""Decisions: the list and the page that everybody reads, entering and correcting them, their documents and links."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.forms import Form
from punos.core.pages import expires, page, posted, public_page
from punos.core.reading import EASY_QUERY, offer_easy
from punos.decisions import actions, queries, rules
from punos.decisions.forms import DecisionForm, LinksForm, PaperForm, Shown
from punos.decisions.models import Decision, Response
from punos.decisions.rules import DecisionFacts
from punos.decisions.views.reading import crumbs_to, decision_at, decisions_link, process_at
from punos.journal.queries import read_stamps
from punos.notices.models import body_key
from punos.organisations.models import ActingRequest, Actor
from punos.processes.models import Process


@public_page(read_stamps, "process:{process}")
def decision_list(request: ActingRequest, process: str) -> HttpResponse:
    """Everything that has been decided in a process."""
    actor, found = request.actor, process_at(request.actor, process)
    leads = allowed(rules.check_see_decision_work, actor, found)
    context = {
        "process": found,
        "decisions": queries.decisions_of(actor, found),
        "leads": leads,
        "waiting": queries.waiting(found) if leads else 0,
        "crumbs": crumbs_to(found, Link(label=_("Decisions"))),
    }
    return page(request, "decisions/decisions.html", context)


@public_page(read_stamps, "process:{process}", query=(EASY_QUERY,))
def decision(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """One decision: its facts and documents, what it settles, how the matter went before and after."""
    actor, found = request.actor, decision_at(request.actor, process, number)
    today = timezone.localdate()
    expires(request, queries.next_midnight(timezone.now()))
    context = {
        "decision": found,
        "process": found.process,
        "easy": offer_easy(request, found.summary),
        "papers": queries.papers_of(found),
        "body_topic": body_key(found.body_name),
        "appeal_is_open": bool(found.appeal_until and found.appeal_until >= today),
        "themes": queries.themes_settled(actor, found),
        "responses": queries.responses_borne_out(actor, found),
        "measures": [(each, each.is_overdue(today)) for each in queries.measures_of_decision(actor, found)],
        "handlings": queries.other_handlings(actor, found),
        "corrections": queries.corrections_of(found),
        "leads": allowed(rules.check_see_decision_work, actor, found.process),
        "crumbs": crumbs_to(found.process, decisions_link(found.process), Link(label=str(found.title))),
    }
    return page(request, "decisions/decision.html", context)


@login_required
def enter_decision(request: ActingRequest, process: str) -> HttpResponse:
    """What was decided, entered by hand."""
    actor, found = request.actor, process_at(request.actor, process)
    rules.check_see_decision_work(actor, found)
    shown = Shown(_begun(found))
    form = DecisionForm(request.POST or None, actor=actor, process=found, shown=shown)
    if request.method == "POST" and form.run(actions.enter_decision, actor=actor, process=found):
        return redirect("decisions:correct_decision", process, form.outcome.number)
    context = {
        "process": found,
        "form": form,
        "crumbs": crumbs_to(found, decisions_link(found), Link(label=_("Enter a decision"))),
    }
    return page(request, "decisions/decision_new.html", context, status=422 if form.errors else 200)


def _begun(process: Process) -> DecisionFacts:
    """What a new decision begins with: today, and the case number of its process."""
    return DecisionFacts(
        title=process.title.__class__(), decided_on=timezone.localdate(), case_number=process.case_number
    )


@login_required
def correct_decision(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """Corrects what is told of a decision; its documents and links are tended on the same page."""
    actor, found = request.actor, decision_at(request.actor, process, number)
    rules.check_see_decision_work(actor, found.process)
    form = None
    if request.method == "POST":
        form = _form(actor, found, request.POST)
        if form.run(actions.correct_decision, actor=actor, decision=found):
            return redirect("decisions:decision", process, number)
    return _at_work(request, found, form=form)


@posted("decisions:correct_decision", "process", "number")
def link_decision(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """Says which themes and responses it settles."""
    actor, found = request.actor, decision_at(request.actor, process, number)
    rules.check_see_decision_work(actor, found.process)
    links = _links(found, request.POST)
    if links.run(actions.link_decision, actor=actor, decision=found):
        return redirect("decisions:decision", process, number)
    return _at_work(request, found, links=links)


@posted("decisions:correct_decision", "process", "number")
def note_paper(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """Adds a document, or replaces the bulletin or the minutes."""
    actor, found = request.actor, decision_at(request.actor, process, number)
    rules.check_see_decision_work(actor, found.process)
    paper = PaperForm(request.POST, actor=actor)
    if paper.run(actions.note_paper, actor=actor, decision=found):
        return redirect("decisions:correct_decision", process, number)
    return _at_work(request, found, paper=paper)


@posted("decisions:correct_decision", "process", "number")
def remove_paper(request: ActingRequest, process: str, number: int, paper: int) -> HttpResponse:
    """Takes a document out."""
    actor, found = request.actor, decision_at(request.actor, process, number)
    actions.remove_paper(actor=actor, decision=found, paper=paper)
    return redirect("decisions:correct_decision", process, number)


def _form(actor: Actor, found: Decision, sent: Any = None) -> DecisionForm:
    shown = Shown(queries.facts_now(found), corrects=True)
    return DecisionForm(sent, actor=actor, process=found.process, shown=shown)


def _links(found: Decision, sent: Any = None) -> LinksForm:
    published = Response.objects.current().filter(theme__process=found.process_id)
    responses = published | Response.objects.filter(decisions=found)
    return LinksForm(
        sent,
        decision=found,
        themes=queries.themes_to_choose(found.process, found),
        responses=responses.select_related("theme").order_by("theme__place", "number").distinct(),
    )


def _at_work(request: ActingRequest, found: Decision, **sent: Form | None) -> HttpResponse:
    """The page on which a decision is tended; what was refused keeps what was written."""
    actor = request.actor
    context = {
        "decision": found,
        "process": found.process,
        "form": sent.get("form") or _form(actor, found),
        "links": sent.get("links") or _links(found),
        "paper_form": sent.get("paper") or PaperForm(actor=actor),
        "papers": queries.papers_of(found),
        "stands": queries.in_words(queries.facts_now(found)),
        "has_clash": sent.get("form") is not None,
        "crumbs": crumbs_to(
            found.process,
            decisions_link(found.process),
            Link(label=str(found.title), url=f"/{request.LANGUAGE_CODE}{found.address}"),
            Link(label=_("Correct")),
        ),
    }
    return page(request, "decisions/decision_edit.html", context, status=422 if any(sent.values()) else 200)
