"""Looking associations up in their register, against a server that speaks its shapes."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from punos.core.outside import OutsideTroubleError
from punos.organisations.adapters import yrtti

if TYPE_CHECKING:
    from django.conf import LazySettings

    from town.neighbours.running import Running

LARGE_ORGANISATION, SWEDISH_ASSOCIATION = "9000003-8", "9000004-6"


def association(**changes: Any) -> dict[str, Any]:
    """An association as the register tells of it, with what a test changes."""
    name = {"AssociationNameType": "P", "AssociationName": "Mallila ry", "AssociationNameLanguage": "FI"}
    names = [
        name | {"AssociationNameStatus": "R", "AssociationNameStartDate": "2001-02-03T00:00:00.000+00:00"}
    ]
    return {
        "AssociationNameInfo": names,
        "BusinessId": LARGE_ORGANISATION,
        "AssociationStatus": "R",
    } | changes


def test_association_is_found_with_its_names_in_their_languages(neighbours: "Running") -> None:
    entry = yrtti.fetch(LARGE_ORGANISATION)

    assert entry is not None
    assert [(each.kind, each.language, each.since) for each in entry.names] == [
        ("primary", "fi", date(1998, 3, 2)),
        ("primary", "sv", date(1998, 3, 2)),
    ]
    assert (entry.name[-2:], entry.name_sv[-2:], str(entry.status), entry.registers, entry.source) == (
        "ry", "rf", "registered", ("associations",), "yrtti",
    )  # fmt: skip


def test_swedish_name_stands_first_where_there_is_no_finnish_one(neighbours: "Running") -> None:
    entry = yrtti.fetch(SWEDISH_ASSOCIATION)

    assert entry is not None
    assert (entry.name, entry.name_sv) == ("Barn och familjer i Exempelby rf", "")


def test_name_and_street_of_a_person_are_left_out(neighbours: "Running") -> None:
    entry = yrtti.fetch(LARGE_ORGANISATION)

    assert entry is not None
    assert (entry.address, "Mallikas" in repr(entry)) == ("00001 Esimerkkikaupunki", False)


def test_miss_is_none(neighbours: "Running") -> None:
    assert yrtti.fetch("1572860-0") is None


def test_wrong_password_is_refused(neighbours: "Running", settings: "LazySettings") -> None:
    settings.YRTTI_PASSWORD = "another"

    with pytest.raises(OutsideTroubleError) as caught:
        yrtti.fetch(LARGE_ORGANISATION)

    assert str(caught.value.kind) == "refused"


@pytest.mark.parametrize(
    ("mood", "kind"), [("failing", "down"), ("busy", "busy"), ("html", "garbage"), ("strange", "garbage")]
)
def test_trouble_is_never_taken_for_a_miss(neighbours: "Running", mood: str, kind: str) -> None:
    neighbours.set_mood("yrtti", mood)

    with pytest.raises(OutsideTroubleError) as caught:
        yrtti.fetch(LARGE_ORGANISATION)

    assert (str(caught.value.kind), yrtti.is_resting()) == (kind, False)


@pytest.mark.parametrize(
    ("status", "standing", "ended_on"), [("R", "registered", None), ("L", "ended", date(2020, 1, 1)), ("V", "unclear", None)]
)  # fmt: skip
def test_standing_is_the_status(status: str, standing: str, ended_on: date | None) -> None:
    told = association(AssociationStatus=status, AssociationStatusDate="2020-01-01T00:00:00.000+00:00")

    entry = yrtti.read(LARGE_ORGANISATION, {"BasicInfoResponse": told})

    assert entry is not None
    assert (str(entry.status), entry.ended_on, entry.address) == (standing, ended_on, "")


@pytest.mark.parametrize(
    "told",
    [
        association(AssociationNameInfo=[]),
        association(AssociationNameInfo=None),
        association(BusinessId=SWEDISH_ASSOCIATION),
        association(RegistryDate="soon"),
        ["Mallila ry"],
    ],
)
def test_answer_out_of_shape_is_told_from_a_good_one(told: Any) -> None:
    with pytest.raises(OutsideTroubleError) as caught:
        yrtti.read(LARGE_ORGANISATION, {"BasicInfoResponse": told})

    assert str(caught.value.kind) == "garbage"


def test_site_without_the_gateway_is_not_configured(settings: "LazySettings") -> None:
    settings.YRTTI_ADDRESS = ""

    assert (yrtti.is_configured(), yrtti.is_resting()) == (False, False)
