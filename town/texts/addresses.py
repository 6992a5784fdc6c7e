"""The e-mail addresses of the town's organisations: all in a domain that nobody has; a few have none on purpose.

The cast's own organisations have none on their cards: their letters go to those who act for them here, so that
the demo shows both ways.
"""

import re
import unicodedata
from functools import cache

from town.texts.bodies import BodyText
from town.texts.cast import CAST
from town.texts.registry import registry
from town.texts.shapes import OrganisationRow

DOMAIN = "example.org"
LONGEST = 60  # of at most 64 before the @ (RFC 5321, 4.5.3.1.1)
LEGAL_FORMS = ("ry", "rf", "sr")
# Of seven small ones in the order of the registry these two have no address.
WITHOUT = (1, 4)
SMALL = ("volunteers", "not_told")


def email_of(row: OrganisationRow) -> str:
    """The address of an organisation; "" for an unregistered group, for the cast's own, and for some small ones."""
    return _emails()[row.name]


def email_of_body(body: BodyText) -> str:
    """The address of a public body."""
    return _address(body.name.fi)


@cache
def _emails() -> dict[str, str]:
    own = {name for member in CAST for name in member.organisations}
    return {
        row.name: "" if row.name in own or not _has_one(place, row) else _address(row.name)
        for place, row in enumerate(registry())
    }


def _has_one(place: int, row: OrganisationRow) -> bool:
    return row.registered and not (row.size in SMALL and place % 7 in WITHOUT)


def _address(name: str) -> str:
    """From "Mallimäen Kuoro ry" to mallimaen.kuoro@example.org."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall("[a-z0-9]+", plain) if word not in LEGAL_FORMS]
    local = ".".join(words)
    while len(local) > LONGEST:
        words.pop()
        local = ".".join(words)
    return f"{local}@{DOMAIN}"
