"""Dates and times as Finnish, Finland-Swedish and English readers write them.

Django's own formats are wrong here (Swedish dates as 2022-11-07, English ones as 11/07/2022), and it has no
words for a span or for a time that is known only roughly. The words stand here as tables, because they follow
rules of grammar rather than the order of a sentence.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

HELSINKI: Final = ZoneInfo("Europe/Helsinki")
DASH: Final = "\u2013"

MONTHS: Final = {
    "fi": (
        *("tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kes\u00e4kuu"),
        *("hein\u00e4kuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"),
    ),
    "sv": (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
# Winter, spring, summer, autumn: winter is December to February.
SEASONS: Final = {
    "fi": ("talvi", "kev\u00e4t", "kes\u00e4", "syksy"),
    "sv": ("vintern", "v\u00e5ren", "sommaren", "h\u00f6sten"),
    "en": ("winter", "spring", "summer", "autumn"),
}
YEAR_STARTS: Final = {"fi": "Vuoden {} alku", "sv": "b\u00f6rjan av {}", "en": "start of {}"}
YEAR_ENDS: Final = {"fi": "Vuoden {} loppu", "sv": "slutet av {}", "en": "end of {}"}
FROM: Final = {"fi": "{} alkaen", "sv": "fr\u00e5n {}", "en": "from {}"}
UNTIL: Final = {"fi": "{} asti", "sv": "till {}", "en": "until {}"}
MOMENTS: Final = {"fi": "{0} klo {1.hour}.{1:%M}", "sv": "{0} kl. {1.hour}.{1:%M}", "en": "{}, {:%H:%M}"}


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR_START = "year_start"
    YEAR_END = "end_of_year"
    YEAR = "year"


def local_date(value: date) -> date:
    """The calendar day in Helsinki; a time without a zone is taken as it stands."""
    if not isinstance(value, datetime):
        return value
    return (value.astimezone(HELSINKI) if value.tzinfo else value).date()


def day(value: date, language: str) -> str:
    """One day: fi and sv 7.11.2022, en 7 November 2022."""
    known = local_date(value)
    if language == "en":
        return f"{known.day} {MONTHS['en'][known.month - 1]} {known.year}"
    return f"{known.day}.{known.month}.{known.year}"


def moment(value: datetime, language: str) -> str:
    """A day and a time in Helsinki: fi 18.11.2022 klo 16.00, sv ... kl. 16.00, en 18 November 2022, 16:00."""
    local = value.astimezone(HELSINKI) if value.tzinfo else value
    return MOMENTS[language].format(day(local, language), local)


def span(start: date | None, end: date | None, language: str) -> str:
    """From one day to another without repeating what they share. Either end may be open; "" if both are."""
    if start is None or end is None:
        if start is not None:
            return FROM[language].format(day(start, language))
        return UNTIL[language].format(day(end, language)) if end is not None else ""
    first, last = local_date(start), local_date(end)
    if first == last:
        return day(first, language)
    same_month = (first.year, first.month) == (last.year, last.month)
    if language == "en":
        return _english_span(first, last, same_month=same_month)
    dot = "." if language == "fi" else ""
    beginning = f"{first.day}{dot}" if same_month else f"{first.day}.{first.month}{dot}"
    if first.year != last.year:
        beginning = day(first, language)
    return f"{beginning}{DASH}{day(last, language)}"


def _english_span(first: date, last: date, *, same_month: bool) -> str:
    """An English span: an unspaced dash between days, a spaced one between longer parts."""
    if same_month:
        return f"{first.day}{DASH}{day(last, 'en')}"
    beginning = (
        day(first, "en") if first.year != last.year else f"{first.day} {MONTHS['en'][first.month - 1]}"
    )
    return f"{beginning} {DASH} {day(last, 'en')}"


def rough(start: date | None, end: date | None, precision: str, language: str) -> str:
    """A time as exactly as it is known, as a label of its own: Toukokuu 2022, autumn 2022, slutet av 2022."""
    known = start or end
    if known is None:
        return ""
    first, last = local_date(known), local_date(end or known)
    match Precision(precision):
        case Precision.DAY:
            return span(start, end, language) if start and end else day(first, language)
        case Precision.MONTH:
            return _rough_month(first, last, language)
        case Precision.SEASON:
            return _rough_season(first, last, language)
        case Precision.YEAR_START:
            return YEAR_STARTS[language].format(first.year)
        case Precision.YEAR_END:
            return YEAR_ENDS[language].format(last.year)
        case Precision.YEAR:
            return str(first.year) if first.year == last.year else f"{first.year}{DASH}{last.year}"


def _label(text: str, language: str) -> str:
    """Finnish month and season names begin a label with a capital."""
    return text[:1].upper() + text[1:] if language == "fi" else text


def _rough_month(first: date, last: date, language: str) -> str:
    """A month, or from one month to another: fi Huhti-toukokuu 2022 (with a dash), en April-May 2022."""
    names = MONTHS[language]
    beginning, ending = names[first.month - 1], names[last.month - 1]
    if first.year != last.year:
        return _label(f"{beginning} {first.year} {DASH} {ending} {last.year}", language)
    if first.month == last.month:
        return _label(f"{beginning} {first.year}", language)
    stem = beginning.removesuffix("kuu") if language == "fi" else beginning
    return _label(f"{stem}{DASH}{ending} {first.year}", language)


def _season(value: date) -> tuple[int, int]:
    """The season's place in the table, and the year in which that season begins."""
    return value.month % 12 // 3, value.year - (value.month < 3)


def _season_name(value: date, language: str) -> str:
    """A season with its year; a winter carries both years that it touches."""
    place, year = _season(value)
    years = f"{year}{DASH}{year + 1}" if place == 0 else str(year)
    return f"{SEASONS[language][place]} {years}"


def _rough_season(first: date, last: date, language: str) -> str:
    """A season, or from one season to another."""
    if _season(first) == _season(last):
        return _label(_season_name(first, language), language)
    return _label(f"{_season_name(first, language)} {DASH} {_season_name(last, language)}", language)
