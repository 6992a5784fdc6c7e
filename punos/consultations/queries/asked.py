"""What the pages, the computation of results and the downloads need."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models.functions import Least

from punos.consultations.models import Consultation, Part, PartKind, Result, ResultFile, Submission
from punos.consultations.rules import TYPED_IN_DAYS
from punos.contributions.models import Contribution, Rating, Thread, Voice
from punos.organisations.models import Actor

REST = 4.0  # times as long as it lasts does a computation begin after the one before, while answers come in
COUNTED = (PartKind.IDEAS, PartKind.QUESTIONS, PartKind.DRAFT_TEXT)


def consultation_detail(actor: Actor, process: str, slug: str, *also: str) -> Consultation | None:
    """One consultation with its process and hosts, and what else is asked for, if this actor may see it."""
    found = Consultation.objects.visible_to(actor).select_related(
        "process", "process__host_unit", "process__host_organisation", *also
    )
    if "result" in also:
        found = found.defer("result__figures")  # they may be large: see `stored`
    return found.filter(process__slug=process, slug=slug).first()


def parts_of(consultation: Consultation) -> list[Part]:
    """The parts in their order, with their threads."""
    return list(consultation.parts.select_related("thread").order_by("place"))


def thread_of(consultation: Consultation) -> Thread | None:
    """Where ideas are said and rated, if this consultation has such a part."""
    return Thread.objects.filter(part__consultation=consultation, part__kind=PartKind.IDEAS).first()


def ideas_part(actor: Actor, process: str, slug: str) -> Part | None:
    """The part with ideas, and all that a rating has to know about, in one query."""
    found = Part.objects.filter(
        kind=PartKind.IDEAS,
        consultation__in=Consultation.objects.visible_to(actor),
        consultation__process__slug=process,
        consultation__slug=slug,
    )
    return found.select_related("thread", "consultation__process").first()


def thread_to_rate(process: str, slug: str) -> Thread | None:
    """Where the ideas of a published consultation are rated.

    In SQL, because it stands before every rating, and putting the query together costs more than asking it.
    """
    found = Thread.objects.raw(
        """
        SELECT thread.* FROM contributions_thread thread
        JOIN consultations_part part ON part.thread_id = thread.id AND part.kind = 'ideas'
        JOIN consultations_consultation consultation ON consultation.id = part.consultation_id
        JOIN processes_process process ON process.id = consultation.process_id
        WHERE process.slug = %s AND consultation.slug = %s
          AND process.published_at IS NOT NULL AND consultation.published_at IS NOT NULL
        """,
        [process, slug],
    )
    return next(iter(found), None)


def consultations_of(actor: Actor, process_id: int) -> list[Consultation]:
    """What is or was asked in a process, the latest to open first."""
    found = (
        Consultation.objects.visible_to(actor).filter(process=process_id).select_related("process", "result")
    )
    return list(found.defer("result__figures").order_by("-opens_at", "-id"))


def open_consultations(actor: Actor, now: datetime, limit: int = 20) -> list[Consultation]:
    """What can be answered now, the first to close first."""
    found = (
        Consultation.objects.visible_to(actor)
        .open(now)
        .select_related("process", "process__host_unit", "process__host_organisation")
    )
    return list(found.order_by(models.F("closes_at").asc(nulls_last=True), "id")[:limit])


def result_of(consultation: Consultation) -> Result | None:
    """What the worker computed last; its figures are read when somebody asks for them, for they may be large."""
    return Result.objects.defer("figures").filter(consultation=consultation).first()


def result_file(result: Result, name: str, language: str) -> bytes | None:
    """One of the files made together with the results, in this language or in none."""
    found = ResultFile.objects.filter(result=result, name=name, language__in=["", language]).first()
    return bytes(found.content) if found else None


@dataclass(frozen=True)
class Taken:
    """Everything a computation reads, in plain values: rows of voices, ideas and ratings."""

    voices: Sequence[Mapping[str, Any]]
    ideas: Sequence[Mapping[str, Any]]
    ratings: Iterator[tuple[int, int, int]]


def raw_answers(thread: Thread) -> Taken:
    """Who took part in this thread, what was said in it, and how it was rated (idea number, voice, value)."""
    voices = Voice.objects.filter(
        models.Exists(Rating.objects.filter(voice=models.OuterRef("pk"), contribution__thread=thread))
        | models.Exists(Contribution.objects.published().filter(voice=models.OuterRef("pk"), thread=thread))
    )
    columns = ("id", "capacity", "head_count", "organisation_id", "organisation_name", "background")
    ideas = thread.contributions.order_by("number").values(
        "number", "state", "latest__text", "latest__language"
    )
    ratings = Rating.objects.filter(
        contribution__thread=thread, scale=thread.scale or 0
    )  # no scale, no ratings
    triples = ratings.values_list("contribution__number", "voice_id", "value")
    return Taken(
        list(voices.filter(is_host=False).order_by("id").values(*columns)),
        list(ideas),
        triples.iterator(chunk_size=20_000),
    )


def fingerprint(thread: Thread) -> str:
    """A hash that differs whenever something differs that the results are computed from."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT (SELECT (count(*), coalesce(sum(r.value * mod(r.id, 9973)), 0), max(r.at))::text
                    FROM contributions_rating r JOIN contributions_contribution c ON c.id = r.contribution_id
                    WHERE c.thread_id = %(thread)s),
                   (SELECT string_agg(number || state || coalesce(latest_id, 0), ',' ORDER BY number)
                    FROM contributions_contribution WHERE thread_id = %(thread)s),
                   (SELECT (count(*), max(at))::text FROM contributions_voice WHERE process_id = %(process)s),
                   (SELECT count(*) FROM organisations_organisation)
            """,
            {"thread": thread.pk, "process": thread.process_id},
        )
        row = cursor.fetchone()
    return hashlib.sha256(repr(row).encode()).hexdigest()


def times_rated(thread: Thread) -> dict[int, int]:
    """How often each idea has been rated, by its number."""
    counted = thread.contributions.annotate(times=models.Count("ratings")).values_list("number", "times")
    return dict(counted)


def to_compute(now: datetime) -> list[int]:
    """Consultations whose results may be out of date: open, closed within the hour or typed in late, or not by this version.

    While one is open, its next computation waits for a multiple of the time that the last one took, so that a large
    survey leaves the worker and the database to others.
    """
    old = models.Q(result__isnull=True) | ~models.Q(result__build=settings.BUILD)
    recent = models.Q(opens_at__lte=now) & (
        models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=now - timedelta(hours=1))
    )
    asked = Consultation.objects.filter(
        parts__kind__in=COUNTED, published_at__isnull=False, process__words_destroyed_at__isnull=True
    )
    pause = models.F("result__took") * models.Value(timedelta(seconds=REST))
    rested = models.ExpressionWrapper(models.F("result__read_at") + pause, models.DateTimeField())
    is_open = models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=now)
    resting = is_open & models.Q(result__build=settings.BUILD, rested__gt=now)
    stale = asked.alias(rested=rested).filter(recent | old | _typed_in_late(now)).exclude(resting)
    return list(stale.order_by("id").values_list("id", flat=True).distinct())


def _typed_in_late(now: datetime) -> models.Q:
    """Closed, and an officer has sent or withdrawn since what had come in time.

    Sent within the hour counts, too: it may have reached the server just before results were made, and the rows after.
    """
    since = Least(models.OuterRef("result__read_at"), models.Value(now - timedelta(hours=1)))
    typed = Submission.objects.filter(consultation=models.OuterRef("pk")).exclude(typed_in_way="")
    changed = typed.filter(models.Q(sent_at__gt=since) | models.Q(withdrawn_at__gt=since))
    closed_at_most = now - timedelta(days=TYPED_IN_DAYS, hours=1)
    return models.Q(models.Exists(changed), closes_at__gt=closed_at_most)


def consultations_in(process: str) -> list[int]:
    """The ids of all consultations in a process of which something can be counted."""
    found = Consultation.objects.filter(process__slug=process, parts__kind__in=COUNTED)
    return list(found.order_by("id").values_list("id", flat=True).distinct())
