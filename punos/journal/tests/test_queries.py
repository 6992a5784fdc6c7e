"""The pass over the sealed journal finds every single change, and blames the place where it was made."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection

from punos.journal import actions, queries
from punos.journal.models import canonical, seal_digest
from punos.journal.queries import Fault, Head, Kind, check
from punos.journal.tests.factories import make_line

LENGTH = 2_000
AT = datetime(2022, 11, 7, 9, tzinfo=UTC)

type Row = tuple[Any, ...]
type Change = Callable[[list[Row], int], list[Row]]


def chain(length: int) -> list[Row]:
    """A sealed journal as the database gives it, row by row; ids and positions differ by 10."""
    digest, rows = "", []
    for position in range(1, length + 1):
        line = (
            position + 10, AT + timedelta(seconds=position), position % 7 or None, position % 5 or None,
            f"thing.made{position % 3}", "thing", position, f"/things/{position}/", "tilat", position % 2 == 0,
        )  # fmt: skip
        ids = "{}" if position % 4 else f'{{"phase": {position}}}'
        digest = seal_digest(digest, canonical((*line, ids.replace(" ", ""))))
        rows.append((position, position + 10, digest, *line, ids))
    return rows


CHAIN = chain(LENGTH)


def other(value: object) -> object:
    """Another value of the same kind."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case datetime():
            return value + timedelta(microseconds=1)
        case str():
            return f"{value[:-1]}x" if value else "x"
        case _:
            return 99


def with_column(column: int) -> Change:
    """Changes one column of a row."""

    def change(rows: list[Row], place: int) -> list[Row]:
        row = list(rows[place])
        row[column] = '{"phase": 99}' if column == 13 else other(row[column])
        return [*rows[:place], tuple(row), *rows[place + 1 :]]

    return change


def without_line(rows: list[Row], place: int) -> list[Row]:
    """The line is gone, its seal stays."""
    return [*rows[:place], (*rows[place][:3], *[None] * 11), *rows[place + 1 :]]


def without_seal(rows: list[Row], place: int) -> list[Row]:
    """The seal is gone."""
    return [*rows[:place], *rows[place + 1 :]]


def doubled(rows: list[Row], place: int) -> list[Row]:
    """The seal stands twice."""
    return [*rows[: place + 1], *rows[place:]]


def swapped(*columns: int) -> Change:
    """Two neighbours have exchanged these columns."""

    def change(rows: list[Row], place: int) -> list[Row]:
        one, two = list(rows[place]), list(rows[place + 1])
        for column in columns:
            one[column], two[column] = two[column], one[column]
        return [*rows[:place], tuple(one), tuple(two), *rows[place + 2 :]]

    return change


CHANGES: dict[str, tuple[Change, Kind]] = {
    **{f"column {number} of the line": (with_column(number), Kind.LINE_CHANGED) for number in range(3, 14)},
    "digest": (with_column(2), Kind.SEAL_CHANGED),
    "line gone": (without_line, Kind.LINE_GONE),
    "seal gone": (without_seal, Kind.SEALS_GONE),
    "seal doubled": (doubled, Kind.SEAL_OUT_OF_ORDER),
    "lines exchanged": (swapped(*range(4, 14)), Kind.LINE_CHANGED),
    "places exchanged": (swapped(*range(1, 14)), Kind.LINE_CHANGED),
    "order exchanged": (swapped(*range(14)), Kind.SEALS_GONE),
}


def before(place: int) -> Head:
    """The head that stands before a place of the chain."""
    return Head(CHAIN[place - 1][0], CHAIN[place - 1][2]) if place else Head(0, "")


def test_chain_that_nobody_touched_is_unbroken() -> None:
    verdict = check(CHAIN)

    assert (verdict.is_unbroken, verdict.read, verdict.head) == (True, LENGTH, before(LENGTH))


@pytest.mark.parametrize("name", CHANGES)
def test_every_single_change_is_found_where_it_was_made(name: str) -> None:
    change, kind = CHANGES[name]

    # From the row before on, the pass over the whole does what it does here: it knows only the digest before it.
    blamed = [
        check(change(CHAIN[place : place + 4], 0), after=before(place)).faults[0]
        for place in range(LENGTH - 4)
    ]

    assert [(fault.kind, fault.position) for fault in blamed] == [
        (kind, place + 1) for place in range(LENGTH - 4)
    ]


@pytest.mark.parametrize("name", CHANGES)
def test_change_is_one_fault_and_not_a_fault_in_all_that_follows(name: str) -> None:
    change, kind = CHANGES[name]

    verdict = check(change(list(CHAIN), 700))

    most = 3 if "exchanged" in name else 1
    assert (verdict.faults[0].kind, verdict.faults[0].position, 1 <= verdict.found <= most) == (
        kind,
        701,
        True,
    )


@pytest.mark.parametrize(
    "name", [name for name in CHANGES if "exchanged" not in name and name != "seal gone"]
)
def test_change_at_the_very_end_is_found(name: str) -> None:
    change, kind = CHANGES[name]

    fault = check(change(list(CHAIN), LENGTH - 1)).faults[0]

    # without a later seal nobody can tell whether the last one or its line was changed
    expected = Kind.LINE_CHANGED if kind == Kind.SEAL_CHANGED else kind
    assert (fault.kind, fault.position) == (expected, LENGTH)


@pytest.mark.parametrize("cut", [1, 2, 500, LENGTH])
def test_end_that_was_cut_off_is_found_by_a_head_that_was_kept(cut: int) -> None:
    heads = {before(place) for place in (10, LENGTH - 1, LENGTH)}

    with_heads, without = check(CHAIN[:-cut], heads=heads), check(CHAIN[:-cut])

    gone = [head.position for head in sorted(heads) if head.position > LENGTH - cut]
    assert [(fault.kind, fault.position) for fault in with_heads.faults] == [
        (Kind.HEAD_GONE, position) for position in gone
    ]
    assert without.is_unbroken


def test_journal_sealed_anew_does_not_fit_a_head_that_was_kept() -> None:
    forged = [(position, entry, f"{digest[:-1]}z", *line) for position, entry, digest, *line in CHAIN]

    faults = check(CHAIN, heads=[Head(5, forged[4][2]), before(5), before(9)]).faults

    assert faults == (Fault(Kind.HEAD_DIFFERS, 5, 15),)


def test_head_within_a_gap_is_told_too() -> None:
    faults = check(without_seal(list(CHAIN), 4), heads=[before(5)]).faults

    assert [fault.kind for fault in faults] == [Kind.SEALS_GONE, Kind.HEAD_GONE]


def test_line_that_is_gone_behind_a_gap_is_told_too() -> None:
    faults = check(without_line(without_seal(list(CHAIN), 4), 4)).faults

    assert faults == (Fault(Kind.SEALS_GONE, 5, last=5), Fault(Kind.LINE_GONE, 6, 16))


def test_changed_seal_whose_head_was_kept_is_told_once_for_each_reason() -> None:
    faults = check(with_column(2)(list(CHAIN), 4), heads=[before(5)]).faults

    assert [(fault.kind, fault.position) for fault in faults] == [
        (Kind.SEAL_CHANGED, 5),
        (Kind.HEAD_DIFFERS, 5),
    ]


def test_faults_are_counted_beyond_those_that_are_told() -> None:
    rows = [(*row[:7], "thing.forged", *row[8:]) for row in CHAIN]

    verdict = check(rows)

    assert (len(verdict.faults), verdict.found) == (1_000, LENGTH)


@pytest.mark.parametrize("kind", list(Kind))
def test_fault_is_told_in_words(kind: Kind) -> None:
    words = str(Fault(kind, 5, 15, 7))

    assert ("5" in words, "{" in words) == (True, False)


# The real table ---------------------------------------------------------------------------------------------


def triggers_off() -> None:
    """What the owner of the tables can do."""
    with connection.cursor() as cursor:
        for table in ("journal_entry", "journal_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


FORGERIES = (
    ("UPDATE journal_entry SET person_id = 99 WHERE id = {second}", Kind.LINE_CHANGED, 2),
    ("UPDATE journal_entry SET at = at + interval '1 microsecond' WHERE id = {third}", Kind.LINE_CHANGED, 3),
    ("UPDATE journal_entry SET is_public = NOT is_public WHERE id = {first}", Kind.LINE_CHANGED, 1),
    ("UPDATE journal_entry SET ids = '{{\"b\": 1}}' WHERE id = {second}", Kind.LINE_CHANGED, 2),
    ("DELETE FROM journal_entry WHERE id = {second}", Kind.LINE_GONE, 2),
    ("UPDATE journal_seal SET digest = repeat('0', 64) WHERE position = 1", Kind.SEAL_CHANGED, 1),
    ("DELETE FROM journal_seal WHERE position = 2", Kind.SEALS_GONE, 2),
    ("DELETE FROM journal_seal WHERE position = 1", Kind.SEALS_GONE, 1),
    ("UPDATE journal_seal SET position = 9 WHERE position = 3", Kind.SEALS_GONE, 3),
)


@pytest.mark.django_db
@pytest.mark.parametrize(("forgery", "kind", "position"), FORGERIES)
def test_forgery_in_the_table_is_found(forgery: str, kind: Kind, position: int) -> None:
    lines = [make_line("thing.made", a=number) for number in range(4)]
    actions.seal()
    triggers_off()

    with connection.cursor() as cursor:
        cursor.execute(forgery.format(first=lines[0].pk, second=lines[1].pk, third=lines[2].pk))

    fault = queries.verify().faults[0]
    assert (fault.kind, fault.position) == (kind, position)


@pytest.mark.django_db
@pytest.mark.parametrize("sealed_again", [False, True])
def test_newest_lines_cut_off_with_their_seals_are_found_by_a_kept_head(sealed_again: bool) -> None:
    lines = [make_line() for _ in range(3)]
    actions.seal()
    kept = queries.head()
    triggers_off()

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_seal WHERE position >= 2")
        cursor.execute("DELETE FROM journal_entry WHERE id >= %s", [lines[1].pk])
    if sealed_again:
        for _time in range(2):
            make_line("thing.forged")
        actions.seal()

    expected = Kind.HEAD_DIFFERS if sealed_again else Kind.HEAD_GONE
    assert [fault.kind for fault in queries.verify(heads=[kept]).faults] == [expected]
    assert queries.verify().is_unbroken


@pytest.mark.django_db
def test_whole_journal_sealed_anew_is_found_by_a_kept_head() -> None:
    first, _second = make_line(), make_line()
    actions.seal()
    kept = queries.head()
    triggers_off()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET person_id = 99 WHERE id = %s", [first.pk])
        cursor.execute("DELETE FROM journal_seal")
    actions.seal()

    assert [fault.kind for fault in queries.verify(heads=[kept]).faults] == [Kind.HEAD_DIFFERS]


@pytest.mark.django_db
def test_line_that_is_not_sealed_yet_is_no_fault() -> None:
    make_line()
    actions.seal()
    make_line()

    assert (queries.verify().is_unbroken, queries.unsealed()) == (True, 1)


ROWS, CHANGED = 100_000, 300
WAYS: tuple[tuple[str, Kind], ...] = (
    ("UPDATE journal_entry SET person_id = person_id + 1 WHERE id = ANY(%s)", Kind.LINE_CHANGED),
    ("UPDATE journal_entry SET at = at - interval '1 second' WHERE id = ANY(%s)", Kind.LINE_CHANGED),
    ("DELETE FROM journal_entry WHERE id = ANY(%s)", Kind.LINE_GONE),
    ("UPDATE journal_seal SET digest = md5(digest) || md5(digest) WHERE entry_id = ANY(%s)", Kind.SEAL_CHANGED),
    ("DELETE FROM journal_seal WHERE entry_id = ANY(%s)", Kind.SEALS_GONE),
)  # fmt: skip


def many_lines(number: int) -> None:
    """So many sealed lines."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (at, person_id, verb, subject_type, subject_id, address, process, is_public, ids)"
            " SELECT now(), n %% 100, 'thing.made', 'thing', n, '/things/', 'tilat', n %% 2 = 0,"
            " jsonb_build_object('phase', n) FROM generate_series(1, %s) n",
            [number],
        )
    actions.seal(limit=number)


def forged(dice: Random) -> Iterator[tuple[int, Kind]]:
    """Changes single rows all over the table, never two neighbours; where, and what it should be called."""
    places = dice.sample(range(1, ROWS // 3), CHANGED)
    each = CHANGED // len(WAYS)
    with connection.cursor() as cursor:
        for number, (statement, kind) in enumerate(WAYS):
            positions = [3 * place for place in places[number * each : (number + 1) * each]]
            cursor.execute("SELECT entry_id FROM journal_seal WHERE position = ANY(%s)", [positions])
            cursor.execute(statement, [[row[0] for row in cursor.fetchall()]])
            yield from ((position, kind) for position in positions)


def test_each_of_three_hundred_changes_among_a_hundred_thousand_rows_is_found(own_database: str) -> None:
    many_lines(ROWS)
    untouched = queries.verify()
    triggers_off()

    expected = sorted(forged(Random(7)))

    found = queries.verify()
    assert (untouched.is_unbroken, untouched.read) == (True, ROWS)
    assert [(fault.position, fault.kind) for fault in found.faults] == expected
