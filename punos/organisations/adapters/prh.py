"""Looks an organisation up in the open data of the Business Information System (YTJ), version 3.

The Finnish Patent and Registration Office (PRH) publishes it under CC BY 4.0; all its users share a few hundred
questions a minute, so answers are to be kept for a day. Many associations are not in it: a miss means "unknown".
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from punos.core.outside import Outside, OutsideTroubleError, Trouble
from punos.core.text import clean

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
FORM_ENDINGS = {"ry": "fi", "r.y.": "fi", "rf": "sv", "r.f.": "sv"}


class Standing(StrEnum):
    """How an organisation stands in its register."""

    REGISTERED = "registered"
    ENDED = "ended"
    UNCLEAR = "unclear"  # it has a number, but no entry in a register of organisations


@dataclass(frozen=True)
class RegisteredName:
    """A name in the register. Its language is read off its ending (ry, rf), since YTJ does not tell it."""

    text: str
    kind: str
    language: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class RegisterEntry:
    """What the register says of one organisation. The address leaves out "care of", which names a person."""

    identifier: str
    name: str
    names: tuple[RegisteredName, ...]
    form: str
    form_names: tuple[tuple[str, str], ...]
    status: Standing
    registers: tuple[str, ...]
    registered_on: date | None
    ended_on: date | None
    address: str
    source: str
    fetched_at: datetime

    @property
    def name_sv(self) -> str:
        """The current name in Swedish beside the first one, if there is one."""
        current = (each for each in self.names if each.until is None and each.kind in {"primary", "parallel"})
        return next((each.text for each in current if each.language == "sv" and each.text != self.name), "")

    def facts(self) -> dict[str, Any]:
        """The same as JSON, days as ISO 8601, to be kept beside the organisation's own data."""
        told = asdict(self) | {"name_sv": self.name_sv, "form_names": dict(self.form_names)}
        told["names"] = [_in_words(asdict(each)) for each in self.names]
        return _in_words(told)


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
    entry, is_garbage = None, False
    try:
        told = list(answer["companies"])
        companies = [each for each in told if each["businessId"]["value"] == business_id]
        is_garbage = bool(told) and not companies
        entry = _entry(business_id, companies[0]) if companies else None
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        is_garbage = True
    if is_garbage:
        raise OutsideTroubleError(NAME, Trouble.GARBAGE)
    return entry


def _outside() -> Outside:
    return _outside_at(settings.PRH_ADDRESS, settings.OUTSIDE_PRIVATE, settings.OUTSIDE_READ_SECONDS)


@cache  # one breaker for all who ask
def _outside_at(address: str, private: bool, read_timeout: float) -> Outside:  # noqa: FBT001 - the key of a cache
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
    text = clean(told["name"])
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
    for each in sorted(told, key=lambda each: bool(each["type"] != VISITING)):
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


def _in_words(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: each.isoformat() if isinstance(each, date) else each for key, each in told.items()}
