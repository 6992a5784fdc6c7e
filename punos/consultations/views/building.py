"""Putting a consultation together: its parts in order, each part, each question."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from punos.consultations import actions, queries, rules
from punos.consultations.forms import NewPartForm, NewQuestionForm, PartForm, QuestionForm
from punos.consultations.models import Consultation, Part, Question
from punos.consultations.models.wording import texts_of_part, texts_of_question
from punos.consultations.rules import Draft, Fault
from punos.consultations.views.making import edit_crumbs, edit_url, made
from punos.core.languages import LANGUAGES
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest

PART_COLUMNS = {"audience": "audience", "fields_offered": "fields", "background": "background"}
QUESTION_COLUMNS = (
    *("kind", "required", "is_public", "lowest", "highest", "limit"),
    *("shown_if", "shown_if_values", "in_easy"),
)


@login_required
def edit(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The parts in their order, what is missing, and the ways to everything else."""
    found = made(request, process, consultation)
    documents = list(found.process.documents.order_by("slug"))
    form = NewPartForm(request.POST or None, source=found.title.source, documents=documents)
    told: dict[str, Any] = {"actor": request.actor, "consultation": found}
    if request.method == "POST" and form.run(actions.add_part, **told):
        return redirect(edit_url("edit_part", found, place=form.outcome.place))
    draft, now = queries.draft_of(found, with_documents=True), timezone.now()
    context = {
        "consultation": found,
        "parts": draft.parts,
        "form": form,
        "faults": faults_with_links(draft),
        "gaps": gaps_of(draft),
        "is_draft": found.published_at is None,
        "is_open": found.is_open(now),
        "is_closed": found.is_closed(now),
        "crumbs": edit_crumbs(found),
    }
    return page(request, "consultations/edit.html", context, status=422 if form.errors else 200)


def faults_with_links(draft: Draft) -> list[tuple[Fault, str]]:
    """What keeps a draft from being published, each with the page on which it is mended; nothing once published."""
    if draft.consultation.published_at:
        return []
    faults = rules.faults_of(draft, timezone.now())
    return [(each, _place_of(draft.consultation, each)) for each in faults]


def _place_of(consultation: Consultation, fault: Fault) -> str:
    """The page on which a fault is mended."""
    if fault.page == "part":
        return edit_url("edit_part", consultation, place=int(fault.at))
    if fault.page == "question":
        return edit_url("edit_question", consultation, code=fault.at)
    if fault.page == "document":
        return edit_url("edit_document", consultation, slug=fault.at)
    if fault.page == "languages":
        return f"{edit_url('edit_languages', consultation)}?show=gaps"
    return edit_url("edit_settings" if fault.page == "settings" else "edit", consultation)


def gaps_of(draft: Draft) -> list[tuple[str, int, int]]:
    """For each language how many texts are missing in it and how many are stale."""
    texts = draft.texts
    return [
        (
            language,
            sum(1 for text in texts if language in text.missing),
            sum(1 for text in texts if language in text.stale),
        )
        for language in LANGUAGES
    ]


def _part(consultation: Consultation, place: int) -> Part:
    return get_object_or_404(
        consultation.parts.select_related("thread", "document", "consultation__process"), place=place
    )


@login_required
def edit_part(request: ActingRequest, process: str, consultation: str, place: int) -> HttpResponse:
    """One part: its texts, who may answer it, its questions in order."""
    found = made(request, process, consultation)
    part = _part(found, place)
    form = PartForm(request.POST or None, **_of_part(part))
    if request.method == "POST" and form.run(actions.change_part, actor=request.actor, part=part):
        return redirect(edit_url("edit_part", found, place=place))
    return _part_page(request, found, part, form=form)


def _of_part(part: Part) -> dict[str, Any]:
    return {"part": part, "background": queries.background_questions(), "texts": list(texts_of_part(part))}


def _part_page(request: ActingRequest, found: Consultation, part: Part, **forms: Any) -> HttpResponse:
    """The page of a part, with the form that has to be mended where there is one."""
    is_faulty, clashes = any(form.errors for form in forms.values()), []
    if is_faulty and "form" in forms:
        part, form = _part(found, part.place), forms["form"]
        form.renew(list(texts_of_part(part)))
        clashes = form.clashes(part, PART_COLUMNS, "seen_mark", part.mark)
    context = {
        "consultation": found,
        "part": part,
        "clashes": clashes,
        "questions": [each for each in queries.questions_in(found) if each.part_id == part.pk],
        "is_draft": found.published_at is None,
        "new_form": NewQuestionForm(source=found.title.source, auto_id="new_%s"),
        "crumbs": edit_crumbs(found, str(part.title) or part.get_kind_display()),
    }
    return page(request, "consultations/edit_part.html", context | forms, status=422 if is_faulty else 200)


@posted("consultations:edit_part", "process", "consultation", "place")
def add_question(request: ActingRequest, process: str, consultation: str, place: int) -> HttpResponse:
    """Add a question at the end of a part, and go on to its page."""
    found = made(request, process, consultation)
    part = _part(found, place)
    form = NewQuestionForm(request.POST, source=found.title.source, auto_id="new_%s")
    if form.run(actions.add_question, actor=request.actor, part=part):
        return redirect(edit_url("edit_question", found, code=form.outcome.code))
    return _part_page(request, found, part, new_form=form, form=PartForm(**_of_part(part)))


@posted("consultations:edit", "process", "consultation")
def shift_part(
    request: ActingRequest, process: str, consultation: str, place: int, what: str
) -> HttpResponse:
    """Move a part up or down, or take it out."""
    found = made(request, process, consultation)
    part = _part(found, place)
    if what == "remove":
        actions.remove_part(actor=request.actor, part=part)
    elif what in {"up", "down"}:
        actions.move_part(actor=request.actor, part=part, up=what == "up")
    else:
        raise Http404
    return redirect(edit_url("edit", found))


def _question(consultation: Consultation, code: str) -> Question:
    """The question with this code, and those before it."""
    asked = queries.questions_in(consultation)
    found = next((each for each in asked if each.code == code), None)
    if found is None:
        raise Http404
    return found


def _of_question(consultation: Consultation, question: Question) -> dict[str, Any]:
    """What the form of a question is made from: its texts, and what it can depend on."""
    asked = queries.questions_in(consultation)
    codes = [each.code for each in asked]
    return {
        "question": question,
        "earlier": asked[: codes.index(question.code)],
        "is_easy": consultation.is_easy,
        "texts": list(texts_of_question(question, is_easy=consultation.is_easy)),
    }


def renewed(form: QuestionForm, question: Question, *, is_easy: bool) -> Question:
    """The question as it is now; its form shows beside what was typed what somebody else has saved in between."""
    form.renew(list(texts_of_question(question, is_easy=is_easy)))
    columns = {name: name for name in QUESTION_COLUMNS}
    form.clashed = form.clashes(question, columns, "seen_revision", question.revision)
    return question


@login_required
def edit_question(request: ActingRequest, process: str, consultation: str, code: str) -> HttpResponse:
    """One question: its words, how it is answered, what can be chosen, on which condition it is asked."""
    found = made(request, process, consultation)
    question = _question(found, code)
    form = QuestionForm(request.POST or None, **_of_question(found, question))
    if request.method == "POST" and form.run(actions.change_question, actor=request.actor, question=question):
        return redirect(edit_url("edit_question", found, code=code))
    question = renewed(form, _question(found, code), is_easy=found.is_easy) if form.errors else question
    context = {
        "consultation": found,
        "question": question,
        "form": form,
        "clashes": form.clashed,
        "is_draft": found.published_at is None,
        "back_url": edit_url("edit_part", found, place=question.part.place) if question.part else "",
        "crumbs": edit_crumbs(found, question.code),
    }
    return page(request, "consultations/edit_question.html", context, status=422 if form.errors else 200)


@posted("consultations:edit_question", "process", "consultation", "code")
def shift_question(
    request: ActingRequest, process: str, consultation: str, code: str, what: str
) -> HttpResponse:
    """Move a question up or down, or take it out."""
    found = made(request, process, consultation)
    question = _question(found, code)
    if what == "remove":
        actions.remove_question(actor=request.actor, question=question)
    elif what in {"up", "down"}:
        actions.move_question(actor=request.actor, question=question, up=what == "up")
    else:
        raise Http404
    assert question.part is not None  # background has no page here
    return redirect(edit_url("edit_part", found, place=question.part.place))
