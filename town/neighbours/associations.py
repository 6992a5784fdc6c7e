"""The town's associations as the Register of Associations (YRTTI) would tell of them through a city's gateway."""

import base64
from typing import Any

from town.neighbours.mandates import NotAllowedError
from town.texts.numbers import association_number_of, business_id_of
from town.texts.registry import registry
from town.texts.shapes import OrganisationRow

SIGN_IN = "Basic " + base64.b64encode(b"demo:demo-password").decode()
SINCE = "1998-03-02T00:00:00.000+00:00"


def answer(business_id: str, sign_in: str) -> dict[str, Any]:
    """What BasicInfo answers; foundations and whoever is unknown get nothing."""
    if sign_in != SIGN_IN:
        raise NotAllowedError(401)
    rows = (row for row in registry() if row.registered and not row.name.endswith(" sr"))
    found = next((row for row in rows if business_id_of(row) == business_id), None)
    return {"BasicInfoResponse": found and _basic_info(found), "faultCode": None, "faultString": None}


def _basic_info(row: OrganisationRow) -> dict[str, Any]:
    first = row.name_fi or row.name_sv
    names = [(row.name_fi, "FI", "R"), (row.name_sv, "SE", "R"), (f"Haettu {first}", "FI", "VE")]
    return {
        "AssociationNameInfo": [
            {
                "AssociationNameType": "P",
                "AssociationName": name,
                "AssociationNameLanguage": language,
                "AssociationIndustry": None,
                "AssociationNameStatus": status,
                "AssociationNameStartDate": SINCE if status == "R" else None,
            }
            for name, language, status in names
            if name
        ],
        "BusinessId": business_id_of(row),
        "RegistrationNumber": association_number_of(row),
        "Domicile": "091",
        "AssociationRegistrationLanguage": "FI" if row.name_fi else "SE",
        "Address": [
            {
                "AddressTypeCode": "YRPO",
                "StreetName": "Mallikas Maija\nEsimerkkikatu 1",
                "PostCode": "00001",
                "City": "Esimerkkikaupunki",
                "CountryCode": "FI",
            }
        ],
        "ContactInfo": None,
        "RegistryDate": SINCE,
        "AssociationStatus": "R",
        "AssociationStatusDate": SINCE,
        "AssociationSpecialCondition": None,
        "EndRegistrationReason": None,
    }
