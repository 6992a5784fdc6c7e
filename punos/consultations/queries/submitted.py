"""What was sent to a survey and said of its draft texts, in plain rows for the computation of results."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db import connection, models

from punos.consultations.models import (
    Answer,
    Consultation,
    Part,
    PartKind,
    Question,
    ResultsShown,
    Signature,
    Submission,
)
from punos.contributions.models import Capacity, Contribution, Identified, Voice
from punos.contributions.models.contribution import ContributionQuerySet
from punos.core.dates import HELSINKI
from punos.processes.models import Document, DraftVersion, Section

SURVEYED = (PartKind.QUESTIONS, PartKind.DRAFT_TEXT)
KNOWN = (Identified.MANDATE, Identified.INVITATION, Identified.IMPORT, Identified.STAFF)
OF_SPEAKER: Mapping[str, str] = {
    Capacity.RESIDENT: "person",
    Capacity.ACTIVE: "person",
    Capacity.ORGANISATION: "organisation",
    Capacity.BODY: "organisation",
    Capacity.GROUP: "group",
}


class Said(NamedTuple):
    """An answer in words: to which question, by which voice, under which number, and what may be read of it."""

    question: str
    voice: int
    number: int
    state: str
    language: str
    text: str


class Given(NamedTuple):
    """An organisation's own answer: under which number, and when it was given."""

    number: int
    at: datetime


class Signed(NamedTuple):
    """An organisation that signed an answer, and when."""

    organisation: int
    name: str
    at: datetime


@dataclass(frozen=True)
class Sent:
    """Everything that the results of a survey are computed from: voices, values by voice and question, words.

    By voice also the answers that organisations gave themselves, and who signed them.
    """

    voices: Sequence[Mapping[str, Any]]
    values: Mapping[int, Mapping[str, Any]]
    words: Sequence[Said]
    given: Mapping[int, Given]
    signed: Mapping[int, Sequence[Signed]]


def is_survey(consultation: Consultation) -> bool:
    """Whether it asks questions or for comments on a draft text."""
    return consultation.parts.filter(kind__in=SURVEYED).exists()


def comments_in(consultation: Consultation) -> ContributionQuerySet:
    """What stands of the comments on its draft texts, public or not, without those of the host."""
    threads = Part.objects.filter(consultation=consultation, kind=PartKind.DRAFT_TEXT).values("thread")
    return Contribution.objects.standing().filter(thread__in=threads, voice__is_host=False)


def speakers(consultation: Consultation) -> models.QuerySet[Voice]:
    """Everybody who has sent an answer or commented on a clause; who withdrew all of it is not among them."""
    sent = Submission.objects.sent().filter(consultation=consultation).values("voice")
    commented = comments_in(consultation).values("voice")
    either = models.Q(pk__in=sent) | models.Q(pk__in=commented)
    return Voice.objects.filter(either, process=consultation.process_id, is_host=False)


def sent_rows(consultation: Consultation) -> Sent:
    """Every row, in five queries whose size grows with the answers and with nothing else."""
    columns = (
        "id",
        "capacity",
        "head_count",
        "organisation_id",
        "organisation__name",
        "organisation_name",
        "identified",
        "background",
        "language",
    )
    voices = list(speakers(consultation).order_by("id").values(*columns))
    return Sent(
        voices, _values(consultation), _words(consultation), _given(consultation), _signed(consultation)
    )


def _given(consultation: Consultation) -> dict[int, Given]:
    """When organisations gave their answers: when they were sent, or the day on which they came to be typed in."""
    own = Submission.objects.sent().filter(
        consultation=consultation, voice__capacity__in=[Capacity.ORGANISATION, Capacity.BODY]
    )
    rows = own.values_list("voice_id", "number", "sent_at", "arrived_on")
    return {
        voice: Given(number or 0, sent_at if arrived_on is None else min(sent_at, _end_of(arrived_on)))
        for voice, number, sent_at, arrived_on in rows
        if sent_at is not None
    }


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, HELSINKI)


def _signed(consultation: Consultation) -> dict[int, list[Signed]]:
    """Who has signed the answers that were sent."""
    sent = Submission.objects.sent().filter(consultation=consultation)
    confirmed = Signature.objects.filter(submission__in=sent, confirmed_at__isnull=False).order_by("pk")
    found: dict[int, list[Signed]] = {}
    for each in confirmed.select_related("organisation", "submission").defer("submission__draft"):
        assert each.confirmed_at is not None  # the query asks for those
        signed = Signed(each.organisation_id, each.organisation.name, each.confirmed_at)
        found.setdefault(each.submission.voice_id, []).append(signed)
    return found


def _values(consultation: Consultation) -> dict[int, dict[str, Any]]:
    """What was sent to questions that are not answered in words; of files, how many came."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT sent.voice_id, jsonb_object_agg(question.code,
                CASE WHEN question.kind = 'file' THEN to_jsonb(jsonb_array_length(answer.value))
                ELSE answer.value END)::text
            FROM consultations_answer answer
            JOIN consultations_submission sent ON sent.id = answer.submission_id
            JOIN consultations_question question ON question.id = answer.question_id
            WHERE sent.consultation_id = %s AND sent.state = 'sent'
            GROUP BY sent.voice_id
            """,
            [consultation.pk],
        )
        return {voice: json.loads(values) for voice, values in cursor.fetchall()}


def _words(consultation: Consultation) -> list[Said]:
    """What was said in words, question by question."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT question.code, said.voice_id, said.number, said.state, wording.language, wording.text
            FROM contributions_contribution said
            JOIN consultations_question question ON question.thread_id = said.thread_id
            JOIN consultations_part part ON part.id = question.part_id
            JOIN consultations_submission sent ON sent.voice_id = said.voice_id
                AND sent.consultation_id = part.consultation_id AND sent.state = 'sent'
            JOIN contributions_version wording ON wording.id = said.latest_id
            WHERE part.consultation_id = %s
            ORDER BY part.place, question.place, said.number
            """,
            [consultation.pk],
        )
        return [Said(*row) for row in cursor.fetchall()]


def commenters(consultation: Consultation) -> set[int]:
    """The voices of whose comments on a draft text everybody may read one."""
    return set(comments_in(consultation).published().values_list("voice", flat=True).distinct())


def survey_fingerprint(consultation: Consultation) -> str:
    """A hash that differs whenever something differs that the results of a survey are computed from."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT (SELECT (count(*), max(sent_at), max(withdrawn_at), sum(id))::text
                    FROM consultations_submission WHERE consultation_id = %(consultation)s AND state = 'sent'),
                   (SELECT (count(*), sum(said.latest_id),
                            sum(hashtextextended(said.id || said.state || said.stance, 0)))::text
                    FROM contributions_contribution said WHERE said.thread_id IN (
                        SELECT question.thread_id FROM consultations_question question
                        JOIN consultations_part part ON part.id = question.part_id
                        WHERE part.consultation_id = %(consultation)s
                        UNION SELECT thread_id FROM consultations_part WHERE consultation_id = %(consultation)s)),
                   (SELECT (count(*), max(at), sum(hashtextextended(identified, id)))::text
                    FROM contributions_voice WHERE process_id = %(process)s),
                   (SELECT (count(*), max(signature.confirmed_at), sum(signature.id))::text
                    FROM consultations_signature signature
                    JOIN consultations_submission sent ON sent.id = signature.submission_id
                    WHERE sent.consultation_id = %(consultation)s AND signature.confirmed_at IS NOT NULL),
                   (SELECT (count(*), sum(question.revision))::text FROM consultations_question question
                    JOIN consultations_part part ON part.id = question.part_id
                    WHERE part.consultation_id = %(consultation)s),
                   (SELECT count(*) FROM organisations_organisation)
            """,
            {"consultation": consultation.pk, "process": consultation.process_id},
        )
        row = cursor.fetchone()
    return hashlib.sha256(repr(row).encode()).hexdigest()


def stances(consultation: Consultation) -> list[dict[str, Any]]:
    """How many persons, organisations and groups said what of each clause: who said it twice counts once.

    A clause is the same in every version. Only what everybody can read is counted.
    """
    kind = models.Case(
        *(models.When(voice__capacity=each, then=models.Value(name)) for each, name in OF_SPEAKER.items())
    )
    threads = Part.objects.filter(consultation=consultation, kind=PartKind.DRAFT_TEXT).values("thread")
    said = Contribution.objects.published().filter(thread__in=threads, voice__is_host=False)
    rows = said.annotate(kind=kind).order_by().values_list("thread", "section__key", "stance", "kind")
    found: dict[int, dict[str, dict[str, dict[str, int]]]] = {}
    for thread, clause, stance, name, number in rows.annotate(number=models.Count("voice", distinct=True)):
        found.setdefault(thread, {}).setdefault(clause, {}).setdefault(stance, {})[name] = number
    parts = consultation.parts.filter(kind=PartKind.DRAFT_TEXT).order_by("place").select_related("document")
    return [
        {"document": each.document.slug, "clauses": found.get(each.thread_id or 0, {})}
        for each in parts
        if each.document
    ]


def statements(consultation: Consultation) -> list[int]:
    """The answers that organisations and public bodies gave under their own names, by name; their ids alone.

    Of each there is something that everybody may read: an answer to a public question.
    """
    answered = Answer.objects.filter(submission=models.OuterRef("pk"), question__is_public=True)
    public_threads = Question.objects.filter(part__consultation=consultation, is_public=True).values("thread")
    said = Contribution.objects.published().filter(voice=models.OuterRef("voice"), thread__in=public_threads)
    found = Submission.objects.sent().filter(
        models.Exists(answered) | models.Exists(said),
        consultation=consultation,
        voice__capacity__in=[Capacity.ORGANISATION, Capacity.BODY],
        voice__identified__in=KNOWN,
    )
    named = found.values_list("pk", "voice__organisation__name", "voice__organisation_name")
    return [pk for _name, pk in sorted(((name or written).casefold(), pk) for pk, name, written in named)]


def statements_among(ids: Sequence[int]) -> list[Submission]:
    """These statements in this order, with who gave and who signed them."""
    found = Submission.objects.filter(pk__in=ids).select_related("voice__organisation").defer("draft")
    signed = found.prefetch_related(models.Prefetch("signatures", _confirmed(), to_attr="confirmed"))
    return sorted(signed, key=lambda each: ids.index(each.pk))


def _confirmed() -> models.QuerySet[Signature]:
    """Signatures that their organisations have confirmed, with these organisations."""
    return Signature.objects.filter(confirmed_at__isnull=False).select_related("organisation").order_by("pk")


def name_of(voice: Voice) -> str:
    """Under which name an organisation speaks: that of the registry, or the one that was written."""
    return str(voice.organisation) if voice.organisation else voice.organisation_name


def texts_commented(consultation: Consultation) -> list[Document]:
    """The draft texts that were asked about, with the clauses of the version that readers have now."""
    parts = consultation.parts.filter(kind=PartKind.DRAFT_TEXT).order_by("place")
    ids = list(parts.values_list("document", flat=True))
    versions = DraftVersion.objects.filter(published_at__isnull=False).order_by("-number")
    with_clauses = versions.prefetch_related(
        models.Prefetch("sections", Section.objects.order_by("place", "pk"), to_attr="clauses")
    )
    found = (
        Document.objects.filter(pk__in=ids)
        .select_related("process")
        .prefetch_related(models.Prefetch("versions", with_clauses, to_attr="published"))
    )
    return sorted(found, key=lambda each: ids.index(each.pk))


def threads_not_read_yet(now: datetime) -> models.QuerySet[Question, Any]:
    """Where answers in words are said that everybody reads only with the results, or never."""
    late = models.Q(part__consultation__results_shown=ResultsShown.TO_HOST)
    late |= models.Q(part__consultation__results_shown=ResultsShown.WHEN_CLOSED) & (
        models.Q(part__consultation__closes_at__isnull=True) | models.Q(part__consultation__closes_at__gt=now)
    )
    return Question.objects.filter(late, thread__isnull=False).values("thread")
