"""Files as people and machines send them, made for the tests: real ones, and the traps that others fell into."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pikepdf
from PIL import Image, PngImagePlugin

TYPES = b"<Types><Override ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
GPS = {1: "N", 2: (60.0, 10.0, 15.0), 3: "E", 4: (24.0, 56.0, 30.0)}


def saved(save: Callable[..., Any], **options: Any) -> bytes:
    """What a library's writing function puts into a file."""
    buffer = io.BytesIO()
    save(buffer, **options)
    return buffer.getvalue()


def package(parts: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", way) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        return {name: read.read(name) for name in read.namelist()}


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """A package with some parts added or exchanged."""
    return package(parts_of(content) | parts)


def photograph(form: str = "JPEG", *, orientation: int = 6) -> bytes:
    """A picture 40 wide and 20 high, lying on its side, with the place where it was taken and the camera's owner."""
    picture = Image.new("RGB", (40, 20), "navy")
    picture.paste("white", (0, 0, 10, 5))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Anna Owner"
    exif.get_ifd(0x8825).update(GPS)
    options: dict[str, Any] = {"exif": exif.tobytes()}
    if form == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", "Anna Owner")
        notes.add_itxt("XML:com.adobe.xmp", "<x>Anna Owner</x>")
        options["pnginfo"] = notes
    if form == "JPEG":
        options["comment"] = b"Anna Owner"
    return saved(picture.save, format=form, **options)


def word(text: str = "Esitys", *, picture: bytes = b"") -> bytes:
    """A Word document by Anna Owner."""
    document = docx.Document()
    document.core_properties.author = "Anna Owner"
    document.core_properties.last_modified_by = "Anna Owner"
    document.core_properties.title = "Title that stays"
    document.add_paragraph(text)
    if picture:
        document.add_picture(io.BytesIO(picture))
    return saved(document.save)


def sheet() -> bytes:
    """A spreadsheet by Anna Owner."""
    book = openpyxl.Workbook()
    book.properties.creator = "Anna Owner"
    book.active["A1"] = "Toiminta"
    return saved(book.save)


def open_document(**parts: bytes) -> bytes:
    """An ODT by Anna Owner, with further parts."""
    meta = (
        b'<o:document-meta xmlns:o="urn:o" xmlns:m="urn:m" xmlns:d="urn:d"><o:meta><m:initial-creator>Anna Owner'
        b"</m:initial-creator><d:creator>Anna Owner</d:creator><d:title>Title that stays</d:title></o:meta>"
        b"</o:document-meta>"
    )
    manifest = b"<m:manifest xmlns:m='urn:m'/>"
    usual = {
        "mimetype": ODT_TYPE,
        "content.xml": b"<c/>",
        "meta.xml": meta,
        "META-INF/manifest.xml": manifest,
    }
    return package(usual | parts)


def pdf(change: Callable[[pikepdf.Pdf], object] = lambda pdf: None, **options: Any) -> bytes:
    """A PDF of one page by Anna Owner."""
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Author"] = "Anna Owner"
    with made.open_metadata() as about:
        about["dc:creator"] = ["Anna Owner"]
    change(made)
    return saved(made.save, **options)


def wide_png(width: int, height: int) -> bytes:
    """A PNG that claims to be very large and is a few bytes long."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def with_lying_sizes(content: bytes, part: str, size: int) -> bytes:
    """The package with another size written for one part, in its directory and before the part itself."""
    changed = bytearray(content)
    name = part.encode()
    for mark, at, length in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = -1
        while (place := changed.find(mark, place + 1)) >= 0:
            if changed[place + length : place + length + len(name)] == name:
                struct.pack_into("<I", changed, place + at, size)
    return bytes(changed)
