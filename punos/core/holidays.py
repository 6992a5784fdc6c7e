"""When Finland rests: public holidays by law and custom, and the seasons in which few people read what they are sent."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text
else:
    Text = object

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Rest:
    """Days on which little is read, the first and the last of them included."""

    first: date
    last: date
    name: Text

    def overlaps(self, first: date, last: date) -> bool:
        """Whether some day of it lies between these two."""
        return self.first <= last and first <= self.last


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leaps, quarter = divmod(century, 4)
    moon = (century + 8) // 25
    correction = (century - moon + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    fours, left = divmod(rest, 4)
    weekday = (32 + 2 * quarter + 2 * fours - epact - left) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def saturday_from(first: date) -> date:
    """The first Saturday on or after a day: Midsummer and All Saints' Day move so."""
    return first + DAY * ((SATURDAY - first.weekday()) % 7)


def public_holidays(year: int) -> dict[date, Text]:
    """The days on which offices are closed, Midsummer Eve and Christmas Eve among them, with their names."""
    sunday = easter(year)
    midsummer = saturday_from(date(year, 6, 20))
    return {
        date(year, 1, 1): _("New Year's Day"),
        date(year, 1, 6): _("Epiphany"),
        sunday - 2 * DAY: _("Good Friday"),
        sunday: _("Easter Sunday"),
        sunday + DAY: _("Easter Monday"),
        date(year, 5, 1): _("May Day"),
        sunday + 39 * DAY: _("Ascension Day"),
        sunday + 49 * DAY: _("Whit Sunday"),
        midsummer - DAY: _("Midsummer Eve"),
        midsummer: _("Midsummer Day"),
        saturday_from(date(year, 10, 31)): _("All Saints' Day"),
        date(year, 12, 6): _("Independence Day"),
        date(year, 12, 24): _("Christmas Eve"),
        date(year, 12, 25): _("Christmas Day"),
        date(year, 12, 26): _("St Stephen's Day"),
    }


def seasons(year: int) -> list[Rest]:
    """The weeks of a year in which associations and offices stand nearly still."""
    sunday = easter(year)
    midsummer = saturday_from(date(year, 6, 20))
    return [
        Rest(sunday - 3 * DAY, sunday + DAY, _("Easter")),
        Rest(midsummer - DAY, date(year, 7, 31), _("the summer holidays, from Midsummer to the end of July")),
        Rest(date(year, 12, 23), date(year + 1, 1, 6), _("the time from Christmas to Epiphany")),
    ]


def resting(first: date, last: date) -> list[Rest]:
    """The seasons that a span of days runs into, in order."""
    years = range(first.year - 1, last.year + 1)
    return [each for year in years for each in seasons(year) if each.overlaps(first, last)]


def working_days(first: date, last: date) -> int:
    """How many days from one to another, both included, are neither at a weekend nor public holidays."""
    holidays = {day for year in range(first.year, last.year + 1) for day in public_holidays(year)}
    days = (first + DAY * number for number in range((last - first).days + 1))
    return sum(1 for day in days if day.weekday() < SATURDAY and day not in holidays)


def name_of_rest(day: date) -> Text:
    """Why offices are closed on this day: the holiday or the weekend; empty on a working day."""
    weekend = _("a weekend") if day.weekday() >= SATURDAY else ""
    return public_holidays(day.year).get(day, weekend)
