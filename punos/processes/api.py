"""Processes as JSON."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Router, Schema
from pydantic import Field

from punos.core.languages import TranslatedText
from punos.organisations.models import ActingRequest
from punos.processes import queries
from punos.processes.models import Phase, Process

router = Router(tags=["processes"])
MOST_PROCESSES = 100


class TextOut(Schema):
    """A text in several languages: the one it was written in, what is stale, and the texts by language."""

    source: str
    stale: list[str]
    texts: dict[str, str]

    @classmethod
    def of(cls, text: TranslatedText) -> "TextOut":
        texts = {language: part.text for language, part in text.texts.items()}
        return cls(source=text.source, stale=[each for each in texts if text.is_stale(each)], texts=texts)


class PhaseOut(Schema):
    """A phase; a rough date is its first and last possible day, with its precision."""

    key: str
    title: TextOut
    body: TextOut
    open_question: TextOut
    starts_on: date
    ends_on: date
    precision: str
    certainty: str
    outcome: str
    body_name: TextOut
    section_mark: str
    case_number: str

    @classmethod
    def of(cls, phase: Phase) -> "PhaseOut":
        plain = (
            "key",
            "starts_on",
            "ends_on",
            "precision",
            "certainty",
            "outcome",
            "section_mark",
            "case_number",
        )
        texts = ("title", "body", "open_question", "body_name")
        told: dict[str, Any] = {name: getattr(phase, name) for name in plain}
        told |= {name: TextOut.of(getattr(phase, name)) for name in texts}
        return cls(**told)


class ProcessOut(Schema):
    """A process without its phases."""

    slug: str
    title: TextOut
    summary: TextOut
    case_number: str
    hosts: dict[str, list[str]] = Field(description="Names of the hosts by language")
    influence: str
    published_at: datetime | None
    closed_at: datetime | None

    @classmethod
    def of(cls, process: Process) -> "ProcessOut":
        plain = ("slug", "case_number", "influence", "published_at", "closed_at")
        return cls(
            **{name: getattr(process, name) for name in plain},
            title=TextOut.of(process.title),
            summary=TextOut.of(process.summary),
            hosts={language: process.hosts(language) for language in ("fi", "sv", "en")},
        )


class ProcessDetailOut(ProcessOut):
    """A process with its phases in order."""

    body: TextOut
    phases: list[PhaseOut]


@router.get("", response=list[ProcessOut])
def process_list(request: ActingRequest, after: str = "") -> list[ProcessOut]:
    """Processes, those going on first; `after` is the slug of the last one of the page before."""
    actor = request.actor
    listed = list(queries.process_list(actor))
    places = {process.slug: place for place, process in enumerate(listed, start=1)}
    first = places.get(after, 0)
    return [ProcessOut.of(process) for process in listed[first : first + MOST_PROCESSES]]


@router.get("/{slug:slug}", response=ProcessDetailOut)
def process_detail(request: ActingRequest, slug: str) -> ProcessDetailOut:
    """One process with its phases."""
    actor = request.actor
    process = queries.process_detail(actor, slug)
    if process is None:
        raise Http404
    return ProcessDetailOut(
        **ProcessOut.of(process).dict(),
        body=TextOut.of(process.body),
        phases=[PhaseOut.of(phase) for phase in queries.phases_of(process)],
    )
