"""Every text of a consultation, or of a process, in three languages side by side."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.consultations import actions, queries
from punos.consultations.forms import TextsForm
from punos.consultations.models import Consultation
from punos.consultations.models.wording import TextAt, texts_of_process
from punos.consultations.views.building import gaps_of
from punos.consultations.views.making import edit_crumbs, made
from punos.core.components import Link
from punos.core.errors import Refused
from punos.core.languages import Written
from punos.core.pages import page
from punos.organisations.models import ActingRequest
from punos.processes.models import Process
from punos.processes.queries import process_detail
from punos.processes.rules import check_lead_process

TEXTS_A_PAGE = 40

type Write = Callable[[TextAt, str, Written], object]


@login_required
def languages(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The texts, forty at a time, gaps and stale translations marked; what was touched is saved, each for itself."""
    found = made(request, process, consultation)
    context: dict[str, Any] = {
        "consultation": found,
        "gaps": gaps_of(queries.draft_of(found, with_documents=True)),
        "crumbs": edit_crumbs(found, _("Languages")),
    }
    write = partial(_write, request, found)
    return _side_by_side(
        request, partial(_all_texts, found), write, "consultations/edit_languages.html", context
    )


@login_required
def process_languages(request: ActingRequest, process: str) -> HttpResponse:
    """The same for what is told of a process and for all its draft texts, be there a consultation or not."""
    found = process_detail(request.actor, process)
    if found is None:
        raise Http404
    check_lead_process(request.actor, found)
    desk = Link(label=_("Consultations"), url=reverse("making:desk"))
    context: dict[str, Any] = {
        "process": found,
        "crumbs": [desk, Link(label=found.title.read(found.title.source).text)],
    }
    write = partial(_write_in_process, request, found)
    return _side_by_side(
        request, partial(_texts_around, found), write, "consultations/process_languages.html", context
    )


def _side_by_side(
    request: ActingRequest,
    texts: Callable[[], list[TextAt]],
    write: Write,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """One page of texts with its form; what was touched is written, what clashed stays on the page."""
    only_gaps = request.GET.get("show") == "gaps"
    listed = _listed(request, texts(), only_gaps=only_gaps)
    form = TextsForm(request.POST or None, texts=list(listed))
    if request.method == "POST" and form.is_valid():
        _save(form, write)
        if not form.errors:
            return redirect(request.get_full_path())
        now = {text.key: text for text in texts()}
        form.renew([now.get(text.key, text) for text in form.texts])
    tabs = _tabs(request, only_gaps=only_gaps)
    context |= {"form": form, "listed": listed, "only_gaps": only_gaps, "tabs": tabs}
    status = 422 if form.errors else 200
    return page(request, template, context, status=status)


def _texts_around(process: Process) -> list[TextAt]:
    """What is told of a process and its phases, and its draft texts."""
    documents = list(process.documents.order_by("pk"))
    process.refresh_from_db(fields=["title", "summary", "body"])
    phases = process.phases.order_by("place", "pk")
    return [*texts_of_process(process, phases), *queries.texts_of_documents(documents, being_written=True)]


def _all_texts(consultation: Consultation) -> list[TextAt]:
    """What readers meet: the process around it, the consultation from top to bottom, its draft texts."""
    consultation.refresh_from_db()
    draft = queries.draft_of(consultation)
    documents = [part.document for part in draft.parts if part.document]
    own = [each for each in draft.texts if not _is_background(each)]
    around = texts_of_process(consultation.process)
    return [*around, *own, *queries.texts_of_documents(documents, being_written=True)]


def _listed(request: ActingRequest, texts: list[TextAt], *, only_gaps: bool) -> Page[Any]:
    """The texts of one page."""
    if only_gaps:
        texts = [each for each in texts if each.missing or each.stale]
    return Paginator(texts, TEXTS_A_PAGE).get_page(request.GET.get("page"))


def _is_background(text: TextAt) -> bool:
    """Whether a text belongs to one of the installation's own background questions, written on their own page."""
    question = getattr(text.subject, "question", text.subject)
    return getattr(question, "part_id", 0) is None


def _save(form: TextsForm, write: Write) -> None:
    """Write what was touched, each text in each language for itself; what clashes stays on the page."""
    for text in form.texts:
        for language, written in form.writing_of(text).items():
            try:
                write(text, language, written)
            except Refused as refusal:
                form.add_error(f"{text.key}-{language}", str(refusal))


def _write(
    request: ActingRequest, consultation: Consultation, text: TextAt, language: str, written: Written
) -> None:
    actions.translate(
        actor=request.actor,
        consultation=consultation,
        subject=text.subject,
        field=text.field,
        language=language,
        text=written.text,
        seen_revision=written.seen,
        is_right=written.is_right,
    )


def _write_in_process(
    request: ActingRequest, process: Process, text: TextAt, language: str, written: Written
) -> None:
    actions.translate_in_process(
        actor=request.actor,
        process=process,
        subject=text.subject,
        field=text.field,
        language=language,
        written=written,
    )


def _tabs(request: ActingRequest, *, only_gaps: bool) -> list[Link]:
    return [
        Link(label=_("All texts"), url=request.path, current=not only_gaps),
        Link(label=_("Only what is missing or stale"), url="?show=gaps", current=only_gaps),
    ]
