"""Every door, every rule and every secret against what was reviewed; and that nothing is left out."""

from collections.abc import Mapping
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

import punos
from config.api import api
from punos.organisations import actions as organisations
from punos.organisations.models import Mandate, Role, RoleKind
from punos.organisations.models.actor import SYSTEM
from tests import doors
from tests.headers import lacking
from tests.matrix import expected, fields, filling, forms, outcomes, rows, verbs
from tests.matrix import place as places
from tests.matrix.columns import AT_DOORS, COLUMNS
from tests.matrix.place import Place

REVIEWED = expected.read()


def rows_of(section: str) -> list[str]:
    """The rows of one section by name."""
    return sorted(places.questions()[section])


def assert_as_reviewed(section: str, key: str, met: str) -> None:
    """Each column as in the file; else the columns that differ, in words."""
    assert expected.differences(REVIEWED[section][key], met) == []


# Nothing is left out ----------------------------------------------------------------------------------------


def test_every_door_has_a_row() -> None:
    machines = {f"api:{name}" for name in ("openapi-json", "openapi-view")}

    assert set(filling.DOORS) == set(doors.names()) | machines
    assert set(forms.FORMS) | set(forms.QUERIES) | set(forms.PARTS) <= set(filling.DOORS)


def test_every_endpoint_has_a_row() -> None:
    described: Mapping[str, Mapping[str, object]] = api.get_openapi_schema()["paths"]

    assert {(path, method) for path, methods in described.items() for method in methods} == {
        (path, "get") for path in filling.API
    }


def test_every_part_for_htmx_has_a_row() -> None:
    views = [
        path for path in Path(punos.__path__[0]).rglob("*.py") if "views" in {path.stem, path.parent.name}
    ]
    asked = sum(path.read_text().count(' part="') for path in views)

    assert asked == len(forms.PARTS)


def test_every_rule_has_a_row() -> None:
    asking = {name for name, rule in verbs.discovered().items() if verbs.asks_who(rule)}

    assert set(verbs.RULES) == asking


def test_rule_without_a_row_asks_nobody() -> None:
    others = [rule for name, rule in verbs.discovered().items() if name not in verbs.RULES]

    assert [rule.__name__ for rule in others if {"actor", "person"} & set(signature(rule).parameters)] == []


def test_reviewed_file_holds_each_row_once_and_no_other() -> None:
    assert {section: sorted(rows) for section, rows in REVIEWED.items()} == {
        section: rows_of(section) for section in places.questions()
    }
    assert sum(len(section) for section in REVIEWED.values()) == sum(
        1 for _row in (*rows.doors(), *verbs.rules(), *fields.fields())
    )


def test_no_fault_of_the_site_was_reviewed_as_an_answer() -> None:
    assert [key for section in REVIEWED.values() for key, letters in section.items() if "!" in letters] == []


def test_eighteen_columns_and_more_ask_every_door() -> None:
    assert len(AT_DOORS) == 19


def test_every_address_has_a_name() -> None:
    assert [name for name in doors.names() if name.endswith("None")] == []


# What was reviewed ------------------------------------------------------------------------------------------


@pytest.mark.matrix
@pytest.mark.parametrize("key", rows_of("doors"))
def test_door_answers_as_reviewed(place: Place, key: str) -> None:
    door, kept, bare = rows.by_key()[key], [], {}
    answer: Any
    met = dict.fromkeys([column.key for column in COLUMNS], ".")

    for column in AT_DOORS:
        visitor = place.visitors[column.key]
        met[column.key], answer = door.ask(place.ground, visitor)
        if visitor.has_session and "no-store" not in answer.headers.get("Cache-Control", ""):
            kept.append(column.key)
        if lost := lacking(answer, answer.wsgi_request.path):
            bare[column.key] = lost

    assert bare == {}
    assert kept == []  # a page of somebody who has signed in is kept by nobody
    reviewed = expected.of_columns(REVIEWED["doors"][key], AT_DOORS)
    assert expected.differences(reviewed, "".join(met.values())) == []


@pytest.mark.parametrize("key", rows_of("rules"))
def test_rule_answers_as_reviewed(place: Place, key: str) -> None:
    assert_as_reviewed("rules", key, place.letters(verbs.by_key()[key].ask))


@pytest.mark.matrix
@pytest.mark.parametrize("key", rows_of("fields"))
def test_field_shows_as_reviewed(place: Place, key: str) -> None:
    assert_as_reviewed("fields", key, place.letters(fields.by_key()[key].ask))


# At the next request ----------------------------------------------------------------------------------------


def test_ended_mandate_takes_effect_at_the_next_request(place: Place) -> None:
    visitor, path = place.visitors["manager"], f"/en/organisations/{place.ground.listed.slug}/people/"

    with outcomes.undone():
        browser = visitor.browser()
        before = browser.get(path)
        assert visitor.person is not None  # it is one of the columns that have signed in
        organisations.end_mandate(
            actor=SYSTEM, mandate=Mandate.objects.get(person=visitor.person, organisation=place.ground.listed)
        )
        after = browser.get(path)

    assert [outcomes.of_answer(each) for each in (before, after)] == ["o", "n"]
    assert [name in after.text for name in ("hidden-office", place.ground.member.name)] == [False, False]


def test_mandate_that_runs_out_takes_effect_at_the_next_request(place: Place) -> None:
    visitor, path = (
        place.visitors["by a Suomi.fi mandate"],
        f"/en/organisations/{place.ground.listed.slug}/edit/",
    )

    with outcomes.undone():
        browser = visitor.browser()
        before = browser.get(path)
        Mandate.objects.filter(person=visitor.person).update(valid_until=timezone.now())
        after = browser.get(path)

    assert [outcomes.of_answer(each) for each in (before, after)] == ["o", "n"]


def test_role_change_takes_effect_at_the_next_request(place: Place) -> None:
    visitor, path = place.visitors["moderator"], "/en/units/"

    with outcomes.undone():
        browser, person = visitor.browser(), visitor.person
        assert person is not None  # it is one of the columns that have signed in
        before = browser.get(path)
        role = organisations.grant_role(
            actor=SYSTEM, person=person, unit=place.ground.unit, kind=RoleKind.ADMINISTRATOR
        )
        with_role = browser.get(path)
        organisations.end_role(actor=SYSTEM, role=Role.objects.get(pk=role.pk))
        after = browser.get(path)

    assert [outcomes.of_answer(each) for each in (before, with_role, after)] == ["n", "o", "n"]
