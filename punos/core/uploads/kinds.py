"""What kind of file something is, read from its content; its name and what the browser claims count for nothing.

A text alone has no mark of its own: whether it is a table (CSV) is left to its name, because both are safe.
"""

import re
from dataclasses import dataclass
from typing import Final

from punos.core.uploads import words
from punos.core.uploads.words import Words, refusal


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken."""

    ending: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF: Final = Kind(".pdf", "application/pdf")
PNG: Final = Kind(".png", "image/png")
JPEG: Final = Kind(".jpg", "image/jpeg")
WEBP: Final = Kind(".webp", "image/webp")
DOCX: Final = Kind(".docx", f"{_OFFICE}.wordprocessingml.document")
XLSX: Final = Kind(".xlsx", f"{_OFFICE}.spreadsheetml.sheet")
ODT: Final = Kind(".odt", "application/vnd.oasis.opendocument.text")
ODS: Final = Kind(".ods", "application/vnd.oasis.opendocument.spreadsheet")
TEXT: Final = Kind(".txt", "text/plain")
CSV: Final = Kind(".csv", "text/csv")

PICTURES: Final = (PNG, JPEG, WEBP)
OFFICE: Final = (DOCX, XLSX, ODT, ODS)
KINDS: Final = (PDF, *PICTURES, *OFFICE, TEXT, CSV)

PROGRAMS: Final = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    b"\x00asm", b"L\x00\x00\x00\x01\x14\x02\x00", b"@echo off",
)  # fmt: skip
ARCHIVES: Final = (
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"MSCF",
    b"\x28\xb5\x2f\xfd",
    b"PK\x05\x06",
)
COMPOUND: Final = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word 97 and the like, and locked files of the newer kinds
)
_LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(r"\s*<(?:[a-z]+[\s>/:]|!doctype|!--|\?xml|\?php)", re.IGNORECASE)
_ODD = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f]"
)  # what no text holds; tab, line and page breaks are none of these


def refused_as(content: bytes) -> Words | None:
    """Why content that begins like this is never taken, or None if it may be."""
    if content.startswith(PROGRAMS):
        return words.PROGRAM
    if content.startswith(ARCHIVES) or content[257:262] == b"ustar":
        return words.ARCHIVE
    if content.startswith(COMPOUND):
        return words.LOCKED if _LOCKED_MARK in content else words.OLD
    return words.OLD if content.startswith(b"{\\rtf") else None


def kind_of(name: str, content: bytes) -> Kind | None:
    """The kind of this content, or None for a package (ZIP), whose parts tell; raises `Invalid`."""
    why = refused_as(content)
    if why:
        raise refusal(why, name)
    if content.startswith(b"PK\x03\x04"):
        return None
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    return text_kind(name, content)


def text_kind(name: str, content: bytes) -> Kind:
    """Plain text or a table, if the content is a text at all; raises `Invalid`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        is_text = not any(byte < 9 for byte in content[:4096])
        raise refusal(words.ENCODING if is_text else words.OTHER, name) from error
    if _ODD.search(text):
        raise refusal(words.OTHER, name)
    if _MARKUP.match(text):
        raise refusal(words.DRAWING if "<svg" in text[:4096].lower() else words.WEB_PAGE, name)
    return CSV if name.lower().endswith(".csv") else TEXT
