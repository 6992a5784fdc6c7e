"""When somebody says that an answer was sent, in the forms in which spreadsheets and surveys write it."""

import re
from datetime import datetime, timedelta
from typing import Final

from punos.core.dates import HELSINKI

_NORDIC: Final = re.compile(
    r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})"
    r"(?:,?\s+(?:klo|kl\.?)?\s*([0-9]{1,2})[.:]([0-9]{2})(?:[.:]([0-9]{2}))?)?"
)
_ISO: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_SERIAL: Final = re.compile(r"([0-9]{5})(?:[.,]([0-9]+))?")
_FIRST_SERIAL: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets count days from here, in no zone


def read_moment(text: str) -> datetime | None:
    """1.5.2022, 1.5.2022 10.30, 2022-05-01 (with a time or not) or a spreadsheet's own number of days; else None.

    A time without a zone is Helsinki's; a day without a time is its noon.
    """
    words = " ".join(text.split())
    try:
        if found := _NORDIC.fullmatch(words):
            day, month, year, *clock = found.groups()
            return _at(int(year), int(month), int(day), clock)
        if found := _ISO.fullmatch(words):
            year, month, day, *clock, zone = found.groups()
            if zone:
                return datetime.fromisoformat(words)
            return _at(int(year), int(month), int(day), clock)
    except ValueError:
        return None
    return _of_serial(words)


def _at(year: int, month: int, day: int, clock: list[str | None]) -> datetime:
    hour, minute, second = (int(each) if each else None for each in clock)
    return datetime(year, month, day, 12 if hour is None else hour, minute or 0, second or 0, tzinfo=HELSINKI)


def _of_serial(words: str) -> datetime | None:
    """Days since the last one but one of 1899, with a fraction for the time; 1954 to 2119, so that no year is taken for one."""
    found = _SERIAL.fullmatch(words)
    if not found or not 20_000 <= int(found[1]) <= 80_000:
        return None
    seconds = round(float(f"0.{found[2]}") * 86_400) if found[2] else 43_200
    return (_FIRST_SERIAL + timedelta(days=int(found[1]), seconds=seconds)).replace(tzinfo=HELSINKI)
