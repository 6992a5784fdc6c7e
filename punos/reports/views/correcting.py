"""A published summary is corrected, and what stood there before is read."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.languages import LANGUAGES, current_language
from punos.core.pages import expires, page, public_page
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest
from punos.reports import actions, queries, rules
from punos.reports.forms import CorrectSummaryForm
from punos.reports.models import Summary
from punos.reports.views.reading import asked, crumbs


@login_required
def correct_summary(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The text that readers have in three languages side by side, and why it gets another one."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    rules.check_see_summary_draft(actor, found)
    written = get_object_or_404(Summary.objects.select_related("consultation__process"), consultation=found)
    rules.check_correct_summary(actor, written)
    form = CorrectSummaryForm(request.POST or None, summary=written)
    is_preview = "preview" in request.POST
    if request.method == "POST" and not is_preview:
        if form.run(actions.correct_summary, actor=actor, summary=written):
            return redirect("reports:summary", process, consultation)
        form.renew(get_object_or_404(Summary, consultation=found))
    elif is_preview:
        form.without_reasons()
    context = {
        "consultation": found,
        "process": found.process,
        "form": form,
        "crumbs": crumbs(found, _("Correct the summary")),
        "is_preview": is_preview,
        **_as_it_reads(request, form, is_preview=is_preview),
    }
    return page(request, "reports/summary_correct.html", context, status=422 if form.errors else 200)


def _as_it_reads(request: ActingRequest, form: CorrectSummaryForm, *, is_preview: bool) -> dict[str, Any]:
    """How the corrected text would read, and the figures that it can name."""
    written, language = form.summary, current_language()
    texts = {
        each: form.typed("body", each) if is_preview else written.body.read(each).text for each in LANGUAGES
    }
    anew = is_preview and bool(form["anew"].value())
    words = queries.corrected_figures(written, list(texts.values()), anew=anew)
    names, now = dict(settings.LANGUAGES), timezone.now()
    return {
        "read": [
            (each, names[each], queries.read_as(request.actor, written, text, each, now, words[each]))
            for each, text in texts.items()
        ],
        "figures": (dict(queries.figures_to_use(written, list(texts.values()))) | words[language]).items(),
    }


@public_page(read_stamps, "process:{process}")
def summary_version(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """What readers had before a correction; the address of the latest version leads to the summary itself."""
    actor, now = request.actor, timezone.now()
    found = asked(actor, process, consultation)
    written = queries.readable_summary(actor, found)
    if written is None or not written.published_at:
        raise Http404
    earlier = queries.earlier_of(written)
    if number == len(earlier) + 1:
        return redirect("reports:summary", process, consultation)
    version = next((each for each in earlier if each.number == number), None)
    if version is None:
        raise Http404
    expires(request, found.next_change(now))
    context = {
        "consultation": found,
        "process": found.process,
        "version": version,
        "shown": queries.shown(actor, version.as_it_stood, current_language(), now),
        "crumbs": crumbs(found, _("Closing summary")),
    }
    return page(request, "reports/summary_version.html", context)
