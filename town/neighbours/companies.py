"""The town's organisations as the open data of PRH (YTJ, version 3) would tell of them, with its surprises."""

from functools import cache
from typing import Any

from town.texts import cast
from town.texts.names import PLACES
from town.texts.numbers import business_id_of
from town.texts.registry import registry
from town.texts.shapes import NATIONWIDE, OrganisationRow

UNKNOWN = (cast.CHOIR,)  # the open data do not have every association
RENAMED = (40, 140, 240)  # places in the registry of the town
DISSOLVED = 100
IN_REGISTER = (("1", "Rekisterissä"), ("2", "Registrerad"), ("3", "Registered"))
CEASED = (("1", "Lakannut"), ("2", "Upphört"), ("3", "Ceased"))
ASSOCIATION = (
    "6",
    (("1", "Aatteellinen yhdistys"), ("2", "Ideell förening"), ("3", "Non-profit association")),
)
FOUNDATION = ("18", (("1", "Säätiö"), ("2", "Stiftelse"), ("3", "Foundation")))
SINCE, RENAMED_ON, ENDED_ON = "1998-03-02", "2022-02-14", "2021-12-31"


def answer(business_id: str) -> dict[str, Any]:
    """What a question for one business ID is answered; an empty list where nothing is known."""
    found = [_companies()[business_id]] if business_id in _companies() else []
    return {"totalResults": len(found), "companies": found}


@cache
def _companies() -> dict[str, dict[str, Any]]:
    known = (
        (place, row) for place, row in enumerate(registry()) if row.registered and row.name not in UNKNOWN
    )
    return {business_id_of(row): _company(place, row) for place, row in known}


def _company(place: int, row: OrganisationRow) -> dict[str, Any]:
    code, words = FOUNDATION if row.name.endswith(" sr") else ASSOCIATION
    ended = ENDED_ON if place == DISSOLVED else None
    company = {
        "businessId": {"value": business_id_of(row), "registrationDate": SINCE, "source": "3"},
        "names": _names(place, row),
        "mainBusinessLine": {
            "type": "94999",
            "descriptions": _descriptions((("3", "Activities of other membership organisations n.e.c."),)),
            "typeCodeSet": "TOIMI3",
            "registrationDate": SINCE,
            "source": "2",
        },
        "companyForms": [
            {
                "type": code,
                "descriptions": _descriptions(words),
                "registrationDate": SINCE,
                "version": 1,
                "source": "1",
            }
        ],
        "companySituations": [],
        "registeredEntries": _entries("2" if code == FOUNDATION[0] else "3", ended),
        "addresses": [] if ended else [_address(row)],
        "tradeRegisterStatus": "0",
        "status": "3" if ended else "2",
        "registrationDate": SINCE,
        "lastModified": "2022-11-01T08:15:00",
    }
    return company | ({"endDate": ended} if ended else {})


def _names(place: int, row: OrganisationRow) -> list[dict[str, Any]]:
    first = {"name": row.name, "type": "1", "registrationDate": SINCE, "version": 1, "source": "1"}
    names = [first]
    if place in RENAMED:
        names = [
            first | {"name": f"Uusi {row.name}", "registrationDate": RENAMED_ON},
            first | {"endDate": "2022-02-13", "version": 2},
        ]
    if row.name_fi and row.name_sv:
        names.append(first | {"name": row.name_sv, "type": "2"})
    return names


def _entries(register: str, ended: str | None) -> list[dict[str, Any]]:
    entries = [
        {"type": "1", "descriptions": _descriptions(IN_REGISTER), "registrationDate": SINCE, "register": number,
         "authority": authority} | ({"endDate": ended} if ended else {})
        for number, authority in ((register, "2"), ("4", "1"))
    ]  # fmt: skip
    gone = {"type": "0", "descriptions": _descriptions(CEASED), "register": register, "authority": "2"}
    return entries + ([gone | {"registrationDate": ended}] if ended else [])


def _address(row: OrganisationRow) -> dict[str, Any]:
    area = "90" if NATIONWIDE in row.areas else row.areas[0]
    town_fi, town_sv = PLACES[area][0]
    offices = [(town_fi.upper(), "1")] + ([(town_sv.upper(), "2")] if town_sv else [])
    return {
        "type": 1,
        "street": "Esimerkkikatu",
        "buildingNumber": str(1 + len(row.name)),
        "entrance": "",
        "apartmentNumber": "",
        "apartmentIdSuffix": "",
        "co": "c/o Maija Mallikas",
        "postCode": "00001",
        "postOffices": [{"city": city, "languageCode": code, "municipalityCode": "999"} for city, code in offices],
        "registrationDate": SINCE,
        "source": "0",
    }  # fmt: skip


def _descriptions(words: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"languageCode": code, "description": description} for code, description in words]
