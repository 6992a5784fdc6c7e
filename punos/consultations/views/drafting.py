"""Writing a draft text, for whoever leads the process: clauses in three languages, order, what is left out, publishing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from punos.consultations.forms.drafting import ClauseForm, DocumentForm, LeaveOutForm, PasteForm
from punos.consultations.models import Consultation
from punos.consultations.queries import draft_texts as texts
from punos.consultations.views.draft_texts import below, way_to
from punos.consultations.views.reading import asked, crumbs
from punos.core.languages import current_language
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest
from punos.processes import actions
from punos.processes.models import Document, DraftVersion, Section
from punos.processes.rules import check_lead


def _led(request: ActingRequest, process: str, consultation: str) -> Consultation:
    """The consultation, for whoever leads its process; everybody else hears why not."""
    found = asked(request.actor, process, consultation)
    check_lead(request.actor, found.process.host_unit_id, found.process.host_organisation_id)
    return found


def _text(request: ActingRequest, found: Consultation, slug: str) -> Document:
    document = texts.document_in(request.actor, found, slug)
    if document is None:
        raise Http404
    return document


def _draft(request: ActingRequest, found: Consultation, slug: str) -> DraftVersion:
    """The version that is being written; without one there is nothing to write in."""
    document = _text(request, found, slug)
    version = texts.draft_of(document)
    if version is None:
        raise Http404
    version.document = document
    return version


def _section(version: DraftVersion, key: str) -> Section:
    section = get_object_or_404(version.sections.all(), key=key)
    section.version = version
    return section


@login_required
def new_document(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Begin a text in the process of this consultation."""
    found = _led(request, process, consultation)
    form = DocumentForm(request.POST or None, initial={"language": current_language()})
    known: dict[str, Any] = {"actor": request.actor, "process": found.process}
    if request.method == "POST" and form.run(actions.draft_document, **known):
        return redirect(below(found, "paste_document", slug=form.outcome.slug))
    context = {
        "consultation": found,
        "form": form,
        "documents": texts.documents_of(found.process_id),
        "crumbs": crumbs(found, _("New draft text")),
    }
    return page(request, "consultations/document_new.html", context, status=422 if form.errors else 200)


@login_required
def edit_document(request: ActingRequest, process: str, consultation: str, slug: str) -> HttpResponse:
    """The version that is being written, clause by clause; sending the button begins the next one."""
    found = _led(request, process, consultation)
    document = _text(request, found, slug)
    if request.method == "POST":
        actions.write_version(actor=request.actor, document=document, sections=[], seen_revision=0)
        return redirect(request.path)
    version = texts.draft_of(document)
    if version:
        version.document = document
    context = {
        "consultation": found,
        "document": document,
        "version": version,
        "current": texts.current_version(document),
        "part": texts.part_with(found, document),
        "changes": texts.changes_of(version, document.language) if version else [],
        "crumbs": way_to(found, document, _("Write")),
    }
    return page(request, "consultations/document_edit.html", context)


@login_required
def paste_document(request: ActingRequest, process: str, consultation: str, slug: str) -> HttpResponse:
    """Take in a whole text in one language: first its clauses are shown, then they are saved."""
    found = _led(request, process, consultation)
    document = _text(request, found, slug)
    version = texts.draft_of(document) or texts.current_version(document)
    draft = version if version and version.published_at is None else None
    form = PasteForm(
        request.POST or None,
        request.FILES or None,
        initial={"language": document.language, "seen_revision": draft.revision if draft else 0},
        sections=texts.sections_of(version) if version else [],
        keys=texts.keys_of(document),
        source=document.language,
    )
    known: dict[str, Any] = {"actor": request.actor, "document": document}
    if request.method == "POST" and "save" in request.POST and form.run(actions.write_version, **known):
        return redirect(below(found, "edit_document", slug=slug))
    is_shown = request.method == "POST" and form.is_valid()
    context = {
        "consultation": found,
        "document": document,
        "form": form,
        "found": form.found if is_shown else [],
        "crumbs": way_to(found, document, _("Paste a text")),
    }
    return page(request, "consultations/document_paste.html", context, status=422 if form.errors else 200)


@login_required
def edit_clause(request: ActingRequest, process: str, consultation: str, slug: str, key: str) -> HttpResponse:
    """One clause in three languages side by side."""
    found = _led(request, process, consultation)
    version = _draft(request, found, slug)
    section = _section(version, key)
    form = ClauseForm(request.POST or None, section=section)
    known: dict[str, Any] = {"actor": request.actor, "version": version, "key": key}
    if request.method == "POST" and form.run(actions.write_section, **known):
        return redirect(f"{below(found, 'edit_document', slug=slug)}#clause-{key}")
    context = {
        "consultation": found,
        "document": version.document,
        "version": version,
        "section": section,
        "form": form,
        "now": _section(version, key) if form.errors else None,
        "crumbs": way_to(found, version.document, section.heading.read(current_language()).text or key),
    }
    return page(request, "consultations/clause_edit.html", context, status=422 if form.errors else 200)


@login_required
def leave_out_clause(
    request: ActingRequest, process: str, consultation: str, slug: str, key: str
) -> HttpResponse:
    """Leave a clause out of the version that is being written, and tell why."""
    found = _led(request, process, consultation)
    version = _draft(request, found, slug)
    section = _section(version, key)
    form = LeaveOutForm(request.POST or None, source=version.document.language)
    known: dict[str, Any] = {"actor": request.actor, "version": version, "key": key}
    if request.method == "POST" and form.run(actions.remove_section, **known):
        return redirect(below(found, "edit_document", slug=slug))
    context = {
        "consultation": found,
        "document": version.document,
        "section": section,
        "form": form,
        "crumbs": way_to(found, version.document, _("Leave a clause out")),
    }
    return page(request, "consultations/clause_leave_out.html", context, status=422 if form.errors else 200)


@posted("consultations:edit_document", "process", "consultation", "slug")
def move_clause(
    request: ActingRequest, process: str, consultation: str, slug: str, key: str, what: str
) -> HttpResponse:
    """Move a clause up or down by one place, or put back one that was left out."""
    found = _led(request, process, consultation)
    version = _draft(request, found, slug)
    section = _section(version, key)
    known: dict[str, Any] = {"actor": request.actor, "version": version, "key": key}
    if what == "put-back":
        actions.put_back_section(**known)
    else:
        place = [each.pk for each in texts.sections_of(version)].index(section.pk) + 1
        actions.move_section(**known, place=place + {"up": -1, "down": 1}.get(what, 0))
    return redirect(f"{below(found, 'edit_document', slug=slug)}#clause-{key}")


@posted("consultations:edit_document", "process", "consultation", "slug")
def publish_document(request: ActingRequest, process: str, consultation: str, slug: str) -> HttpResponse:
    """Give the version to readers; from now on it never changes."""
    found = _led(request, process, consultation)
    version = _draft(request, found, slug)
    actions.publish_version(actor=request.actor, version=version)
    return redirect(below(found, "document", slug=slug))
