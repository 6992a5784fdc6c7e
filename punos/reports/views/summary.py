"""The closing summary: read by everybody, written by whoever leads the process."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation
from punos.consultations.rules import check_see_results
from punos.core.errors import allowed
from punos.core.forms import Form
from punos.core.languages import LANGUAGES
from punos.core.pages import expires, page, posted, public_page
from punos.core.reading import EASY_QUERY, offer_easy, version_read
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest
from punos.reports import actions, queries, rules
from punos.reports.forms import PublishSummaryForm, SummaryForm
from punos.reports.models import Summary
from punos.reports.views.reading import asked, crumbs


@public_page(read_stamps, "process:{process}", query=(EASY_QUERY,))
def summary(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """What came of it, in words; a draft only for those who lead the process."""
    actor, now = request.actor, timezone.now()
    found = asked(actor, process, consultation)
    written = queries.readable_summary(actor, found)
    if written is None:
        raise Http404
    expires(request, found.next_change(now))
    easy = offer_easy(request, written.title, written.body)
    context = {
        "consultation": found,
        "process": found.process,
        "summary": written,
        "earlier": queries.earlier_of(written),
        "shown": queries.shown(actor, written, version_read(request), now),
        "easy": easy,
        "sees_results": allowed(check_see_results, actor, found, now),
        "leads": allowed(rules.check_see_summary_draft, actor, found),
        "crumbs": crumbs(found, _("Closing summary")),
    }
    return page(request, "reports/summary.html", context)


@login_required
def edit_summary(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The summary in three languages side by side, how it reads now, and publishing it."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    rules.check_see_summary_draft(actor, found)
    written = queries.summary_of(found)
    form = SummaryForm(request.POST or None, summary=written) if written else None
    is_preview = "preview" in request.POST
    if request.method == "POST" and form and not is_preview:
        if form.run(actions.write_summary, actor=actor, summary=written):
            return redirect(request.path)
        form.renew(get_object_or_404(Summary, consultation=found))
    return _at_work(request, found, form, is_preview=is_preview)


@posted("reports:edit_summary", "process", "consultation")
def draft_summary(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Writes the first draft."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    rules.check_see_summary_draft(actor, found)
    form = Form({})
    if form.run(actions.draft_summary, actor=actor, consultation=found):
        return redirect("reports:edit_summary", process, consultation)
    written = queries.summary_of(found)
    return _at_work(request, found, SummaryForm(summary=written) if written else None, refused=form)


@posted("reports:edit_summary", "process", "consultation")
def publish_summary(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Publishes just what was seen."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    rules.check_see_summary_draft(actor, found)
    written = get_object_or_404(Summary.objects.select_related("consultation__process"), consultation=found)
    form = PublishSummaryForm(request.POST)
    if form.run(actions.publish_summary, actor=actor, summary=written):
        return redirect("reports:edit_summary", process, consultation)
    return _at_work(request, found, SummaryForm(summary=written), refused=form)


def _at_work(
    request: ActingRequest,
    consultation: Consultation,
    form: SummaryForm | None,
    *,
    is_preview: bool = False,
    refused: Form | None = None,
) -> HttpResponse:
    """The page on which a summary is written; what was typed stays in its fields."""
    context: dict[str, Any] = {
        "consultation": consultation,
        "process": consultation.process,
        "crumbs": crumbs(consultation, _("Closing summary")),
        "form": form,
        "refused": refused,
        "has_results": hasattr(consultation, "result"),
        "is_closed": consultation.is_closed(timezone.now()),
    }
    if form is not None:
        context |= _written(request, form, is_preview=is_preview)
    is_faulty = bool(refused or (form and form.errors))
    return page(request, "reports/summary_edit.html", context, status=422 if is_faulty else 200)


def _written(request: ActingRequest, form: SummaryForm, *, is_preview: bool) -> dict[str, Any]:
    """What there is to show once a draft exists: how it reads, its figures, whom it will reach."""
    written = form.summary
    texts = {
        language: form.typed("body", language) if is_preview else written.body.read(language).text
        for language in LANGUAGES
    }
    actor, now, names = request.actor, timezone.now(), dict(settings.LANGUAGES)
    return {
        "summary": written,
        "earlier": queries.earlier_of(written),
        "publishing": PublishSummaryForm(initial={"seen_revision": written.revision}),
        "is_preview": is_preview,
        "read": [
            (each, names[each], queries.read_as(actor, written, text, each, now))
            for each, text in texts.items()
        ],
        "figures": [] if written.published_at else queries.figures_to_use(written, list(texts.values())),
        "readers": len(queries.readers(written.consultation)),
        "to_paste": [(each, names[each], queries.in_words(written, each)) for each in LANGUAGES],
    }
