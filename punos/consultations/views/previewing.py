"""Seeing a draft as readers will: as anybody, as an organisation, in easy language; or by a secret link."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import AnswerForm
from punos.consultations.models import Consultation, Part, Question, QuestionKind
from punos.consultations.views.making import edit_crumbs, edit_url, made
from punos.consultations.views.reading import crumbs, shown
from punos.contributions.models import Audience
from punos.core.components import Link
from punos.core.languages import current_language
from punos.core.maps import Map, site_map
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest, Actor

# Each way to look, and the parts that such a reader may answer.
MAY_ANSWER = {
    "anyone": {Audience.EVERYONE},
    "signed-in": {Audience.EVERYONE, Audience.SIGNED_IN},
    "organisation": {Audience.EVERYONE, Audience.SIGNED_IN, Audience.ORGANISATIONS},
    "invited": set(Audience),
    "easy": {Audience.EVERYONE},
}


@dataclass(frozen=True)
class PartSeen:
    """A part as a reader meets it: with its questions, or with the reason why they are not asked."""

    part: Part
    asked: Sequence[Any]
    is_asked: bool


def seen_by(consultation: Consultation, role: str) -> list[PartSeen]:
    """The parts with their questions as somebody in this role meets them; nothing can be filled in."""
    draft = queries.draft_of(consultation)
    background = {question.code: question for question in draft.background}
    found = []
    for part in draft.parts:
        questions = [background[code] for code in part.background if code in background]
        questions += list(part.questions.all())
        is_asked = part.audience in MAY_ANSWER[role]
        found.append(PartSeen(part, _asked(questions, easy=role == "easy") if is_asked else [], is_asked))
    return found


def map_of(seen: Sequence[PartSeen]) -> Map | None:
    """The map, where a place is asked for."""
    kinds = {asked.kind for each in seen for asked in each.asked}
    return site_map() if QuestionKind.PLACE in kinds else None


def _asked(questions: Sequence[Question], *, easy: bool) -> Sequence[Any]:
    form = AnswerForm(questions, language=current_language(), easy=easy, read_only=True, auto_id="seen_%s")
    return list(form.asked)


@login_required
def preview(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The page and the form as a reader in one role meets them."""
    found = made(request, process, consultation)
    role = request.GET.get("as", "anyone")
    if role not in MAY_ANSWER:
        raise Http404
    names = {
        "anyone": _("Anyone"),
        "signed-in": _("Signed in"),
        "organisation": _("An organisation"),
        "invited": _("An invited organisation"),
        "easy": _("Easy version"),
    }
    tabs = [Link(label=names[each], url=f"?as={each}", current=each == role) for each in MAY_ANSWER]
    seen = seen_by(found, role)
    context = shown(Actor(), found) | {
        "seen": seen,
        "map": map_of(seen),
        "tabs": tabs,
        "is_easy": role == "easy",
        "crumbs": edit_crumbs(found, _("Preview")),
    }
    return page(request, "consultations/preview.html", context)


def draft_by_link(request: ActingRequest, process: str, consultation: str, token: str) -> HttpResponse:
    """What the secret link of a draft leads to: anybody who has it reads the draft, and no search engine does."""
    found = queries.by_preview_link(token)
    rules.check_read_preview(found)
    assert found is not None  # the rule refuses a link that leads nowhere
    if (found.process.slug, found.slug) != (process, consultation):
        raise Http404
    if found.published_at:
        return redirect("consultations:consultation_detail", process, consultation)
    seen = seen_by(found, "invited")
    context = shown(Actor(), found) | {"seen": seen, "map": map_of(seen), "crumbs": crumbs(found)[-1:]}
    response = page(request, "consultations/preview.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@posted("consultations:edit", "process", "consultation")
def change_link(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Make the secret link anew, or withdraw it."""
    found = made(request, process, consultation)
    is_end = request.POST.get("link") == "withdraw"
    verb = actions.withdraw_preview_link if is_end else actions.make_preview_link
    verb(actor=request.actor, consultation=found)
    return redirect(f"{edit_url('edit', found)}#link")
