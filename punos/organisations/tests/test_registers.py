"""What registers say beside a card, and the pages of those who keep cards and the registry."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punos.core.errors import NotNow
from punos.core.outside import OutsideTroubleError, Trouble
from punos.journal.models import Entry
from punos.organisations import actions, queries, tasks
from punos.organisations.adapters import prh
from punos.organisations.models import (
    SYSTEM,
    Organisation,
    Register,
    RegisterChange,
    RegisterRecord,
    Scope,
)
from punos.organisations.tests.factories import make_organisation
from punos.organisations.tests.files import keeper, signed_in
from punos.organisations.tests.test_registry_actions import FACTS, NUMBER, acting_for, today
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


# What registers say -----------------------------------------------------------------------------------------


def answer(organisation: Organisation | None, **facts: Any) -> RegisterRecord:
    return actions.keep_register_answer(
        actor=SYSTEM, register=Register.PRH, identifier=NUMBER, organisation=organisation, facts=facts,
        fetched_at=timezone.now(),
    )  # fmt: skip


def test_difference_is_asked_once_and_overwrites_nothing() -> None:
    known = make_organisation(name="Malli ry")

    answer(known, name="Mallin seura ry")
    answer(known, name="Mallin seura ry")
    answer(None, name="x")

    known.refresh_from_db()
    assert (known.name, [each.found for each in queries.waiting_changes(known)]) == (
        "Malli ry",
        ["Mallin seura ry"],
    )
    assert Entry.objects.filter(verb="register.differs").count() == 1


@pytest.mark.parametrize("take", [True, False])
def test_difference_is_settled_once(take: bool) -> None:
    known = make_organisation(name="Malli ry")
    answer(known, name="Seura ry", ended_on="2020-02-03")
    name, end = RegisterChange.objects.order_by("attribute").reverse()

    for change in (name, end):
        actions.settle_change(actor=keeper(), change=change, take=take)

    known.refresh_from_db()
    assert (known.name, known.ended_on) == (("Seura ry", date(2020, 2, 3)) if take else ("Malli ry", None))
    with pytest.raises(NotNow):
        actions.settle_change(actor=keeper(), change=name, take=True)


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch, settings: Any) -> dict[str, Any]:
    """Stands in for the adapter, which has tests of its own: trouble, or nothing known."""
    settings.PRH_ADDRESS = "http://127.0.0.1:9/prh"
    told: dict[str, Any] = {"trouble": None, "asked": []}

    def fetch(business_id: str) -> None:
        told["asked"].append(business_id)
        if told["trouble"]:
            raise OutsideTroubleError("PRH", told["trouble"])

    monkeypatch.setattr(prh, "fetch", fetch)
    return told


def test_miss_means_unknown_and_lasts_a_day(register: dict[str, Any]) -> None:
    known = make_organisation(business_id=NUMBER)
    actor = acting_for(known, Scope.REPRESENT)

    record = actions.ask_register(actor=actor, organisation=known)
    with pytest.raises(NotNow):
        actions.ask_register(actor=actor, organisation=known)
    tasks.look_up(record_id=record.pk)
    tasks.look_up(record_id=record.pk)
    tasks.look_up(record_id=0)

    record.refresh_from_db()
    assert (record.facts, record.asked_at, record.trouble, register["asked"]) == ({}, None, "", [NUMBER])
    with pytest.raises(NotNow):
        actions.ask_register(actor=actor, organisation=known)
    with pytest.raises(NotNow):
        actions.ask_register(actor=SYSTEM, organisation=make_organisation())


@pytest.mark.parametrize("trouble", [Trouble.SLOW, Trouble.DOWN, Trouble.GARBAGE])
def test_register_in_trouble_changes_nothing_and_is_said_in_words(
    trouble: Trouble, register: dict[str, Any]
) -> None:
    known = make_organisation(business_id=NUMBER)
    answer(known, name=known.name)
    RegisterRecord.objects.update(fetched_at=timezone.now() - timedelta(days=2))
    register["trouble"] = trouble

    record = actions.ask_register(actor=SYSTEM, organisation=known)
    tasks.look_up(record_id=record.pk)
    tasks.check_registers(timestamp=0)

    record.refresh_from_db()
    assert (record.trouble, record.facts["name"], record.is_awaited) == (trouble, known.name, False)
    page = signed_in().get(reverse("organisations:edit_card", args=[known.slug]))
    assert [each.trouble for each in page.context["records"]] == [trouble]


def test_every_night_the_register_is_asked_about_those_it_was_never_asked_about_first(
    register: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "CHECKED_A_NIGHT", 1)
    answer(make_organisation(business_id=NUMBER), name="x")
    make_organisation(business_id="0000002-7")

    tasks.check_registers(timestamp=0)

    assert register["asked"] == ["0000002-7"]


def test_no_register_is_asked_where_there_is_none(register: dict[str, Any], settings: Any) -> None:
    settings.PRH_ADDRESS = ""
    make_organisation(business_id=NUMBER)

    tasks.check_registers(timestamp=0)

    assert register["asked"] == []


# Pages ------------------------------------------------------------------------------------------------------


def sent_card(organisation: Organisation, **changes: Any) -> dict[str, Any]:
    told = {name: list(value) if isinstance(value, tuple) else value for name, value in FACTS.items()}
    return {**told, "contact_is_public": "on", "seen": organisation.revision, **changes}


def test_manager_changes_the_card_and_the_second_writer_is_told() -> None:
    known = make_organisation()
    actor, client = acting_for(known, Scope.MANAGE_PEOPLE), Client()
    assert actor.person is not None
    client.force_login(actor.person)
    address = reverse("organisations:edit_card", args=[known.slug])

    page = client.get(address)
    done = client.post(address, sent_card(known))
    late = client.post(address, sent_card(known, field="youth"))
    wrong = client.post(address, sent_card(known, website="x y"))

    known.refresh_from_db()
    assert [each.status_code for each in (page, done, late, wrong)] == [200, 302, 422, 422]
    assert (known.field, Entry.objects.get(verb="organisation.changed").organisation_id) == (
        "sport",
        known.pk,
    )
    assert late.context["form"]["field"].value() == "youth"


def test_keeper_keeps_names_numbers_lives_and_listing_from_one_page() -> None:
    known, into = make_organisation(name="Malli ry"), make_organisation(name="Iso ry")
    client = signed_in()

    def send(what: str, **told: Any) -> int:
        return client.post(
            f"{reverse('organisations:edit_card', args=[known.slug])}{what}/", told
        ).status_code

    day = today().isoformat()
    assert send("number", scheme="business_id", value="0000001-8") == 422
    assert send("number", scheme="business_id", value="FI 00000019") == 302
    assert send("number", scheme="association_number", value="") == 422
    assert send("name", language="sv", name="Modell rf", on=day) == 302
    assert send("name", language="sv", name="M\u0430lli", on=day) == 422
    assert send("listing", listed="0") == 302
    assert send("listing", listed="x") == 422
    assert send("look-up") == 302
    assert send("look-up") == 422
    assert send("remove-number", number=known.identifiers.get().pk) == 302
    assert send("marsu") == 404
    assert send("life", kind="merged", into="Ei ole", on=day) == 422
    assert send("life", kind="merged", into="Iso ry", on=day) == 302
    known.refresh_from_db()
    assert (known.name_sv, known.is_listed, known.merged_into) == ("Modell rf", False, into)
    assert send("life", kind="revived", into="", on=day) == 302


def test_desk_shows_what_waits_and_finds_what_is_hidden() -> None:
    hidden = make_organisation(name="Piilo ry", is_listed=False, business_id=NUMBER)
    listed = make_organisation(name="Malli ry")
    answer(listed, name="Seura ry")
    client, address = signed_in(), reverse("organisations:registry")

    page = client.get(address)
    by_name, by_number = client.get(address, {"q": "piil"}), client.get(address, {"q": NUMBER})
    change = RegisterChange.objects.get()
    settle = reverse("organisations:settle_change", args=[change.pk])
    back = client.post(settle, {"take": "1", "from": "registry"})

    assert (page.context["waiting"], [each.found for each in page.context["changes"]]) == (
        [hidden],
        ["Seura ry"],
    )
    assert (by_name.context["found"], by_number.context["found"]) == ([hidden], [hidden])
    assert (back.status_code, client.post(settle, {"take": "x"}).status_code) == (302, 404)
    assert Organisation.objects.get(pk=listed.pk).name == "Seura ry"


def test_card_is_hidden_from_those_who_may_not_change_it() -> None:
    known, hidden = make_organisation(), make_organisation(is_listed=False)
    client = Client()
    client.force_login(make_person("Aino"))

    assert client.get(reverse("organisations:edit_card", args=[known.slug])).status_code == 403
    assert client.get(reverse("organisations:edit_card", args=[hidden.slug])).status_code == 404
    assert Client().get(reverse("organisations:edit_card", args=[known.slug])).status_code == 302
