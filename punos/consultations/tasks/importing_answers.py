"""Jobs of answers that were gathered elsewhere: reading them, bringing them in, taking them out again."""

import json
from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from procrastinate.contrib.django import app

from punos.consultations import actions, queries
from punos.consultations.adapters import kerrokantasi
from punos.consultations.models import AnswerImport, AnswerSource
from punos.consultations.models.answer_columns import AnswerColumn
from punos.consultations.models.answer_faults import LIMITS
from punos.consultations.models.answer_moments import read_moment
from punos.consultations.models.answer_row import AnswerReader, Fault, ReadRow
from punos.contributions.models import Capacity
from punos.contributions.rules import LONGEST_PSEUDONYM
from punos.core import tables
from punos.core.errors import Invalid, Refused
from punos.core.outside import OutsideTroubleError
from punos.organisations import queries as organisations
from punos.organisations.models import ImportState
from punos.organisations.models.actor import SYSTEM
from punos.people.models import Person

ROWS_AT_ONCE = 500

type KeptRow = tuple[int, str, Sequence[str], ReadRow]


@app.task(name="punos.consultations.tasks.move_answer_import")
def move_answer_import(*, import_id: int) -> None:
    """Do what is next for an import: read it, bring it in, take it back. Begun anew, it goes on where it was."""
    found = AnswerImport.objects.select_related("consultation__process").get(pk=import_id)
    if found.state == ImportState.READING:
        _read(found)
    elif found.state in {ImportState.BRINGING, ImportState.TAKING_BACK}:
        _bring_in_or_take_back(found)


def _read(found: AnswerImport) -> None:
    """From the bytes of a file, or of what was fetched, to rows with what bringing them in would do."""
    fault = ""
    try:
        if found.source == AnswerSource.KERROKANTASI:
            _read_hearing(found)
        else:
            fault = _read_table(found)
    except tables.FileFaultError as trouble:
        fault = trouble.code
    except OutsideTroubleError as trouble:
        fault = "gone" if trouble.status == kerrokantasi.NOT_FOUND else str(trouble.kind)
    if fault:
        actions.end_reading_answers(answer_import=found, fault=fault)


def _read_table(found: AnswerImport) -> str:
    """Row by row, as soon as somebody has said what the columns tell."""
    rows = tables.rows_of(bytes(found.content), LIMITS)
    headings = next((cells for _number, cells in rows), [])
    if not headings:
        return "empty"
    begun = _begun(found, headings)
    if begun.state != ImportState.READING:
        return ""
    reader = queries.answer_reader(begun)
    for some in batched(rows, ROWS_AT_ONCE):
        kept = [(number, reader.key(cells), reader.kept(cells), reader.read(cells)) for number, cells in some]
        actions.keep_answer_rows(answer_import=begun, rows=kept)
    place = reader.place_of.get(AnswerColumn.KEY)
    actions.end_reading_answers(answer_import=begun, place=place, has_key=reader.has_key)
    return ""


def _begun(found: AnswerImport, headings: Sequence[str]) -> AnswerImport:
    known = queries.known_headings(found.consultation)
    return actions.begin_reading_answers(answer_import=found, headings=headings, known=known)


# Kerro kantasi -------------------------------------------------------------------------------------------------


def _read_hearing(found: AnswerImport) -> None:
    """Fetched once and kept; its sections are columns, of which each comment fills one."""
    if not found.content:
        found = _fetched(found)
    first, *comments = [json.loads(line) for line in bytes(found.content).splitlines()]
    if not comments:
        raise tables.FileFaultError("no_comments")
    begun = _begun(found, [each["title"] or "\u2013" for each in first["sections"]])
    if begun.state != ImportState.READING:
        return
    reader = queries.answer_reader(begun)
    places = {each["id"]: str(place) for place, each in enumerate(first["sections"])}
    rows = _comment_rows(begun, reader, places, comments)
    for some in batched(rows, ROWS_AT_ONCE):
        actions.keep_answer_rows(answer_import=begun, rows=some)
    actions.end_reading_answers(answer_import=begun)


def _fetched(found: AnswerImport) -> AnswerImport:
    sections, comments = kerrokantasi.fetch(found.file_name)
    first = {"sections": [{"id": each.id, "title": each.title} for each in sections]}
    lines = [first, *(each.as_json() for each in comments)]
    content = "\n".join(json.dumps(line) for line in lines).encode()
    return actions.keep_hearing(answer_import=found, content=content)


def _comment_rows(
    begun: AnswerImport, reader: AnswerReader, places: dict[str, str], comments: Sequence[dict[str, str]]
) -> Iterator[KeptRow]:
    """Each comment on a section that is not left out, by its own number there."""
    for number, told in enumerate(comments, start=1):
        target = begun.columns.get(places.get(told["section"], ""), "")
        if not target:
            continue
        cells = [""] * len(begun.headings)
        cells[reader.place_of[target]] = told["text"]
        read = reader.read(cells)
        at = read_moment(told["at"])
        if at is None:
            read.faults.append(Fault("time", None, told["at"][:30]))
        else:
            read.facts |= _author(begun, told, at.isoformat())
        yield number, told["id"], cells, read


def _author(begun: AnswerImport, told: dict[str, str], at: str) -> dict[str, Any]:
    """As whom somebody commented there: under a name of their own choice, or for an organisation of the service."""
    author = told["author"] if len(told["author"]) <= LONGEST_PSEUDONYM else ""
    organisation = told["organisation"]
    return {
        "capacity": str(Capacity.BODY if organisation else Capacity.RESIDENT),
        "organisation_name": organisation[:200],
        "pseudonym": "" if organisation else author,
        "language": told["language"][:2] or begun.language,
        "at": at,
    }


# Bringing in ---------------------------------------------------------------------------------------------------


def _bring_in_or_take_back(found: AnswerImport) -> None:
    """In the name of the one who pressed the button, as long as they may."""
    actor = SYSTEM
    if found.brought_in_by:
        actor = organisations.actor_for(Person.objects.filter(pk=found.brought_in_by, is_active=True).first())
    is_back = found.state == ImportState.TAKING_BACK
    step = actions.take_back_some_answers if is_back else actions.bring_in_some_answers
    try:
        while step(actor=actor, answer_import=found):
            pass
    except Invalid:
        actions.halt_answers(answer_import=found, fault="changed")
    except Refused:
        actions.halt_answers(answer_import=found, fault="not_allowed")
