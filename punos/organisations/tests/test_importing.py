"""Files of organisations are brought in and taken back, whatever happens half way."""

from typing import Any

import pytest

from punos.core.errors import NotNow, Refused
from punos.journal.models import Entry
from punos.organisations import actions, queries, tasks
from punos.organisations.actions import bringing_in
from punos.organisations.models import (
    SYSTEM,
    ImportRow,
    ImportState,
    LifeEvent,
    MandateSource,
    Organisation,
    RegisterChange,
    RegistryImport,
    Scope,
)
from punos.organisations.tests.factories import make_actor, make_organisation
from punos.organisations.tests.files import as_csv, brought_in, faults, keeper, number, outcomes, sent, work
from punos.people.tests.factories import make_person
from punos.search.models import Entry as Found

pytestmark = pytest.mark.django_db


# Bringing in ------------------------------------------------------------------------------------------------


def test_sound_rows_are_brought_in_and_found_and_written_down() -> None:
    make_organisation(name="Vanha ry", business_id=number(1), areas=("90",))
    actor = keeper()
    rows = [
        ("Uusi ry", number(2), "sport", "90", "fi"),
        ("Nuori ry", number(1), "", "08", ""),
        ("", "", "", "", ""),
    ]
    taken = sent(as_csv([*rows, ("", "x", "", "", "")]), actor)

    done = brought_in(taken, actor)

    new, renamed = Organisation.objects.get(name="Uusi ry"), Organisation.objects.get(name="Nuori ry")
    assert (done.state, done.brought_in_by, bytes(done.content)) == (ImportState.DONE, actor.person_id, b"")
    assert (new.field, new.areas, new.languages, new.skeleton) == ("sport", ["90"], ["fi"], "uusi")
    assert (renamed.areas, LifeEvent.objects.count()) == (["08"], 0)
    assert list(renamed.names.filter(used_until__isnull=False).values_list("text", flat=True)) == ["Vanha ry"]
    assert Found.objects.of("organisation", new.pk).count() == 1
    lines = Entry.objects.filter(person_id=actor.person_id).order_by("id").values_list("verb", flat=True)
    assert list(lines) == [
        "registry_import.taken", "registry_import.accepted", "organisation.registered", "organisation.changed",
        "registry_import.brought_in",
    ]  # fmt: skip


def test_same_file_twice_changes_nothing() -> None:
    content = as_csv([("Uusi ry", number(1), "sport", "90", "fi"), ("Toinen ry", "", "", "", "")])
    brought_in(sent(content))
    before = list(Organisation.objects.order_by("id").values())

    again = sent(content)

    assert outcomes(again) == {"same": 2}
    with pytest.raises(NotNow):
        actions.bring_in(actor=SYSTEM, registry_import=again)
    assert list(Organisation.objects.order_by("id").values()) == before


def test_card_with_managers_is_not_overwritten_but_asked() -> None:
    known = make_organisation(name="Malli ry", field="youth", areas=("90",))
    tuula = make_person("Tuula")
    actions.grant_mandate(
        actor=SYSTEM,
        person=tuula,
        organisation=known,
        scopes=[Scope.MANAGE_PEOPLE],
        source=MandateSource.CITY,
    )
    content = as_csv([("Malli ry", number(3), "sport", "08; 90", "")])

    brought_in(sent(content))
    again = sent(content)

    known.refresh_from_db()
    assert (known.field, known.areas) == ("youth", ["90"])
    assert [row.changes for row in again.rows.all()] == [[]]
    for change in RegisterChange.objects.order_by("id"):
        actions.settle_change(actor=queries.actor_for(tuula), change=change, take=change.attribute != "field")
    known.refresh_from_db()
    assert (known.field, known.areas) == ("youth", ["08", "90"])
    assert known.identifiers.get().value == number(3)


def test_row_is_left_where_the_registry_has_changed_meanwhile() -> None:
    taken = sent(as_csv([("Uusi ry", number(1)), ("Muu ry", "")], ("Nimi", "Y-tunnus")))
    make_organisation(name="Muu ry", field="sport")

    done = brought_in(taken)

    assert [(row.name, row.was_left) for row in done.rows.all()] == [("Uusi ry", False), ("Muu ry", True)]
    assert Organisation.objects.get(name="Muu ry").field == "sport"


class Killed(BaseException):
    """The worker dies."""


def test_nothing_is_lost_or_doubled_when_the_worker_dies_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing_in, "ROWS_AT_ONCE", 3)
    taken = sent(as_csv([(f"Yhdistys {place} ry",) for place in range(10)], ("Nimi",)))
    actions.bring_in(actor=SYSTEM, registry_import=taken)
    whole = actions.bring_in_some
    batches: list[int] = []

    def dying(**told: Any) -> int:
        if len(batches) == 2:
            raise Killed
        batches.append(whole(**told))
        return batches[-1]

    with monkeypatch.context() as half_way:
        half_way.setattr(actions, "bring_in_some", dying)
        with pytest.raises(Killed):
            tasks.move_import(import_id=taken.pk)
    assert Organisation.objects.count() == 6
    done = work(taken)

    assert (Organisation.objects.count(), done.state) == (10, ImportState.DONE)
    assert Entry.objects.filter(verb="organisation.registered").count() == 10


def test_batch_that_dies_leaves_nothing_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = sent(as_csv([("Uusi ry",)], ("Nimi",)))
    actions.bring_in(actor=SYSTEM, registry_import=taken)

    def dying(*told: Any) -> None:
        raise Killed

    with monkeypatch.context() as half_way:
        half_way.setattr(bringing_in, "_record", dying)
        with pytest.raises(Killed):
            tasks.move_import(import_id=taken.pk)

    assert (Organisation.objects.count(), ImportRow.objects.waiting().count()) == (0, 1)


def test_ten_thousand_rows_with_37_bad_ones() -> None:
    rows = [
        [f"Keksitty yhdistys {place} ry", number(place), "sport", "90", "fi"] for place in range(1, 10_001)
    ]
    for place in range(37):
        name, good, *rest = rows[place * 250]
        rows[place * 250] = [name, good[:-1] + str((int(good[-1]) + 1) % 10), *rest]

    taken = sent(as_csv(rows))
    done = brought_in(taken)

    assert outcomes(taken) == {"new": 9_963, "faulty": 37}
    assert (done.state, Organisation.objects.count()) == (ImportState.DONE, 9_963)
    assert {code for codes in faults(taken).values() for code in codes} == {"number_check_digit"}
    assert Found.objects.filter(subject_type="organisation").count() == 9_963


def test_work_stops_when_who_began_it_may_not_do_it_any_more() -> None:
    actor = keeper()
    taken = sent(as_csv([("Uusi ry",)], ("Nimi",)), actor)
    actions.bring_in(actor=actor, registry_import=taken)
    assert actor.person is not None
    actor.person.roles.update(ended_at="2020-01-01T00:00:00Z")

    done = work(taken)

    assert (done.state, done.fault, Organisation.objects.count()) == (ImportState.READ, "not_allowed", 0)


# Taking back ------------------------------------------------------------------------------------------------


def test_file_is_taken_back_except_for_cards_that_somebody_has_touched() -> None:
    taken = brought_in(sent(as_csv([("Yksi ry",), ("Kaksi ry",), ("Kolme ry",)], ("Nimi",))))
    touched, acted_for = Organisation.objects.get(name="Kaksi ry"), Organisation.objects.get(name="Kolme ry")
    actions.list_organisation(actor=SYSTEM, organisation=touched, listed=False)
    actions.grant_mandate(
        actor=SYSTEM,
        person=make_person(),
        organisation=acted_for,
        scopes=[Scope.ANSWER],
        source=MandateSource.CITY,
    )

    done = work(actions.take_back(actor=SYSTEM, registry_import=taken))

    assert done.state == ImportState.TAKEN_BACK
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Kaksi ry", "Kolme ry"}
    assert Found.objects.filter(subject_type="organisation").count() == 1
    assert actions.take_back_rows(actor=SYSTEM, registry_import=done) == 0


def test_who_lost_the_role_meanwhile_takes_nothing_back() -> None:
    actor = keeper()
    taken = brought_in(sent(as_csv([("Yksi ry",)], ("Nimi",)), actor), actor)
    actions.take_back(actor=actor, registry_import=taken)
    assert actor.person is not None
    actor.person.roles.update(ended_at="2020-01-01T00:00:00Z")

    done = work(taken)

    assert (done.state, done.fault, Organisation.objects.count()) == (ImportState.DONE, "not_allowed", 1)


@pytest.mark.parametrize("verb", ["bring_in", "drop_import", "take_back", "go_on"])
def test_verb_of_a_file_is_refused_to_strangers_and_at_the_wrong_time(verb: str) -> None:
    taken = sent(as_csv([("Yksi ry",)], ("Nimi",)))
    RegistryImport.objects.update(state=ImportState.DROPPED)

    with pytest.raises(Refused):
        getattr(actions, verb)(actor=make_actor("Aino"), registry_import=taken)
    with pytest.raises(NotNow):
        getattr(actions, verb)(actor=SYSTEM, registry_import=taken)
    assert actions.bring_in_some(actor=SYSTEM, registry_import=taken) == 0


def test_work_that_got_stuck_is_taken_up_again() -> None:
    taken = actions.take_file(actor=SYSTEM, file_name="a.csv", content=as_csv([("Yksi ry",)], ("Nimi",)))
    with pytest.raises(NotNow):
        actions.go_on(actor=SYSTEM, registry_import=taken)
    RegistryImport.objects.update(moved_at="2020-01-01T00:00:00Z")

    work(actions.go_on(actor=SYSTEM, registry_import=taken))

    assert outcomes(taken) == {"new": 1}


def test_card_that_another_has_become_a_part_of_stays() -> None:
    taken = brought_in(sent(as_csv([("Yksi ry",), ("Kaksi ry",)], ("Nimi",))))
    into = Organisation.objects.get(name="Yksi ry")
    Organisation.objects.filter(pk=make_organisation(name="Vanha ry").pk).update(merged_into=into)

    work(actions.take_back(actor=SYSTEM, registry_import=taken))

    assert set(Organisation.objects.values_list("name", flat=True)) == {"Yksi ry", "Vanha ry"}
