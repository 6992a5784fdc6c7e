"""The matrix of statements, and its files. Public as soon as the results are."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations.rules import check_see_results
from punos.core.errors import allowed
from punos.core.languages import current_language
from punos.core.office import sheets, words
from punos.core.pages import expires, page, public_page
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest
from punos.processes.rules import check_lead
from punos.reports.forms import MatrixForm
from punos.reports.queries import matrix as matrices
from punos.reports.queries import statements
from punos.reports.queries.look import look
from punos.reports.views.reading import asked, crumbs

FILTERS = ("clause", "field", "stance", "reworded")


@public_page(read_stamps, "all", query=(*FILTERS, "page"))
def matrix(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Clauses or questions down, organisations across; narrowed by clause, field, stance and proposed wording."""
    found, now = asked(request.actor, process, consultation), timezone.now()
    check_see_results(request.actor, found, now)
    expires(request, found.next_change(now))
    lines = matrices.lines_of(found)
    form = MatrixForm(request.GET, lines=lines)
    shown, listed = matrices.matrix(found, form.wanted, lines=lines, number=request.GET.get("page"))
    context = {
        "consultation": found,
        "process": found.process,
        "form": form,
        "wanted": form.wanted,
        "lines": lines,
        "matrix": shown,
        "listed": listed,
        "crumbs": crumbs(found, _("Statement matrix")),
    }
    return page(request, "reports/matrix.html", context)


@public_page(read_stamps, "all")
def matrix_file(request: ActingRequest, process: str, consultation: str, ending: str) -> HttpResponse:
    """All of it as a spreadsheet, or as the summary of statements half written."""
    actor, now = request.actor, timezone.now()
    found = asked(actor, process, consultation)
    check_see_results(actor, found, now)
    expires(request, found.next_change(now))
    if ending == "xlsx":
        response = HttpResponse(statements.statements_xlsx(found), content_type=sheets.MEDIA_TYPE)
    elif ending == "docx":
        leads = allowed(check_lead, actor, found.process.host_unit_id, found.process.host_organisation_id)
        content = statements.statements_docx(found, names_invited=leads, ink=look().brand)
        response = HttpResponse(content, content_type=words.MEDIA_TYPE)
    else:
        raise Http404
    name = f"{found.slug}-statements-{current_language()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
