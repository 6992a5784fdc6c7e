"""The numbers by which registers know an organisation, brought into the one form in which they are kept.

People write them as they find them: with spaces, with a long dash, as a VAT number, in full-width digits. What
comes out is always the register's own form, so that two spellings of one number are equal.
"""

import re
import unicodedata

WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
MODULUS = 11
# Hyphens, dashes and minus signs; a full-width one is turned into the plain one before.
_DASHES = re.compile("[\u2010-\u2015\u2212\u00ad]")
_BUSINESS_ID = re.compile(r"([0-9]{6,7})-([0-9])|([0-9]{7})([0-9])")
_ASSOCIATION_NUMBER = re.compile(r"[0-9]{1,3}\.[0-9]{3}|[0-9]{1,6}")


class IdentifierError(ValueError):
    """This can't be such a number; `code` says why: `empty`, `shape` or `check_digit`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def business_id(text: str) -> str:
    """The Finnish business ID (Y-tunnus, FO-nummer) in its form "1234567-8", its check digit tested.

    Understands the VAT number ("FI12345678") and old numbers of six digits, which lack their leading zero.
    """
    plain = _plain(text).removeprefix("FI").removeprefix("-")
    found = _BUSINESS_ID.fullmatch(plain)
    if not found:
        raise IdentifierError("shape" if plain else "empty")
    digits = (found[1] or found[3]).zfill(7)
    if not int(digits):
        raise IdentifierError("shape")
    if check_digit(digits) != int(found[2] or found[4]):
        raise IdentifierError("check_digit")
    return f"{digits}-{found[2] or found[4]}"


def check_digit(digits: str) -> int | None:
    """The check digit for the seven digits of a business ID; None where no number may begin like that."""
    rest = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % MODULUS
    if rest == 1:  # eleven minus one would need two digits, so these are never given out
        return None
    return MODULUS - rest if rest else 0


def association_number(text: str) -> str:
    """The number in the register of associations in its form "123.456"; it has no check digit.

    A number below a thousand has no full stop. Leading zeros are dropped.
    """
    plain = _plain(text)
    if not _ASSOCIATION_NUMBER.fullmatch(plain):
        raise IdentifierError("shape" if plain else "empty")
    number = int(plain.replace(".", ""))
    if not number:
        raise IdentifierError("shape")
    return f"{number:,}".replace(",", ".")


def _plain(text: str) -> str:
    """Upper-case text in plain letters and digits, one kind of dash, no spaces and nothing invisible."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    seen = (sign for sign in plain if not sign.isspace() and unicodedata.category(sign) != "Cf")
    return "".join(seen).upper()
