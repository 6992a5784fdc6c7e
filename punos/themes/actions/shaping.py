"""Splitting a theme, and merging one into another: assignments move, and nothing of where they were is lost."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from punos.core.languages import TranslatedText
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.themes import queries, rules
from punos.themes.actions import steps
from punos.themes.models import Assignment, ChangeKind, Theme


@transaction.atomic
def split_theme(*, actor: Actor, theme: Theme, title: TranslatedText, assignments: Collection[int]) -> Theme:
    """Begin a new theme beside this one, with some of what was given to it; readers meet it once it is published."""
    locked = steps.lock_theme(theme=theme)
    moving = locked.assignments.standing().filter(pk__in=assignments)
    ids = list(moving.values_list("pk", flat=True))
    others = queries.standing_titles(locked.process)
    chosen = len(set(assignments))
    rules.check_split_theme(actor, locked, title, others, chosen=chosen, found=len(ids))
    new = Theme.objects.create(
        process=locked.process,
        number=queries.next_number(locked.process),
        place=max(each.place for each in queries.standing_themes(locked.process)) + 1,
        title=title,
        split_from=locked,
        made_by=actor.person_id,
        made_at=timezone.now(),
    )
    moving.update(theme=new)
    steps.note_step(actor=actor, kind=ChangeKind.SPLIT, theme=locked, other=new, moved=ids)
    is_public = locked.published_at is not None
    journal.record(actor, "theme.split", locked, process=locked.process.slug, public=is_public, into=new.pk)
    return new


@transaction.atomic
def merge_theme(*, actor: Actor, theme: Theme, into: Theme) -> Theme:
    """Move everything of one theme into another, and let its address lead there.

    What is in both already stays once. If readers knew the theme, they know the other one from now on.
    """
    locked = steps.lock_theme(theme=theme)
    target = steps.lock_theme(theme=into)
    rules.check_merge_themes(actor, locked, target)
    now = timezone.now()
    moved, doubles = _apart(locked, target)
    Assignment.objects.filter(pk__in=doubles).update(ended_at=now, ended_by=actor.person_id)
    Assignment.objects.filter(pk__in=moved).update(theme=target)
    locked.ended_at, locked.merged_into = now, target
    locked.save(update_fields=["ended_at", "merged_into"])
    hold = steps.hide(actor=actor, theme=locked)
    shows = locked.published_at is not None and target.published_at is None
    if shows:
        target.published_at = now
        target.save(update_fields=["published_at"])
        steps.show(actor=actor, theme=target)
    kept = {"moved": moved, "ended": doubles, "hold": hold, "shows": shows}
    steps.note_step(actor=actor, kind=ChangeKind.MERGED, theme=locked, other=target, **kept)
    is_public = locked.published_at is not None or target.published_at is not None
    journal.record(
        actor, "theme.merged", locked, process=locked.process.slug, public=is_public, into=target.pk
    )
    return target


def _apart(theme: Theme, target: Theme) -> tuple[list[int], list[int]]:
    """Which assignments move, and which are in the other theme already."""
    there = set(target.assignments.standing().values_list("contribution_id", "starts", "ends"))
    moved: list[int] = []
    doubles: list[int] = []
    rows = theme.assignments.standing().order_by("pk")
    for row in rows.values_list("pk", "contribution_id", "starts", "ends"):
        (doubles if row[1:] in there else moved).append(row[0])
    return moved, doubles
