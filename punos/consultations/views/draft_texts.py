"""Reading a draft text: its clauses with what was said of them, its versions, what changed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Part
from punos.consultations.queries import draft_texts as texts
from punos.consultations.views.reading import asked, crumbs
from punos.contributions.rules import check_open
from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.languages import current_language
from punos.core.pages import expires, page, public_page
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest, Actor
from punos.processes.models import Document, DraftVersion
from punos.processes.rules import check_lead, check_lead_process


def leads(actor: Actor, found: Consultation) -> bool:
    """Whether this actor leads the process, be it closed or not."""
    return allowed(check_lead, actor, found.process.host_unit_id, found.process.host_organisation_id)


def text_asked(actor: Actor, found: Consultation, slug: str) -> tuple[Document, Part | None]:
    """A text of this process, and the part in which comments on it are asked for here.

    Where there is no such part, only whoever leads the process finds the text at this address.
    """
    document = texts.document_in(actor, found, slug)
    part = texts.part_with(found, document) if document else None
    if document is None or (part is None and not leads(actor, found)):
        raise Http404
    return document, part


def version_asked(document: Document, number: int | None) -> DraftVersion:
    """A published version by its number, or the one that readers have now."""
    if number is None:
        current = texts.current_version(document)
        if current is None:
            raise Http404
        current.document = document
        return current
    found = get_object_or_404(document.versions.filter(published_at__isnull=False), number=number)
    found.document = document
    return found


def below(found: Consultation, name: str, **more: Any) -> str:
    """The address of a page below a consultation."""
    names = {"process": found.process.slug, "consultation": found.slug}
    return reverse(f"consultations:{name}", kwargs={**names, **more})


def way_to(found: Consultation, document: Document, here: str = "") -> list[Link]:
    """The way to a text, and to the page below it if there is one."""
    title = document.title.read(current_language()).text
    if not here:
        return crumbs(found, title)
    return [
        *crumbs(found, title)[:-1],
        Link(label=title, url=below(found, "document", slug=document.slug)),
        Link(label=here),
    ]


def about_version(
    request: ActingRequest, found: Consultation, slug: str, number: int | None
) -> dict[str, Any]:
    """What every page about a version shows: the text, which version it is, and whether there is a newer one."""
    now = timezone.now()
    expires(request, found.next_change(now))
    document, part = text_asked(request.actor, found, slug)
    version, current = version_asked(document, number), texts.current_version(document)
    is_current = current is not None and current.pk == version.pk
    thread = part.thread if part else None
    return {
        "consultation": found,
        "process": found.process,
        "document": document,
        "version": version,
        "current": current,
        "is_current": is_current,
        "is_public": thread is None or thread.is_public,
        "can_comment": is_current and thread is not None and allowed(check_open, thread),
        "leads": leads(request.actor, found),
        "can_write": allowed(check_lead_process, request.actor, found.process),
    }


@public_page(read_stamps, "process:{process}")
def document(
    request: ActingRequest, process: str, consultation: str, slug: str, number: int | None = None
) -> HttpResponse:
    """A version of a text, clause by clause, with what was said of each."""
    found = asked(request.actor, process, consultation)
    context = about_version(request, found, slug, number)
    version = context["version"]
    here = _("Version %(number)d") % {"number": version.number} if number else ""
    context |= {
        "clauses": texts.clauses_of(version, current_language(), all_states=context["leads"]),
        "versions": texts.published_versions(context["document"]),
        "crumbs": way_to(found, context["document"], here),
    }
    return page(request, "consultations/document.html", context)


@public_page(read_stamps, "process:{process}", query=("page",))
def document_clause(
    request: ActingRequest, process: str, consultation: str, slug: str, number: int, key: str
) -> HttpResponse:
    """One clause of a version with every comment on it."""
    found = asked(request.actor, process, consultation)
    context = about_version(request, found, slug, number)
    section = get_object_or_404(context["version"].sections.all(), key=key)
    section.version = context["version"]
    clause, comments = texts.clause_of(
        section, current_language(), number=request.GET.get("page"), all_states=context["leads"]
    )
    heading = section.heading.read(current_language()).text or key
    context |= {
        "clause": clause,
        "comments": comments,
        "crumbs": way_to(found, context["document"], heading),
    }
    return page(request, "consultations/document_clause.html", context)


@public_page(read_stamps, "process:{process}")
def document_changes(
    request: ActingRequest, process: str, consultation: str, slug: str, number: int | None = None
) -> HttpResponse:
    """Clause by clause what changed in a version since the one before, and why."""
    found = asked(request.actor, process, consultation)
    context = about_version(request, found, slug, number)
    context |= {
        "before": texts.version_before(context["version"]),
        "changes": texts.changes_of(context["version"], current_language()),
        "crumbs": way_to(found, context["document"], _("What changed")),
    }
    return page(request, "consultations/document_changes.html", context)
