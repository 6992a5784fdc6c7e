"""Every text of a consultation in three languages side by side."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from punos.consultations import actions, queries
from punos.consultations.forms import TextsForm
from punos.consultations.models import Consultation
from punos.consultations.models.wording import TextAt, texts_of_process
from punos.consultations.views.building import gaps_of
from punos.consultations.views.making import edit_crumbs, made
from punos.core.components import Link
from punos.core.errors import Refused
from punos.core.pages import page
from punos.organisations.models import ActingRequest

TEXTS_A_PAGE = 40


@login_required
def languages(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The texts, forty at a time, gaps and stale translations marked; what was touched is saved, each for itself."""
    found = made(request, process, consultation)
    only_gaps = request.GET.get("show") == "gaps"
    draft = queries.draft_of(found)
    listed = _listed(request, found, only_gaps=only_gaps)
    form = TextsForm(request.POST or None, texts=list(listed))
    if request.method == "POST" and form.is_valid():
        _save(request, found, form)
        if not form.errors:
            return redirect(request.get_full_path())
        _renew(form, found)
    context = {
        "consultation": found,
        "form": form,
        "listed": listed,
        "gaps": gaps_of(draft),
        "only_gaps": only_gaps,
        "tabs": _tabs(request, only_gaps=only_gaps),
        "crumbs": edit_crumbs(found, _("Languages")),
    }
    return page(request, "consultations/edit_languages.html", context, status=422 if form.errors else 200)


def _all_texts(consultation: Consultation) -> list[TextAt]:
    """What readers meet: the process around it, then the consultation from top to bottom."""
    return [*texts_of_process(consultation.process), *queries.draft_of(consultation).texts]


def _listed(request: ActingRequest, consultation: Consultation, *, only_gaps: bool) -> Page[Any]:
    """The texts of one page. The installation's own background questions are written on a page of their own."""
    texts = [each for each in _all_texts(consultation) if not _is_background(each)]
    if only_gaps:
        texts = [each for each in texts if each.missing or each.stale]
    return Paginator(texts, TEXTS_A_PAGE).get_page(request.GET.get("page"))


def _is_background(text: TextAt) -> bool:
    """Whether a text belongs to a background question of the installation, or to a choice in one."""
    question = getattr(text.subject, "question", text.subject)
    return getattr(question, "part_id", 0) is None


def _save(request: ActingRequest, consultation: Consultation, form: TextsForm) -> None:
    """Write what was touched, each text in each language for itself; what clashes stays on the page."""
    for text in form.texts:
        for language, written in form.writing_of(text).items():
            try:
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
            except Refused as refusal:
                form.add_error(f"{text.key}-{language}", str(refusal))


def _renew(form: TextsForm, consultation: Consultation) -> None:
    """Show what stands there now beside what clashed."""
    consultation.refresh_from_db()
    now = {text.key: text for text in _all_texts(consultation)}
    form.renew([now.get(text.key, text) for text in form.texts])


def _tabs(request: ActingRequest, *, only_gaps: bool) -> list[Link]:
    return [
        Link(label=_("All texts"), url=request.path, current=not only_gaps),
        Link(label=_("Only what is missing or stale"), url="?show=gaps", current=only_gaps),
    ]
