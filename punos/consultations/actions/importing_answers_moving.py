"""Verbs of the worker about answers that have been read: bringing them in, and taking them out again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.actions.bringing_answers import (
    ImportedComment,
    ImportedSubmission,
    bring_in_comments,
    bring_in_submissions,
)
from punos.consultations.actions.importing_answers import lock_import
from punos.consultations.models import (
    AnswerImport,
    AnswerImportRow,
    AnswerRowOutcome,
    Consultation,
    Submission,
    SubmissionState,
)
from punos.consultations.models.answer_columns import of_clause
from punos.contributions import actions as contributions
from punos.contributions.actions import ImportedVoice
from punos.contributions.models import Capacity, Voice
from punos.journal import actions as journal
from punos.organisations.models import Actor, ImportState, Organisation
from punos.organisations.models.actor import SYSTEM

ROWS_AT_ONCE = 2_000
NOTE = """
UPDATE consultations_answerimportrow AS own
SET done_at = %s, submission_id = brought.submission, outcome = brought.outcome, told = '[]'
FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS brought (id, submission, outcome) WHERE own.id = brought.id
"""


@transaction.atomic
def bring_in_some_answers(*, actor: Actor, answer_import: AnswerImport) -> int:
    """Bring in the next rows, all of them or none; how many there were. After the last one it is done.

    The answers are the speakers' own: who brings them in is told by the journal's lines about the import alone.
    """
    locked = lock_import(answer_import=answer_import)
    consultation = locked.consultation
    rules.check_import_answers(actor, consultation)
    if locked.state != ImportState.BRINGING:
        return 0
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    waiting = locked.rows.filter(outcome=AnswerRowOutcome.NEW, done_at__isnull=True)
    rows = list(waiting.defer("told")[:ROWS_AT_ONCE])
    source = queries.source_of(locked)
    known = _known(consultation, source, rows)
    fresh = [row for row in rows if row.key not in known]
    _add(locked, fresh, source)
    now = timezone.now()
    _note(consultation, source, rows, known, now)
    locked.moved_at = now
    is_done = len(rows) < ROWS_AT_ONCE
    if is_done:
        locked.state, locked.brought_in_at, locked.content = ImportState.DONE, now, b""
    locked.save(update_fields=["moved_at", "state", "brought_in_at", "content"])
    if is_done:
        journal.record(actor, "answer_import.brought_in", locked, process=consultation.process.slug)
    return len(rows)


def _known(consultation: Consultation, source: str, rows: Sequence[AnswerImportRow]) -> set[str]:
    """The keys of those who speak here already: another import was quicker."""
    marks = [f"{source}:{row.key}" for row in rows]
    found = Voice.objects.filter(process=consultation.process_id, speaker__in=marks)
    return {mark.removeprefix(f"{source}:") for mark in found.values_list("speaker", flat=True)}


def _note(
    consultation: Consultation, source: str, rows: Sequence[AnswerImportRow], known: set[str], now: datetime
) -> None:
    """Each row remembers when it was done and which answer it brought; the cells are no longer needed."""
    marks = [f"{source}:{row.key}" for row in rows]
    found = Submission.objects.filter(consultation=consultation, voice__speaker__in=marks)
    brought = dict(found.values_list("voice__speaker", "pk"))
    new, same = str(AnswerRowOutcome.NEW), str(AnswerRowOutcome.SAME)
    with connection.cursor() as cursor:  # in one statement; bulk_update takes longer than all the rest
        cursor.execute(
            NOTE,
            [
                now,
                [row.pk for row in rows],
                [None if row.key in known else brought.get(f"{source}:{row.key}") for row in rows],
                [same if row.key in known else new for row in rows],
            ],
        )


def _add(answer_import: AnswerImport, rows: Sequence[AnswerImportRow], source: str) -> None:
    """The answers and comments of rows that nobody has brought yet."""
    consultation = answer_import.consultation
    fallback = _usual_moment(answer_import)
    named = queries.organisations_named({row.facts["organisation_name"] for row in rows})
    said = [(row, _voice(row, named, fallback)) for row in rows]
    answered = [
        ImportedSubmission(voice, row.facts["values"], voice.at, voice.language)
        for row, voice in said
        if row.facts["values"]
    ]
    if answered:
        bring_in_submissions(actor=SYSTEM, consultation=consultation, rows=answered, source=source)
    by_part: dict[int, list[ImportedComment]] = {}
    versions = queries.commented_versions(consultation)
    for row, voice in said:
        for target, text in row.facts["comments"].items():
            part_id, key = of_clause(target)
            remark = ImportedComment(
                voice, key, text, voice.language, voice.at, version=versions.get(part_id, 1)
            )
            by_part.setdefault(part_id, []).append(remark)
    for part in consultation.parts.filter(pk__in=by_part).select_related("thread", "consultation__process"):
        bring_in_comments(actor=SYSTEM, part=part, rows=by_part[part.pk], source=source)


def _usual_moment(answer_import: AnswerImport) -> datetime:
    """When an answer counts as sent that does not tell: as the last of its consultation, or when its file came."""
    closes_at = answer_import.consultation.closes_at
    if closes_at is None or closes_at > answer_import.at:
        return answer_import.at
    return rules.last_moment(closes_at)


def _voice(row: AnswerImportRow, named: Mapping[str, Organisation], fallback: datetime) -> ImportedVoice:
    """The speaker of a row, found in the registry where exactly one organisation bears that name."""
    facts: dict[str, Any] = row.facts
    organisation = named.get(facts["organisation_name"].casefold())
    is_body = organisation is not None and organisation.is_public_body
    capacity = facts["capacity"]
    return ImportedVoice(
        key=row.key,
        capacity=Capacity.BODY if capacity == Capacity.ORGANISATION and is_body else capacity,
        at=datetime.fromisoformat(facts["at"]) if facts["at"] else fallback,
        background=facts["background"],
        organisation_id=organisation.pk if organisation else None,
        organisation_name="" if organisation else facts["organisation_name"],
        head_count=facts["head_count"],
        language=facts["language"],
        pseudonym=facts.get("pseudonym", ""),
    )


@transaction.atomic
def take_back_some_answers(*, actor: Actor, answer_import: AnswerImport) -> int:
    """Take out the next answers that this import brought; how many. After the last one nothing of it stands.

    Everything goes: answers, words and speakers. Where a moderator has dealt with words, the record of that stays
    and the answer is withdrawn.
    """
    locked = lock_import(answer_import=answer_import)
    consultation = locked.consultation
    rules.check_import_answers(actor, consultation)
    if locked.state != ImportState.TAKING_BACK:
        return 0
    brought = locked.rows.filter(outcome=AnswerRowOutcome.NEW, done_at__isnull=False)
    rows = list(brought.only("pk", "key")[:ROWS_AT_ONCE])
    source = queries.source_of(locked)
    voices = Voice.objects.filter(
        process=consultation.process_id, speaker__in=[f"{source}:{row.key}" for row in rows]
    )
    ids = set(voices.values_list("pk", flat=True))
    staying = contributions.take_out_voices(actor=SYSTEM, voice_ids=ids)
    now = timezone.now()
    consultation.submissions.filter(voice__in=staying).update(
        state=SubmissionState.WITHDRAWN, withdrawn_at=now
    )
    locked.rows.filter(pk__in=[row.pk for row in rows]).delete()
    locked.moved_at = now
    is_done = len(rows) < ROWS_AT_ONCE
    if is_done:
        locked.rows.all().delete()
        locked.state = ImportState.TAKEN_BACK
    locked.save(update_fields=["moved_at", "state"])
    if is_done:
        journal.record(
            actor, "answer_import.taken_back", locked, process=consultation.process.slug, public=True
        )
    return len(rows)
