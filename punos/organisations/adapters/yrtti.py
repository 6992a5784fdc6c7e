"""Looks an association up in the Register of Associations (YRTTI), through the gateway of a city that may ask it.

The shapes are those that the public code of the City of Helsinki reads (BasicInfo). They have been tried against a
stand-in only.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from punos.core.outside import Outside, OutsideTroubleError, Trouble
from punos.core.text import clean
from punos.organisations.adapters.entry import RegisteredName, RegisterEntry, Standing

NAME = "YRTTI"
LANGUAGES = {"FI": "fi", "SE": "sv", "EN": "en"}
KINDS = {"P": "primary", "A": "auxiliary"}
REGISTERED, DISCONTINUED = "R", "L"


def is_configured() -> bool:
    """Whether this site may ask the register."""
    return bool(settings.YRTTI_ADDRESS)


def is_resting() -> bool:
    """Whether the register is left alone just now, because it was in trouble."""
    return is_configured() and _outside().breaker.is_open


def fetch(business_id: str) -> RegisterEntry | None:
    """What the register says of a business ID in its form "1234567-8"; None where it knows nothing.

    Raises OutsideTroubleError. Not to be called within a transaction.
    """
    answer = _outside().post(
        "/BasicInfo",
        content={"BusinessId": business_id},
        sign_in=(settings.YRTTI_USER, settings.YRTTI_PASSWORD),
    )
    return read(business_id, answer)


def read(business_id: str, answer: Any) -> RegisterEntry | None:
    """What the register's JSON comes to; trouble if it is not shaped as agreed, or about somebody else."""
    try:
        told = answer["BasicInfoResponse"]
        if not told:
            return None
        if told["BusinessId"] == business_id:
            return _entry(business_id, told)
    except (AttributeError, KeyError, TypeError, ValueError):
        pass
    raise OutsideTroubleError(NAME, Trouble.GARBAGE)


def _outside() -> Outside:
    return outside_at(settings.YRTTI_ADDRESS, settings.OUTSIDE_PRIVATE, settings.OUTSIDE_READ_SECONDS)


@cache  # one breaker for all who ask
def outside_at(address: str, private: bool, read_timeout: float) -> Outside:
    """The system at an address, always the same one."""
    return Outside(NAME, address, private=private, read_timeout=read_timeout)


def _entry(business_id: str, told: Mapping[str, Any]) -> RegisterEntry:
    names = tuple(_names(told["AssociationNameInfo"]))
    primary = [each for each in names if each.kind == "primary"]
    status = told["AssociationStatus"]
    is_ended = status == DISCONTINUED
    return RegisterEntry(
        identifier=business_id,
        name=max(primary, key=lambda each: (each.language == "fi", each.since or date.min)).text,
        names=names,
        form="",
        form_names=(),
        status=Standing.ENDED if is_ended else _standing(status),
        registers=("associations",) if status == REGISTERED else (),
        registered_on=_day(told.get("RegistryDate")),
        ended_on=_day(told.get("AssociationStatusDate")) if is_ended else None,
        address=_address(told.get("Address") or ()),
        source="yrtti",
        fetched_at=timezone.now(),
    )


def _standing(status: str) -> Standing:
    return Standing.REGISTERED if status == REGISTERED else Standing.UNCLEAR


def _names(told: Iterable[Mapping[str, Any]]) -> Iterable[RegisteredName]:
    """The registered names; one that was applied for or given up is left out, since its days are not told."""
    for each in told:
        if each["AssociationNameStatus"] == REGISTERED:
            yield RegisteredName(
                text=" ".join(clean(each["AssociationName"]).split()),
                kind=KINDS.get(each["AssociationNameType"], "other"),
                language=LANGUAGES.get(each["AssociationNameLanguage"], ""),
                since=_day(each.get("AssociationNameStartDate")),
                until=None,
            )


def _address(told: Iterable[Mapping[str, Any]]) -> str:
    """Post code and town; the street is left out, because the register writes a person's name before it."""
    for each in told:
        line = clean(f"{each.get('PostCode') or ''} {each.get('City') or ''}")
        if line:
            return line
    return ""


def _day(told: object) -> date | None:
    """The day of a time as ISO 8601, or none; ValueError if it is neither."""
    return date.fromisoformat(str(told)[:10]) if told else None
