"""Writing lines, raising stamps, sealing, delivering."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.journal import actions, queries, reactions, tasks
from punos.journal.models import Delivery, Entry, Seal, Stamp
from punos.journal.queries import Head
from punos.journal.tests.factories import Somebody, Thing, make_line

AT = datetime(2022, 11, 7, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_reactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that no other room listens to."""
    monkeypatch.setattr(reactions, "_REACTIONS", defaultdict(dict))


def stamps() -> dict[str, int]:
    """Every stamp that was ever raised."""
    return dict(Stamp.objects.values_list("scope", "value"))


# Lines and stamps -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_line_tells_who_for_whom_what_where_and_when() -> None:
    with time_machine.travel(AT, tick=False):
        entry = actions.record(Somebody(3, 4), "thing.made", Thing(5), process="tilat", phase=6)

    kept = Entry.objects.values().get()
    assert kept == {
        "id": entry.pk,
        "at": AT,
        "person_id": 3,
        "organisation_id": 4,
        "verb": "thing.made",
        "subject_type": "thing",
        "subject_id": 5,
        "address": "/things/5/",
        "process": "tilat",
        "is_public": False,
        "ids": {"phase": 6},
    }


@pytest.mark.django_db
def test_public_line_raises_the_stamp_of_its_process_and_of_the_whole() -> None:
    make_line(process="tilat", public=True)
    make_line(process="puistot", public=True)
    make_line(public=True)

    assert stamps() == {"process:tilat": 1, "process:puistot": 1, "all": 3}


@pytest.mark.django_db
def test_many_lines_at_once_are_those_that_one_by_one_would_be() -> None:
    things = [Thing(5), Thing(6)]
    with time_machine.travel(AT, tick=False):
        singly = [
            actions.record(Somebody(3, 4), "thing.made", each, process="tilat", phase=6) for each in things
        ]
        at_once = actions.record_all(Somebody(3, 4), "thing.made", things, process="tilat", phase=6)

    kept = [
        list(Entry.objects.filter(pk__in=[each.pk for each in lines]).order_by("id").values())
        for lines in (singly, at_once)
    ]
    assert [row | {"id": 0} for row in kept[0]] == [row | {"id": 0} for row in kept[1]]
    assert [row["id"] for row in kept[1]] == [each.pk for each in at_once]


@pytest.mark.django_db
def test_many_public_lines_raise_the_stamps_once_and_no_line_none() -> None:
    actions.record_all(Somebody(), "thing.made", [Thing(5), Thing(6)], process="tilat", public=True)
    actions.record_all(Somebody(), "thing.made", [], process="tilat", public=True)

    assert (stamps(), Entry.objects.public().count()) == ({"process:tilat": 1, "all": 1}, 2)


@pytest.mark.django_db
def test_private_line_raises_none() -> None:
    make_line(process="tilat")

    assert stamps() == {}


@pytest.mark.django_db
def test_stamp_that_was_never_raised_reads_as_nothing() -> None:
    actions.raise_stamps("tilat")

    assert queries.read_stamps(("all", "process:tilat", "process:no")) == {
        "all": 1,
        "process:tilat": 1,
        "process:no": 0,
    }


@pytest.mark.django_db
def test_news_of_a_process_are_its_public_lines_newest_first() -> None:
    lines = [make_line(process="tilat", public=True) for _ in range(3)]
    make_line(process="tilat")
    make_line(process="puistot", public=True)

    assert queries.news_of_process("tilat", limit=2) == [lines[2], lines[1]]


# Delivery ---------------------------------------------------------------------------------------------------


def heard(entry: Entry) -> None:
    """A reaction that writes a line of its own."""
    make_line("echo.made", entry=entry.pk)


def heard_too(entry: Entry) -> None:
    """Another reaction to the same verb."""
    make_line("echo.again", entry=entry.pk)


def broken(entry: Entry) -> None:
    """A reaction that writes and then fails."""
    make_line("echo.made", entry=entry.pk)
    raise RuntimeError


def verbs() -> list[str]:
    """The verbs of all lines, in order."""
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


@pytest.mark.django_db
def test_line_delivered_twice_has_one_effect() -> None:
    reactions.on("thing.made")(heard)
    entry = make_line()

    called = [actions.deliver(entry_id=entry.pk) for _ in range(2)]

    assert (called, verbs(), Delivery.objects.count()) == ([1, 0], ["thing.made", "echo.made"], 1)


@pytest.mark.django_db
def test_line_is_delivered_to_everybody_who_listens_to_its_verb() -> None:
    reactions.on("thing.made", "thing.mended")(heard)
    reactions.on("thing.made")(heard_too)
    reactions.on("other.made")(broken)
    made, mended = make_line(), make_line("thing.mended")

    assert [actions.deliver(entry_id=entry.pk) for entry in (made, mended)] == [2, 1]


@pytest.mark.django_db
def test_reaction_that_was_added_later_is_called_then() -> None:
    reactions.on("thing.made")(heard)
    entry = make_line()
    actions.deliver(entry_id=entry.pk)
    reactions.on("thing.made")(heard_too)

    tasks.deliver(entry_id=entry.pk)

    assert verbs() == ["thing.made", "echo.made", "echo.again"]


@pytest.mark.django_db
def test_reaction_that_fails_leaves_nothing_and_is_called_again() -> None:
    reactions.on("thing.made")(broken)
    entry = make_line()

    for _ in range(2):
        with pytest.raises(RuntimeError):
            actions.deliver(entry_id=entry.pk)

    assert (verbs(), Delivery.objects.count()) == (["thing.made"], 0)


@pytest.mark.django_db
def test_job_is_queued_only_where_somebody_listens() -> None:
    reactions.on("thing.made")(heard)

    make_line("thing.ignored")
    entry = make_line()

    jobs = ProcrastinateJob.objects.values_list("task_name", "args", "status")
    assert list(jobs) == [("punos.journal.tasks.deliver", {"entry_id": entry.pk}, "todo")]


@pytest.mark.django_db
def test_each_of_many_lines_has_a_job_where_somebody_listens() -> None:
    reactions.on("thing.made")(heard)

    entries = actions.record_all(Somebody(), "thing.made", [Thing(5), Thing(6)])
    actions.record_all(Somebody(), "thing.ignored", [Thing(5)])

    jobs = ProcrastinateJob.objects.order_by("id").values_list("args", flat=True)
    assert list(jobs) == [{"entry_id": entry.pk} for entry in entries]


@pytest.mark.django_db
def test_line_and_job_are_taken_back_together() -> None:
    reactions.on("thing.made")(heard)

    with transaction.atomic():
        make_line()
        transaction.set_rollback(True)

    assert (Entry.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)


# The seal ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_lines_are_sealed_once_and_in_order() -> None:
    lines = [make_line() for _ in range(3)]

    sealed = [actions.seal(limit=2), actions.seal(), actions.seal()]

    assert sealed == [2, 1, 0]
    assert list(Seal.objects.order_by("position").values_list("position", "entry_id")) == [
        (place, entry.pk) for place, entry in enumerate(lines, start=1)
    ]
    assert (queries.head().position, queries.verify().is_unbroken) == (3, True)


@pytest.mark.django_db
def test_head_of_an_empty_journal_is_empty() -> None:
    assert (queries.head(), queries.verify().is_unbroken) == (Head(0, ""), True)


def late_line(late: psycopg.Connection) -> int:
    """A line that another connection writes and does not commit; its id."""
    row = late.execute(
        "INSERT INTO journal_entry (at, verb, subject_type, subject_id, address, process, is_public, ids)"
        " VALUES (now(), 'thing.late', 'thing', 1, '', '', false, '{}') RETURNING id"
    ).fetchone()
    assert row is not None
    return int(row[0])


def test_line_that_commits_late_gets_a_later_place(own_database: str) -> None:
    with psycopg.connect(**another_connection()) as late:
        lower = late_line(late)
        higher = make_line().pk
        actions.seal()
        late.commit()
        actions.seal()

    assert lower < higher
    places = Seal.objects.order_by("position").values_list("entry_id", flat=True)
    assert (list(places), queries.verify().is_unbroken) == ([higher, lower], True)


def test_second_sealer_leaves_at_once(own_database: str) -> None:
    make_line()

    with psycopg.connect(**another_connection()) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [actions.SEALER_LOCK])
        while_busy = actions.seal()
        other.commit()

    assert [while_busy, actions.seal()] == [0, 1]


def test_line_is_written_without_waiting_for_the_sealer(own_database: str) -> None:
    with psycopg.connect(**another_connection()) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [actions.SEALER_LOCK])
        make_line(public=True)

    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_reading_of_material_that_is_not_for_everybody_is_written_down() -> None:
    line = actions.note_reading(actor=Somebody(3, 4), what="answers", subject=Thing(5), process="tilat")

    assert (line.verb, line.person_id, line.organisation_id, line.subject_id) == ("material.read", 3, 4, 5)
    assert (line.process, line.ids, line.is_public) == ("tilat", {"what": "answers"}, False)


# Shipping ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_shipment_begins_where_the_last_one_to_that_store_ended() -> None:
    begun = actions.begin_shipment(store="logs")
    actions.note_shipped(store="logs", position=7)

    assert [begun, actions.begin_shipment(store="logs"), actions.begin_shipment(store="other")] == [0, 7, 0]


def another_connection() -> dict[str, Any]:
    """How to reach the database under test beside Django."""
    parameters = connection.get_connection_params()
    return {name: value for name, value in parameters.items() if isinstance(value, str)}
