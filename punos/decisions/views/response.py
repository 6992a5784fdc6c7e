"""The response to a theme: read by everybody, written by whoever leads the process."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.forms import Form
from punos.core.pages import expires, page, posted, public_page
from punos.core.reading import EASY_QUERY, offer_easy
from punos.decisions import actions, queries, rules
from punos.decisions.forms import ResponseForm, StepForm
from punos.decisions.models import Response, ResponseState
from punos.decisions.views.reading import crumbs_to_theme, theme_at
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest
from punos.themes.models import Theme

STEPS: Final[Mapping[str, Callable[..., Any]]] = {
    "look": actions.ask_second_look,
    "check": actions.check_response,
    "send-back": actions.send_back,
    "publish": actions.publish_response,
    "drop": actions.drop_draft,
}


@public_page(read_stamps, "all", query=(EASY_QUERY,))
def response(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """What the city answers to a theme, as it stands; a theme that was merged leads to the other one."""
    theme = theme_at(request.actor, process, number)
    if theme.merged_into_id:
        end = queries.standing_for([theme])[theme.pk]
        into = Theme.objects.visible_to(request.actor).get(pk=end)
        return redirect("decisions:response", process, into.number)
    return _shown(request, theme, queries.published_of(theme), is_current=True)


@public_page(read_stamps, "all", query=(EASY_QUERY,))
def response_version(request: ActingRequest, process: str, number: int, version: int) -> HttpResponse:
    """One version of a response, as it was published."""
    theme = theme_at(request.actor, process, number)
    found = queries.version_of(theme, version)
    if found is None:
        raise Http404
    is_current = theme.ended_at is None and found == queries.published_of(theme)
    return _shown(request, theme, found, is_current=is_current, version=version)


def _shown(
    request: ActingRequest, theme: Theme, shown: Response | None, *, is_current: bool, version: int = 0
) -> HttpResponse:
    """A page with one version, and the others by their addresses; its title has the number that was asked for."""
    today = timezone.localdate()
    if shown is not None:
        shown.theme = theme
        if not shown.settles:
            expires(request, queries.next_midnight(timezone.now()))
    context = {
        "theme": theme,
        "process": theme.process,
        "response": shown,
        "easy": offer_easy(request, shown.reasons) if shown else None,
        "is_current": is_current,
        "version": version,
        "is_late": shown is not None and queries.is_late(shown, today),
        "changes": queries.changes_of(shown) if shown else [],
        "others": queries.earlier_responses(theme, shown),
        "decisions": queries.decisions_on(request.actor, theme),
        "leads": allowed(rules.check_see_drafts, request.actor, theme.process),
        "crumbs": crumbs_to_theme(theme, Link(label=_("Response"))),
    }
    return page(request, "decisions/response.html", context)


@login_required
def edit_response(request: ActingRequest, process: str, number: int) -> HttpResponse:
    """The draft in three languages side by side, what is missing, and its next step."""
    actor, theme = request.actor, theme_at(request.actor, process, number)
    rules.check_see_drafts(actor, theme.process)
    form = ResponseForm(request.POST or None, theme=theme, draft=queries.draft_of(theme))
    if request.method == "POST":
        if form.run(actions.draft_response, actor=actor, theme=theme):
            return redirect(request.path)
        form.renew(theme, queries.draft_of(theme))
    return _at_work(request, theme, form)


@posted("decisions:edit_response", "process", "number")
def step_response(request: ActingRequest, process: str, number: int, what: str) -> HttpResponse:
    """Asks for a look, looks, gives back, publishes or drops what was seen; or begins a correction."""
    actor, theme = request.actor, theme_at(request.actor, process, number)
    rules.check_see_drafts(actor, theme.process)
    if what == "correct":
        return _correct(request, theme)
    draft, step = queries.draft_of(theme), STEPS.get(what)
    if draft is None or step is None:
        raise Http404
    draft.theme = theme
    form = StepForm(request.POST)
    if form.run(step, actor=actor, response=draft):
        return redirect("decisions:edit_response", process, number)
    return _at_work(request, theme, ResponseForm(theme=theme, draft=draft), refused=form)


def _correct(request: ActingRequest, theme: Theme) -> HttpResponse:
    """Begins the next version of what was published."""
    published = queries.published_of(theme)
    if published is None:
        raise Http404
    form = Form({})
    if form.run(actions.correct_response, actor=request.actor, response=published):
        return redirect("decisions:edit_response", theme.process.slug, theme.number)
    draft = queries.draft_of(theme)
    return _at_work(request, theme, ResponseForm(theme=theme, draft=draft), refused=form)


def _at_work(
    request: ActingRequest, theme: Theme, form: ResponseForm, *, refused: Form | None = None
) -> HttpResponse:
    """The page on which a response is written; what was typed stays in its fields."""
    draft, published = queries.draft_of(theme), queries.published_of(theme)
    context: dict[str, Any] = {
        "theme": theme,
        "process": theme.process,
        "draft": draft,
        "published": published,
        "is_writable": draft is not None or published is None,
        "form": form,
        "refused": refused,
        "crumbs": crumbs_to_theme(theme, Link(label=_("Write the response"))),
    }
    if draft is not None:
        draft.theme = theme
        context |= _steps(request, draft)
    is_faulty = bool(refused or form.errors)
    return page(request, "decisions/response_edit.html", context, status=422 if is_faulty else 200)


def _steps(request: ActingRequest, draft: Response) -> dict[str, Any]:
    """What is missing, who has to look, and what can be done next."""
    today, actor = timezone.localdate(), request.actor
    needs_look = rules.needs_second_look(draft) and draft.checked_at is None
    return {
        "seen": StepForm(initial={"seen_revision": draft.revision}, auto_id=False),
        "faults": list(rules.faults_of(draft, today)),
        "needs_look": needs_look,
        "waits_for_look": draft.state == ResponseState.TO_CHECK,
        "can_check": allowed(rules.check_check_response, actor, draft),
        "can_publish": allowed(rules.check_publish_response, actor, draft, today),
        "is_theme_public": draft.theme.published_at is not None,
        "readers": len(queries.people_of_themes([draft.theme_id])),
    }
