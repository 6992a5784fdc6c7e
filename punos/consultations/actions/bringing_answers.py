"""Answers to a survey and comments on a draft text that were gathered elsewhere, brought in many at once."""

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from punos.consultations import queries
from punos.consultations.models import Consultation, Part, Question, QuestionKind, Submission, SubmissionState
from punos.consultations.models import values as valued
from punos.consultations.models.values import Read
from punos.contributions import actions as contributions
from punos.contributions import rules as speaking
from punos.contributions.actions import ImportedVoice, ImportedWords
from punos.contributions.models import Contribution
from punos.core.errors import Invalid
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Section

AT_ONCE = 2_000
MOST_FAULTS_TOLD = 10
SOURCE = "file"


@dataclass(frozen=True)
class ImportedSubmission:
    """One answer as the source has it: the values by the code of their question, as `Answer` describes them, and the
    words of text questions. What was written beside "other, which?" stands under `<code>:other`.
    """

    voice: ImportedVoice
    values: Mapping[str, Any]
    sent_at: datetime
    language: str
    is_easy: bool = False
    way: str = ""


@dataclass(frozen=True)
class ImportedComment:
    """A comment on one clause, by its key, in one version of the draft text."""

    voice: ImportedVoice
    clause: str
    text: str
    language: str
    at: datetime
    stance: str = ""
    quote: str = ""
    rewording: str = ""
    version: int = 1


@dataclass
class _Gathered:
    """What the rows of one import come to, before anything is written."""

    submissions: list[Submission] = field(default_factory=list)
    answers: list[tuple[int, int, Any]] = field(
        default_factory=list
    )  # place of the submission, question, value
    words: list[ImportedWords] = field(default_factory=list)


@transaction.atomic
def bring_in_submissions(
    *, actor: Actor, consultation: Consultation, rows: Iterable[ImportedSubmission], source: str = SOURCE
) -> int:
    """Add answers that were sent elsewhere, the first sent with the lowest number; how many were new.

    Each value is read as if it had been typed into the form, and where one does not fit its question nothing is added;
    the refusal names row and question. Whoever has an answer here already keeps it, so the same set twice changes
    nothing. A question that was not shown to them is not answered. There is no receipt: nobody sent anything here, and
    what stood before the sender's eyes is known to the other place alone. One line in the journal tells of all.
    """
    speaking.check_import(actor)
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    questions = queries.questions_of(consultation)
    brought = sorted(_read(questions, list(rows)), key=lambda row: row.sent_at)
    voices = contributions.bring_in_voices(
        actor=actor, process=consultation.process, source=source, voices=[row.voice for row in brought]
    )
    here = consultation.submissions.filter(voice__in=voices.values())
    has_answered = set(here.values_list("voice_id", flat=True))
    new = {
        voices[row.voice.key]: row for row in reversed(brought) if voices[row.voice.key] not in has_answered
    }
    gathered = _gathered(consultation, questions, dict(reversed(new.items())))
    if not new:
        return 0
    submissions = Submission.objects.bulk_create(gathered.submissions, batch_size=AT_ONCE)
    _copy_answers([(submissions[place].pk, *rest) for place, *rest in gathered.answers])
    contributions.bring_in_words(actor=actor, words=gathered.words)
    _count_anew()
    slug = consultation.process.slug
    journal.record(actor, "submissions.imported", consultation, process=slug, public=True, number=len(new))
    return len(new)


def _read(questions: Sequence[Question], rows: Sequence[ImportedSubmission]) -> list[ImportedSubmission]:
    """The rows with their values as the form would have read them; Invalid tells in which rows that fails, and why."""
    names = {each.code: {each.code, *valued.keys_of(each)} for each in questions}
    _check_known(set().union(*names.values()), rows)
    known: dict[tuple[str, str], Mapping[str, Read]] = {}  # most choices come again and again
    found, faults = [], []
    for number, row in enumerate(rows, start=1):
        values: dict[str, Any] = {}
        for question in questions:
            given = {name: row.values[name] for name in names[question.code] if name in row.values}
            for name, each in (_read_once(known, question, given) if given else {}).items():
                if each.fault:
                    told = {"row": number, "question": question.code, "fault": each.fault}
                    faults.append(_("Row %(row)d, question %(question)s: %(fault)s") % told)
                elif not each.is_empty:
                    values[name] = each.value
        found.append(replace(row, values=values))
    if faults:
        raise Invalid(_told(faults))
    return found


def _read_once(
    known: dict[tuple[str, str], Mapping[str, Read]], question: Question, given: Mapping[str, Any]
) -> Mapping[str, Read]:
    """What this question was answered; other than words, the same values are read once."""
    if question.kind == QuestionKind.TEXT:
        return valued.read_given(question, given)
    key = question.code, repr(sorted(given.items()))
    if key not in known:
        known[key] = valued.read_given(question, given)
    return known[key]


def _told(faults: Sequence[str]) -> str:
    """The first faults, one a line, and how many there are besides."""
    more = len(faults) - MOST_FAULTS_TOLD
    told = list(faults[:MOST_FAULTS_TOLD])
    if more > 0:
        told.append(_("And %(more)d more.") % {"more": more})
    return "\n".join(told)


def _check_known(names: AbstractSet[str], rows: Sequence[ImportedSubmission]) -> None:
    """Every value belongs to a question of this survey, and words to a choice that asks for them."""
    strange = sorted({code for row in rows for code in row.values} - names)
    if strange:
        raise Invalid(_("No question is called %(codes)s.") % {"codes": ", ".join(strange)})


def _gathered(
    consultation: Consultation, questions: Sequence[Question], rows: Mapping[int, ImportedSubmission]
) -> _Gathered:
    """The rows of submissions, answers and words that are to be written, by the voice of each."""
    highest = consultation.submissions.aggregate(highest=Max("number"))["highest"] or 0
    found = _Gathered()
    for place, (voice_id, row) in enumerate(rows.items()):
        found.submissions.append(_submission(consultation, voice_id, row, highest + place + 1))
        for question in queries.shown(questions, row.values):
            value = row.values.get(question.code)
            if valued.is_empty(value):
                continue
            words = value
            if question.kind != QuestionKind.TEXT:
                found.answers.append((place, question.pk, value))
                wanted = valued.wants_words(question, value)
                words = row.values.get(valued.other(question.code)) if wanted else ""
            if words and question.thread_id is not None:
                said = ImportedWords(voice_id, question.thread_id, str(words), row.language, row.sent_at)
                found.words.append(said)
    return found


def _submission(
    consultation: Consultation, voice_id: int, row: ImportedSubmission, number: int
) -> Submission:
    """A sent answer; its draft holds the same, so that its speaker can go on from it while it is open."""
    return Submission(
        consultation=consultation,
        voice_id=voice_id,
        number=number,
        state=SubmissionState.SENT,
        draft={code: {"value": value, "revision": 1, "by": None} for code, value in row.values.items()},
        revision=1,
        language=row.language,
        is_easy=row.is_easy,
        started_at=row.sent_at,
        changed_at=row.sent_at,
        sent_at=row.sent_at,
        typed_in_way=row.way,
    )


def _copy_answers(rows: Iterable[tuple[int, int, Any]]) -> None:
    """Answers through COPY: a survey of forty questions has hundreds of thousands."""
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY consultations_answer (submission_id, question_id, value) FROM STDIN") as copy,
    ):
        for submission_id, question_id, value in rows:
            copy.write_row((submission_id, question_id, json.dumps(value)))


def _count_anew() -> None:
    """Let the database see how much more it holds, or it reads the pages that come next as if it held nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE contributions_voice, contributions_contribution, contributions_version, "
            "consultations_submission, consultations_answer"
        )


@transaction.atomic
def bring_in_comments(
    *, actor: Actor, part: Part, rows: Iterable[ImportedComment], source: str = SOURCE
) -> int:
    """Add comments on the clauses of a draft text; how many were new. The same set twice changes nothing."""
    speaking.check_import(actor)
    assert part.thread is not None  # which a part with a draft text has
    brought = sorted(rows, key=lambda row: row.at)
    process = part.consultation.process
    voices = contributions.bring_in_voices(
        actor=actor, process=process, source=source, voices=[row.voice for row in brought]
    )
    found = Section.objects.filter(version__document=part.document_id).values_list(
        "version__number", "key", "pk"
    )
    clauses = {(number, key): pk for number, key, pk in found}
    strange = sorted({row.clause for row in brought if (row.version, row.clause) not in clauses})
    if strange:
        raise Invalid(_("No clause is called %(codes)s.") % {"codes": ", ".join(strange)})
    known = set(
        Contribution.objects.filter(thread=part.thread).values_list(
            "voice", "section", "latest__text", "quote"
        )
    )
    words = [_comment(row, voices[row.voice.key], part, clauses) for row in brought]
    new = [each for each in words if (each.voice_id, each.section_id, each.text, each.quote) not in known]
    if not new:
        return 0
    contributions.bring_in_words(actor=actor, words=new)
    journal.record(
        actor, "contributions.imported", process, process=process.slug, public=True, thread=part.thread.pk
    )
    return len(new)


def _comment(
    row: ImportedComment, voice_id: int, part: Part, clauses: Mapping[tuple[int, str], int]
) -> ImportedWords:
    """What was said of a clause, as it is kept."""
    assert part.thread_id is not None  # which a part with a draft text has
    return ImportedWords(
        voice_id,
        part.thread_id,
        clean(row.text),
        row.language,
        row.at,
        section_id=clauses[row.version, row.clause],
        stance=row.stance,
        quote=" ".join(clean(row.quote).split()),
        rewording=row.rewording,
    )
