"""The one way in for a file: examined, cleaned, named by what it is."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from punos.core.uploads import words
from punos.core.uploads.kinds import CSV, OFFICE, PDF, PICTURES, TEXT, Kind, kind_of
from punos.core.uploads.names import clean_name
from punos.core.uploads.words import refusal

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST: Final = 10 * 1024**2  # bytes
_MB: Final = 1024**2


@dataclass(frozen=True, kw_only=True)
class SafeFile:
    """A file as it is kept: its own kind of name, its true media type, what is left of it, and the hash of that."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def examine(name: str, content: bytes, *, largest: int = LARGEST) -> SafeFile:
    """Know a file by its content and make it safe; `largest` is in bytes, before and after.

    Raises `Invalid` with the file's name and what its sender can do. The content is not the one that came:
    pictures, PDF and office files are written anew, so a hash or a signature of the original does not fit it.
    """
    shown = clean_name(name)
    if not content:
        raise refusal(words.EMPTY, shown)
    _check_size(shown, len(content), largest)
    kind = kind_of(shown, content)
    kind, cleaned = _cleaned(shown, content, kind)
    _check_size(shown, len(cleaned), largest)
    return SafeFile(
        name=clean_name(name, kind.ending),
        media_type=kind.media_type,
        content=cleaned,
        sha256=hashlib.sha256(cleaned).hexdigest(),
    )


def examine_upload(upload: "UploadedFile[Any]", *, largest: int = LARGEST) -> SafeFile:
    """The same for a file of a form: one that is too large is refused before it is read into memory."""
    name = upload.name or ""
    _check_size(clean_name(name), upload.size or 0, largest)
    upload.seek(0)
    return examine(name, upload.read(), largest=largest)


def _check_size(shown: str, size: int, largest: int) -> None:
    if size > largest:
        raise refusal(words.LARGE, shown, max(1, largest // _MB))


def _cleaned(name: str, content: bytes, kind: Kind | None) -> tuple[Kind, bytes]:
    """The kind and what is kept; the libraries are imported only by those who send such a file."""
    if kind is None or kind in OFFICE:
        from punos.core.uploads.office import clean_office

        return clean_office(name, content)
    if kind in PICTURES:
        from punos.core.uploads.pictures import clean_picture

        return kind, clean_picture(name, content, kind)
    if kind == PDF:
        from punos.core.uploads.pdf import clean_pdf

        return kind, clean_pdf(name, content)
    assert kind in {TEXT, CSV}
    return kind, content
