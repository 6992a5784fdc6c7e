"""The moderators' queue over everything they look after, and the fixed address of what was said."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.contributions import actions
from punos.contributions import queries as contributions
from punos.contributions.forms import DecideForm, NoteForm, RemoveForm
from punos.contributions.models import Contribution, ContributionState, Moderation
from punos.contributions.queries import QueueItem
from punos.contributions.rules import check_decide_appeal, check_moderate_something
from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.forms import Form
from punos.core.languages import current_language
from punos.core.pages import page, posted
from punos.home import queries
from punos.home.queries.places import Place
from punos.organisations.models import ActingRequest, Actor
from punos.processes.models import Process

MOST_AT_ONCE = 50


def contribution(request: ActingRequest, contribution: int) -> HttpResponse:
    """The fixed address of what was said: leads to where it stands, whichever page that is by now."""
    seen = (ContributionState.PUBLISHED, ContributionState.HIDDEN)
    found = Contribution.objects.filter(
        state__in=seen, thread__process__in=Process.objects.visible_to(request.actor)
    )
    rows = found.select_related("thread", "voice", "section__version__document")
    address = queries.address_of(get_object_or_404(rows, pk=contribution))
    if not address:
        raise Http404
    return redirect(f"/{current_language()}{address}")


@dataclass(frozen=True)
class Shown:
    """One thing in the queue with its place and the forms of its buttons; `may_decide` is asked of appeals."""

    item: QueueItem
    place: Place | None
    remove: Form
    note: Form
    may_decide: bool


def moderation(request: ActingRequest) -> HttpResponse:
    """What waits, what was reported and what was appealed against, in all that this person moderates."""
    if request.actor.person is None:
        return redirect(f"{reverse('people:sign_in')}?next={request.path}")
    check_moderate_something(request.actor)
    return _queue(request, request.GET)


def _queue(request: ActingRequest, asked: QueryDict, faulty: dict[int, Form] | None = None) -> HttpResponse:
    """The queue by kind and process; `faulty` are forms that were refused, by contribution."""
    actor, faulty = request.actor, faulty or {}
    mine = contributions.moderated_by(actor).order_by("slug")
    kinds = {*contributions.KINDS, contributions.REMOVED}
    kind = asked.get("show", "") if asked.get("show") in kinds else ""
    process = asked.get("process", "") if mine.filter(slug=asked.get("process", "")).exists() else ""
    found = contributions.queue(actor, kind=kind, process=process, number=asked.get("page"))
    items = list(found.object_list)
    # The links to other pages keep the query; a decision sends it in its form.
    request.GET = QueryDict(_kept(asked))
    context = {
        "shown": _shown(actor, items, faulty),
        "listed": found,
        "tabs": _tabs(actor, kind, process),
        "processes": list(mine),
        "process": process,
        "kind": kind,
        "waiting": [each.contribution.pk for each in items if each.kind == "waiting"],
        "is_faulty": bool(faulty),
        "faults": [fault for form in faulty.values() for fault in form.non_field_errors()],
        "crumbs": [Link(label=_("My desk"), url=reverse("home:desk")), Link(label=_("Moderation"))],
    }
    return page(request, "home/moderation.html", context, part="queue", status=422 if faulty else 200)


def _shown(actor: Actor, items: list[QueueItem], faulty: dict[int, Form]) -> list[Shown]:
    """Each thing with its place and its forms, empty or as they were filled."""
    places = queries.places_of(each.contribution for each in items)
    appeals = [each.removal for each in items if each.removal and each.kind == "appeals"]
    others = contributions.other_moderators_of(appeals)
    may = {
        each.pk for each in appeals if allowed(check_decide_appeal, actor, each, "", others=others[each.pk])
    }
    shown = []
    for each in items:
        said, form = each.contribution, faulty.get(each.contribution.pk)
        shown.append(
            Shown(
                item=each,
                place=places.get(said.thread_id),
                remove=form if isinstance(form, RemoveForm) else RemoveForm(auto_id=f"remove-{said.pk}-%s"),
                note=form if isinstance(form, NoteForm) else NoteForm(auto_id=f"note-{said.pk}-%s"),
                may_decide=each.removal is not None and each.removal.pk in may,
            )
        )
    return shown


def _tabs(actor: Actor, kind: str, process: str) -> list[Link]:
    """All, and each of the three ways in which something waits, with how much; then what stands removed."""
    counts = contributions.queue_counts(actor, process)
    more = f"&process={process}" if process else ""
    words = {
        "appeals": _("Appeals"),
        "reported": _("Reported"),
        "waiting": _("To be published"),
        contributions.REMOVED: _("Removed"),
    }
    total = sum(counts.values())
    counts[contributions.REMOVED] = contributions.removed_count(actor, process)
    every = Link(
        label=f"{_('Everything')} ({total})",
        url=f"?show=all{more}",
        current=not kind,
    )
    return [every] + [
        Link(label=f"{label} ({counts[each]})", url=f"?show={each}{more}", current=each == kind)
        for each, label in words.items()
    ]


VERBS: dict[str, tuple[Any, type[Form]]] = {
    "publish": (actions.pass_on, Form),
    "keep": (actions.keep, NoteForm),
    "remove": (actions.remove, RemoveForm),
    "put-back": (actions.put_back, NoteForm),
}


@posted("home:moderation")
def moderate(request: ActingRequest, contribution: int, what: str) -> HttpResponse:
    """One decision about one contribution; then the queue as it was, without it."""
    actor = request.actor
    mine = Contribution.objects.filter(thread__process__in=contributions.moderated_by(actor))
    said = get_object_or_404(mine.select_related("thread__process"), pk=contribution)
    if what not in VERBS:
        raise Http404
    action, shape = VERBS[what]
    form = shape(request.POST, auto_id=f"{'remove' if what == 'remove' else 'note'}-{said.pk}-%s")
    return _after(request, said.pk, form, form.run(action, actor=actor, contribution=said))


@posted("home:moderation")
def decide_appeal(request: ActingRequest, moderation: int) -> HttpResponse:
    """Answer one appeal."""
    actor = request.actor
    mine = Moderation.objects.filter(contribution__thread__process__in=contributions.moderated_by(actor))
    found = get_object_or_404(mine.select_related("contribution__thread__process"), pk=moderation)
    form = DecideForm(request.POST, auto_id=f"note-{found.contribution_id}-%s")
    is_done = form.run(actions.decide_appeal, actor=actor, moderation=found)
    return _after(request, found.contribution_id, form, is_done)


@posted("home:moderation")
def publish_shown(request: ActingRequest) -> HttpResponse:
    """Publish everything that waits and was shown, in one press: what came since is not among it."""
    actor = request.actor
    numbers = [int(each) for each in request.POST.getlist("shown")[:MOST_AT_ONCE] if each.isdecimal()]
    mine = Contribution.objects.filter(pk__in=numbers, thread__process__in=contributions.moderated_by(actor))
    actions.pass_all_on(actor=actor, contributions=mine.select_related("thread__process"))
    return _after(request, 0, Form(), True)


def _after(request: ActingRequest, said: int, form: Form, is_done: bool) -> HttpResponse:
    """The queue again: by htmx only its part, else by a redirect; refused forms as they were filled."""
    check_moderate_something(request.actor)
    if not is_done:
        return _queue(request, request.POST, {said: form})
    if request.htmx:
        return _queue(request, request.POST)
    return redirect(f"{reverse('home:moderation')}?{_kept(request.POST)}")


def _kept(asked: QueryDict) -> str:
    """What of the queue was shown: kind, process and page."""
    kept = {name: asked.get(name, "") for name in ("show", "process", "page")}
    return "&".join(f"{name}={value}" for name, value in kept.items() if value.replace("-", "").isalnum())
