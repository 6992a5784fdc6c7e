"""Giving contributions to themes, taking them away, looking at what a machine proposed."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.themes import queries, rules
from punos.themes.actions import steps
from punos.themes.models import Assignment, ChangeKind, Origin, Theme, ThemeChange
from punos.themes.rules.assigning import check_passage


@transaction.atomic
def assign(
    *,
    actor: Actor,
    process: Process,
    themes: Collection[int],
    contributions: Collection[int],
    starts: int | None = None,
    ends: int | None = None,
    seen_version: int | None = None,
    origin: Origin = Origin.PERSON,
) -> int:
    """Give contributions, or one passage of one, to themes; how many were new: doing it twice is doing it once."""
    locked = steps.lock_process(process=process)
    found = list(Theme.objects.standing().filter(process=locked, pk__in=themes).order_by("pk"))
    said = list(queries.material(locked).filter(pk__in=contributions).order_by("pk"))
    asked = {"asked_themes": len(set(themes)), "asked": len(set(contributions))}
    rules.check_assign(actor, locked, themes=found, said=said, **asked)
    check_passage(said, starts, ends, seen_version)
    there = Assignment.objects.standing().filter(theme__in=found, contribution__in=said)
    known = set(there.filter(starts=starts, ends=ends).values_list("theme_id", "contribution_id"))
    given = {"starts": starts, "ends": ends, "origin": origin, "by": actor.person_id, "at": timezone.now()}
    new = Assignment.objects.bulk_create(
        Assignment(theme=theme, contribution=each, version=each.latest, **given)
        for theme in found
        for each in said
        if (theme.pk, each.pk) not in known
    )
    if new:
        touched = [theme for theme in found if theme.pk in {each.theme_id for each in new}]
        step = _noted(actor, ChangeKind.ASSIGNED, locked, touched, added=[each.pk for each in new])
        _record(actor, "theme.assigned", step, touched)
    return len(new)


@transaction.atomic
def unassign(*, actor: Actor, process: Process, assignments: Collection[int]) -> int:
    """Take contributions from themes; how many still had them."""
    locked = steps.lock_process(process=process)
    rules.check_unassign(actor, locked, len(assignments))
    standing = Assignment.objects.standing().filter(theme__process=locked, pk__in=assignments)
    ids = list(standing.order_by("pk").values_list("pk", flat=True))
    if ids:
        touched = list(Theme.objects.filter(assignments__in=ids).distinct().order_by("pk"))
        rows = Assignment.objects.filter(pk__in=ids)
        rows.update(ended_at=timezone.now(), ended_by=actor.person_id)
        step = _noted(actor, ChangeKind.UNASSIGNED, locked, touched, ended=ids)
        _record(actor, "theme.unassigned", step, touched)
    return len(ids)


@transaction.atomic
def review_assignment(*, actor: Actor, assignment: Assignment, holds: bool) -> Assignment:
    """Say of what a machine gave to a theme that it belongs there, or take it away."""
    theme = steps.lock_theme(theme=assignment.theme)
    found = Assignment.objects.get(pk=assignment.pk)
    found.theme = theme
    rules.check_review(actor, found)
    found.reviewed_by, found.reviewed_at = actor.person_id, timezone.now()
    if not holds:
        found.ended_by, found.ended_at = actor.person_id, found.reviewed_at
    found.save(update_fields=["reviewed_by", "reviewed_at", "ended_by", "ended_at"])
    if not holds:
        steps.note_step(actor=actor, kind=ChangeKind.UNASSIGNED, theme=theme, ended=[found.pk])
    verb = "theme.assignment_confirmed" if holds else "theme.assignment_refused"
    is_public = theme.published_at is not None
    journal.record(actor, verb, theme, process=theme.process.slug, public=is_public, assignment=found.pk)
    return found


def _noted(actor: Actor, kind: ChangeKind, process: Process, themes: list[Theme], **ids: Any) -> ThemeChange:
    """One step that can be undone, over all the themes that it touched."""
    for each in themes:
        each.process = process
    touched = [each.pk for each in themes]
    return steps.note_step(actor=actor, kind=kind, theme=themes[0], themes=touched, **ids)


def _record(actor: Actor, verb: str, step: ThemeChange, themes: list[Theme]) -> None:
    """One line for each theme; pages are made anew where readers see one of them."""
    is_public = any(each.published_at for each in themes)
    journal.record_all(actor, verb, themes, process=step.process.slug, public=is_public, step=step.pk)
