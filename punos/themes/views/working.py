"""The workbench: everything that was said, row by row, and giving themes to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.contributions.queries import sources_of
from punos.core.errors import Invalid
from punos.core.languages import TranslatedText, current_language
from punos.core.pages import page
from punos.core.text import clean
from punos.organisations.models import ActingRequest, Actor
from punos.processes.models import Process
from punos.themes import actions, queries
from punos.themes.forms import NarrowForm, UndoForm, WorkForm
from punos.themes.queries import pages
from punos.themes.queries.workbench import choices_in
from punos.themes.views.codebook import led

KEYS = "123456789abcdefghilmnoqrstvwyz"  # j, k, x and u do something else


@dataclass(frozen=True)
class Keyed:
    """A theme with the key that gives it."""

    pk: int
    title: TranslatedText
    body: TranslatedText
    key: str
    is_ticked: bool


@login_required
def work(request: ActingRequest, process: str) -> HttpResponse:
    """Shows the rows that are wanted; gives themes to those ticked, or takes them away."""
    found = led(request.actor, process)
    themes = queries.standing_themes(found)
    form = WorkForm(request.POST if request.method == "POST" else None, themes=themes)
    if request.method == "POST":
        changed = _changed(found, form)
        if form.run(_done, actor=request.actor, process=found, sent=form):
            return _after(request, found, changed)
    return _bench(request, found, form)


@transaction.atomic
def _done(*, actor: Actor, process: Process, sent: WorkForm, themes: list[int], name: str) -> None:
    """What the pressed button means; all of it or nothing."""
    if sent.reviewed:
        _review(actor, process, sent.reviewed)
    elif sent.dropped:
        actions.unassign(actor=actor, process=process, assignments=sent.dropped)
    elif sent.data.get("do") == "take":
        taken = queries.standing_ids(process, sent.ticked, _with_named(process, themes, name))
        actions.unassign(actor=actor, process=process, assignments=taken)
    else:
        _give(actor, process, sent, themes, name)


def _review(actor: Actor, process: Process, reviewed: Mapping[int, bool]) -> None:
    """Confirms what a machine proposed, or takes it away; what is not of this process is not touched."""
    for assignment in queries.proposed(process, reviewed.keys()):
        actions.review_assignment(actor=actor, assignment=assignment, holds=reviewed[assignment.pk])


def _with_named(process: Process, themes: list[int], name: str) -> list[int]:
    """The themes that are ticked, and the one whose name was written if there is one."""
    known = queries.theme_named(process, name) if name else None
    return [*themes, known.pk] if known else themes


def _give(actor: Actor, process: Process, sent: WorkForm, themes: list[int], name: str) -> None:
    """Gives themes to the ticked rows: to a passage where one was chosen or quoted, else to all of it."""
    passages = {pk: _passage(process, pk, sent) for pk in sent.ticked}
    chosen = _with_named(process, themes, name)
    language = current_language()
    if name and chosen == themes and sent.ticked:
        title = TranslatedText.of(language, **{language: clean(name)})
        chosen = [*themes, actions.make_theme(actor=actor, process=process, title=title).pk]
    known: dict[str, Any] = {"actor": actor, "process": process, "themes": chosen}
    whole = {pk for pk, passage in passages.items() if passage is None}
    for pk, passage in passages.items():
        if passage is not None:
            starts, ends = passage
            version = sent.number("version")
            actions.assign(**known, contributions=[pk], starts=starts, ends=ends, seen_version=version)
    if whole or not passages:
        actions.assign(**known, contributions=whole)


def _passage(process: Process, contribution: int, sent: WorkForm) -> tuple[int, int] | None:
    """The passage of one row: by its characters from a script, or by its words."""
    starts, ends = sent.number("starts"), sent.number("ends")
    if starts is not None and ends is not None:
        return starts, ends
    quote = sent.quote(contribution)
    if not quote:
        return None
    said = queries.material(process).filter(pk=contribution).first()
    found = queries.find_passage(said.latest.text, quote) if said and said.latest else None
    if found is None:
        raise Invalid(
            _("The text does not hold these words, one after another: %(words)s") % {"words": quote}
        )
    return found


def _changed(process: Process, form: WorkForm) -> set[int]:
    """The ticked rows in which somebody else gave or took a theme since they were shown."""
    seen = {pk: form.mark(pk) for pk in form.ticked if form.mark(pk)}
    return {pk for pk, mark in queries.marks_of(process, seen.keys()).items() if mark != seen[pk]}


def _after(request: ActingRequest, process: Process, changed: Iterable[int]) -> HttpResponse:
    """One row for htmx; else the same page again, with the rows marked that somebody else has changed."""
    target = str(request.htmx.target or "") if request.htmx else ""
    number = target.removeprefix("row-")
    if target.startswith("row-") and number.isdecimal():
        return _one_row(request, process, int(number), is_changed=int(number) in changed)
    query = request.GET.copy()
    query.setlist("changed", [str(pk) for pk in sorted(changed)])
    return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def _one_row(
    request: ActingRequest, process: Process, contribution: int, *, is_changed: bool
) -> HttpResponse:
    """A row as it is now, and what undo would do now."""
    context = {
        "process": process,
        "row": queries.row_of(process, contribution, timezone.now()),
        "is_changed": is_changed,
        **_undoing(request.actor, process),
    }
    return render(request, "themes/row_after.html", context)


def _undoing(actor: Actor, process: Process) -> dict[str, Any]:
    step = pages.latest_step(actor, process)
    return {
        "step": step,
        "undo_form": UndoForm(initial={"seen": step.change.pk}) if step else None,
        "is_closed": process.closed_at is not None,
    }


def _bench(request: ActingRequest, process: Process, form: WorkForm) -> HttpResponse:
    """The whole page; what was ticked and typed stays."""
    themes = queries.standing_themes(process)
    sources = sources_of(process, timezone.now())
    narrow = NarrowForm(request.GET, themes=themes, found=choices_in(process, sources))
    shown = queries.workbench(process, narrow.wanted, sources, number=request.GET.get("page"))
    ticked = set(form["themes"].value() or []) if form.is_bound else set()
    keys = dict(zip((each.pk for each in themes), KEYS, strict=False))
    changed = {int(each) for each in request.GET.getlist("changed") if each.isdecimal()}
    context = {
        "process": process,
        "form": form,
        "narrow": narrow,
        "listed": shown,
        "themes": [
            Keyed(each.pk, each.title, each.body, keys.get(each.pk, ""), str(each.pk) in ticked)
            for each in themes
        ],
        "rows": _shown(shown, form, changed),
        "changed": changed,
        "crumbs": pages.crumbs(process, _("Workbench"), pages.themes_link(process)),
        **_undoing(request.actor, process),
    }
    return page(request, "themes/work.html", context, status=422 if form.errors else 200)


def _shown(rows: Iterable[Any], form: WorkForm, changed: Collection[int]) -> list[dict[str, Any]]:
    """Each row with what was ticked and typed at it, and whether somebody else has changed it."""
    ticked, quotes = (form.ticked, form.quotes()) if form.is_bound else (set(), {})
    return [
        {
            "row": row,
            "is_ticked": row.said.pk in ticked,
            "quote": quotes.get(row.said.pk, ""),
            "is_changed": row.said.pk in changed,
        }
        for row in rows
    ]
