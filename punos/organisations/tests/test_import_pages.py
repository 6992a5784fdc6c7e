"""The pages on which a keeper brings in a file."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from punos.organisations.models import (
    Organisation,
    RegistryImport,
    RoleKind,
)
from punos.organisations.tests.factories import make_organisation
from punos.organisations.tests.files import (
    as_csv,
    number,
    outcomes,
    sent,
    signed_in,
    work,
)

pytestmark = pytest.mark.django_db


# Pages ------------------------------------------------------------------------------------------------------


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
