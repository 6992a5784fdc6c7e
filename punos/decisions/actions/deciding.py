"""Entering what was decided, correcting it, its documents, and what it settles."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from punos.core.languages import TranslatedText
from punos.decisions import queries, rules
from punos.decisions.models import (
    Decision,
    DecisionCorrection,
    DecisionPaper,
    DecisionSource,
    PaperKind,
    Response,
)
from punos.decisions.rules import DecisionFacts
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.search import actions as search
from punos.themes.models import Theme

FACTS = tuple(DecisionFacts.__dataclass_fields__)
ALONE = (PaperKind.BULLETIN, PaperKind.MINUTES)  # a decision has one of each


@transaction.atomic
def enter_decision(
    *,
    actor: Actor,
    process: Process,
    facts: DecisionFacts,
    source: str = DecisionSource.HAND,
    external_id: str | None = None,
) -> Decision:
    """Tell everybody what was decided; from now on it changes only by corrections that readers see."""
    locked, now = queries.held_process(process.pk), timezone.now()
    rules.check_enter_decision(actor, locked, facts, timezone.localdate(now))
    last = locked.decisions.aggregate(number=models.Max("number"))["number"] or 0
    decision = Decision.objects.create(
        process=locked,
        number=last + 1,
        source=source,
        external_id=external_id,
        made_by=actor.person_id,
        made_at=now,
        **{name: getattr(facts, name) for name in FACTS},
    )
    _enter_in_search(decision)
    journal.record(actor, "decision.entered", decision, process=locked.slug, public=True)
    return decision


@transaction.atomic
def correct_decision(
    *, actor: Actor, decision: Decision, facts: DecisionFacts, why: TranslatedText, seen_revision: int
) -> Decision:
    """Tell it otherwise; how it stood before stays readable, with the reason."""
    locked, now = queries.held_decision(decision), timezone.now()
    rules.check_correct_decision(actor, locked, facts, why, seen_revision, timezone.localdate(now))
    DecisionCorrection.objects.create(
        decision=locked,
        number=locked.revision + 1,
        before={name: _plain(getattr(locked, name)) for name in FACTS},
        why=why,
        by=actor.person_id,
        at=now,
    )
    for name in FACTS:
        setattr(locked, name, getattr(facts, name))
    locked.revision += 1
    locked.save(update_fields=[*FACTS, "revision"])
    _enter_in_search(locked)
    journal.record(actor, "decision.corrected", locked, process=locked.process.slug, public=True)
    return locked


@transaction.atomic
def link_decision(
    *, actor: Actor, decision: Decision, themes: Iterable[Theme] = (), responses: Iterable[Response] = ()
) -> Decision:
    """Say which themes and responses it settles: just these, and no others any more."""
    locked, settled, answered = queries.held_decision(decision), list(themes), list(responses)
    rules.check_link_decision(actor, locked, settled, answered)
    locked.themes.set(settled)
    locked.responses.set(answered)
    journal.record(actor, "decision.linked", locked, process=locked.process.slug, public=True)
    return locked


@transaction.atomic
def note_paper(
    *,
    actor: Actor,
    decision: Decision,
    kind: str,
    url: str,
    name: TranslatedText | None = None,
    dated_on: date | None = None,
) -> DecisionPaper:
    """Add a document at its address outside; the bulletin and the minutes replace the one that was there."""
    locked, called = queries.held_decision(decision), name or TranslatedText()
    rules.check_note_paper(actor, locked, kind, called, url, locked.papers.count())
    last = locked.papers.aggregate(place=models.Max("place"))["place"] or 0
    told: dict[str, Any] = {"name": called, "url": url, "dated_on": dated_on}
    if kind in ALONE:
        paper, _is_new = DecisionPaper.objects.update_or_create(
            decision=locked, kind=kind, defaults=told, create_defaults={**told, "place": last + 1}
        )
    else:
        paper = DecisionPaper.objects.create(decision=locked, kind=kind, place=last + 1, **told)
    journal.record(actor, "decision.paper_noted", locked, process=locked.process.slug, public=True, kind=kind)
    return paper


@transaction.atomic
def remove_paper(*, actor: Actor, decision: Decision, paper: int) -> int:
    """Take a document out; how many went (0 if somebody else was quicker)."""
    locked = queries.held_decision(decision)
    rules.check_remove_paper(actor, locked)
    gone, _rows = locked.papers.filter(pk=paper).delete()
    if gone:
        journal.record(actor, "decision.paper_removed", locked, process=locked.process.slug, public=True)
    return gone


def _plain(value: Any) -> Any:
    """A value as JSON holds it; another row by its id."""
    if isinstance(value, TranslatedText):
        return value.as_json()
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if isinstance(value, models.Model) else value


def _enter_in_search(decision: Decision) -> None:
    """Found by its title and by what was decided."""
    noon = timezone.make_aware(datetime.combine(decision.decided_on, time(12)))  # only its day is known
    search.enter(
        decision, process=decision.process.slug, title=decision.title, body=decision.summary, at=noon
    )
