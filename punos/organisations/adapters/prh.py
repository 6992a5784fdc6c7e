"""Looks an organisation up in the open data of the Business Information System (YTJ), version 3.

The Finnish Patent and Registration Office (PRH) publishes it under CC BY 4.0; all its users share a few hundred
questions a minute, so answers are to be kept for a day. Many associations are not in it: a miss means "unknown".
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from punos.core.outside import Outside, OutsideTroubleError, Trouble
from punos.core.text import clean
from punos.organisations.adapters.entry import RegisteredName, RegisterEntry, Standing

NAME = "PRH"
LANGUAGES = {"1": "fi", "2": "sv", "3": "en"}  # code list KIELI
NAME_KINDS = {"1": "primary", "2": "parallel", "3": "auxiliary", "4": "translation"}  # code list TLAJI
REGISTERS = {
    "1": "trade",
    "2": "foundations",
    "3": "associations",
}  # code list REK; the others are about taxes
IN_REGISTER = "1"  # the type of an entry that says so
NUMBER_WITHDRAWN = "3"  # code list STATUS3
VISITING = 1  # the kind of address at which one finds somebody; 2 is the postal address
# YTJ does not tell the language of a name; the legal form at its end does.
FORM_ENDINGS = {"ry": "fi", "r.y.": "fi", "rf": "sv", "r.f.": "sv"}


def is_configured() -> bool:
    """Whether this site asks the register at all."""
    return bool(settings.PRH_ADDRESS)


def is_resting() -> bool:
    """Whether the register is left alone just now, because it was in trouble."""
    return is_configured() and _outside().breaker.is_open


def fetch(business_id: str) -> RegisterEntry | None:
    """What the register says of a business ID in its form "1234567-8"; None where it knows nothing.

    Raises OutsideTroubleError when the register is slow, down, busy, refuses, or answers something else. Not to be
    called within a transaction.
    """
    answer = _outside().get("/companies?" + urlencode({"businessId": business_id}))
    try:
        told = list(answer["companies"])
        companies = [each for each in told if each["businessId"]["value"] == business_id]
    except (KeyError, TypeError):
        raise OutsideTroubleError(NAME, Trouble.GARBAGE) from None
    if told and not companies:  # it was asked for one thing and tells of another
        raise OutsideTroubleError(NAME, Trouble.GARBAGE)
    return read(business_id, companies[0]) if companies else None


def read(business_id: str, company: Mapping[str, Any]) -> RegisterEntry:
    """What the register's JSON for one organisation comes to; trouble if it is not shaped as agreed."""
    try:
        return _entry(business_id, company)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise OutsideTroubleError(NAME, Trouble.GARBAGE) from None


def _outside() -> Outside:
    return outside_at(settings.PRH_ADDRESS, settings.OUTSIDE_PRIVATE, settings.OUTSIDE_READ_SECONDS)


@cache  # one breaker for all who ask
def outside_at(address: str, private: bool, read_timeout: float) -> Outside:
    """The system at an address, always the same one."""
    return Outside(NAME, address, private=private, read_timeout=read_timeout)


def _entry(business_id: str, company: Mapping[str, Any]) -> RegisterEntry:
    names = tuple(_name(each) for each in company.get("names") or ())
    entries = [
        each
        for each in company["registeredEntries"]
        if each["register"] in REGISTERS and each["type"] == IN_REGISTER
    ]
    ended_on = _day(company.get("endDate"))
    form = _latest(company.get("companyForms") or ())
    return RegisterEntry(
        identifier=business_id,
        name=_first_name(names),
        names=names,
        form=str(form.get("type", "")),
        form_names=tuple(sorted(_in_languages(form.get("descriptions") or ()))),
        status=_standing(company, entries, ended_on),
        registers=tuple(sorted({REGISTERS[each["register"]] for each in entries if not each.get("endDate")})),
        registered_on=_day(company.get("registrationDate")),
        ended_on=ended_on,
        address=_address(company.get("addresses") or ()),
        source="ytj",
        fetched_at=timezone.now(),
    )


def _standing(
    company: Mapping[str, Any], entries: Iterable[Mapping[str, Any]], ended_on: date | None
) -> Standing:
    """`tradeRegisterStatus` is about companies only, so the entries themselves are looked at."""
    if ended_on or company.get("status") == NUMBER_WITHDRAWN:
        return Standing.ENDED
    is_in = any(not each.get("endDate") for each in entries)
    return Standing.REGISTERED if is_in else Standing.UNCLEAR


def _name(told: Mapping[str, Any]) -> RegisteredName:
    text = " ".join(clean(told["name"]).split())
    ending = text.rpartition(" ")[2].lower()
    return RegisteredName(
        text=text,
        kind=NAME_KINDS.get(told["type"], "other"),
        language=FORM_ENDINGS.get(ending, ""),
        since=_day(told.get("registrationDate")),
        until=_day(told.get("endDate")),
    )


def _first_name(names: Iterable[RegisteredName]) -> str:
    """The name in force; of a body that has ended, the last one that it had. ValueError if it never had one."""
    primary = [each for each in names if each.kind == "primary"]
    return max(primary, key=lambda each: (each.until is None, each.since or date.min)).text


def _latest(told: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The fact in force, or the last one that was."""
    return max(
        told,
        key=lambda each: (not each.get("endDate"), _day(each.get("registrationDate")) or date.min),
        default={},
    )


def _in_languages(told: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    for each in told:
        if each["languageCode"] in LANGUAGES:
            yield LANGUAGES[each["languageCode"]], clean(each["description"])


def _address(told: Iterable[Mapping[str, Any]]) -> str:
    """Street with number, post code and town in one line; where one finds somebody rather than the post box."""
    for each in sorted(told, key=lambda each: each.get("type") != VISITING):
        box = each.get("postOfficeBox")
        street = f"PL {box}" if box else f"{each.get('street') or ''} {each.get('buildingNumber') or ''}"
        towns = {office["languageCode"]: office["city"] for office in each.get("postOffices") or ()}
        town = towns.get("1") or next(iter(towns.values()), "")
        parts = (street, f"{each.get('postCode') or ''} {town}")
        line = ", ".join(clean(part) for part in parts if part.strip())
        if line:
            return line
    return ""


def _day(told: object) -> date | None:
    """A day as ISO 8601, or none; ValueError if it is neither."""
    return date.fromisoformat(str(told)) if told else None
