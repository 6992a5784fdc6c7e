"""Files of organisations: sent, shown row by row, brought in, taken back."""

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

from punos.core.components import Link
from punos.core.pages import page, posted
from punos.core.tables import guarded
from punos.organisations import actions, queries, rules
from punos.organisations.adapters import spreadsheet
from punos.organisations.forms import ColumnsForm, ImportForm
from punos.organisations.models import ActingRequest, Column, ImportState, RegistryImport, RowOutcome
from punos.organisations.models.words import FILE_FAULTS, fault_words

ROWS_A_PAGE = 50
DO: dict[str, Callable[..., RegistryImport]] = {
    "bring-in": actions.bring_in,
    "drop": actions.drop_import,
    "take-back": actions.take_back,
    "go-on": actions.go_on,
}


def _crumbs(*below: Link) -> list[Link]:
    return [Link(label=_("The registry"), url=reverse("organisations:registry")), *below]


@login_required
def imports(request: ActingRequest) -> HttpResponse:
    """Where a file is sent, and the files of late."""
    rules.check_keep_registry(request.actor)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        # what is too large is not read at all
        content = sent.read() if sent.size <= spreadsheet.MOST_BYTES else b""
        try:
            spreadsheet.check(content, size=sent.size)
        except spreadsheet.FileFaultError as fault:
            form.add_error("file", str(FILE_FAULTS[fault.code]))
        else:
            taken = actions.take_file(actor=request.actor, file_name=sent.name, content=content)
            return redirect("organisations:import_page", taken.pk)
    context = {
        "form": form,
        "imports": queries.last_imports(),
        "columns": Column,
        "crumbs": _crumbs(Link(label=_("Bring in a file"))),
    }
    return page(request, "organisations/imports.html", context, status=422 if form.errors else 200)


def _found(number: int) -> RegistryImport:
    return get_object_or_404(RegistryImport.objects.defer("content"), pk=number)


@login_required
def import_page(request: ActingRequest, number: int) -> HttpResponse:
    """One file: how far it is, and row by row what bringing it in would change."""
    rules.check_keep_registry(request.actor)
    return _import_page(request, _found(number))


def _import_page(
    request: ActingRequest, found: RegistryImport, form: ColumnsForm | None = None
) -> HttpResponse:
    counts = queries.outcome_counts(found)
    outcome = request.GET.get("outcome", "")
    rows = Paginator(queries.rows_of(found, outcome), ROWS_A_PAGE).get_page(request.GET.get("page"))
    may_name = found.state in {ImportState.COLUMNS, ImportState.READ}
    context: dict[str, Any] = {
        "import": found,
        "counts": counts,
        "total": sum(counts[each] for each in RowOutcome),
        "rows": rows,
        "shown": queries.shown_rows(rows.object_list),
        "tabs": _tabs(found, counts, outcome),
        "fault": FILE_FAULTS.get(found.fault, ""),
        "is_stuck": rules.is_stuck(found, timezone.now()),
        "form": form or (ColumnsForm(headings=found.headings, columns=found.columns) if may_name else None),
        "crumbs": _crumbs(
            Link(label=_("Bring in a file"), url=reverse("organisations:imports")),
            Link(label=found.file_name),
        ),
    }
    response = page(
        request, "organisations/import.html", context, part="progress", status=422 if form else 200
    )
    if request.htmx and not found.is_moving:
        response["HX-Refresh"] = "true"  # the rest of the page has changed too
    return response


def _tabs(found: RegistryImport, counts: Any, outcome: str) -> list[Link]:
    """All rows, and those of each outcome that occurs."""
    here = reverse("organisations:import_page", args=[found.pk])
    total = sum(counts[each] for each in RowOutcome)
    return [
        Link(
            label=_("All (%(count)d)") % {"count": total}, url=here, current=outcome not in RowOutcome.values
        ),
        *(
            Link(
                label=f"{each.label} ({counts[each]})", url=f"{here}?outcome={each}", current=outcome == each
            )
            for each in RowOutcome
            if counts[each]
        ),
    ]


@posted("organisations:import_page", "number")
def import_columns(request: ActingRequest, number: int) -> HttpResponse:
    """Say what each column of a file tells."""
    rules.check_keep_registry(request.actor)
    found = _found(number)
    form = ColumnsForm(request.POST, headings=found.headings)
    if form.run(actions.name_columns, actor=request.actor, registry_import=found):
        return redirect("organisations:import_page", number)
    return _import_page(request, found, form)


@posted("organisations:import_page", "number")
def change_import(request: ActingRequest, number: int, what: str) -> HttpResponse:
    """Bring a file in, put it aside, take it back, or take up the work on it."""
    if what not in DO:
        raise Http404
    rules.check_keep_registry(request.actor)
    DO[what](actor=request.actor, registry_import=_found(number))
    return redirect("organisations:import_page", number)


@login_required
def import_faulty(request: ActingRequest, number: int) -> HttpResponse:
    """The faulty rows as a file to mend and send again, each with what is wrong with it."""
    rules.check_keep_registry(request.actor)
    found = _found(number)
    columns = [column for column in Column if column in found.columns]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="faulty-rows-{found.pk}.csv"'
    response.write("\ufeff")  # by which spreadsheets know that it is UTF-8
    table = csv.writer(response, delimiter=";")
    table.writerow([_("Row"), _("What is wrong"), *(str(column.label) for column in columns)])
    for row in queries.rows_of(found, RowOutcome.FAULTY).iterator(chunk_size=1_000):
        faults = " ".join(fault_words(*fault) for fault in row.faults)
        table.writerow([row.number, guarded(faults), *(guarded(row.told.get(each, "")) for each in columns)])
    return response
