"""Going back one step, exactly to where the work on themes was before it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from punos.core.languages import TranslatedText, Written
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.models.document import rewritten
from punos.themes import queries, rules
from punos.themes.actions import steps
from punos.themes.models import Assignment, ChangeKind, Theme, ThemeChange


@transaction.atomic
def undo(*, actor: Actor, process: Process, seen: int) -> ThemeChange:
    """Undo the latest step of the work on the themes of a process; `seen` is the step that the doer means."""
    locked = steps.lock_process(process=process)
    latest = queries.latest_change(locked)
    is_answered = latest is not None and queries.is_answered_since(latest)
    rules.check_undo(actor, locked, latest, seen, is_answered=is_answered)
    assert latest is not None  # the rule has seen to it
    for theme in (latest.theme, latest.other):
        if theme is not None:
            theme.process = locked
    BACK[ChangeKind(latest.kind)](actor, latest)
    latest.undone_by, latest.undone_at = actor.person_id, timezone.now()
    latest.save(update_fields=["undone_by", "undone_at"])
    journal.record(actor, "theme.step_undone", latest.theme, process=locked.slug, public=True, step=latest.pk)
    return latest


def _unmake(actor: Actor, change: ThemeChange) -> None:
    """The theme was added: it is taken out, and with it what was published of it."""
    _end(actor, change.theme)


def _unchoose(actor: Actor, change: ThemeChange) -> None:
    """The theme was chosen: it is a proposal again, which readers do not see."""
    steps.hide(actor=actor, theme=change.theme)
    change.theme.is_chosen, change.theme.published_at = False, None
    change.theme.save(update_fields=["is_chosen", "published_at"])


def _unword(actor: Actor, change: ThemeChange) -> None:
    """The theme was worded anew: the old words come back as newer ones, so that whoever writes now notices."""
    theme = change.theme
    theme.title = _worded(actor, theme.title, change.before["title"])
    theme.body = _worded(actor, theme.body, change.before["body"])
    theme.revision += 1
    theme.save(update_fields=["title", "body", "revision"])
    if theme.published_at:
        steps.enter(theme=theme)


def _worded(actor: Actor, text: TranslatedText, before: Mapping[str, Any]) -> TranslatedText:
    """A text with the words that it had before."""
    old = TranslatedText.from_json(before)
    told = {
        language: Written(old.texts[language].text if language in old.texts else "", part.revision)
        for language, part in text.texts.items()
    }
    return rewritten(text, told, by=actor.person_id, at=timezone.now())


def _unsplit(actor: Actor, change: ThemeChange) -> None:
    """The theme was split: what went into the new one comes back, and the new one is taken out."""
    assert change.other is not None  # a split has made it
    _give_back(change.before["moved"], change.theme)
    _end(actor, change.other)


def _unmerge(actor: Actor, change: ThemeChange) -> None:
    """The theme was merged: everything of it comes back, what was in both is in both again."""
    assert change.other is not None  # into which it was merged
    theme, target = change.theme, change.other
    _give_back(change.before["moved"], theme)
    _stand_again(change.before["ended"])
    theme.ended_at, theme.merged_into = None, None
    theme.save(update_fields=["ended_at", "merged_into"])
    if change.before["shows"]:
        steps.hide(actor=actor, theme=target)
        target.published_at = None
        target.save(update_fields=["published_at"])
    _show_again(actor, change)


def _unmove(_actor: Actor, change: ThemeChange) -> None:
    """The themes take the places that they had."""
    places = {int(pk): place for pk, place in change.before["places"].items()}
    found = list(Theme.objects.filter(pk__in=places))
    for each in found:
        each.place = places[each.pk]
    Theme.objects.bulk_update(found, ["place"])


def _unend(actor: Actor, change: ThemeChange) -> None:
    """The theme was taken out: it stands again with everything that was given to it."""
    _stand_again(change.before["ended"])
    change.theme.ended_at = None
    change.theme.save(update_fields=["ended_at"])
    _show_again(actor, change)


def _unassign(actor: Actor, change: ThemeChange) -> None:
    standing = Assignment.objects.standing().filter(pk__in=change.before["added"])
    standing.update(ended_at=timezone.now(), ended_by=actor.person_id)


def _reassign(_actor: Actor, change: ThemeChange) -> None:
    _stand_again(change.before["ended"])


def _end(actor: Actor, theme: Theme) -> None:
    """A theme that a step had made is no longer there."""
    steps.hide(actor=actor, theme=theme)
    theme.ended_at = timezone.now()
    theme.save(update_fields=["ended_at"])


def _show_again(actor: Actor, change: ThemeChange) -> None:
    """A theme that readers knew is found again, and waits for an answer if it did."""
    if change.theme.published_at is None:
        return
    if change.before["hold"]:
        steps.show(actor=actor, theme=change.theme)
    else:
        steps.enter(theme=change.theme)


def _give_back(assignments: Iterable[int], theme: Theme) -> None:
    Assignment.objects.filter(pk__in=list(assignments)).update(theme=theme)


def _stand_again(assignments: Iterable[int]) -> None:
    Assignment.objects.filter(pk__in=list(assignments)).update(ended_at=None, ended_by=None)


BACK: Mapping[ChangeKind, Callable[[Actor, ThemeChange], None]] = {
    ChangeKind.MADE: _unmake,
    ChangeKind.CHOSEN: _unchoose,
    ChangeKind.REWORDED: _unword,
    ChangeKind.SPLIT: _unsplit,
    ChangeKind.MERGED: _unmerge,
    ChangeKind.MOVED: _unmove,
    ChangeKind.ENDED: _unend,
    ChangeKind.ASSIGNED: _unassign,
    ChangeKind.UNASSIGNED: _reassign,
}
