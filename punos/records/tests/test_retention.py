"""The classes of the records plan, and on which day the time of a process is up."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_process,
    make_unit,
    text,
    verbs_since,
    verdict,
)
from punos.core.errors import Invalid, NotNow
from punos.core.languages import Written
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.records import actions, queries, rules
from punos.records.models import CaseFile, RetentionClass
from punos.records.tests.factories import closed_process, make_class

pytestmark = pytest.mark.django_db


def office(kind: RoleKind) -> Actor:
    """Somebody with this role."""
    return make_actor(kind.value, unit=make_unit(), role=kind)


def test_only_administrators_keep_classes_and_auditors_read_them() -> None:
    anybody = [office(kind) for kind in RoleKind] + [Actor(), SYSTEM]
    known = make_class()
    words = (text("Kuulemiset"), 5, "Suunnitelma")

    told = {
        (each.roles and next(iter(each.roles))[1]) or ("system" if each.is_system else "nobody"): [
            verdict(rules.check_see_retention, each),
            verdict(lambda actor: rules.check_add_class(actor, "new", *words, is_taken=False), each),
            verdict(lambda actor: rules.check_change_class(actor, known, *words, carried_by=0), each),
            verdict(rules.check_end_class, each, known),
        ]
        for each in anybody
    }

    assert told["administrator"] == told["system"] == ["yes"] * 4
    assert told["auditor"] == ["yes", "refused", "refused", "refused"]
    assert {tuple(told[kind]) for kind in told if kind not in {"administrator", "system", "auditor"}} == {
        ("refused",) * 4
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "Kuuleminen!"},
        {"code": "there"},
        {"title": text("")},
        {"title": text("x" * 121)},
        {"years": 0},
        {"years": 201},
        {"basis": " "},
        {"basis": "x" * 301},
    ],
)
def test_class_needs_a_code_a_name_and_what_says_so(changes: dict[str, Any]) -> None:
    make_class("there")
    facts: dict[str, Any] = {"code": "new", "title": text("Kuulemiset"), "years": 10, "basis": "Suunnitelma"}

    with pytest.raises(Invalid):
        actions.add_retention_class(actor=SYSTEM, **facts | changes)


def test_usual_classes_are_added_once() -> None:
    line = last_line()

    first = actions.add_usual_classes(actor=SYSTEM)
    second = actions.add_usual_classes(actor=SYSTEM)

    assert [(each.code, each.years) for each in first] == [
        ("hearing", 10),
        ("brainstorm", 5),
        ("for-good", None),
    ]
    assert (second, verbs_since(line)) == ([], ["retention_class.added"] * 3)


def test_time_of_a_class_in_use_is_made_longer_but_never_shorter() -> None:
    used, unused, for_good = make_class(years=5), make_class(years=5), make_class(years=None)
    for each in (used, for_good):
        CaseFile.objects.create(process=make_process(), retention=each)

    for known, years in ((used, 4), (for_good, 100)):
        with pytest.raises(NotNow):
            actions.change_retention_class(actor=SYSTEM, retention=known, years=years, basis="Laki")
    for known, longer in ((used, 6), (used, None), (unused, 1)):
        actions.change_retention_class(
            actor=SYSTEM, retention=known, years=longer, basis="Laki", title={"sv": Written("Klass")}
        )
        known.refresh_from_db()
        assert (known.years, known.basis) == (longer, "Laki")
        RetentionClass.objects.filter(pk=known.pk).update(title=text("Luokka"))


def test_class_ends_once_and_who_carries_it_keeps_it() -> None:
    known = make_class()
    carried = CaseFile.objects.create(process=make_process(), retention=known)

    actions.end_retention_class(actor=SYSTEM, retention=known)

    carried.refresh_from_db()
    assert (carried.retention, list(queries.classes_to_give())) == (known, [])
    with pytest.raises(NotNow):
        actions.end_retention_class(actor=SYSTEM, retention=known)


@pytest.mark.parametrize(
    ("closed", "years", "ends"),
    [
        (datetime(2024, 2, 29, 12, tzinfo=UTC), 1, date(2025, 2, 28)),
        (datetime(2024, 2, 29, 12, tzinfo=UTC), 4, date(2028, 2, 29)),
        (datetime(2023, 12, 31, 21, 59, tzinfo=UTC), 5, date(2028, 12, 31)),
        (datetime(2023, 12, 31, 22, 0, tzinfo=UTC), 5, date(2029, 1, 1)),  # already the new year in Helsinki
        (datetime(2023, 6, 30, 20, 59, tzinfo=UTC), 10, date(2033, 6, 30)),
        (datetime(2023, 6, 30, 21, 0, tzinfo=UTC), 10, date(2033, 7, 1)),  # summer time
        (datetime(2023, 6, 30, 12, tzinfo=UTC), None, None),
    ],
)
def test_time_is_up_on_the_same_day_years_later(
    closed: datetime, years: int | None, ends: date | None
) -> None:
    process = closed_process(make_class(years=years), closed=closed)

    assert queries.due_on(process) == ends
    if ends is not None:
        midnight = timezone.make_aware(datetime.combine(ends, time()))
        at = [midnight - timedelta(seconds=1), midnight]
        assert [[each.pk for each, _class, _day in queries.due(moment)] for moment in at] == [
            [],
            [process.pk],
        ]


def test_nothing_is_due_without_a_class_or_while_it_goes_on() -> None:
    open_process = make_process()
    CaseFile.objects.create(process=open_process, retention=make_class())
    closed = closed_process(None, closed=datetime(2001, 1, 1, tzinfo=UTC))

    assert (queries.due_on(open_process), queries.due_on(closed)) == (None, None)
    assert list(queries.due(datetime(2099, 1, 1, tzinfo=UTC))) == []


def test_classes_page_teaches_adds_edits_and_ends() -> None:
    person = office(RoleKind.ADMINISTRATOR).person
    assert person is not None
    client = Client()
    client.force_login(person)
    listed = reverse("records:classes")

    assert "three usual classes" in client.get("/en/desk/retention/classes/").text
    assert client.post(reverse("records:add_usual_classes")).status_code == 302
    assert client.post(listed, {"code": "Bad code", "title_fi": "Nimi", "basis": "B"}).status_code == 422
    kept = client.post(listed, {"code": "own", "title_fi": "Oma luokka", "basis": "Oma", "years": "3"})
    assert (kept.status_code, RetentionClass.objects.get(code="own").title.texts["fi"].text) == (
        302,
        "Oma luokka",
    )
    address = reverse("records:edit_class", args=["own"])
    assert client.get(address).status_code == 200
    assert client.post(address, {"basis": "Toinen", "years": ""}).status_code == 302
    assert client.post(address, {"basis": "", "years": "2"}).status_code == 422
    assert RetentionClass.objects.get(code="own").years is None
    assert client.post(reverse("records:end_class", args=["own"])).status_code == 302
    assert client.get(listed).status_code == client.get(address).status_code == 200
