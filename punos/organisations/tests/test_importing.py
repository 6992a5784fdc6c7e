"""Files of organisations: read, shown row by row, brought in, taken back; broken ones refused in words."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from punos.core.errors import Invalid, NotNow, Refused
from punos.journal.models import Entry
from punos.organisations import actions, queries, tasks
from punos.organisations.actions import bringing_in
from punos.organisations.adapters import spreadsheet
from punos.organisations.models import (
    SYSTEM,
    Actor,
    ImportRow,
    ImportState,
    LifeEvent,
    MandateSource,
    Organisation,
    RegisterChange,
    RegistryImport,
    RoleKind,
    RowOutcome,
    Scope,
)
from punos.organisations.models.identifiers import check_digit
from punos.organisations.tests.factories import make_actor, make_organisation, make_unit
from punos.people.tests.factories import make_person
from punos.search.models import Entry as Found

pytestmark = pytest.mark.django_db
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


# Reading ----------------------------------------------------------------------------------------------------


def test_file_shows_what_it_would_do_and_does_nothing_yet() -> None:
    known = make_organisation(name="Malli ry", business_id=number(1), areas=("90",), field="youth")
    rows = [
        ("Malli ry", number(1), "Nuoret", "Helsinki", "suomi"),
        ("Malli ry", "", "Liikunta", "", ""),
        ("Uusi yhdistys ry", number(2), "Kulttuuri", "Pirkanmaa; Helsinki", "fi, sv"),
        ("Toinen ry", "1234567-8", "", "", ""),
    ]
    before = Organisation.objects.count()

    taken = sent(as_csv(rows, ("Nimi", "Y-tunnus", "Muut alat", "Alue", "Kielet")))

    assert (taken.state, taken.columns) == (
        ImportState.READ,
        {"name": 0, "business_id": 1, "other_fields": 2, "areas": 3, "languages": 4},
    )
    assert Organisation.objects.count() == before
    assert known.name == "Malli ry"
    assert taken.rows.count() == 4
    assert faults(taken)[5] == ["number_check_digit"]


def test_dry_run_names_own_and_new_value() -> None:
    make_organisation(name="Malli ry", business_id=number(1), areas=("90",), field="youth", languages=("fi",))

    taken = sent(as_csv([("Malli ry", number(1), "sport", "08; 90", "fi")]))

    row = ImportRow.objects.get()
    assert (taken.state, row.outcome) == (ImportState.READ, RowOutcome.CHANGED)
    assert row.changes == [["field", "youth", "sport"], ["areas", "90", "08;90"]]


def test_matching_goes_by_number_then_by_name_whatever_its_letters() -> None:
    by_number = make_organisation(name="Vanha nimi ry", business_id=number(1))
    by_name = make_organisation(name="Sama Nimi ry")

    sent(as_csv([("Uusi nimi ry", number(1)), ("SAMA  nimi ry", "")], ("Nimi", "Y-tunnus")))

    rows = list(ImportRow.objects.all())
    assert [row.organisation_id for row in rows] == [by_number.pk, by_name.pk]
    assert rows[0].changes == [["name", "Vanha nimi ry", "Uusi nimi ry"]]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("", number(9)), "no_name"),
        (("---", ""), "no_name"),
        (("=1+1", ""), "formula"),
        (("M\u0430lli toinen", ""), "mixed_letters"),
        (("x" * 201, ""), "too_long"),
        (("Eri ry", "123"), "number_shape"),
        (("Tuttu toinen ry", number(1)), "number_of_other"),
        (("Tuttu ry", number(7)), "other_number"),
        (("Tuttu", ""), "looks_like"),
        (("\u041a\u0430\u0440\u0435 ry", ""), "looks_like"),
        (("Loppunut ry", ""), "has_ended"),
        (("Kaksoset ry", ""), "several_of_name"),
    ],
)
def test_faulty_row_says_why(row: tuple[str, str], code: str) -> None:
    make_organisation(name="Tuttu ry", business_id=number(1))
    make_organisation(name="Tuttu toinen ry", business_id=number(2))
    make_organisation(name="Kape ry")  # its like is written in Cyrillic letters
    ended = make_organisation(name="Loppunut ry")
    Organisation.objects.filter(pk=ended.pk).update(ended_on="2020-01-01")
    twin = make_organisation(name="Kaksoset ry")
    other = make_organisation(name="Kaksonen ry")
    Organisation.objects.filter(pk=other.pk).update(name=twin.name)

    taken = sent(as_csv([row], ("Nimi", "Y-tunnus")))

    assert faults(taken) == {2: [code]}


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("Toimiala", "marsu", "unknown_word"),
        ("Koko", "iso", "unknown_word"),
        ("Alue", "Kuu", "unknown_word"),
        ("Alue", "nationwide; 90", "nationwide_alone"),
        ("Kielet", "kling", "unknown_word"),
        ("Kaupunginosa", "311", "unknown_word"),
        ("Rekisterinumero", "abc", "number_shape"),
        ("Email", "ei ole", "no_address"),
        ("Email", f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.fi", "too_long"),
        ("Kotisivu", "javascript:alert(1)", "no_address"),
        ("Puhelin", "1" * 41, "too_long"),
    ],
)
def test_faulty_cell_says_why(column: str, cell: str, code: str) -> None:
    taken = sent(as_csv([("Uusi ry", cell)], ("Nimi", column)))

    assert faults(taken) == {2: [code]}


def test_two_numbers_of_two_organisations_are_a_fault() -> None:
    make_organisation(business_id=number(1))
    make_organisation(association_number="123.456")

    taken = sent(as_csv([("Uusi ry", number(1), "123456")], ("Nimi", "Y-tunnus", "Rekisterinumero")))

    assert faults(taken) == {2: ["two_organisations"]}


def test_same_organisation_twice_in_a_file_is_a_fault() -> None:
    make_organisation(name="Tuttu ry")
    rows = [
        ("Tuttu ry", ""),
        ("Tuttu ry", ""),
        ("Uusi ry", number(1)),
        ("Uusi ry", ""),
        ("Muu ry", number(1)),
    ]

    taken = sent(as_csv(rows, ("Nimi", "Y-tunnus")))

    assert faults(taken) == {3: ["twice_in_file"], 5: ["twice_in_file"], 6: ["twice_in_file"]}


def test_like_names_with_numbers_of_their_own_are_two_organisations() -> None:
    make_organisation(name="Malli ry", business_id=number(1))

    taken = sent(as_csv([("Malli", number(2))], ("Nimi", "Y-tunnus")))

    assert outcomes(taken) == {"new": 1}


def test_swedish_name_in_the_column_of_names_does_not_rename() -> None:
    make_organisation(name="Malli ry", name_sv="Modell rf")

    taken = sent(as_csv([("Modell rf",)], ("Namn",)))

    assert outcomes(taken) == {"same": 1}


def test_file_without_known_headings_waits_for_somebody_to_name_them() -> None:
    actor = keeper()
    taken = sent(as_csv([("Uusi ry", "x")], ("A", "B")), actor)
    assert (taken.state, taken.headings, taken.rows.count()) == (ImportState.COLUMNS, ["A", "B"], 0)

    for wrong in ({"email": 0}, {"name": 5}, {"marsu": 0}, {"name": 0, "email": 0}):
        with pytest.raises(Invalid):
            actions.name_columns(actor=actor, registry_import=taken, columns=wrong)
    work(actions.name_columns(actor=actor, registry_import=taken, columns={"name": 0}))

    assert outcomes(taken) == {"new": 1}
    with pytest.raises(Refused):
        actions.name_columns(actor=make_actor("Aino"), registry_import=taken, columns={"name": 0})


def test_columns_of_a_file_that_is_no_longer_kept_can_not_be_named() -> None:
    taken = sent(as_csv([("Uusi ry",)], ("Nimi",)))
    RegistryImport.objects.update(content=b"")
    with pytest.raises(NotNow):
        actions.name_columns(actor=SYSTEM, registry_import=taken, columns={"name": 0})

    actions.drop_import(actor=SYSTEM, registry_import=taken)
    with pytest.raises(NotNow):
        actions.name_columns(actor=SYSTEM, registry_import=taken, columns={"name": 0})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_however_it_was_saved(encoding: str, delimiter: str) -> None:
    content = (
        as_csv([("\u00c4\u00e4ni ry", "sport")], ("Nimi", "Toimiala"), delimiter).decode().encode(encoding)
    )

    sent(content)

    assert ImportRow.objects.get().facts == {"name": "\u00c4\u00e4ni ry", "field": "sport"}


def test_spreadsheet_is_read_with_numbers_as_they_are_meant() -> None:
    content = as_xlsx([("Nimi", "Alue", "Rekisterinumero"), (None, None, None), ("Uusi ry", 8, 123456.0)])

    sent(content)

    row = ImportRow.objects.get()
    assert (row.number, row.facts) == (
        3,
        {"name": "Uusi ry", "areas": ["08"], "association_number": "123.456"},
    )


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (spreadsheet.MOST_UNPACKED + 1))
    return content.getvalue()


def package(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), text)
    return content.getvalue()


BROKEN: Mapping[str, Callable[[], bytes]] = {
    "too_big_inside": bomb,
    "no_table": lambda: package(word__document_xml="<w/>"),
    "old_excel": lambda: spreadsheet.OLD_EXCEL + b"x" * 100,
    "empty": lambda: b"  \n",
    "encoding": lambda: b"Nimi\n\x81\x8d",
    "broken": lambda: as_xlsx([("Nimi",)])[:-200],
    "too_big": lambda: b"x" * (spreadsheet.MOST_BYTES + 1),
}


@pytest.mark.parametrize("code", BROKEN)
def test_file_that_can_not_be_read_is_refused_in_words(code: str) -> None:
    client = signed_in()

    answer = client.post(
        reverse("organisations:imports"), {"file": SimpleUploadedFile("a.xlsx", BROKEN[code]())}
    )

    assert (answer.status_code, RegistryImport.objects.count()) == (422, 0)
    assert answer.context["form"].errors["file"] == [str(spreadsheet_words(code))]


def spreadsheet_words(code: str) -> object:
    from punos.organisations.models.words import FILE_FAULTS

    return FILE_FAULTS[code]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (package(xl__workbook_xml="<!DOCTYPE a><a/>"), "broken"),
        (package(xl__workbook_xml="<a/>"), "broken"),
        (b";;;\n;;\n", "empty"),
        (b"Nimi\n" + b'"' + b"x" * 200_000, "broken"),
        (b"\x00\x01\x02", "no_table"),
        (b"Nimi\n" + b"a\n" * (spreadsheet.MOST_ROWS + 1), "too_many_rows"),
    ],
)
def test_file_that_turns_out_broken_brings_no_row(content: bytes, code: str) -> None:
    taken = sent(content)

    assert (taken.state, taken.fault, taken.rows.count()) == (ImportState.BROKEN, code, 0)
    assert bytes(taken.content) == b""


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


# Pages ------------------------------------------------------------------------------------------------------


def signed_in(role: RoleKind = RoleKind.COORDINATOR) -> Client:
    client = Client()
    actor = make_actor("Kaisa", unit=make_unit(), role=role)
    assert actor.person is not None
    client.force_login(actor.person)
    return client


def test_keeper_brings_in_a_file_page_by_page() -> None:
    client = signed_in()
    content = as_csv([("Uusi ry", "x", "", "", ""), ("Sound ry", number(1), "sport", "90", "fi")])

    answer = client.post(reverse("organisations:imports"), {"file": SimpleUploadedFile("a.csv", content)})
    taken = RegistryImport.objects.get()
    waiting = client.get(answer["Location"])
    part = client.get(answer["Location"], headers={"HX-Request": "true", "HX-Target": "progress"})
    work(taken)
    part_done = client.get(answer["Location"], headers={"HX-Request": "true", "HX-Target": "progress"})
    shown = client.get(answer["Location"], {"outcome": "faulty"})
    client.post(reverse("organisations:change_import", args=[taken.pk, "bring-in"]))
    work(taken)
    done = client.get(answer["Location"])

    assert [each.status_code for each in (answer, waiting, part, shown, done)] == [302, 200, 200, 200, 200]
    assert (part.headers.get("HX-Refresh"), part_done.headers["HX-Refresh"]) == (None, "true")
    assert [each.row.number for each in shown.context["shown"]] == [2]
    assert Organisation.objects.get().name == "Sound ry"


def test_columns_are_named_on_the_page_and_a_slip_costs_nothing() -> None:
    client = signed_in()
    taken = sent(as_csv([("Uusi ry", "x")], ("A", "B")))
    address = reverse("organisations:import_columns", args=[taken.pk])

    wrong = client.post(address, {"column_0": "name", "column_1": "name"})
    none = client.post(address, {"column_0": "", "column_1": ""})
    right = client.post(address, {"column_0": "name", "column_1": ""})
    work(taken)

    assert (wrong.status_code, none.status_code, right.status_code) == (422, 422, 302)
    assert outcomes(taken) == {"new": 1}


def test_faulty_rows_are_given_back_without_formulas() -> None:
    client = signed_in()
    taken = sent(as_csv([("=HYPERLINK(1)", "+x"), ("Sound ry", "")], ("Nimi", "Y-tunnus")))

    answer = client.get(reverse("organisations:import_faulty", args=[taken.pk]))

    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 2
    assert lines[1][0] == "2"
    assert lines[1][2:] == ["'=HYPERLINK(1)", "'+x"]


def test_pages_of_files_are_closed_to_everybody_else() -> None:
    taken = sent(as_csv([("Uusi ry",)], ("Nimi",)))
    addresses = [
        reverse("organisations:imports"),
        reverse("organisations:import_page", args=[taken.pk]),
        reverse("organisations:import_faulty", args=[taken.pk]),
        reverse("organisations:registry"),
    ]
    officer = signed_in(RoleKind.OFFICER)

    assert [Client().get(each).status_code for each in addresses] == [302] * 4
    assert [officer.get(each).status_code for each in addresses] == [403] * 4
    bring_in = reverse("organisations:change_import", args=[taken.pk, "bring-in"])
    assert (officer.post(bring_in).status_code, Client().post(bring_in).status_code) == (403, 403)
    assert signed_in().post(reverse("organisations:change_import", args=[taken.pk, "x"])).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_page_of_a_file_asks_as_much_for_many_rows_as_for_one(
    rows: int, django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    client = signed_in()
    for place in range(rows):
        make_organisation(name=f"Yhdistys {place} ry", field="youth")
    taken = sent(as_csv([(f"Yhdistys {place} ry", "sport") for place in range(rows)], ("Nimi", "Toimiala")))

    with django_assert_max_num_queries(11):
        answer = client.get(reverse("organisations:import_page", args=[taken.pk]))

    assert len(answer.context["shown"]) == rows
