"""Verbs about answers that were gathered elsewhere: taking a file or a hearing, keeping what its rows say, dropping it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from punos.consultations import queries, rules
from punos.consultations.models import (
    AnswerImport,
    AnswerImportRow,
    AnswerRowOutcome,
    AnswerSource,
    Consultation,
)
from punos.consultations.models.answer_columns import NAMED, SURVEY, guessed
from punos.consultations.models.answer_row import ReadRow
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor, ImportState

TASK = "punos.consultations.tasks.move_answer_import"
LONGEST_FILE_NAME = 200
LONGEST_HEADING = 200
MOVED = ["state", "moved_at", "fault", "columns", "brought_in_by"]
# Of rows with one number the first counts.
TWICE = """
UPDATE consultations_answerimportrow AS own
SET outcome = 'faulty', faults = jsonb_build_array(jsonb_build_array('twice', %(place)s::int, same.first::text))
FROM (SELECT id, min(number) OVER (PARTITION BY key) AS first FROM consultations_answerimportrow
      WHERE answer_import_id = %(import)s AND outcome = 'new') AS same
WHERE own.id = same.id AND own.number > same.first
"""
# Where no column numbers the answers, two may say the same: they are the first and the second that do.
COUNTED = """
UPDATE consultations_answerimportrow AS own SET key = own.key || '.' || same.place
FROM (SELECT id, row_number() OVER (PARTITION BY key ORDER BY number) AS place FROM consultations_answerimportrow
      WHERE answer_import_id = %(import)s AND outcome = 'new') AS same
WHERE own.id = same.id AND same.place > 1
"""
HERE = """
UPDATE consultations_answerimportrow AS own SET outcome = 'same' FROM contributions_voice AS voice
WHERE voice.process_id = %(process)s AND voice.speaker = %(source)s || ':' || own.key
AND own.answer_import_id = %(import)s AND own.outcome = 'new'
"""
DIFFERS = """
UPDATE consultations_answerimportrow AS own
SET outcome = 'faulty', faults = jsonb_build_array(jsonb_build_array('differs', %(place)s::int, ''))
FROM consultations_answerimportrow AS earlier JOIN consultations_answerimport AS file ON file.id = earlier.answer_import_id
WHERE own.answer_import_id = %(import)s AND own.outcome = 'same' AND earlier.key = own.key AND earlier.facts <> own.facts
AND earlier.outcome = 'new' AND earlier.done_at IS NOT NULL AND file.consultation_id = %(consultation)s
AND file.source = %(kind)s AND coalesce(file.columns ->> 'survey', '') = %(survey)s
"""


@transaction.atomic
def lock_import(*, answer_import: AnswerImport) -> AnswerImport:
    """The same row, held by this transaction, with its consultation."""
    found = AnswerImport.objects.select_for_update(of=("self",)).select_related("consultation__process")
    return found.get(pk=answer_import.pk)


def _move(answer_import: AnswerImport, state: ImportState) -> None:
    """Give it to the worker: neither the state nor the job exists without the other."""
    answer_import.state, answer_import.moved_at, answer_import.fault = state, timezone.now(), ""
    answer_import.save(update_fields=MOVED)
    app.configure_task(TASK, lock="consultations.import").defer(import_id=answer_import.pk)


def _record(actor: Actor, verb: str, answer_import: AnswerImport) -> None:
    journal.record(actor, verb, answer_import, process=answer_import.consultation.process.slug)


def _begun(actor: Actor, consultation: Consultation, **told: Any) -> AnswerImport:
    now = timezone.now()
    begun = AnswerImport.objects.create(
        consultation=consultation, by=actor.person_id, at=now, moved_at=now, **told
    )
    _move(begun, ImportState.READING)
    return begun


@transaction.atomic
def take_answers(
    *, actor: Actor, consultation: Consultation, file_name: str, content: bytes, language: str
) -> AnswerImport:
    """Keep a table that somebody sends, and have it read. What it holds has been looked at by the door."""
    sha256 = hashlib.sha256(content).hexdigest()
    rules.check_take_answers(actor, consultation, sha256)
    name = clean(file_name)[-LONGEST_FILE_NAME:]
    taken = _begun(actor, consultation, file_name=name, content=content, sha256=sha256, language=language)
    _record(actor, "answer_import.taken", taken)
    return taken


@transaction.atomic
def take_hearing(*, actor: Actor, consultation: Consultation, slug: str, language: str) -> AnswerImport:
    """Have the comments of a hearing of Kerro kantasi fetched; `slug` is its name there."""
    rules.check_import_answers(actor, consultation)
    taken = _begun(
        actor, consultation, file_name=slug, source=AnswerSource.KERROKANTASI, sha256="", language=language
    )
    _record(actor, "answer_import.taken", taken)
    return taken


@transaction.atomic
def keep_hearing(*, answer_import: AnswerImport, content: bytes) -> AnswerImport:
    """Keep what was fetched, so that reading it again asks nobody."""
    locked = lock_import(answer_import=answer_import)
    locked.content, locked.sha256 = content, hashlib.sha256(content).hexdigest()
    locked.moved_at = timezone.now()
    locked.save(update_fields=["content", "sha256", "moved_at"])
    return locked


@transaction.atomic
def begin_reading_answers(
    *, answer_import: AnswerImport, headings: Sequence[str], known: Mapping[str, str]
) -> AnswerImport:
    """Note the headings and what they seem to tell. A person says so before any row is read."""
    locked = lock_import(answer_import=answer_import)
    locked.rows.all().delete()
    locked.headings = [heading[:LONGEST_HEADING] for heading in headings]
    locked.moved_at = timezone.now()
    if not locked.columns:
        locked.columns = guessed(headings, known)
        locked.state = ImportState.COLUMNS
    locked.save(update_fields=["headings", "columns", "moved_at", "state"])
    return locked


@transaction.atomic
def keep_answer_rows(
    *, answer_import: AnswerImport, rows: Iterable[tuple[int, str, Sequence[str], ReadRow]]
) -> None:
    """Keep some rows, each with its number, its key, the cells that tell something, and what they come to."""
    AnswerImportRow.objects.bulk_create(
        AnswerImportRow(
            answer_import=answer_import,
            number=number,
            key=key,
            told=list(told),
            facts={} if read.faults else read.facts,
            outcome=AnswerRowOutcome.FAULTY if read.faults else AnswerRowOutcome.NEW,
            faults=[[fault.code, fault.place, fault.detail] for fault in read.faults],
        )
        for number, key, told, read in rows
    )
    AnswerImport.objects.filter(pk=answer_import.pk).update(moved_at=timezone.now())


@transaction.atomic
def end_reading_answers(
    *, answer_import: AnswerImport, fault: str = "", place: int | None = None, has_key: bool = True
) -> AnswerImport:
    """Note that everything has been read, and which rows are here already; or why it can't be read."""
    locked = lock_import(answer_import=answer_import)
    if fault:
        locked.rows.all().delete()
        locked.content = b""
    else:
        _compare(locked, place, has_key=has_key)
    locked.state, locked.fault = (ImportState.BROKEN if fault else ImportState.READ), fault
    locked.moved_at = timezone.now()
    locked.save(update_fields=["state", "fault", "moved_at", "content"])
    return locked


def _compare(answer_import: AnswerImport, place: int | None, *, has_key: bool) -> None:
    """Compare the rows with each other and with what was brought in before, in the database, however many they are."""
    told = {
        "import": answer_import.pk,
        "process": answer_import.consultation.process_id,
        "consultation": answer_import.consultation_id,
        "source": queries.source_of(answer_import),
        "kind": answer_import.source,
        "survey": answer_import.columns.get(SURVEY, ""),
        "place": place,
    }
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE consultations_answerimportrow")
        for statement in (TWICE if has_key else COUNTED, HERE, DIFFERS):
            cursor.execute(statement, told)


@transaction.atomic
def name_answer_columns(
    *,
    actor: Actor,
    answer_import: AnswerImport,
    columns: Mapping[str, str],
    named: str = "",
    survey: str = "",
) -> AnswerImport:
    """Say what each column tells, by its place, and have the rows read anew.

    `named` is the capacity of answers that name an organisation and tell none; `survey` tells answers apart from those
    of another survey with the same numbers.
    """
    locked = lock_import(answer_import=answer_import)
    told = {**columns, **({NAMED: named} if named else {}), **({SURVEY: survey} if survey else {})}
    rules.check_name_answer_columns(
        actor, locked, told, {target for target, _label in queries.answer_targets(locked.consultation)}
    )
    locked.columns = told
    _move(locked, ImportState.READING)
    _record(actor, "answer_import.columns_named", locked)
    return locked


@transaction.atomic
def bring_in_answers(*, actor: Actor, answer_import: AnswerImport) -> AnswerImport:
    """Have the new answers brought in; the faulty rows stay outside."""
    locked = lock_import(answer_import=answer_import)
    rules.check_bring_in_answers(actor, locked)
    locked.brought_in_by = actor.person_id
    _move(locked, ImportState.BRINGING)
    _record(actor, "answer_import.accepted", locked)
    return locked


@transaction.atomic
def drop_answers(*, actor: Actor, answer_import: AnswerImport) -> AnswerImport:
    """Put it aside without bringing anything in; its rows are forgotten."""
    locked = lock_import(answer_import=answer_import)
    rules.check_drop_answers(actor, locked)
    locked.rows.all().delete()
    locked.state, locked.content = ImportState.DROPPED, b""
    locked.save(update_fields=["state", "content"])
    _record(actor, "answer_import.dropped", locked)
    return locked


@transaction.atomic
def take_back_answers(*, actor: Actor, answer_import: AnswerImport) -> AnswerImport:
    """Have the answers that it brought taken out again, and no others."""
    locked = lock_import(answer_import=answer_import)
    rules.check_take_back_answers(actor, locked)
    locked.brought_in_by = actor.person_id
    _move(locked, ImportState.TAKING_BACK)
    _record(actor, "answer_import.recalled", locked)
    return locked


@transaction.atomic
def go_on_with_answers(*, actor: Actor, answer_import: AnswerImport) -> AnswerImport:
    """Queue the work once more, where the one who did it has died and nobody took it up."""
    locked = lock_import(answer_import=answer_import)
    rules.check_go_on_with_answers(actor, locked)
    _move(locked, ImportState(locked.state))
    _record(actor, "answer_import.taken_up", locked)
    return locked


@transaction.atomic
def halt_answers(*, answer_import: AnswerImport, fault: str) -> AnswerImport:
    """Stop the work, and say why; what has been done stays done."""
    locked = lock_import(answer_import=answer_import)
    is_back = locked.state == ImportState.TAKING_BACK
    locked.state, locked.fault = (ImportState.DONE if is_back else ImportState.READ), fault
    locked.save(update_fields=["state", "fault"])
    return locked
