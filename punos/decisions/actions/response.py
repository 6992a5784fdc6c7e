"""Responding to a theme: drafting, a second look, publishing, correcting. What was published never changes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from punos.core.languages import TranslatedText, Writing
from punos.decisions import queries, rules
from punos.decisions.models import Response, ResponseOutcome, ResponseState
from punos.journal import actions as journal
from punos.organisations.models import Actor, CityUnit
from punos.processes import actions as processes
from punos.processes.models import Process, Section
from punos.processes.models.document import rewritten
from punos.search import actions as search
from punos.themes.models import Theme
from punos.themes.queries import ANSWER_MISSING

NOTHING: Writing = {}


@transaction.atomic
def draft_response(
    *,
    actor: Actor,
    theme: Theme,
    outcome: str,
    reasons: Writing = NOTHING,
    correction: Writing = NOTHING,
    ready_by: date | None = None,
    unit: CityUnit | None = None,
    changed_sections: Sequence[Section] = (),
    seen_revision: int = 0,
) -> Response:
    """Begin the response to a theme, or go on writing it; whoever looked at it before has to look again.

    Languages that nobody else rewrote in between are taken whatever has happened to the others; the outcome and what
    else is not text only if they are as they were seen.
    """
    locked = _locked_theme(theme)
    draft, published = queries.draft_of(locked), queries.published_of(locked)
    rules.check_draft_response(actor, locked, draft, published)
    is_promise = outcome == ResponseOutcome.PREPARING
    facts = {"outcome": outcome, "ready_by": ready_by if is_promise else None, "unit": unit}
    rules.check_facts(locked, outcome, ready_by, unit, changed_sections)
    chosen = {each.pk for each in changed_sections}
    response = draft or Response(theme=locked, drafted_at=timezone.now(), **_empty(locked.title.source))
    if draft is None or _differs(draft, facts, chosen):
        rules.check_seen(draft, seen_revision)
    _write(actor, response, reasons, correction)
    for name, value in facts.items():
        setattr(response, name, value)
    response.save()
    response.changed_sections.set(chosen)
    _record(actor, "response.drafted", response)
    return response


def _empty(source: str) -> dict[str, TranslatedText]:
    """The texts of a response that nobody has written yet, in the language of its theme."""
    return {"reasons": TranslatedText(source), "correction": TranslatedText(source)}


def _differs(draft: Response, facts: Mapping[str, object], sections: set[int]) -> bool:
    """Whether what is no text would change."""
    kept = set(draft.changed_sections.values_list("pk", flat=True))
    return sections != kept or any(getattr(draft, name) != value for name, value in facts.items())


def _write(actor: Actor, response: Response, reasons: Writing, correction: Writing) -> None:
    """Its texts with what was written; nobody has looked at it as it is now."""
    now = timezone.now()
    response.reasons = rewritten(response.reasons, reasons, by=actor.person_id, at=now)
    response.correction = rewritten(response.correction, correction, by=actor.person_id, at=now)
    rules.check_lengths(response.reasons, response.correction)
    response.drafted_by, response.drafted_at = actor.person_id, now
    response.state, response.checked_by, response.checked_at = ResponseState.DRAFT, None, None
    response.revision += 1


@transaction.atomic
def correct_response(*, actor: Actor, response: Response) -> Response:
    """Begin the next version as a copy of the one that stands; readers keep that until this one is published."""
    locked = _locked(response)
    theme = locked.theme
    current, draft = queries.published_of(theme), queries.draft_of(theme)
    rules.check_correct_response(actor, locked, is_current=locked == current, has_draft=draft is not None)
    copied = Response.objects.create(
        theme=theme,
        number=locked.number + 1,
        outcome=locked.outcome,
        reasons=locked.reasons,
        correction=TranslatedText(theme.title.source),
        ready_by=locked.ready_by,
        unit=locked.unit,
        revision=locked.revision + 1,
        drafted_by=actor.person_id,
        drafted_at=timezone.now(),
    )
    copied.changed_sections.set(locked.changed_sections.all())
    _record(actor, "response.correction_begun", copied)
    return copied


@transaction.atomic
def drop_draft(*, actor: Actor, response: Response, seen_revision: int) -> None:
    """Put a draft aside that nobody has read; what was published stands."""
    locked = _locked(response)
    rules.check_drop_draft(actor, locked)
    rules.check_seen(locked, seen_revision)
    gone = locked.pk
    locked.delete()
    locked.pk = gone
    _record(actor, "response.dropped", locked)


@transaction.atomic
def ask_second_look(*, actor: Actor, response: Response, seen_revision: int) -> Response:
    """Ask somebody else to look at a draft; it comes to the desk of everybody who leads the process."""
    locked = _locked(response)
    rules.check_ask_second_look(actor, locked, timezone.localdate())
    rules.check_seen(locked, seen_revision)
    locked.state = ResponseState.TO_CHECK
    locked.save(update_fields=["state"])
    _record(actor, "response.look_asked", locked)
    return locked


@transaction.atomic
def check_response(*, actor: Actor, response: Response, seen_revision: int) -> Response:
    """Note that somebody else has looked at it just as it is, and that it can be published."""
    locked = _locked(response)
    rules.check_check_response(actor, locked)
    rules.check_seen(locked, seen_revision)
    locked.state = ResponseState.DRAFT
    locked.checked_by, locked.checked_at = actor.person_id, timezone.now()
    locked.save(update_fields=["state", "checked_by", "checked_at"])
    _record(actor, "response.checked", locked)
    return locked


@transaction.atomic
def send_back(*, actor: Actor, response: Response, seen_revision: int) -> Response:
    """Give it back to be written on."""
    locked = _locked(response)
    rules.check_send_back(actor, locked)
    rules.check_seen(locked, seen_revision)
    locked.state = ResponseState.DRAFT
    locked.save(update_fields=["state"])
    _record(actor, "response.sent_back", locked)
    return locked


@transaction.atomic
def publish_response(
    *, actor: Actor, response: Response, seen_revision: int, at: datetime | None = None
) -> Response:
    """Give the response to everybody just as it was seen; from then on this version never changes.

    `at` is the moment at which it was published elsewhere, where it is brought in afterwards.
    """
    locked, now = _locked(response), timezone.now()
    rules.check_publish_response(actor, locked, timezone.localdate(now))
    rules.check_seen(locked, seen_revision)
    before = queries.published_of(locked.theme)
    locked.state, locked.published_by, locked.published_at = (
        ResponseState.PUBLISHED,
        actor.person_id,
        at or now,
    )
    locked.revision += 1
    locked.save(update_fields=["state", "published_by", "published_at", "revision"])
    if before is not None:
        search.leave(before)
    _enter(locked)
    _hold(actor, locked.theme, is_settled=locked.settles)
    _record(actor, "response.corrected" if before else "response.published", locked, public=True)
    return locked


@transaction.atomic
def keep_up(*, actor: Actor, process: Process) -> None:
    """Let what keeps the process open, and what is found, follow its themes as they are after a merge or its undoing."""
    locked = Process.objects.select_for_update(of=("self",)).get(pk=process.pk)
    themes = list(Theme.objects.filter(process=locked, is_chosen=True))
    standing = queries.own_responses(themes)
    for theme in themes:
        theme.process = locked
        is_public = theme.published_at is not None and theme.ended_at is None
        response = standing.get(theme.pk)
        if response is not None:
            response.theme = theme
            _enter(response) if is_public else search.leave(response)
        is_settled = not is_public or (response is not None and response.settles)
        _hold(actor, theme, is_settled=is_settled)


def _hold(actor: Actor, theme: Theme, *, is_settled: bool) -> None:
    """Keep the process from being closed as long as this theme has no response."""
    if theme.process.closed_at:
        return
    verb = processes.lift_hold if is_settled else processes.raise_hold
    verb(actor=actor, process=theme.process, reason=ANSWER_MISSING, subject_type="theme", subject_id=theme.pk)


def _enter(response: Response) -> None:
    """Let it be found by its theme and its reasons."""
    theme = response.theme
    search.enter(
        response,
        process=theme.process.slug,
        title=theme.title,
        body=response.reasons,
        at=response.published_at,
    )


def _locked_theme(theme: Theme) -> Theme:
    """The theme as it is now, held together with its process: nobody writes, merges or closes in between."""
    process = Process.objects.select_for_update(of=("self",)).get(pk=theme.process_id)
    locked = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    locked.process = process
    return locked


def _locked(response: Response) -> Response:
    """The response as it is now, held through its theme."""
    theme = _locked_theme(Theme.objects.get(pk=response.theme_id))
    locked = Response.objects.select_related("unit").get(pk=response.pk)
    locked.theme = theme
    return locked


def _record(actor: Actor, verb: str, response: Response, *, public: bool = False) -> None:
    """The line of the journal."""
    theme = response.theme
    journal.record(
        actor,
        verb,
        response,
        process=theme.process.slug,
        public=public,
        theme=theme.pk,
        number=response.number,
    )
