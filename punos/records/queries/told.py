"""What the city told, asked, answered, decided and did in a process, row by row, as plain values."""

from collections.abc import Iterator
from typing import Final

from django.db import models
from django.db.models.functions import TruncMonth

from punos.consultations.models import Consultation, Option, Part, Question, TimeChange
from punos.contributions.models import Moderation
from punos.decisions.models import (
    Decision,
    DecisionCorrection,
    DecisionPaper,
    Heard,
    Measure,
    ProgressNote,
    Response,
)
from punos.decisions.queries import heard_counts
from punos.processes.models import Document, DraftVersion, Process, Section
from punos.processes.queries import phases_of
from punos.records.queries.plain import Row, clause, day, moment, organisation, text, unit
from punos.records.queries.publicity import NOT_PUBLISHED, PUBLIC
from punos.reports.models import Summary, SummaryVersion
from punos.themes.models import Assignment, Theme
from punos.themes.queries import codebook_json, counts

CHUNK: Final = 1_000


def process(told: Process) -> Row:
    """What is told of the process itself, with its phases."""
    return {
        "process": told.slug,
        "address": told.address,
        "title": text(told.title),
        "summary": text(told.summary),
        "body": text(told.body),
        "case_number": told.case_number,
        "host_unit": unit(told.host_unit),
        "host_organisation": organisation(told.host_organisation),
        "contact": told.contact,
        "areas": told.addressees,
        "influence": told.influence,
        "published_at": moment(told.published_at),
        "closed_at": moment(told.closed_at),
        "phases": [
            {
                "phase": each.key,
                "title": text(each.title),
                "body": text(each.body),
                "open_question": text(each.open_question),
                "starts_on": day(each.starts_on),
                "ends_on": day(each.ends_on),
                "precision": each.precision,
                "certainty": each.certainty,
                "leads_to": each.leads_to,
            }
            for each in phases_of(told)
        ],
    }


def documents(told: Process) -> Iterator[Row]:
    """Draft texts with every version, clause by clause; one that is still being written is not published."""
    sections = models.Prefetch("sections", Section.objects.order_by("place", "pk"))
    versions = DraftVersion.objects.order_by("number").prefetch_related(sections)
    found = Document.objects.filter(process=told).prefetch_related(models.Prefetch("versions", versions))
    for each in found.order_by("pk"):
        yield {
            "document": each.slug,
            "title": text(each.title),
            "versions": [
                {
                    "number": version.number,
                    "publicity": PUBLIC if version.published_at else NOT_PUBLISHED,
                    "note": text(version.note),
                    "published_at": moment(version.published_at),
                    "clauses": [_clause(section) for section in version.sections.all()],
                }
                for version in each.versions.all()
            ],
        }


def _clause(section: Section) -> Row:
    return {
        "clause": section.key,
        "heading": text(section.heading),
        "body": text(section.body),
        "change": section.change,
        "why": text(section.why),
    }


def asked(told: Process) -> Iterator[Row]:
    """Each consultation with its parts, questions and choices, and how its time was changed."""
    options = models.Prefetch("options", Option.objects.order_by("is_row", "place", "pk"))
    questions = Question.objects.order_by("place", "pk").prefetch_related(options)
    parts = Part.objects.select_related("document").order_by("place")
    found = Consultation.objects.filter(process=told).order_by("opens_at", "pk")
    rows = found.prefetch_related(
        models.Prefetch("parts", parts.prefetch_related(models.Prefetch("questions", questions))),
        models.Prefetch("time_changes", TimeChange.objects.order_by("pk")),
    )
    for each in rows:
        yield {
            "consultation": each.slug,
            "address": each.address,
            "publicity": PUBLIC if each.published_at else NOT_PUBLISHED,
            **{name: text(getattr(each, name)) for name in ("title", "summary", "easy_summary")},
            "told_before_answering": {
                name: text(getattr(each, name)) for name in ("privacy", "publicity", "retention")
            },
            "controller": each.controller,
            "results_shown": each.results_shown,
            "published_at": moment(each.published_at),
            "opens_at": moment(each.opens_at),
            "closes_at": moment(each.closes_at),
            "time_changes": [
                {
                    "closed_before": moment(change.closed_before),
                    "closes_at": moment(change.closes_at),
                    "reason": text(change.reason),
                    "at": moment(change.at),
                }
                for change in each.time_changes.all()
            ],
            "parts": [_part(part) for part in each.parts.all()],
        }


def _part(part: Part) -> Row:
    return {
        "place": part.place,
        "kind": part.kind,
        "title": text(part.title),
        "body": text(part.body),
        "audience": part.audience,
        "background": part.background,
        "document": part.document.slug if part.document else None,
        "thread": part.thread_id,
        "questions": [_question(each) for each in part.questions.all()],
    }


def _question(question: Question) -> Row:
    return {
        "question": question.code,
        "kind": question.kind,
        **{name: text(getattr(question, name)) for name in ("title", "help", "low", "high", "unit")},
        "is_required": question.required,
        "is_public": question.is_public,
        "lowest": question.lowest,
        "highest": question.highest,
        "shown_if": question.shown_if,
        "shown_if_values": question.shown_if_values,
        "thread": question.thread_id,
        "options": [
            {"option": each.code, "is_row": each.is_row, "text": text(each.text)}
            for each in question.options.all()
        ],
    }


def themes(told: Process) -> Iterator[Row]:
    """Every theme with how many hold it, those that were merged or taken out among them."""
    found = Theme.objects.filter(process=told).select_related("process", "merged_into", "split_from")
    rows = list(found.order_by("number"))
    for each, plain in zip(rows, codebook_json(rows, counts(told)), strict=True):
        is_public = each.published_at is not None and each.is_chosen
        yield {
            **plain,
            "theme": each.number,
            "published_at": moment(each.published_at),
            "publicity": PUBLIC if is_public else NOT_PUBLISHED,
            "is_chosen": each.is_chosen,
            "merged_into": each.merged_into.number if each.merged_into else None,
            "split_from": each.split_from.number if each.split_from else None,
            "ended_at": moment(each.ended_at),
        }


def memberships(told: Process) -> Iterator[Row]:
    """Which contribution, or which passage of it, belongs to which theme; there may be very many."""
    given = Assignment.objects.standing().filter(theme__process=told).select_related("theme").order_by("pk")
    for each in given.iterator(chunk_size=CHUNK):
        yield {
            "theme": each.theme.number,
            "contribution": each.contribution_id,
            "starts": each.starts,
            "ends": each.ends,
            "origin": each.origin,
            "is_reviewed": each.reviewed_at is not None,
            "at": moment(each.at),
        }


def responses(told: Process) -> Iterator[Row]:
    """Every version of every response."""
    changed = models.Prefetch(
        "changed_sections", Section.objects.select_related("version__document").order_by("pk")
    )
    found = Response.objects.filter(theme__process=told).select_related("theme", "unit")
    for each in found.order_by("theme__number", "number").prefetch_related(changed):
        yield {
            "theme": each.theme.number,
            "number": each.number,
            "publicity": PUBLIC if each.published_at else NOT_PUBLISHED,
            "outcome": each.outcome,
            "reasons": text(each.reasons),
            "ready_by": day(each.ready_by),
            "unit": unit(each.unit),
            "changed_clauses": [clause(section) for section in each.changed_sections.all()],
            "correction": text(each.correction),
            "published_at": moment(each.published_at),
        }


def decisions(told: Process) -> Iterator[Row]:
    """Decisions with their documents, what they settle, and how they stood before they were corrected."""
    found = Decision.objects.filter(process=told).select_related("phase", "previous").order_by("number")
    rows = found.prefetch_related(
        models.Prefetch("papers", DecisionPaper.objects.order_by("place", "pk")),
        models.Prefetch("corrections", DecisionCorrection.objects.order_by("number")),
        models.Prefetch("themes", Theme.objects.order_by("number")),
        models.Prefetch("responses", Response.objects.select_related("theme").order_by("pk")),
    )
    for each in rows:
        yield {
            "decision": each.number,
            "publicity": PUBLIC,
            **{name: text(getattr(each, name)) for name in ("title", "summary", "body_name")},
            "decided_on": day(each.decided_on),
            "takes_effect_on": day(each.takes_effect_on),
            "outcome": each.outcome,
            "case_number": each.case_number,
            "section_mark": each.section_mark,
            "appeal": each.appeal,
            "appeal_until": day(each.appeal_until),
            "phase": each.phase.key if each.phase else None,
            "previous": each.previous.number if each.previous else None,
            "source": each.source,
            "external_id": each.external_id,
            "themes": [theme.number for theme in each.themes.all()],
            "responses": [{"theme": one.theme.number, "number": one.number} for one in each.responses.all()],
            "papers": [
                {"kind": one.kind, "name": text(one.name), "url": one.url, "dated_on": day(one.dated_on)}
                for one in each.papers.all()
            ],
            "corrections": [
                {"number": one.number, "before": one.before, "why": text(one.why), "at": moment(one.at)}
                for one in each.corrections.all()
            ],
        }


def measures(told: Process) -> Iterator[Row]:
    """What is done, with every note on how it went on."""
    found = Measure.objects.filter(process=told).select_related("unit", "organisation").order_by("number")
    rows = found.prefetch_related(
        models.Prefetch("notes", ProgressNote.objects.order_by("at", "pk")),
        models.Prefetch("decisions", Decision.objects.order_by("number")),
        models.Prefetch("themes", Theme.objects.order_by("number")),
    )
    for each in rows:
        yield {
            "measure": each.number,
            "publicity": PUBLIC,
            **{name: text(getattr(each, name)) for name in ("title", "body", "indicator", "came_of")},
            "unit": unit(each.unit),
            "organisation": organisation(each.organisation),
            "due_from": day(each.due_from),
            "due_on": day(each.due_on),
            "precision": each.precision,
            "state": each.state,
            "review_on": day(each.review_on),
            "closed_at": moment(each.closed_at),
            "decisions": [one.number for one in each.decisions.all()],
            "themes": [one.number for one in each.themes.all()],
            "notes": [
                {"text": text(one.text), "state": one.state, "at": moment(one.at)} for one in each.notes.all()
            ],
        }


def summaries(told: Process) -> Iterator[Row]:
    """Closing summaries with the figures as they were told, and what stood there before a correction."""
    earlier = models.Prefetch("earlier", SummaryVersion.objects.order_by("number"))
    found = Summary.objects.filter(consultation__process=told).select_related("consultation")
    for each in found.order_by("pk").prefetch_related(earlier):
        yield {
            "consultation": each.consultation.slug,
            "publicity": PUBLIC if each.published_at else NOT_PUBLISHED,
            "title": text(each.title),
            "body": text(each.body),
            "figures": each.figures,
            "published_at": moment(each.published_at),
            "earlier": [
                {
                    "number": one.number,
                    "title": text(one.title),
                    "body": text(one.body),
                    "figures": one.figures,
                    "given_at": moment(one.given_at),
                    "replaced_at": moment(one.replaced_at),
                    "why": text(one.why),
                }
                for one in each.earlier.all()
            ],
        }


def heard(told: Process) -> Row:
    """Whether those who took part felt heard: counts as they are published, lines for the host alone."""
    counted = heard_counts(told)
    lines = Heard.objects.filter(process=told).exclude(text="").order_by("pk")
    return {
        "took_part": dict(counted.asked),
        "counts": {
            kind: {cell.code: cell.label for cell in each.cells} for kind, each in counted.told.items()
        },
        "lines": [
            {"publicity": NOT_PUBLISHED, "text": each.text, "language": each.language} for each in lines
        ],
    }


def moderation(told: Process) -> Iterator[Row]:
    """What moderators did in this process, by month, kind and reason, as counts."""
    found = Moderation.objects.filter(contribution__thread__process=told)
    rows = found.annotate(month=TruncMonth("at")).values("month", "kind", "reason")
    counted = rows.annotate(
        number=models.Count("pk"),
        appealed=models.Count("appealed_at"),
        accepted=models.Count("pk", filter=models.Q(appeal_accepted=True)),
    )
    for each in counted.order_by("month", "kind", "reason"):
        yield {**each, "month": each["month"].strftime("%Y-%m")}
