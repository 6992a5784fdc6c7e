"""Numbers as Finnish, Finland-Swedish and English readers write them; rounding is half away from zero."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

NO_BREAK_SPACE: Final = "\u00a0"
MINUS: Final = "\u2212"

type Number = int | float | Decimal


def number(value: Number, language: str, decimals: int | None = None) -> str:
    """A number with its thousands apart: fi and sv 1 184 (no-break space) and 6,21; en 1,184 and 6.21.

    Without `decimals` a whole number stays whole and another one shows the decimals it has.
    """
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(exact):,f}"
    if language != "en":
        text = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{MINUS}{text}" if exact < 0 else text


def percent(share: Number, language: str, decimals: int = 0) -> str:
    """A share from 0 to 1 in percent: fi and sv 29 % (no-break space), en 29%."""
    text = number(Decimal(str(share)) * 100, language, decimals)
    return f"{text}%" if language == "en" else f"{text}{NO_BREAK_SPACE}%"
