"""Files of organisations are read and judged row by row; broken ones are refused in words."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations import actions
from punos.organisations.adapters import spreadsheet
from punos.organisations.models import (
    SYSTEM,
    ImportRow,
    ImportState,
    Organisation,
    RegistryImport,
    RowOutcome,
)
from punos.organisations.tests.factories import make_actor, make_organisation
from punos.organisations.tests.files import (
    as_csv,
    as_xlsx,
    faults,
    keeper,
    number,
    outcomes,
    sent,
    signed_in,
    work,
)

pytestmark = pytest.mark.django_db


# Reading ----------------------------------------------------------------------------------------------------


def test_file_shows_what_it_would_do_and_does_nothing_yet() -> None:
    known = make_organisation(name="Malli ry", business_id=number(1), areas=("90",), field="youth")
    rows = [
        ("Malli ry", number(1), "Nuoret", "Helsinki", "suomi"),
        ("Malli ry", "", "Liikunta", "", ""),
        ("Uusi yhdistys ry", number(2), "Liikunta", "Pirkanmaa; Helsinki", "fi, sv"),
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
    assert faults(taken) == {3: ["twice_in_file"], 5: ["number_check_digit"]}
    assert outcomes(taken) == {"changed": 1, "new": 1, "faulty": 2}


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
