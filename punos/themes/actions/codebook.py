"""The codebook: adding a theme, wording it, choosing what was proposed, ordering, publishing, taking out."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from punos.core.languages import TranslatedText, Writing
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.models.document import rewritten
from punos.themes import queries, rules
from punos.themes.actions import steps
from punos.themes.models import ChangeKind, Origin, Theme

NOTHING: Writing = {}


@transaction.atomic
def make_theme(
    *,
    actor: Actor,
    process: Process,
    title: TranslatedText,
    body: TranslatedText = TranslatedText(),
    origin: Origin = Origin.PERSON,
) -> Theme:
    """Add a theme at the end of the codebook; one that a machine proposes waits to be chosen."""
    locked = steps.lock_process(process=process)
    standing = queries.standing_themes(locked)
    others = queries.standing_titles(locked)
    rules.check_make_theme(actor, locked, title, body, others, number=len(standing))
    is_chosen = origin == Origin.PERSON
    theme = Theme.objects.create(
        process=locked,
        number=queries.next_number(locked),
        place=max((each.place for each in standing), default=0) + 1,
        title=title,
        body=body,
        origin=origin,
        is_chosen=is_chosen,
        made_by=actor.person_id,
        made_at=timezone.now(),
    )
    if is_chosen:
        steps.note_step(actor=actor, kind=ChangeKind.MADE, theme=theme)
    journal.record(actor, "theme.made", theme, process=locked.slug)
    return theme


@transaction.atomic
def reword_theme(*, actor: Actor, theme: Theme, title: Writing = NOTHING, body: Writing = NOTHING) -> Theme:
    """Write some languages of the title and the text; refused if somebody else rewrote one of them in between."""
    locked, now = steps.lock_theme(theme=theme), timezone.now()
    before = {"title": locked.title.as_json(), "body": locked.body.as_json()}
    locked.title = rewritten(locked.title, title, by=actor.person_id, at=now)
    locked.body = rewritten(locked.body, body, by=actor.person_id, at=now)
    others = queries.standing_titles(locked.process, besides=locked.pk)
    rules.check_reword_theme(actor, locked, locked.title, locked.body, others)
    locked.revision += 1
    locked.save(update_fields=["title", "body", "revision"])
    steps.note_step(actor=actor, kind=ChangeKind.REWORDED, theme=locked, **before)
    if locked.published_at:
        steps.enter(theme=locked)
    _record(actor, "theme.reworded", locked)
    return locked


@transaction.atomic
def choose_theme(*, actor: Actor, theme: Theme) -> Theme:
    """Take a theme that a machine proposed into the codebook."""
    locked = steps.lock_theme(theme=theme)
    rules.check_choose_theme(actor, locked)
    locked.is_chosen = True
    locked.save(update_fields=["is_chosen"])
    steps.note_step(actor=actor, kind=ChangeKind.CHOSEN, theme=locked)
    _record(actor, "theme.chosen", locked)
    return locked


@transaction.atomic
def put_aside(*, actor: Actor, theme: Theme) -> Theme:
    """Do without a theme that a machine proposed."""
    locked = steps.lock_theme(theme=theme)
    rules.check_put_aside(actor, locked)
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    steps.note_step(actor=actor, kind=ChangeKind.ENDED, theme=locked, ended=[], hold=False)
    _record(actor, "theme.put_aside", locked)
    return locked


@transaction.atomic
def move_theme(*, actor: Actor, theme: Theme, place: int) -> Theme:
    """Give a theme another place in the codebook, counted from 1."""
    locked = steps.lock_theme(theme=theme)
    order = queries.standing_themes(locked.process)
    rules.check_move_theme(actor, locked, place, len(order))
    places = {each.pk: each.place for each in order}
    rest = [each for each in order if each.pk != locked.pk]
    moved = [*rest[: place - 1], locked, *rest[place - 1 :]]
    for number, each in enumerate(moved, start=1):
        each.place = number
    Theme.objects.bulk_update(moved, ["place"])
    steps.note_step(actor=actor, kind=ChangeKind.MOVED, theme=locked, places=places)
    _record(actor, "theme.moved", locked)
    return locked


@transaction.atomic
def end_theme(*, actor: Actor, theme: Theme, is_sure: bool = False) -> Theme:
    """Take a theme out of the codebook; what was given to it is left without it."""
    locked = steps.lock_theme(theme=theme)
    standing = locked.assignments.standing()
    ids = list(standing.values_list("pk", flat=True))
    is_answered = locked.pk in queries.answered(locked.process, [locked.pk])
    rules.check_end_theme(actor, locked, standing=len(ids), is_sure=is_sure, is_answered=is_answered)
    locked.ended_at = timezone.now()
    standing.update(ended_at=locked.ended_at, ended_by=actor.person_id)
    locked.save(update_fields=["ended_at"])
    hold = steps.hide(actor=actor, theme=locked)
    steps.note_step(actor=actor, kind=ChangeKind.ENDED, theme=locked, ended=ids, hold=hold)
    _record(actor, "theme.ended", locked)
    return locked


@transaction.atomic
def publish_themes(*, actor: Actor, process: Process, themes: Collection[int]) -> list[Theme]:
    """Show themes to everybody; from then on each of them waits for an answer."""
    locked = steps.lock_process(process=process)
    found = queries.publishable(locked, themes)
    rules.check_publish_themes(actor, locked, found, len(set(themes)))
    for theme in found:
        theme.process, theme.published_at = locked, timezone.now()
        theme.save(update_fields=["published_at"])
        steps.show(actor=actor, theme=theme)
    journal.record_all(actor, "theme.published", found, process=locked.slug, public=True)
    return found


def _record(actor: Actor, verb: str, theme: Theme) -> None:
    """One line; pages are made anew where readers see the theme."""
    journal.record(actor, verb, theme, process=theme.process.slug, public=theme.published_at is not None)
