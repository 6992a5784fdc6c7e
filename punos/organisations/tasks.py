"""Jobs of the registry: reading files and bringing them in, asking registers."""

from collections.abc import Mapping
from itertools import batched

from django.utils import timezone
from procrastinate.contrib.django import app

from punos.core.errors import Refused
from punos.core.outside import OutsideTroubleError
from punos.organisations import actions, queries
from punos.organisations.adapters import prh, spreadsheet
from punos.organisations.models import ImportState, Organisation, Register, RegisterRecord, RegistryImport
from punos.organisations.models.actor import SYSTEM
from punos.organisations.queries.known import Known
from punos.people.models import Person

ROWS_AT_ONCE = 500
CHECKED_A_NIGHT = 300


@app.task(name="punos.organisations.tasks.move_import")
def move_import(*, import_id: int) -> None:
    """Do what is next for a file: read it, bring it in, take it back. Begun anew, it goes on where it was."""
    found = RegistryImport.objects.get(pk=import_id)
    if found.state == ImportState.READING:
        _read(found)
    elif found.is_moving:
        _bring_in_or_take_back(found)


def _read(found: RegistryImport) -> None:
    """From the bytes of a file to its rows, each with what bringing it in would do."""
    fault = ""
    try:
        rows = spreadsheet.rows_of(bytes(found.content))
        headings = next((cells for _number, cells in rows), [])
        fault = "" if headings else "empty"
        columns = actions.begin_reading(registry_import=found, headings=headings)
        if headings and not columns:
            return  # somebody has to say first what the columns tell
        known = Known.now()
        for some in batched(rows, ROWS_AT_ONCE):
            told = [(number, _told(cells, columns)) for number, cells in some]
            actions.keep_rows(registry_import=found, known=known, rows=told)
    except spreadsheet.FileFaultError as trouble:
        fault = trouble.code
    actions.end_reading(registry_import=found, fault=fault)


def _told(cells: list[str], columns: Mapping[str, int]) -> dict[str, str]:
    """The cells that tell something, by what they tell."""
    return {column: cells[place] for column, place in columns.items() if place < len(cells) and cells[place]}


def _bring_in_or_take_back(found: RegistryImport) -> None:
    """In the name of the one who pressed the button, as long as they may."""
    actor = SYSTEM
    if found.brought_in_by:
        actor = queries.actor_for(Person.objects.filter(pk=found.brought_in_by, is_active=True).first())
    try:
        if found.state == ImportState.TAKING_BACK:
            actions.take_back_rows(actor=actor, registry_import=found)
        else:
            while actions.bring_in_some(actor=actor, registry_import=found):
                pass
    except Refused:
        actions.halt_import(registry_import=found)


@app.task(name="punos.organisations.tasks.look_up")
def look_up(*, record_id: int) -> None:
    """Ask the register what somebody waits for, outside of any transaction."""
    record = RegisterRecord.objects.select_related("organisation").filter(pk=record_id).first()
    if record is None or record.asked_at is None:
        return
    try:
        _ask(record.organisation, record.identifier)
    except OutsideTroubleError as error:
        actions.note_trouble(record=record, trouble=error.kind)


@app.periodic(cron="37 2 * * *")
@app.task(name="punos.organisations.tasks.check_registers", queueing_lock="organisations.check_registers")
def check_registers(timestamp: int) -> None:
    """Every night, ask the register about some hundred organisations, first those not asked for longest."""
    if not prh.is_configured():
        return
    for organisation, number in queries.to_check(CHECKED_A_NIGHT):
        try:
            _ask(organisation, number)
        except OutsideTroubleError:
            return  # tomorrow is soon enough


def _ask(organisation: Organisation | None, number: str) -> None:
    entry = prh.fetch(number)
    actions.keep_register_answer(
        actor=SYSTEM,
        register=Register.PRH,
        identifier=number,
        organisation=organisation,
        facts=entry.facts() if entry else {},
        fetched_at=timezone.now(),
    )
