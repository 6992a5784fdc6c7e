"""What came of what was said, as JSON."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from punos.core.languages import LANGUAGES, TranslatedText
from punos.decisions import queries
from punos.decisions.models import Decision, Measure, Response
from punos.organisations.models import ActingRequest
from punos.processes import queries as processes
from punos.processes.models import Process
from punos.themes.models import Theme
from punos_analysis.loop import measures_csv, words_csv

router = Router(tags=["decisions"])


def by_language(text: TranslatedText) -> dict[str, str]:
    """A text as its words by language."""
    return {language: part.text for language, part in text.texts.items()}


def seen_process(request: ActingRequest, slug: str) -> Process:
    """The process, if everybody may see it: this door is for what is public."""
    found = processes.process_detail(request.actor, slug)
    if found is None or not found.published_at:
        raise Http404
    return found


class ResponseOut(Schema):
    """What stands as the response to a theme; "preparing" is a promise with a day (`ready_by`), and no answer yet."""

    theme: int = Field(description="number of the theme in the process")
    version: int
    outcome: str
    reasons: dict[str, str]
    correction: dict[str, str] = Field(description="why this version replaced the one before")
    source_language: str
    ready_by: date | None
    unit: dict[str, str] | None = Field(description="name of the unit that answers for it, by language")
    published_at: datetime
    address: str

    @classmethod
    def of(cls, response: Response) -> "ResponseOut":
        assert response.published_at is not None  # only published ones are asked for
        return cls(
            theme=response.theme.number,
            version=response.number,
            outcome=response.outcome,
            reasons=by_language(response.reasons),
            correction=by_language(response.correction),
            source_language=response.reasons.source,
            ready_by=response.ready_by,
            unit=by_language(response.unit.name) if response.unit else None,
            published_at=response.published_at,
            address=response.address,
        )


class LoopOut(Schema):
    """How far word became deed, as of a day; made from the rows in `words.csv` and `measures.csv` beside it."""

    as_of: date
    figures: dict[str, Any] = Field(
        description="responded (of how many contributions), days_to_response and days_to_decision (median, of how"
        " many contributions), measures (of those due), heard (by kind and answer; empty until it is published)"
    )


@router.get("/{slug:process}/responses", response=list[ResponseOut])
def response_list(request: ActingRequest, process: str) -> list[ResponseOut]:
    """The responses of a process that stand, in the order of its themes."""
    found = seen_process(request, process)
    themes = Theme.objects.standing().filter(process=found, published_at__isnull=False)
    listed = list(themes.order_by("place", "number"))
    standing = queries.own_responses(listed)
    return [ResponseOut.of(standing[each.pk]) for each in listed if each.pk in standing]


@router.get("/{slug:process}/loop", response=LoopOut)
def loop(request: ActingRequest, process: str) -> LoopOut:
    """The figures of the loop from word to deed in one process, computed now."""
    told = queries.loop_now(seen_process(request, process), timezone.now())
    return LoopOut(as_of=told.as_of, figures=told.as_json())


@router.get("/{slug:process}/loop/words.csv", response={200: str})
def loop_words(request: ActingRequest, process: str) -> HttpResponse:
    """How many contributions of which day were responded to and decided on which day, as comma-separated values."""
    told = queries.loop_now(seen_process(request, process), timezone.now())
    return HttpResponse(words_csv(told.words), content_type="text/csv; charset=utf-8")


@router.get("/{slug:process}/loop/measures.csv", response={200: str})
def loop_measures(request: ActingRequest, process: str) -> HttpResponse:
    """When each measure was due, its state, and when it was closed, as comma-separated values."""
    told = queries.loop_now(seen_process(request, process), timezone.now())
    return HttpResponse(measures_csv(told.measures), content_type="text/csv; charset=utf-8")


class PaperOut(Schema):
    """A document of a decision, at its address outside."""

    kind: str
    name: dict[str, str]
    url: str
    dated_on: date | None


class DecisionOut(Schema):
    """A decision as it stands now; `revision` counts its corrections, `themes` are numbers within the process."""

    number: int
    title: dict[str, str]
    summary: dict[str, str]
    body_name: dict[str, str]
    decided_on: date
    takes_effect_on: date | None
    outcome: str = Field(
        description="approved, rejected, noted, tabled, returned, referred; empty if not told"
    )
    case_number: str
    section_mark: str
    appeal: str = Field(description="none, rectification, municipal; empty if not told")
    appeal_until: date | None
    revision: int
    themes: list[int]
    papers: list[PaperOut]
    address: str

    @classmethod
    def of(cls, decision: Decision) -> "DecisionOut":
        plain = (
            "number",
            "decided_on",
            "takes_effect_on",
            "outcome",
            "case_number",
            "section_mark",
            "appeal",
        )
        told: dict[str, Any] = {
            name: getattr(decision, name) for name in (*plain, "appeal_until", "revision")
        }
        for name in ("title", "summary", "body_name"):
            told[name] = by_language(getattr(decision, name))
        papers = [
            PaperOut(kind=each.kind, name=by_language(each.name), url=each.url, dated_on=each.dated_on)
            for each in queries.papers_of(decision)
        ]
        themes = [each.number for each in decision.themes.all() if each.published_at]
        return cls(**told, themes=sorted(themes), papers=papers, address=decision.address)


class MeasureOut(Schema):
    """What is done; a rough date is its first and last possible day with its precision."""

    number: int
    title: dict[str, str]
    body: dict[str, str]
    indicator: dict[str, str]
    answers: dict[str, str] = Field(description="name of who answers for it, by language")
    due_from: date
    due_on: date
    precision: str
    state: str
    is_overdue: bool
    review_on: date | None
    closed_at: datetime | None
    came_of: dict[str, str]
    address: str

    @classmethod
    def of(cls, measure: Measure, today: date) -> "MeasureOut":
        plain = ("number", "due_from", "due_on", "precision", "state", "review_on", "closed_at")
        told: dict[str, Any] = {name: getattr(measure, name) for name in plain}
        for name in ("title", "body", "indicator", "came_of"):
            told[name] = by_language(getattr(measure, name))
        return cls(
            **told,
            answers={language: measure.answers(language) for language in LANGUAGES},
            is_overdue=measure.is_overdue(today),
            address=measure.address,
        )


@router.get("/{slug:process}/decisions", response=list[DecisionOut])
def decision_list(request: ActingRequest, process: str) -> list[DecisionOut]:
    """What has been decided in a process, the latest first."""
    found = queries.decisions_of(request.actor, seen_process(request, process))
    return [DecisionOut.of(each) for each in found]


@router.get("/{slug:process}/measures", response=list[MeasureOut])
def measure_list(request: ActingRequest, process: str) -> list[MeasureOut]:
    """What is done in a process, what goes on first."""
    today = timezone.localdate()
    found = queries.measures_of(request.actor, seen_process(request, process))
    return [MeasureOut.of(each, today) for each in found]
