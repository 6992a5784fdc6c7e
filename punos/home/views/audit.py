"""The journal for the auditor: each search and each export is itself a line of it."""

from typing import cast

from django.core import signing
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.pages import page, posted
from punos.home import actions, rules
from punos.home.forms import AuditForm
from punos.home.queries import auditing
from punos.home.queries.auditing import Sought
from punos.organisations.models import ActingRequest

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
SALT = "home.audit"
SEARCH_SECONDS = 3_600  # for how long one may page on in a search before it counts as another


def audit(request: ActingRequest) -> HttpResponse:
    """The lines that an auditor looks for, newest first."""
    actor = request.actor
    if actor.person is None:
        return redirect(f"{reverse('people:sign_in')}?next={request.path}")
    rules.check_audit(actor)
    form = AuditForm(request.GET)
    context = {
        "form": form,
        "crumbs": [Link(label=_("My desk"), url=reverse("home:desk")), Link(label=_("Audit"))],
    }
    if not form.is_valid():
        return page(request, "home/audit.html", context, status=422)
    asked = auditing.sought(**form.cleaned_data)
    before = _going_on(request, asked)
    if before is None:
        before = actions.read_journal(actor=actor, sought=asked.ids).pk
    found = auditing.audit_page(asked, before)
    context |= {
        "table": found.table,
        "older": _older(request, asked, found.older) if found.older else "",
        "filled": [(name, request.GET[name]) for name in form.fields if request.GET.get(name)],
    }
    return page(request, "home/audit.html", context)


def _older(request: ActingRequest, asked: Sought, before: int) -> str:
    """The address of the page after this one; it carries a signed note that this search has been recorded."""
    query: QueryDict = request.GET.copy()
    query["on"] = signing.dumps([request.actor.person_id, asked.ids, before], salt=SALT)
    return f"?{query.urlencode()}"


def _going_on(request: ActingRequest, asked: Sought) -> int | None:
    """Below which id a recorded search goes on; None where this is another search or another person."""
    try:
        person, ids, before = signing.loads(request.GET.get("on", ""), salt=SALT, max_age=SEARCH_SECONDS)
    except signing.BadSignature:
        return None
    return int(before) if (person, ids) == (request.actor.person_id, asked.ids) else None


@posted("home:audit")
def audit_export(request: ActingRequest, ending: str) -> HttpResponse:
    """Exactly what was looked for, as a file, however long it is."""
    rules.check_audit(request.actor)
    if ending not in MEDIA_TYPES:
        raise Http404
    form = AuditForm(request.POST)
    if not form.is_valid():
        return redirect("home:audit")
    asked = auditing.sought(**form.cleaned_data)
    line = actions.export_journal(actor=request.actor, sought=asked.ids, ending=ending)
    parts = auditing.export(asked, line.pk, ending)
    response = StreamingHttpResponse(parts, content_type=MEDIA_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="journal-{line.pk}.{ending}"'
    return cast("HttpResponse", response)  # Django has two kinds; a door need not know which
