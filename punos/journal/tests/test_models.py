"""A line stays as it was written, and holds ids only."""

import json
from datetime import UTC

import pytest
from django.db import Error, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from punos.journal.models import Delivery, Entry, Seal, Shipment, Stamp, seal_digest
from punos.journal.tests.factories import make_line

pytestmark = pytest.mark.django_db


def lines() -> st.SearchStrategy[Entry]:
    """Lines that hold anything that a line may hold; they are not saved."""
    whole = st.integers(-(2**63), 2**63 - 1)
    text = st.text(max_size=8)
    return st.builds(
        Entry,
        id=whole,
        at=st.datetimes(timezones=st.just(UTC)),
        person_id=st.none() | whole,
        organisation_id=st.none() | whole,
        verb=text,
        subject_type=text,
        subject_id=whole,
        address=text,
        process=text,
        is_public=st.booleans(),
        ids=st.dictionaries(text, whole | text, max_size=3),
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET verb = 'thing.forged'",
        "UPDATE journal_entry SET person_id = NULL",
        "DELETE FROM journal_entry",
        "UPDATE journal_seal SET digest = ''",
        "DELETE FROM journal_seal",
    ],
)
def test_database_refuses_to_change_or_delete_a_line_or_its_seal(statement: str) -> None:
    entry = make_line()
    seal = Seal.objects.create(position=1, entry_id=entry.pk, digest="a", at=entry.at)

    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert list(Entry.objects.values()) == [
        {field.attname: getattr(entry, field.attname) for field in Entry._meta.fields}
    ]
    assert list(Seal.objects.values_list("digest", flat=True)) == [seal.digest]


def test_orm_is_refused_as_well() -> None:
    entry = make_line()
    entry.verb = "thing.forged"

    with pytest.raises(Error, match="append-only"), transaction.atomic():
        entry.save()
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        entry.delete()


def test_bytes_under_the_seal_hold_every_column() -> None:
    columns = {field.attname for field in Entry._meta.fields}
    entry = make_line(process="tilat", public=True, phase=4)
    before = entry.canonical()

    changed = set()
    for column in columns:
        other = Entry.objects.get()
        value = getattr(other, column)
        setattr(other, column, not value if isinstance(value, bool) else entry.at.replace(year=1999)
                if column == "at" else {"phase": 5} if column == "ids" else "other")  # fmt: skip
        if other.canonical() != before:
            changed.add(column)

    assert changed == columns


@given(entry=lines())
def test_bytes_under_the_seal_are_plain_json(entry: Entry) -> None:
    columns = [getattr(entry, field.attname) for field in Entry._meta.fields]
    columns[1] = entry.at.isoformat()

    expected = json.dumps(columns, sort_keys=True, separators=(",", ":"), ensure_ascii=True)

    assert entry.canonical() == expected.encode()


def test_bytes_are_the_same_before_and_after_the_database() -> None:
    entry = make_line(process="tilat", public=True, b=2, a="x")

    assert Entry.objects.get().canonical() == entry.canonical()


def test_seal_of_a_line_depends_on_the_line_before() -> None:
    entry = make_line()

    digests = {seal_digest("", entry.canonical()), seal_digest("a" * 64, entry.canonical())}

    assert (len(digests), {len(digest) for digest in digests}) == (2, {64})


def test_public_lines_are_told_apart_from_private_ones() -> None:
    make_line("thing.hidden", process="tilat")
    public = make_line("thing.shown", process="tilat", public=True)
    make_line("thing.shown", process="puistot", public=True)

    assert list(Entry.objects.public().of_process("tilat")) == [public]


def test_rows_say_what_they_are() -> None:
    entry = make_line()

    assert str(entry) == f"{entry.pk} thing.made thing:1"
    assert str(Delivery(entry_id=4, reaction="tell")) == "4 to tell"
    assert str(Seal(position=2, digest="a" * 64)) == f"2 {'a' * 12}"
    assert str(Stamp(scope="all", value=7)) == "all=7"
    assert str(Shipment(store="logs", position=7)) == "logs up to 7"
