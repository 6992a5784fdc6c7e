"""Verbs about files of organisations: taking one in, keeping what its rows say, dropping it."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from punos.journal import actions as journal
from punos.organisations import rules
from punos.organisations.models import Actor, Column, ImportRow, ImportState, RegistryImport, RowOutcome
from punos.organisations.models.card_row import read_row
from punos.organisations.models.headings import columns_of
from punos.organisations.queries.known import Known

TASK = "punos.organisations.tasks.move_import"
LONGEST_FILE_NAME = 200
LONGEST_HEADING = 100


def _locked(registry_import: RegistryImport) -> RegistryImport:
    return RegistryImport.objects.select_for_update().get(pk=registry_import.pk)


def _move(registry_import: RegistryImport, state: ImportState) -> None:
    """Give a file to the worker: neither the state nor the job exists without the other."""
    registry_import.state, registry_import.moved_at = state, timezone.now()
    registry_import.fault = ""
    registry_import.save(update_fields=["state", "moved_at", "fault", "columns", "brought_in_by"])
    app.configure_task(TASK, lock="organisations.import").defer(import_id=registry_import.pk)


@transaction.atomic
def take_file(*, actor: Actor, file_name: str, content: bytes) -> RegistryImport:
    """Keep a file that somebody sends, and have it read. What it holds has been looked at by the door."""
    rules.check_keep_registry(actor)
    now = timezone.now()
    taken = RegistryImport.objects.create(
        file_name=file_name[-LONGEST_FILE_NAME:], content=content, by=actor.person_id, at=now, moved_at=now
    )
    _move(taken, ImportState.READING)
    journal.record(actor, "registry_import.taken", taken)
    return taken


@transaction.atomic
def begin_reading(*, registry_import: RegistryImport, headings: Sequence[str]) -> Mapping[str, int]:
    """Note the headings of a file; which column tells what, or nothing where a person has to say so first."""
    locked = _locked(registry_import)
    locked.rows.all().delete()
    locked.headings = [heading[:LONGEST_HEADING] for heading in headings]
    locked.columns = locked.columns or columns_of(headings)
    locked.moved_at = timezone.now()
    if not {Column.NAME, Column.NAME_SV} & set(locked.columns):
        locked.state = ImportState.COLUMNS
    locked.save(update_fields=["headings", "columns", "moved_at", "state"])
    return locked.columns if locked.state == ImportState.READING else {}


@transaction.atomic
def keep_rows(
    *, registry_import: RegistryImport, known: Known, rows: Iterable[tuple[int, Mapping[str, str]]]
) -> None:
    """Keep some rows of a file with what bringing them in would do. `known` remembers them for those to come."""
    made = []
    for number, told in rows:
        facts, faults = read_row(told, known.districts)
        row = ImportRow(registry_import=registry_import, number=number, told=dict(told), facts=facts)
        if faults:
            row.outcome, row.faults = RowOutcome.FAULTY, faults
        else:
            verdict = known.judge(number, facts)
            row.outcome, row.faults = verdict.outcome, list(verdict.faults)
            row.changes, row.is_question = list(verdict.changes), verdict.is_question
            row.organisation_id = verdict.organisation_id
        made.append(row)
    ImportRow.objects.bulk_create(made)
    RegistryImport.objects.filter(pk=registry_import.pk).update(moved_at=timezone.now())


@transaction.atomic
def end_reading(*, registry_import: RegistryImport, fault: str = "") -> RegistryImport:
    """Note that a file has been read, or why it can't be."""
    locked = _locked(registry_import)
    if fault:
        locked.rows.all().delete()
        locked.content = b""
    locked.state, locked.fault = (ImportState.BROKEN if fault else ImportState.READ), fault
    locked.moved_at = timezone.now()
    locked.save(update_fields=["state", "fault", "moved_at", "content"])
    return locked


@transaction.atomic
def name_columns(
    *, actor: Actor, registry_import: RegistryImport, columns: Mapping[str, int]
) -> RegistryImport:
    """Say which column of a file tells what, and have it read anew."""
    locked = _locked(registry_import)
    rules.check_name_columns(actor, locked, columns)
    locked.columns = dict(columns)
    _move(locked, ImportState.READING)
    journal.record(actor, "registry_import.columns_named", locked)
    return locked


@transaction.atomic
def bring_in(*, actor: Actor, registry_import: RegistryImport) -> RegistryImport:
    """Have the sound rows of a file brought into the registry; the faulty ones stay outside."""
    locked = _locked(registry_import)
    rules.check_bring_in(actor, locked)
    locked.brought_in_by = actor.person_id
    _move(locked, ImportState.BRINGING)
    journal.record(actor, "registry_import.accepted", locked)
    return locked


@transaction.atomic
def drop_import(*, actor: Actor, registry_import: RegistryImport) -> RegistryImport:
    """Put a file aside without bringing anything in; its rows are forgotten."""
    locked = _locked(registry_import)
    rules.check_drop(actor, locked)
    locked.rows.all().delete()
    locked.state, locked.content = ImportState.DROPPED, b""
    locked.save(update_fields=["state", "content"])
    journal.record(actor, "registry_import.dropped", locked)
    return locked


@transaction.atomic
def take_back(*, actor: Actor, registry_import: RegistryImport) -> RegistryImport:
    """Have the cards that a file brought removed again, those that nobody has touched since."""
    locked = _locked(registry_import)
    rules.check_take_back(actor, locked)
    locked.brought_in_by = actor.person_id
    _move(locked, ImportState.TAKING_BACK)
    journal.record(actor, "registry_import.recalled", locked)
    return locked


@transaction.atomic
def go_on(*, actor: Actor, registry_import: RegistryImport) -> RegistryImport:
    """Queue the work on a file once more, where the one who did it has died and nobody took it up."""
    locked = _locked(registry_import)
    rules.check_go_on(actor, locked)
    _move(locked, ImportState(locked.state))
    journal.record(actor, "registry_import.taken_up", locked)
    return locked


@transaction.atomic
def halt_import(*, registry_import: RegistryImport) -> RegistryImport:
    """Stop the work on a file, because who began it may not do it any more; what has been done stays done."""
    locked = _locked(registry_import)
    is_back = locked.state == ImportState.TAKING_BACK
    locked.state, locked.fault = (ImportState.DONE if is_back else ImportState.READ), "not_allowed"
    locked.save(update_fields=["state", "fault"])
    return locked
