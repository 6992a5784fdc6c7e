"""Names that a reader would take for one another, though their letters are not the same.

A name can be dressed up as another's: with Cyrillic or Greek letters that look Latin, with invisible ones, with
other punctuation, with or without its legal form. What is left when all that is taken away is its skeleton.
"""

import re
import unicodedata
from functools import lru_cache

# Small letters as `casefold` leaves them; those whose capitals alone look Latin are here too.
_CYRILLIC = {
    "\u0430": "a", "\u0432": "b", "\u0435": "e", "\u0454": "e", "\u0451": "e", "\u0437": "3", "\u0438": "u",
    "\u0456": "i", "\u0457": "i", "\u0458": "j", "\u043a": "k", "\u04cf": "l", "\u043c": "m", "\u043d": "h",
    "\u043e": "o", "\u0440": "p", "\u051b": "q", "\u0433": "r", "\u0441": "c", "\u0455": "s", "\u0442": "t",
    "\u0443": "y", "\u0475": "v", "\u051d": "w", "\u0445": "x", "\u044c": "b", "\u04bb": "h", "\u0501": "d",
    "\u04d3": "\u00e4", "\u04e7": "\u00f6",
}  # fmt: skip
_GREEK = {
    "\u03b1": "a", "\u03ac": "a", "\u03b2": "b", "\u03b5": "e", "\u03ad": "e", "\u03b7": "h", "\u03b9": "i",
    "\u03af": "i", "\u03ba": "k", "\u03bc": "m", "\u03bd": "n", "\u03bf": "o", "\u03cc": "o", "\u03c1": "p",
    "\u03c4": "t", "\u03c5": "y", "\u03c7": "x", "\u03b6": "z", "\u03f2": "c", "\u03f3": "j",
}  # fmt: skip
_LOOKS_LATIN = str.maketrans(_CYRILLIC | _GREEK | {"\u0131": "i"})
_FORMS = {"ry", "rf", "sr", "oy", "ab", "osk", "rp", "rs"}
_LONG_FORMS = {("rekister\u00f6ity", "yhdistys"), ("registrerad", "f\u00f6rening")}
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
_WORD = re.compile(r"[^\W\d_]+")
LONGEST = 200
REMEMBERED = 20_000  # names: a file is compared with the registry name by name, and once more for each batch of its rows


@lru_cache(REMEMBERED)
def plain_name(name: str) -> str:
    """The name as it is compared for being the same: one form of each letter, small, single spaces."""
    return " ".join(_seen(name).split())


@lru_cache(REMEMBERED)
def skeleton(name: str) -> str:
    """What is left of a name when everything is taken away that a reader may overlook; empty if it has no letter."""
    letters = unicodedata.normalize("NFC", _seen(name).translate(_LOOKS_LATIN))
    letters = re.sub(r"[.'\u2019\u00b4`]", "", letters)
    words = re.sub(r"[\W_]+", " ", letters).split()
    bare = list(words)
    while len(bare) > 1 and bare[-1] in _FORMS:
        bare.pop()
    if len(bare) > 2 and tuple(bare[-2:]) in _LONG_FORMS:
        del bare[-2:]
    return " ".join(bare)[:LONGEST]


def scripts_of(name: str) -> frozenset[str]:
    """The alphabets of which a name has letters: LATIN, CYRILLIC, GREEK or OTHER."""
    letters = unicodedata.normalize("NFKC", name)
    return frozenset(_script(letter) for letter in letters if letter.isalpha())


def is_mixed(name: str) -> bool:
    """Whether one word of the name has letters of two alphabets, which no honest name has."""
    if name.isascii():
        return False
    return any(len(scripts_of(word)) > 1 for word in _WORD.findall(unicodedata.normalize("NFKC", name)))


def _seen(name: str) -> str:
    """Small letters in one form, nothing invisible."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    if folded.isascii() and folded.isprintable():
        return folded
    return "".join(
        letter
        for letter in folded
        if unicodedata.category(letter) not in {"Cf", "Cc", "Mn"} or letter.isspace()
    )


@lru_cache(REMEMBERED)
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "OTHER")
