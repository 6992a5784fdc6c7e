"""Pictures that people send, made anew: what they show stays, where and with what they were taken goes."""

import io
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from punos.core.uploads import words
from punos.core.uploads.kinds import PNG, Kind
from punos.core.uploads.words import refusal

if TYPE_CHECKING:
    from PIL import Image

MOST_MEGAPIXELS: Final = 40  # decoded, three bytes each: what one picture may cost a process in memory
FORMATS: Final = {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP"}
_TOLD_IN_PNG = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_ORIENTATION = 0x0112
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # of EXIF, as Pillow numbers them


def written(write: Callable[..., object], **options: Any) -> bytes:
    """What a library's own writing function puts into a file."""
    buffer = io.BytesIO()
    write(buffer, **options)
    return buffer.getvalue()


def clean_picture(name: str, content: bytes, kind: Kind) -> bytes:
    """The picture decoded, turned the way it is meant to be seen, and encoded again without anything beside it.

    Of a picture that moves its first frame stays. Raises `Invalid`.
    """
    from PIL import Image

    form = FORMATS[kind.ending]
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            if picture.width * picture.height > MOST_MEGAPIXELS * 1_000_000:
                raise refusal(words.PIXELS, name, MOST_MEGAPIXELS)
            picture.load()
            profile = picture.info.get("icc_profile")
            turn = _turn_of(picture.getexif)
            turned = picture.transpose(Image.Transpose(_TURNS[turn])) if turn > 1 else picture
    except Image.DecompressionBombError as error:
        raise refusal(words.PIXELS, name, MOST_MEGAPIXELS) from error
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        raise refusal(words.DAMAGED, name) from error
    if turned.mode == "CMYK":
        turned, profile = turned.convert("RGB"), None
    # `info` holds texts, comments, EXIF and XMP, which the writers would write again.
    turned.info = {key: value for key, value in turned.info.items() if key == "transparency"}
    options = {"quality": 90} if kind != PNG else {}
    if profile and len(profile) < 1_000_000:
        options["icc_profile"] = profile
    return written(turned.save, format=form, **options)


def without_notes(content: bytes) -> bytes:
    """A picture inside a document without its notes, its pixels untouched; what is no JPEG or PNG as it is."""
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return _jpeg_without_notes(content)
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png_without_notes(content)
    except (struct.error, IndexError):
        return content
    return content


def _jpeg_without_notes(content: bytes) -> bytes:
    """Without its segments of EXIF, XMP, IPTC and comments, but turned as before."""
    kept, at = bytearray(b"\xff\xd8"), 2
    while content[at] == 0xFF and content[at + 1] != 0xDA:
        marker, (size,) = content[at + 1], struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + size]
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            kept += _turn_alone(segment[10:])
        elif not (marker == 0xFE or marker in range(0xE1, 0xF0)) or marker in {0xE2, 0xEE}:
            kept += segment
        at += 2 + size
    return bytes(kept) + content[at:]


def _turn_of(read: Callable[[], "Image.Exif"]) -> int:
    """How a picture is to be turned, from 1 (not at all) to 8; notes that can not be read turn nothing."""
    try:
        turn = read().get(_ORIENTATION, 1)
    except (AttributeError, KeyError, OSError, SyntaxError, TypeError, ValueError, struct.error):
        return 1
    return turn if isinstance(turn, int) and turn in range(2, 9) else 1


def _turn_alone(exif: bytes) -> bytes:
    """The segment that says how a picture is turned and nothing else; nothing if it is not turned."""
    from PIL import Image

    def read() -> Image.Exif:
        known = Image.Exif()
        known.load(b"Exif\0\0" + exif)
        return known

    turn = _turn_of(read)
    if turn == 1:
        return b""
    only = Image.Exif()
    only[_ORIENTATION] = turn
    body = b"Exif\0\0" + only.tobytes().removeprefix(b"Exif\0\0")
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png_without_notes(content: bytes) -> bytes:
    """Without its chunks of text, EXIF and time."""
    kept, at = bytearray(content[:8]), 8
    while at < len(content):
        (size,) = struct.unpack_from(">I", content, at)
        if content[at + 4 : at + 8] not in _TOLD_IN_PNG:
            kept += content[at : at + 12 + size]
        at += 12 + size
    return bytes(kept)
