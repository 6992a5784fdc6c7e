"""Reports: what goes in, how far they are, the files."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import pgettext

from punos.core.languages import current_language
from punos.core.office import sheets, words
from punos.core.pages import page
from punos.organisations.models import ActingRequest
from punos.reports import actions, queries, rules
from punos.reports.forms import ReportsForm
from punos.reports.models import ReportFormat
from punos.reports.views.reading import asked, crumbs

MEDIA_TYPES = {
    ReportFormat.WORD: words.MEDIA_TYPE,
    ReportFormat.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ReportFormat.SHEETS: sheets.MEDIA_TYPE,
    ReportFormat.PDF: "application/pdf",
}


@login_required
def reports(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Choose what goes in and have files made; below, how far they are."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    rules.check_see_reports(actor, found)
    initial = {
        "parts": queries.contents_of(found),
        "formats": [ReportFormat.WORD, ReportFormat.PDF],
        "languages": [current_language()],
    }
    form = ReportsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.run(actions.ask_for_reports, actor=actor, consultation=found):
        return redirect(f"{request.path}#files")
    listed = queries.reports_of(found, timezone.now())
    context = {
        "consultation": found,
        "process": found.process,
        "form": form,
        "reports": listed,
        "moving": queries.moving(listed),
        "crumbs": crumbs(found, pgettext("files", "Reports")),
    }
    return page(request, "reports/reports.html", context, part="made", status=422 if form.errors else 200)


@login_required
def report_file(
    request: ActingRequest, process: str, consultation: str, language: str, ending: str
) -> HttpResponse:
    """A report as it was made last."""
    found = asked(request.actor, process, consultation)
    rules.check_see_reports(request.actor, found)
    report = queries.report_file(found, language, ending)
    if report is None or report.content is None:
        raise Http404
    response = HttpResponse(bytes(report.content), content_type=MEDIA_TYPES[ReportFormat(ending)])
    name = f"{found.slug}-report-{language}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
