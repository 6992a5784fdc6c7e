"""Numbers for invented organisations and people: rightly formed, and such as nobody is ever given.

The check digits are counted here anew, and not with the site's own function, so that each tests the other.
"""

from functools import cache
from itertools import count

from town.texts.cast import CAST
from town.texts.registry import registry
from town.texts.shapes import CastMember, OrganisationRow

FIRST_BUSINESS_NUMBER = 9_000_000  # real ones are given out in order and are far from here
FIRST_ASSOCIATION_NUMBER = 900_001
WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
CONTROL_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"  # of a personal identity code, by the remainder of 31


def business_id_of(row: OrganisationRow) -> str:
    """The invented business ID of an organisation of the town; "" for an unregistered group."""
    return _business_ids()[row.name] if row.registered else ""


def association_number_of(row: OrganisationRow) -> str:
    """The invented number in the register of associations; "" for an unregistered group."""
    if not row.registered:
        return ""
    return f"{FIRST_ASSOCIATION_NUMBER + list(_business_ids()).index(row.name):,}".replace(",", ".")


@cache
def _business_ids() -> dict[str, str]:
    numbers = (
        f"{digits}-{check}" for digits in count(FIRST_BUSINESS_NUMBER) if (check := _check(digits)) < 10
    )
    return dict(zip((row.name for row in registry() if row.registered), numbers, strict=False))


def _check(digits: int) -> int:
    """The check digit of a business ID; 10 where there is none."""
    rest = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, str(digits), strict=True)) % 11
    return (11 - rest) % 11


def identity_code_of(member: CastMember) -> str:
    """An invented personal identity code of the kind that is kept for tests (individual numbers from 900 on)."""
    begin = f"0101{70 + CAST.index(member):02}"
    number = f"{900 + CAST.index(member)}"
    return f"{begin}-{number}{CONTROL_CHARACTERS[int(begin + number) % 31]}"
