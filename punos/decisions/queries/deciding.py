"""What pages and exports need of decisions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.dates import day
from punos.core.differences import Piece, differences
from punos.core.languages import TranslatedText, current_language
from punos.decisions.models import (
    Appeal,
    Decision,
    DecisionCorrection,
    DecisionPaper,
    Measure,
    Outcome,
    PaperKind,
    Response,
)
from punos.decisions.rules import DecisionFacts
from punos.organisations.models import Actor
from punos.processes.models import Phase, Process
from punos.themes.models import Theme

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

TEXTS = ("title", "summary", "body_name")
ORDER = {PaperKind.BULLETIN: 0, PaperKind.MINUTES: 1}


@dataclass(frozen=True)
class Corrected:
    """One correction: why it was made, and what stood before beside what came in its place."""

    correction: DecisionCorrection
    changes: Sequence[tuple["Text", list[Piece]]]


def decision_detail(actor: Actor, process: str, number: int) -> Decision | None:
    """One decision with its process, if this actor may see it."""
    found = Decision.objects.visible_to(actor).select_related(
        "process__host_unit", "process__host_organisation", "phase", "previous"
    )
    decision = found.filter(process__slug=process, number=number).first()
    if decision is not None and decision.previous is not None:
        decision.previous.process = decision.process
    return decision


def decisions_of(actor: Actor, process: Process) -> list[Decision]:
    """What has been decided in a process, the latest first."""
    found = Decision.objects.visible_to(actor).filter(process=process).select_related("process")
    return list(found.order_by("-decided_on", "-number").prefetch_related("papers", "themes"))


def papers_of(decision: Decision) -> list[DecisionPaper]:
    """Its documents: the bulletin, the minutes, then the others in the order in which they came."""
    papers = sorted(decision.papers.all(), key=lambda each: (each.place, each.pk))
    return sorted(papers, key=lambda each: ORDER.get(PaperKind(each.kind), 2))


def other_handlings(actor: Actor, decision: Decision) -> list[Decision]:
    """When the same case was dealt with before and after, the earliest first."""
    same = models.Q(previous=decision)
    if decision.previous_id:
        same |= models.Q(pk=decision.previous_id)
    if decision.case_number:
        same |= models.Q(case_number=decision.case_number)
    found = Decision.objects.visible_to(actor).filter(same).exclude(pk=decision.pk)
    return list(found.select_related("process").order_by("decided_on", "number")[:50])


def themes_settled(actor: Actor, decision: Decision) -> list[Theme]:
    """The themes that it settles, as far as this reader may see them."""
    found = Theme.objects.visible_to(actor).filter(decisions=decision)
    return list(found.select_related("process").order_by("place", "number"))


def responses_borne_out(actor: Actor, decision: Decision) -> list[Response]:
    """The responses that it bears out."""
    found = Response.objects.visible_to(actor).published().filter(decisions=decision)
    return list(found.select_related("theme__process").order_by("theme__place", "pk"))


def decisions_on(actor: Actor, theme: Theme) -> list[Decision]:
    """What was decided on a theme, by itself or by way of a response to it, the earliest first."""
    joined = models.Q(themes=theme) | models.Q(responses__theme=theme)
    settles = Decision.objects.filter(joined).values("pk")
    found = Decision.objects.visible_to(actor).filter(pk__in=settles).select_related("process")
    return list(found.order_by("decided_on", "number"))


def next_midnight(now: datetime) -> datetime:
    """The coming midnight in the installation's time zone, when what is due becomes overdue."""
    today = timezone.localdate(now)
    return timezone.make_aware(datetime.combine(today + timedelta(days=1), time()))


def themes_to_choose(process: Process, row: Decision | Measure | None = None) -> models.QuerySet[Theme]:
    """The themes that readers of a process have, and those that this row is joined with already."""
    standing = models.Q(pk__in=Theme.objects.standing().filter(process=process))
    if row is not None:
        standing |= models.Q(pk__in=row.themes.values("pk"))
    return Theme.objects.filter(standing, published_at__isnull=False).order_by("place", "number")


def corrections_of(decision: Decision) -> list[Corrected]:
    """Its corrections, the latest first, each with what stood before beside what came then."""
    found, after = [], facts_now(decision)
    for correction in decision.corrections.order_by("-number"):
        before = facts_before(correction, decision)
        found.append(Corrected(correction, list(_changes(before, after))))
        after = before
    return found


def facts_now(decision: Decision) -> DecisionFacts:
    """What is told of it."""
    return DecisionFacts(**{name: getattr(decision, name) for name in DecisionFacts.__dataclass_fields__})


def facts_before(correction: DecisionCorrection, decision: Decision) -> DecisionFacts:
    """What was told of it before a correction; rows that it pointed to are left as they are now."""
    kept: dict[str, Any] = dict(correction.before)
    for name in TEXTS:
        kept[name] = TranslatedText.from_json(kept[name])
    for name in ("decided_on", "takes_effect_on", "appeal_until"):
        kept[name] = date.fromisoformat(kept[name]) if kept[name] else None
    return DecisionFacts(**{**kept, "previous": decision.previous, "phase": decision.phase})


def _changes(before: DecisionFacts, after: DecisionFacts) -> Iterator[tuple["Text", list[Piece]]]:
    """Field by field what became otherwise, in the reader's words and languages."""
    for (label, old), (_label, new) in zip(in_words(before), in_words(after), strict=True):
        if old != new:
            yield label, differences(old, new)


def in_words(facts: DecisionFacts) -> list[tuple["Text", str]]:
    """What is told of a decision as plain words, field by field."""
    language = current_language()
    return [
        (_("Title"), facts.title.read(language).text),
        (_("What was decided"), facts.summary.read(language).text),
        (_("Body"), facts.body_name.read(language).text),
        (_("Date"), _day(facts.decided_on)),
        (_("Outcome"), str(Outcome(facts.outcome).label) if facts.outcome else ""),
        (_("Takes effect"), _day(facts.takes_effect_on)),
        (_("Case number"), facts.case_number),
        (_("Mark in the minutes"), facts.section_mark),
        (_("Appeal against the decision"), str(Appeal(facts.appeal).label) if facts.appeal else ""),
        (_("Last day of the appeal"), _day(facts.appeal_until)),
    ]


def _day(value: date | None) -> str:
    return day(value, current_language()) if value else ""


def decided_in(phases: Sequence[Phase]) -> dict[int, list[Decision]]:
    """What was decided in each of these phases, in one query."""
    found: dict[int, list[Decision]] = {}
    for decision in Decision.objects.filter(phase__in=phases).order_by("decided_on", "number"):
        assert decision.phase_id is not None  # the query asks for those with one
        found.setdefault(decision.phase_id, []).append(decision)
    return found


def merged_with(facts: DecisionFacts, other: DecisionFacts, language: str) -> DecisionFacts:
    """What is told here, with what the feed tells otherwise; of its texts only the language that it told."""
    texts = {}
    for name in TEXTS:
        mine, theirs = getattr(facts, name), getattr(other, name)
        words, part = theirs.read(language).text, mine.texts.get(language)
        seen = part.revision if part else 0
        texts[name] = (
            mine.changed(language, words, seen_revision=seen)
            if words and (not part or part.text != words)
            else mine
        )
    plain = {
        name: getattr(other, name)
        for name in ("decided_on", "case_number", "section_mark", "outcome")
        if getattr(other, name)
    }
    return replace(facts, **texts, **plain)
