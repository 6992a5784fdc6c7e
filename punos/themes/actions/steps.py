"""What the verbs of this room share: one at a time in a process, noting the step, showing a theme and hiding it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Process
from punos.search import actions as search
from punos.themes import queries
from punos.themes.models import ChangeKind, Theme, ThemeChange


@transaction.atomic
def lock_process(*, process: Process) -> Process:
    """The process, kept as it is until the verb is done: steps follow one another, so that they can be undone so."""
    found = Process.objects.select_for_update(of=("self",))
    return found.select_related("host_unit", "host_organisation").get(pk=process.pk)


@transaction.atomic
def lock_theme(*, theme: Theme) -> Theme:
    """The theme as it is now, with its process locked."""
    process = lock_process(process=theme.process)
    found = Theme.objects.get(pk=theme.pk)
    found.process = process
    return found


@transaction.atomic
def note_step(
    *, actor: Actor, kind: ChangeKind, theme: Theme, other: Theme | None = None, **before: Any
) -> ThemeChange:
    """Keep what undoing this step needs."""
    return ThemeChange.objects.create(
        process=theme.process,
        kind=kind,
        theme=theme,
        other=other,
        before=before,
        by=actor.person_id,
        at=timezone.now(),
    )


@transaction.atomic
def show(*, actor: Actor, theme: Theme) -> None:
    """Let a published theme be found, and keep the process open until it has been answered."""
    enter(theme=theme)
    processes.raise_hold(actor=actor, **_hold_of(theme))


@transaction.atomic
def hide(*, actor: Actor, theme: Theme) -> bool:
    """Nobody finds the theme any more, and nothing is asked for it; whether an answer was still missing."""
    search.leave(theme)
    return bool(processes.lift_hold(actor=actor, **_hold_of(theme)))


@transaction.atomic
def enter(*, theme: Theme) -> None:
    """Make a theme findable by its words."""
    search.enter(theme, process=theme.process.slug, title=theme.title, body=theme.body, at=theme.published_at)


def _hold_of(theme: Theme) -> dict[str, Any]:
    return {
        "process": theme.process,
        "reason": queries.ANSWER_MISSING,
        "subject_type": "theme",
        "subject_id": theme.pk,
    }
