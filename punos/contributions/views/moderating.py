"""The rules of discussion with the public log, reporting a text, and appealing against a removal."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from punos.contributions import actions, queries
from punos.contributions.forms import AppealForm, ReportForm
from punos.contributions.models import Contribution, ContributionState
from punos.contributions.queries.wording import RULES
from punos.core.components import Column, Link, Table
from punos.core.dates import rough
from punos.core.gate import Gate
from punos.core.languages import current_language
from punos.core.marks import new_mark, remember
from punos.core.numbers import number
from punos.core.pages import page, public_page
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest, Actor
from punos.processes.models import Process

GATE = Gate()


@public_page(read_stamps, "all")
def rules_of_discussion(request: ActingRequest) -> HttpResponse:
    """What is removed and why, how to appeal, and how often each has happened."""
    context = {
        "reasons": list(RULES.items()),
        "table": _log(queries.log()),
        "crumbs": [Link(label=_("Rules of discussion"))],
    }
    return page(request, "contributions/rules.html", context)


def _log(rows: Sequence[queries.LogRow]) -> Table | None:
    """The public log as a table; nothing where nothing has been done."""
    language = current_language()
    counts = (_("Decisions"), _("Appeals"), _("Appeals accepted"))
    columns = [Column(label=each) for each in (_("Month"), _("What was done"), _("Reason"))]
    cells = [
        [
            rough(row.month, row.month, "month", language),
            row.kind.label,
            row.reason.label if row.reason else "\u2013",
            *(number(count, language) for count in (row.number, row.appealed, row.accepted)),
        ]
        for row in rows
    ]
    columns += [Column(label=each, number=True) for each in counts]
    return (
        Table(caption=_("Decisions of moderators by month"), columns=columns, rows=cells) if cells else None
    )


def _visible(actor: Actor, contribution: int, *states: ContributionState) -> Contribution:
    """A contribution of a process that this actor may see, in one of these states."""
    said = Contribution.objects.filter(
        state__in=states, thread__process__in=Process.objects.visible_to(actor)
    )
    rows = said.select_related("thread__process", "voice__organisation", "latest")
    return get_object_or_404(rows, pk=contribution)


def report(request: ActingRequest, contribution: int) -> HttpResponse:
    """Tell the moderators what rule something breaks; its words are shown where they stand, not here."""
    actor, mark = request.actor, ""
    said = _visible(actor, contribution, ContributionState.PUBLISHED, ContributionState.HIDDEN)
    form = ReportForm(request.POST or None)
    if request.method == "POST":
        if not (actor.person_id or actor.browser):
            mark = new_mark()
            actor = Actor(browser=mark)
        gate = GATE.before(request, purpose="report")
        if form.run(actions.report, gate=gate, actor=actor, contribution=said):
            return remember(redirect(f"{request.path}?done=yes"), mark)
    context = {
        "said": said,
        "form": form,
        "gate": GATE.context(request, "report"),
        "done": request.GET.get("done") == "yes",
        "back": f"/{current_language()}{said.address}",
        "crumbs": [Link(label=_("Report a text"))],
    }
    return page(request, "contributions/report.html", context, status=422 if form.errors else 200)


def appeal(request: ActingRequest, contribution: int) -> HttpResponse:
    """What a moderator decided about one's own text, and the appeal against it; nobody else finds it."""
    said = _visible(request.actor, contribution, *ContributionState)
    actor = request.actor
    if said.voice.speaker == f"organisation:{said.voice.organisation_id}":
        actor = actor.wearing(said.voice.organisation)
    voice, removal = queries.voice_of(actor, said.thread.process), queries.removal_of(said)
    if voice is None or voice.pk != said.voice_id or removal is None:
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.run(actions.appeal, actor=actor, voice=voice, moderation=removal):
        return redirect(request.path)
    context = {
        "said": said,
        "removal": removal,
        "is_removed": said.state == ContributionState.HIDDEN,
        "form": form,
        "crumbs": [Link(label=_("A moderator's decision"))],
    }
    return page(request, "contributions/appeal.html", context, status=422 if form.errors else 200)
