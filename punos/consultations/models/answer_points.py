"""Where somebody says that a place is, with both coordinates in one cell of a spreadsheet."""

import re
from typing import Final

# Two numbers of degrees, parted by something else than what parts their decimals: 60,19 alone is one number.
_PAIRS: Final = (
    re.compile(r"(-?[0-9]{1,3}\.[0-9]{1,20})(?: ?[,;] ?| )(-?[0-9]{1,3}\.[0-9]{1,20})"),
    re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)(?: ?; ?|, | )(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)"),
    re.compile(r"(-?[0-9]{1,3},[0-9]{1,20})(?: ?; ?|,? )(-?[0-9]{1,3},[0-9]{1,20})"),
)


def read_point(text: str) -> tuple[str, str] | None:
    """60.19, 24.94 or 60,19; 24,94 as latitude and longitude, each as it was written; else None."""
    bare = text.strip().removeprefix("(").removesuffix(")")
    words = " ".join(bare.replace("\u00b0", " ").replace("\u2212", "-").split()).replace(" ,", ",")
    found = next((pair for each in _PAIRS if (pair := each.fullmatch(words))), None)
    return (found[1], found[2]) if found else None
