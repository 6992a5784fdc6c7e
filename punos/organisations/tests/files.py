"""Files as people send them, and what the worker and its keeper do with them, for the tests of imports."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from django.test import Client

from punos.organisations import actions, queries, tasks
from punos.organisations.models import (
    SYSTEM,
    Actor,
    RegistryImport,
    RoleKind,
    RowOutcome,
)
from punos.organisations.models.identifiers import check_digit
from punos.organisations.tests.factories import make_actor, make_unit

HEADINGS = ("Nimi", "Y-tunnus", "Toimiala", "Alue", "Kielet")


def number(place: int) -> str:
    """A business ID with a valid check digit; none of them belongs to anybody here."""
    digits = f"{place:07d}"
    last = check_digit(digits)
    return number(place + 500_000) if last is None else f"{digits}-{last}"


def as_csv(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS, delimiter: str = ";") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    return text.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(content)
    return content.getvalue()


def keeper() -> Actor:
    return make_actor("Kaisa", unit=make_unit(), role=RoleKind.COORDINATOR)


def work(taken: RegistryImport) -> RegistryImport:
    """What the worker does with the job that was queued."""
    tasks.move_import(import_id=taken.pk)
    return RegistryImport.objects.get(pk=taken.pk)


def sent(content: bytes, actor: Actor = SYSTEM) -> RegistryImport:
    """A file that has been sent and read."""
    return work(actions.take_file(actor=actor, file_name="jarjestot.csv", content=content))


def brought_in(taken: RegistryImport, actor: Actor = SYSTEM) -> RegistryImport:
    """The same, its sound rows brought in."""
    return work(actions.bring_in(actor=actor, registry_import=taken))


def outcomes(taken: RegistryImport) -> dict[str, int]:
    counts = queries.outcome_counts(taken)
    return {str(each): counts[each] for each in RowOutcome if counts[each]}


def faults(taken: RegistryImport) -> dict[int, list[str]]:
    return {
        row.number: [code for code, _column, _detail in row.faults] for row in taken.rows.all() if row.faults
    }


def signed_in(role: RoleKind = RoleKind.COORDINATOR) -> Client:
    client = Client()
    actor = make_actor("Kaisa", unit=make_unit(), role=role)
    assert actor.person is not None
    client.force_login(actor.person)
    return client
