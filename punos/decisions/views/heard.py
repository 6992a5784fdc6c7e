"""One question to each who took part, after the process has been closed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.contributions.models import Voice
from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.languages import current_language
from punos.core.pages import page
from punos.decisions import actions, queries, rules
from punos.decisions.forms import HeardForm
from punos.decisions.models import HeardAnswer
from punos.decisions.queries.heard import KINDS
from punos.decisions.views.reading import crumbs_to, process_at
from punos.organisations.models import ActingRequest
from punos.processes.models import Process


def heard(request: ActingRequest, process: str) -> HttpResponse:
    """Whether one was heard, for oneself and for each organisation that one may speak for; what all told."""
    actor, found = request.actor, process_at(request.actor, process)
    voices = queries.own_voices(actor, found)
    named = request.POST.get("voice", "")
    meant = next((each for each in voices if str(each.pk) == named), None)
    form = HeardForm(request.POST, prefix=named, auto_id=f"id_{named}_%s") if meant else None
    told: dict[str, Any] = {"language": current_language(), "voice": meant, "actor": actor}
    if form and form.run(actions.answer_heard, **told):
        return redirect(f"{request.path}?told={named}")
    now = timezone.now()
    context: dict[str, Any] = {
        "process": found,
        "until": rules.until(found),
        "is_open": (last := rules.until(found)) is not None and now <= last,
        "forms": [(each, form if form and each == meant else _form(each)) for each in voices],
        "told": request.GET.get("told", ""),
        "counts": _rows(found) if allowed(rules.check_see_heard, found, now) else [],
        "lines": queries.lines_of(found) if allowed(rules.check_read_lines, actor, found) else [],
        "crumbs": crumbs_to(found, Link(label=_("Were you heard?"))),
    }
    return page(request, "decisions/heard.html", context, status=422 if form else 200)


def _form(voice: Voice) -> HeardForm:
    """The question for one voice, with what was told before."""
    before = queries.told_of(voice)
    initial = {"answer": before.answer, "text": before.text} if before else {}
    return HeardForm(prefix=str(voice.pk), initial=initial, auto_id=f"id_{voice.pk}_%s")


def _rows(process: Process) -> list[tuple[str, int, list[tuple[str, str]]]]:
    """The counts as rows: persons, organisations and groups apart."""
    counted = queries.heard_counts(process)
    names = {"persons": _("Persons"), "organisations": _("Organisations"), "groups": _("Groups")}
    answers = dict(HeardAnswer.choices)
    return [
        (
            names[kind],
            counted.asked[kind],
            [(str(answers[cell.code]), cell.label) for cell in counted.told[kind].cells],
        )
        for kind in KINDS
        if counted.asked[kind]
    ]
