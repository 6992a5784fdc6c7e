"""Answers that were gathered elsewhere: sent or fetched, shown row by row, brought in, taken back."""

import csv
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.adapters import kerrokantasi
from punos.consultations.forms import AnswerColumnsForm, AnswersFileForm, HearingForm
from punos.consultations.models import AnswerImport, AnswerRowOutcome, AnswerSource, Consultation
from punos.consultations.models.answer_faults import IMPORT_FAULTS, LIMITS
from punos.consultations.views.reading import asked, crumbs
from punos.core import tables
from punos.core.components import Link
from punos.core.languages import current_language
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest, ImportState

ROWS_A_PAGE = 50
DO: dict[str, Callable[..., AnswerImport]] = {
    "bring-in": actions.bring_in_answers,
    "drop": actions.drop_answers,
    "take-back": actions.take_back_answers,
    "go-on": actions.go_on_with_answers,
}


def _asked(request: ActingRequest, process: str, consultation: str) -> Consultation:
    """The consultation at this address, for those who may bring in answers to it."""
    found = asked(request.actor, process, consultation)
    rules.check_import_answers(request.actor, found)
    return found


def _shown(found: AnswerImport) -> HttpResponse:
    consultation = found.consultation
    return redirect("consultations:answer_import", consultation.process.slug, consultation.slug, found.pk)


@login_required
def answer_imports(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Where a table is sent, and what has been sent and fetched of late."""
    found = _asked(request, process, consultation)
    form = AnswersFileForm(
        request.POST or None, request.FILES or None, initial={"language": current_language()}
    )
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data.pop("file")
        # what is too large is not read at all
        content = sent.read() if sent.size <= LIMITS.size else b""
        try:
            tables.check(content, LIMITS, size=sent.size)
        except tables.FileFaultError as fault:
            form.add_error("file", str(IMPORT_FAULTS[fault.code]))
        else:
            known: dict[str, Any] = {"consultation": found, "file_name": sent.name, "content": content}
            if form.run(actions.take_answers, actor=request.actor, **known):
                return _shown(form.outcome)
    return _imports_page(request, found, form, HearingForm(initial={"language": current_language()}))


def _imports_page(
    request: ActingRequest, found: Consultation, form: AnswersFileForm, hearing_form: HearingForm
) -> HttpResponse:
    context = {
        "consultation": found,
        "form": form,
        "hearing_form": hearing_form if kerrokantasi.is_configured() else None,
        "imports": queries.answer_imports_of(found),
        "crumbs": crumbs(found, _("Bring in answers")),
    }
    status = 422 if form.errors or hearing_form.errors else 200
    return page(request, "consultations/imports.html", context, status=status)


@posted("consultations:answer_imports", "process", "consultation")
@login_required
def fetch_hearing(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Has the comments of a hearing of Kerro kantasi fetched."""
    if not kerrokantasi.is_configured():
        raise Http404
    found = _asked(request, process, consultation)
    form = HearingForm(request.POST)
    if form.run(actions.take_hearing, actor=request.actor, consultation=found):
        return _shown(form.outcome)
    return _imports_page(request, found, AnswersFileForm(initial={"language": current_language()}), form)


def _found(consultation: Consultation, number: int) -> AnswerImport:
    found = get_object_or_404(consultation.answer_imports.defer("content"), pk=number)
    found.consultation = consultation
    return found


@login_required
def answer_import(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """One import: how far it is, and row by row what bringing it in would add."""
    return _import_page(request, _found(_asked(request, process, consultation), number))


def _import_page(
    request: ActingRequest, found: AnswerImport, form: AnswerColumnsForm | None = None
) -> HttpResponse:
    counts = queries.answer_outcomes(found)
    outcome = request.GET.get("outcome", "")
    rows = Paginator(queries.answer_rows(found, outcome), ROWS_A_PAGE).get_page(request.GET.get("page"))
    is_moving = rules.is_import_moving(found)
    may_name = found.state in {ImportState.COLUMNS, ImportState.READ} and not counts["done"]
    context: dict[str, Any] = {
        "consultation": found.consultation,
        "import": found,
        "counts": counts,
        "rows": rows,
        "shown": [] if is_moving else queries.shown_answers(found, rows.object_list),
        "tabs": _tabs(found, counts, outcome),
        "fault": IMPORT_FAULTS.get(found.fault, ""),
        "is_moving": is_moving,
        "is_stuck": rules.is_import_stuck(found, timezone.now()),
        "form": form or (_columns_form(found) if may_name else None),
        "asked_for_files": queries.asked_for_files(found.consultation) if may_name else [],
        "crumbs": _crumbs(found),
    }
    status = 422 if form else 200
    response = page(request, "consultations/import.html", context, part="progress", status=status)
    if request.htmx and not is_moving:
        response["HX-Refresh"] = "true"  # the rest of the page has changed too
    return response


def _columns_form(found: AnswerImport, data: Any = None) -> AnswerColumnsForm:
    is_table = found.source == AnswerSource.TABLE
    offered = queries.answer_targets if is_table else queries.targets_in_words
    return AnswerColumnsForm(
        data,
        headings=found.headings,
        targets=offered(found.consultation),
        columns=found.columns,
        is_table=is_table,
    )


def _crumbs(found: AnswerImport) -> list[Link]:
    consultation = found.consultation
    imports = reverse("consultations:answer_imports", args=[consultation.process.slug, consultation.slug])
    *way, here = crumbs(consultation, _("Bring in answers"))
    return [*way, Link(label=here.label, url=imports), Link(label=found.file_name)]


def _tabs(found: AnswerImport, counts: Any, outcome: str) -> list[Link]:
    """All rows, and those of each outcome that occurs."""
    consultation = found.consultation
    args = [consultation.process.slug, consultation.slug, found.pk]
    here, is_all = reverse("consultations:answer_import", args=args), outcome not in AnswerRowOutcome.values
    own = [
        Link(label=f"{each.label} ({counts[each]})", url=f"{here}?outcome={each}", current=outcome == each)
        for each in AnswerRowOutcome
        if counts[each]
    ]
    return [Link(label=_("All (%(count)d)") % {"count": counts["total"]}, url=here, current=is_all), *own]


@posted("consultations:answer_import", "process", "consultation", "number")
@login_required
def answer_import_columns(
    request: ActingRequest, process: str, consultation: str, number: int
) -> HttpResponse:
    """Say what each column tells."""
    found = _found(_asked(request, process, consultation), number)
    form = _columns_form(found, request.POST)
    if form.run(actions.name_answer_columns, actor=request.actor, answer_import=found):
        return _shown(found)
    return _import_page(request, found, form)


@posted("consultations:answer_import", "process", "consultation", "number")
@login_required
def change_answer_import(
    request: ActingRequest, process: str, consultation: str, number: int, what: str
) -> HttpResponse:
    """Bring it in, put it aside, take it back, or take up the work on it."""
    if what not in DO:
        raise Http404
    found = _found(_asked(request, process, consultation), number)
    DO[what](actor=request.actor, answer_import=found)
    return _shown(found)


@login_required
def faulty_answers(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """The faulty rows as a file to mend and send again, each with what is wrong with it."""
    found = _found(_asked(request, process, consultation), number)
    reader = queries.answer_reader(found)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="faulty-answers-{found.pk}.csv"'
    response.write("\ufeff")  # by which spreadsheets know that it is UTF-8
    table = csv.writer(response, delimiter=";")
    used = sorted(int(place) for place in found.columns if place.isdigit())
    headings = [found.headings[place] for place in used]
    table.writerow([tables.guarded(each) for each in (_("Row"), _("What is wrong"), *headings)])
    for row in queries.answer_rows(found, AnswerRowOutcome.FAULTY).iterator(chunk_size=1_000):
        faults = " ".join(queries.answer_faults(found, row, reader))
        cells = [row.told[place] if place < len(row.told) else "" for place in used]
        table.writerow([row.number, *(tables.guarded(each) for each in (faults, *cells))])
    return response
