"""Looking organisations up at PRH, against a server that speaks its shapes: hits, misses and every kind of trouble."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from punos.core.outside import OutsideTroubleError
from punos.organisations.adapters import prh
from punos.organisations.adapters.entry import Standing
from punos.organisations.models.identifiers import IdentifierError, business_id

if TYPE_CHECKING:
    from django.conf import LazySettings

    from town.neighbours.running import Running

SMALL_ASSOCIATION = "9000000-3"
LARGE_ORGANISATION = "9000003-8"


def company(**changes: Any) -> dict[str, Any]:
    """A company as PRH tells of it, with only what its schema requires and what a test changes."""
    return {
        "businessId": {"value": SMALL_ASSOCIATION},
        "names": [{"name": "Mallila ry", "type": "1", "registrationDate": "2001-02-03"}],
        "registeredEntries": [],
        "tradeRegisterStatus": "0",
        "lastModified": "2022-11-01T08:15:00",
    } | changes


@time_machine.travel("2022-11-07 12:00 +0200", tick=False)
def test_organisation_is_found(neighbours: "Running") -> None:
    entry = prh.fetch(SMALL_ASSOCIATION)

    assert entry is not None
    assert (entry.identifier, entry.name, entry.name_sv, entry.form, entry.status, entry.registers) == (
        SMALL_ASSOCIATION, "Mallilan Pihapiiri ry", "", "6", Standing.REGISTERED, ("associations",),
    )  # fmt: skip
    assert (entry.registered_on, entry.ended_on) == (date(1998, 3, 2), None)
    assert dict(entry.form_names)["sv"] == "Ideell f\u00f6rening"
    assert entry.fetched_at.isoformat() == "2022-11-07T10:00:00+00:00"


def test_address_leaves_out_the_person(neighbours: "Running") -> None:
    entry = prh.fetch(SMALL_ASSOCIATION)

    assert entry is not None
    assert (entry.address.startswith("Esimerkkikatu 22, 00001 "), "Mallikas" in repr(entry)) == (True, False)


def test_swedish_name_is_told_by_its_ending(neighbours: "Running") -> None:
    entry = prh.fetch(LARGE_ORGANISATION)

    assert entry is not None
    assert [(each.kind, each.language) for each in entry.names] == [("primary", "fi"), ("parallel", "sv")]
    assert entry.name_sv == "Modellandets f\u00f6rbund f\u00f6r en god vardag rf"


def test_facts_are_plain_json(neighbours: "Running") -> None:
    entry = prh.fetch(LARGE_ORGANISATION)

    assert entry is not None
    facts = entry.facts()
    assert (facts["name_sv"], facts["ended_on"], facts["registered_on"]) == (
        entry.name_sv,
        None,
        "1998-03-02",
    )
    assert (facts["names"][0]["since"], facts["form_names"]["en"]) == ("1998-03-02", "Non-profit association")


def test_miss_is_none_and_nothing_more(neighbours: "Running") -> None:
    assert prh.fetch("1572860-0") is None


@pytest.mark.parametrize(
    ("mood", "kind"),
    [
        ("failing", "down"),
        ("busy", "busy"),
        ("refusing", "refused"),
        ("garbage", "garbage"),
        ("html", "garbage"),
        ("huge", "garbage"),
        ("half", "garbage"),
        ("strange", "garbage"),
        ("elsewhere", "garbage"),
    ],
)
def test_trouble_is_never_taken_for_a_miss(neighbours: "Running", mood: str, kind: str) -> None:
    neighbours.set_mood("prh", mood)

    with pytest.raises(OutsideTroubleError) as caught:
        prh.fetch(SMALL_ASSOCIATION)

    assert str(caught.value.kind) == kind


def test_slow_register_is_given_up(neighbours: "Running", settings: "LazySettings") -> None:
    settings.OUTSIDE_READ_SECONDS = 0.05
    neighbours.set_mood("prh", "slow")

    with pytest.raises(OutsideTroubleError) as caught:
        prh.fetch(SMALL_ASSOCIATION)

    assert str(caught.value.kind) == "slow"


def test_register_in_trouble_is_left_alone(neighbours: "Running") -> None:
    before = neighbours.times_asked("prh")
    neighbours.set_mood("prh", "failing")

    resting = []
    for _ in range(5):
        with pytest.raises(OutsideTroubleError) as caught:
            prh.fetch(SMALL_ASSOCIATION)
        resting.append(caught.value.is_resting)

    assert resting == [False, False, False, True, True]
    assert (prh.is_resting(), neighbours.times_asked("prh") - before) == (True, 3)


def test_site_without_a_register_is_not_configured(settings: "LazySettings") -> None:
    settings.PRH_ADDRESS = ""

    assert (prh.is_configured(), prh.is_resting()) == (False, False)


# What is made of an answer ----------------------------------------------------------------------------------

IN_REGISTER = {"register": "3", "type": "1", "registrationDate": "2001-02-03"}


@pytest.mark.parametrize(
    ("changes", "status", "registers"),
    [
        ({}, "unclear", ()),
        ({"registeredEntries": [IN_REGISTER]}, "registered", ("associations",)),
        ({"registeredEntries": [IN_REGISTER | {"register": "1"}, IN_REGISTER]}, "registered", ("associations", "trade")),
        ({"registeredEntries": [IN_REGISTER | {"register": "4"}]}, "unclear", ()),  # the tax office's
        ({"registeredEntries": [IN_REGISTER | {"type": "0"}]}, "unclear", ()),  # "unregistered"
        ({"registeredEntries": [IN_REGISTER | {"endDate": "2020-01-01"}]}, "unclear", ()),
        ({"registeredEntries": [IN_REGISTER], "endDate": "2020-01-01"}, "ended", ("associations",)),
        ({"status": "3"}, "ended", ()),
        ({"status": "2", "endDate": None}, "unclear", ()),
    ],
)  # fmt: skip
def test_standing_is_read_off_the_entries(
    changes: dict[str, Any], status: str, registers: tuple[str, ...]
) -> None:
    entry = prh.read(SMALL_ASSOCIATION, company(**changes))

    assert (str(entry.status), entry.registers) == (status, registers)


def test_name_in_force_is_taken_and_the_former_kept() -> None:
    names = [
        {"name": "Vanha ry", "type": "1", "registrationDate": "1990-01-01", "endDate": "2001-01-01"},
        {"name": "Uusi  ry\u202e", "type": "1", "registrationDate": "2001-01-02"},
        {"name": "Aputoiminimi", "type": "3", "registrationDate": "2010-01-01"},
        {"name": "Outo", "type": "9"},
    ]

    entry = prh.read(SMALL_ASSOCIATION, company(names=names))

    assert entry.name == "Uusi ry"
    assert [(each.text, each.kind, each.until) for each in entry.names] == [
        ("Vanha ry", "primary", date(2001, 1, 1)),
        ("Uusi ry", "primary", None),
        ("Aputoiminimi", "auxiliary", None),
        ("Outo", "other", None),
    ]


def test_last_name_stands_for_a_body_that_has_ended() -> None:
    names = [
        {"name": "Ensin ry", "type": "1", "registrationDate": "1990-01-01", "endDate": "2001-01-01"},
        {"name": "Sitten ry", "type": "1", "registrationDate": "2001-01-02", "endDate": "2020-01-01"},
    ]

    assert prh.read(SMALL_ASSOCIATION, company(names=names)).name == "Sitten ry"


def test_post_box_stands_where_there_is_no_street() -> None:
    offices = [{"city": "HELSINGFORS", "languageCode": "2"}, {"city": "HELSINKI", "languageCode": "1"}]
    postal = {"type": 2, "street": "", "postOfficeBox": "12", "postCode": "00001", "postOffices": offices}
    empty: dict[str, Any] = {"type": 1, "street": None, "postCode": None, "postOffices": []}

    assert prh.read(SMALL_ASSOCIATION, company(addresses=[postal, empty])).address == "PL 12, 00001 HELSINKI"
    assert prh.read(SMALL_ASSOCIATION, company(addresses=[empty])).address == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"names": []},
        {"names": [{"name": None, "type": "1"}]},
        {"registeredEntries": None},
        {"endDate": "soon"},
        {"addresses": "Esimerkkikatu 1"},
    ],
)
def test_answer_out_of_shape_is_told_from_a_good_one(changes: dict[str, Any]) -> None:
    with pytest.raises(OutsideTroubleError) as caught:
        prh.read(SMALL_ASSOCIATION, company(**changes))

    assert str(caught.value.kind) == "garbage"


@pytest.mark.parametrize("number", ["9000000-3", "9000003-8"])
def test_numbers_of_the_stand_in_are_rightly_formed(number: str) -> None:
    assert business_id(number) == number


def test_number_that_is_none_is_not_asked_about() -> None:
    with pytest.raises(IdentifierError):
        business_id("9000000-4")
