"""Alphabetical order as Finnish and Swedish readers expect it.

The embedded PostgreSQL has no ICU, so the order comes from a computed key: the Nordic letters stand after Z
in the order A-ring, A-umlaut, O-umlaut, V and W are apart (SFS 4600), and other accents do not count.
"""

import unicodedata

_AFTER_Z = {"\u00e5": "{", "\u00e4": "|", "\u00e6": "|", "\u00f6": "}", "\u00f8": "}"}


def sort_key(text: str) -> str:
    """A key whose order by code point is the alphabetical order of the text."""
    letters = []
    for letter in unicodedata.normalize("NFC", text.casefold()):
        plain = _AFTER_Z.get(letter) or unicodedata.normalize("NFD", letter)[0]
        letters.append(plain if plain.isalnum() or plain in "{|}" else " ")
    return " ".join("".join(letters).split())[:400]
