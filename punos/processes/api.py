"""Processes as JSON."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Router, Schema
from pydantic import Field

from punos.core.languages import TranslatedText
from punos.organisations.models import ActingRequest
from punos.processes import queries
from punos.processes.models import Document, DraftVersion, Phase, Process, Section

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

    @classmethod
    def of(cls, phase: Phase) -> "PhaseOut":
        plain = ("key", "starts_on", "ends_on", "precision", "certainty")
        texts = ("title", "body", "open_question")
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


class SectionOut(Schema):
    """A clause; `key` names the same clause in every version, `change` tells what became of it since the one before."""

    key: str
    heading: TextOut
    body: TextOut
    change: str
    why: TextOut

    @classmethod
    def of(cls, section: Section) -> "SectionOut":
        texts = {name: TextOut.of(getattr(section, name)) for name in ("heading", "body", "why")}
        return cls(key=section.key, change=section.change, **texts)


class VersionOut(Schema):
    """A published version with its clauses in order; it never changes."""

    number: int
    published_at: datetime
    note: TextOut
    sections: list[SectionOut]

    @classmethod
    def of(cls, version: DraftVersion) -> "VersionOut":
        assert version.published_at is not None  # only published versions are asked for
        return cls(
            number=version.number,
            published_at=version.published_at,
            note=TextOut.of(version.note),
            sections=[SectionOut.of(each) for each in version.sections.all()],
        )


class DocumentOut(Schema):
    """A draft text with the numbers of its published versions, the newest first."""

    slug: str
    title: TextOut
    versions: list[int]

    @classmethod
    def of(cls, document: Document) -> "DocumentOut":
        numbers = [each.number for each in document.versions.all()]
        return cls(slug=document.slug, title=TextOut.of(document.title), versions=numbers)


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


@router.get("/{slug:process}/documents", response=list[DocumentOut])
def document_list(request: ActingRequest, process: str) -> list[DocumentOut]:
    """The draft texts of a process that have been published."""
    found = queries.published_documents(request.actor, process)
    return [DocumentOut.of(document) for document in found]


@router.get("/{slug:process}/documents/{slug:document}/versions/{int:number}", response=VersionOut)
def document_version(request: ActingRequest, process: str, document: str, number: int) -> VersionOut:
    """One published version of a draft text, clause by clause."""
    version = queries.published_version(request.actor, process, document, number)
    if version is None:
        raise Http404
    return VersionOut.of(version)
