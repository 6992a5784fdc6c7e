"""Names of files as they are kept and shown: without places, without tricks, with their letters."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 120  # letters, the ending included
# What systems take for an ending; anything else after a dot is part of the name, as in "Minutes 1.6.2026".
ENDINGS: Final = re.compile(
    r"(?i:pdf|png|jpg|jpeg|jpe|jfif|webp|gif|bmp|tiff?|heic|svgz?|docx?|docm|dotx|dotm|odt|ott|rtf|xlsx?|xlsm|xlsb|xltx"
    r"|csv|tsv|ods|ots|txt|text|md|pptx?|pptm|odp|zip|rar|7z|gz|tar|exe|com|bat|cmd|scr|msi|dll|jar|js|vbs|wsf|hta|ps1"
    r"|sh|lnk|iso|html?|xhtml|xml|php)$"
)
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # what no Windows folder holds
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)$")


def clean_name(name: str, ending: str = "") -> str:
    """A name without folders, control characters and reordering marks; with this ending if one is given.

    An ending the name already has goes, unless it is the same: `report.pdf.exe` that is a PDF is `report.pdf`.
    """
    seen = "".join(
        letter for letter in unicodedata.normalize("NFC", name) if unicodedata.category(letter)[0] != "C"
    )
    last = re.split(r"[/\\]", seen.strip())[-1]
    stem = " ".join(_FORBIDDEN.sub("_", last).split()).strip(". ")
    while ending and "." in stem and ENDINGS.match(stem.rpartition(".")[2]):
        stem = stem.rpartition(".")[0].rstrip(". ")
    if ending and ENDINGS.match(stem):
        stem = ""  # it was nothing but an ending
    if not stem or _RESERVED.match(stem):
        stem = f"file{stem}" if stem else "file"
    return stem[: LONGEST - len(ending)].rstrip(". ") + ending
