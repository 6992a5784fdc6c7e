"""The colours of the installation's theme, for files that no style sheet reaches."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders

PALETTE: Final = "vendor/hds/base.min.css"


@dataclass(frozen=True)
class Look:
    """Colours as six hexadecimal digits: of headings, of what lies behind, of bars, of the thread, of text."""

    brand: str = "1d3557"
    soft: str = "e9eef4"
    mid: str = "8fa5bd"
    thread: str = "b3261e"
    ink: str = "1a1a1a"


@cache
def look() -> Look:
    """The theme's own colours; what can't be read of it is as in the neutral theme."""
    theme = _colours(f"core/theme-{settings.THEME}.css")
    palette = _colours(PALETTE) if any(value.startswith("var(") for value in theme.values()) else {}
    names = {"brand": "brand", "soft": "brand-soft", "mid": "brand-mid", "thread": "thread", "ink": "ink"}
    found = {field: _digits(theme.get(name, ""), palette) for field, name in names.items()}
    return Look(**{field: value for field, value in found.items() if value})


def _colours(name: str) -> dict[str, str]:
    """The custom properties of a style sheet."""
    path = finders.find(name)
    text = Path(path).read_text() if path else ""
    return dict(re.findall(r"--([a-z0-9-]+):\s*([^;}]+)", text))


def _digits(value: str, palette: dict[str, str]) -> str:
    """#abc, #aabbcc or a name of the palette as six digits; nothing for anything else."""
    named = re.fullmatch(r"var\(--([a-z0-9-]+)\)", value.strip())
    plain = (palette.get(named[1], "") if named else value).strip().lstrip("#").lower()
    if re.fullmatch(r"[0-9a-f]{3}", plain):
        plain = "".join(letter * 2 for letter in plain)
    return plain if re.fullmatch(r"[0-9a-f]{6}", plain) else ""
