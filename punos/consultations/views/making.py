"""My desk of consultations: what I lead, beginning a new one, from a clone or a template."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import BeginForm, NewForm, ProcessForm, SettingsForm
from punos.consultations.models import Consultation
from punos.consultations.models.wording import texts_of_consultation
from punos.consultations.views.reading import asked, crumbs
from punos.core.components import Link
from punos.core.languages import TranslatedText
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest, Actor, CityUnit
from punos.processes import actions as processes
from punos.processes.actions import ProcessFacts
from punos.processes.models import Process

# The settings of a draft that are no texts: fields and columns have one name.
SETTINGS = (
    *("opens_at", "closes_at", "results_shown", "minutes"),
    *("controller", "moderated_before", "is_easy"),
)


def made(request: ActingRequest, process: str, consultation: str) -> Consultation:
    """The consultation at this address, for those who make it."""
    found = asked(request.actor, process, consultation)
    rules.check_make(request.actor, found)
    return found


def edit_url(name: str, consultation: Consultation, **more: Any) -> str:
    """The address of a page on which this consultation is made."""
    known = {"process": consultation.process.slug, "consultation": consultation.slug}
    return reverse(f"consultations:{name}", kwargs=known | more)


def edit_crumbs(consultation: Consultation, here: str = "") -> list[Link]:
    """The way to a page below the overview of what is being made."""
    way = crumbs(consultation, _("Make"))
    if not here:
        return way
    return [*way[:-1], Link(label=_("Make"), url=edit_url("edit", consultation)), Link(label=here)]


@login_required
def desk(request: ActingRequest) -> HttpResponse:
    """What I lead, by its state; requests to host together that wait for my answer; templates."""
    actor, now = request.actor, timezone.now()
    rules.check_make_something(actor)
    led = queries.led_consultations(actor)
    drafts = [each for each in led if each.published_at is None]
    shown = [each for each in led if each.published_at is not None]
    groups = [
        (_("Drafts"), drafts),
        (_("Open"), [each for each in shown if each.is_open(now)]),
        (_("Scheduled"), [each for each in shown if each.opens_at > now]),
        (_("Closed"), [each for each in shown if each.is_closed(now)]),
    ]
    context = {
        "groups": [(name, listed) for name, listed in groups if listed],
        "requests": queries.host_requests_to(actor),
        "processes": queries.led_processes(actor),
        "templates": queries.templates(),
        "crumbs": [Link(label=_("My desk"), url=reverse("home:desk")), Link(label=_("Consultations"))],
    }
    return page(request, "consultations/desk.html", context)


@login_required
def new(request: ActingRequest) -> HttpResponse:
    """Begin a consultation with a starter, in a process I lead or in a new one."""
    rules.check_make_something(request.actor)
    form = NewForm(request.POST or None, **_choices(request.actor))
    if request.method == "POST" and form.run(_begin, actor=request.actor):
        return redirect(edit_url("edit", form.outcome))
    context = {"form": form, "crumbs": _desk_crumbs(_("New consultation"))}
    return page(request, "consultations/new.html", context, status=422 if form.errors else 200)


@login_required
def clone(request: ActingRequest, number: int) -> HttpResponse:
    """Begin with the questions and texts of another consultation."""
    rules.check_make_something(request.actor)
    found = _cloneable(request.actor, number)
    form = BeginForm(request.POST or None, **_choices(request.actor), initial=_titled(found))
    if request.method == "POST" and form.run(_begin, actor=request.actor, cloned=found):
        return redirect(edit_url("edit", form.outcome))
    context = {"form": form, "cloned": found, "crumbs": _desk_crumbs(_("Begin from another"))}
    return page(request, "consultations/new.html", context, status=422 if form.errors else 200)


def _choices(actor: Actor) -> dict[str, Any]:
    return {"processes": queries.led_processes(actor), "hosts": queries.possible_hosts(actor)}


def _desk_crumbs(here: str) -> list[Link]:
    return [Link(label=_("Consultations"), url=reverse("making:desk")), Link(label=here)]


def _cloneable(actor: Actor, number: int) -> Consultation:
    """What may be begun from: what I see, and templates."""
    visible = Consultation.objects.visible_to(actor) | Consultation.objects.filter(is_template=True)
    found = (
        visible.select_related("process__host_unit", "process__host_organisation").filter(pk=number).first()
    )
    if found is None:
        raise Http404
    return found


def _titled(consultation: Consultation) -> dict[str, str]:
    title = consultation.title
    return {"title": title.read(title.source).text, "language": title.source}


@transaction.atomic
def _begin(
    *,
    actor: Actor,
    process: Process | None,
    title: TranslatedText,
    slug: str,
    cloned: Consultation | None = None,
    **more: Any,
) -> Consultation:
    """Begin it in a process that is there or in a new one, at an address that is free."""
    into = process or _new_process(actor, more.pop("new_process"), more.pop("host"))
    taken = set(into.consultations.values_list("slug", flat=True)) | rules.TAKEN_ADDRESSES
    told: dict[str, Any] = {"actor": actor, "process": into, "title": title, "slug": _free(slug, taken)}
    if cloned is not None:
        return actions.clone_consultation(consultation=cloned, **told)
    return actions.draft_consultation(**told, **more)


def _new_process(actor: Actor, title: TranslatedText, host: Any) -> Process:
    """A process of one's own, which readers meet when the consultation is published."""
    slug = slugify(title.read(title.source).text)[:60] or "process"
    taken = set(Process.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    unit, organisation = (host, None) if isinstance(host, CityUnit) else (None, host)
    facts = ProcessFacts(
        slug=_free(slug, taken),
        title=title,
        summary=TranslatedText(),
        host_unit=unit,
        host_organisation=organisation,
    )
    return processes.draft_process(actor=actor, facts=facts)


def _free(slug: str, taken: set[str]) -> str:
    """This address, or the first numbered one that is free."""
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (slug, *numbered) if each not in taken)


@login_required
def settings(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """What is told before the first field, when it opens and closes, who is the controller."""
    found = made(request, process, consultation)
    form = SettingsForm(request.POST or None, consultation=found, texts=list(texts_of_consultation(found)))
    told: dict[str, Any] = {"actor": request.actor, "consultation": found}
    if request.method == "POST" and form.run(actions.change_consultation, **told):
        return redirect(edit_url("edit", found))
    return settings_page(request, found, form=form)


def settings_page(request: ActingRequest, found: Consultation, **forms: Any) -> HttpResponse:
    """The page of settings, with the form that has to be mended where there is one."""
    is_faulty = any(form.errors for form in forms.values())
    context = {
        "consultation": found,
        "form": SettingsForm(consultation=found, texts=list(texts_of_consultation(found))),
        "process_form": ProcessForm(process=found.process),
        "crumbs": edit_crumbs(found, _("Settings")),
        **forms,
    }
    if is_faulty and "form" in forms:
        found.refresh_from_db()
        form = forms["form"]
        form.renew(list(texts_of_consultation(found)))
        columns = {name: name for name in SETTINGS}
        context["clashes"] = form.clashes(found, columns, "seen_revision", found.revision)
    return page(request, "consultations/edit_settings.html", context, status=422 if is_faulty else 200)


@posted("consultations:edit_settings", "process", "consultation")
def change_process(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Change the level of influence, the case number and the contact of the process."""
    found = made(request, process, consultation)
    form = ProcessForm(request.POST, process=found.process)
    if form.run(processes.change_process, actor=request.actor, process=found.process):
        return redirect(edit_url("edit_settings", found))
    return settings_page(request, found, process_form=form)


@posted("consultations:edit", "process", "consultation")
def offer_template(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Let others begin from this one, or no longer."""
    found = made(request, process, consultation)
    is_template = request.POST.get("template") == "1"
    actions.mark_template(actor=request.actor, consultation=found, is_template=is_template)
    return redirect(edit_url("edit", found))
