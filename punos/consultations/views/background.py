"""The background questions of the installation, for administrators."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.consultations import actions, queries
from punos.consultations.forms import NewBackgroundForm, QuestionForm
from punos.consultations.models import Question
from punos.consultations.models.wording import texts_of_question
from punos.consultations.views.building import renewed
from punos.core.components import Link
from punos.core.pages import page
from punos.organisations.models import ActingRequest
from punos.organisations.rules import check_run_installation


@login_required
def background(request: ActingRequest) -> HttpResponse:
    """The questions that every consultation can ask in its background; a new one is added below."""
    check_run_installation(request.actor)
    form = NewBackgroundForm(request.POST or None)
    if request.method == "POST" and form.run(actions.define_background_question, actor=request.actor):
        return redirect("making:background_question", form.outcome.code)
    context = {
        "questions": queries.background_questions(),
        "form": form,
        "crumbs": [Link(label=_("My desk"), url=reverse("home:desk")), Link(label=_("Background questions"))],
    }
    return page(
        request, "consultations/background_questions.html", context, status=422 if form.errors else 200
    )


@login_required
def background_question(request: ActingRequest, code: str) -> HttpResponse:
    """One background question in three languages."""
    check_run_installation(request.actor)
    question = get_object_or_404(Question, part=None, code=code)
    form = QuestionForm(request.POST or None, question=question, texts=list(texts_of_question(question)))
    told: dict[str, Any] = {"actor": request.actor, "question": question}
    if request.method == "POST" and form.run(actions.change_background_question, **told):
        return redirect("making:background_question", code)
    if form.errors:
        question = renewed(form, get_object_or_404(Question, part=None, code=code), is_easy=False)
    way = Link(label=_("Background questions"), url=reverse("making:background"))
    context = {
        "question": question,
        "form": form,
        "clashes": form.clashed,
        "is_draft": True,
        "back_url": reverse("making:background"),
        "crumbs": [way, Link(label=question.code)],
    }
    return page(request, "consultations/edit_question.html", context, status=422 if form.errors else 200)
