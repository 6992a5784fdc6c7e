"""Files that people send: which are taken, what the others are told, under which name and how they leave."""

import hashlib
import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import RequestFactory
from django.utils.translation import override
from PIL import Image

from punos.core.errors import Invalid
from punos.core.tests import files
from punos.core.uploads import SafeFile, clean_name, download, examine, examine_upload
from punos.core.uploads.measured import LARGEST_REQUEST, Measured

OTHER = (
    '"{}" is not a kind of file that is taken. Send a PDF, a picture (PNG, JPEG or WebP), a document (DOCX or ODT), '
    "a spreadsheet (XLSX or ODS) or plain text (TXT or CSV)."
)
PROGRAM = '"{}" is a program, and programs are not taken. Send a PDF, a picture or a document.'
WEB_PAGE = '"{}" is a web page. Print it into a PDF and send that.'
DRAWING = '"{}" is an SVG drawing. Save it as PNG or PDF and send that.'
ARCHIVE = '"{}" is an archive. Take the files out of it and send each by itself.'
OLD = '"{}" is of an old office format. Save it as DOCX, XLSX or PDF and send that.'
LOCKED = '"{}" is locked with a password. Remove the password and send it again.'
MACROS = '"{}" holds macros. Save it without them, as DOCX, XLSX, ODT, ODS or PDF, and send that.'
INSIDE = '"{}" holds another file inside it. Remove that, or save it as PDF, and send it again.'
FETCHES = '"{}" fetches parts from another place. Paste them in, or save it as PDF, and send it again.'
DAMAGED = '"{}" can not be opened and may be damaged. Open it, save it anew and send it again.'
BOMB = '"{}" unpacks to far more than a document holds. Save it as PDF and send that.'
ENCODING = '"{}" is a text, but not in UTF-8. Save it with the encoding UTF-8 and send it again.'

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REMOTE = b'<Relationships xmlns="urn:r"><Relationship Id="a" Type="urn/oleObject" TargetMode="External" Target="http://x/"/></Relationships>'


def refusal(name: str, content: bytes, **options: int) -> str:
    """What the sender of a file is told."""
    with override("en"), pytest.raises(Invalid) as refused:
        examine(name, content, **options)
    return str(refused.value)


TAKEN = [
    pytest.param("lausunto.pdf", files.pdf(), "application/pdf", id="pdf"),
    pytest.param("kuva.png", files.photograph("PNG"), "image/png", id="png"),
    pytest.param("kuva.jpg", files.photograph("JPEG"), "image/jpeg", id="jpeg"),
    pytest.param("kuva.webp", files.photograph("WEBP"), "image/webp", id="webp"),
    pytest.param("esitys.docx", files.word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", id="docx"),
    pytest.param("talous.xlsx", files.sheet(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", id="xlsx"),
    pytest.param("esitys.odt", files.open_document(), "application/vnd.oasis.opendocument.text", id="odt"),
    pytest.param("talous.ods", files.open_document(mimetype=files.ODT_TYPE.replace(b"text", b"spreadsheet")), "application/vnd.oasis.opendocument.spreadsheet", id="ods"),
    pytest.param("muistio.txt", "Hyv\u00e4\u00e4 p\u00e4iv\u00e4\u00e4\r\n".encode(), "text/plain", id="text"),
    pytest.param("taulukko.csv", "\ufeffnimi;summa\nKuoro;10\n".encode(), "text/csv", id="csv"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "media_type"), TAKEN)
def test_examine_takes_what_people_write_and_photograph(name: str, content: bytes, media_type: str) -> None:
    file = examine(name, content)

    assert (file.name, file.media_type) == (name, media_type)
    assert file.sha256 == hashlib.sha256(file.content).hexdigest()
    assert examine(file.name, file.content).media_type == media_type  # and what is kept can be sent again


@pytest.mark.parametrize(("name", "content", "media_type"), TAKEN)
def test_examine_knows_a_file_whatever_it_is_called(name: str, content: bytes, media_type: str) -> None:
    wanted = Path(name).with_suffix(".txt").name if media_type == "text/csv" else name

    assert examine(Path(name).stem + ".exe", content).name == wanted


NOT_TAKEN = [
    ("tyhja.pdf", b"", '"{}" is empty. Open it, save it anew and send it again.'),
    ("peli.pdf", b"MZ\x90\x00\x03", PROGRAM),
    ("lataa.jpg", b"\x7fELF\x02\x01\x01", PROGRAM),
    ("ohje.txt", b"#!/bin/sh\nrm -rf /\n", PROGRAM),
    ("aja.txt", b"@echo off\r\ndel *.*\r\n", PROGRAM),
    ("pikakuvake.pdf", b"L\x00\x00\x00\x01\x14\x02\x00\x00", PROGRAM),
    ("sivu.txt", b"<!DOCTYPE html><html><script>alert(1)</script>", WEB_PAGE),
    ("sivu.pdf", b"  \n<HTML><body onload=alert(1)>", WEB_PAGE),
    ("sivu.csv", b"<script src=//x></script>", WEB_PAGE),
    ("kuva.png", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', DRAWING),
    ("kuva.svg", b"\xef\xbb\xbf<!-- x --><svg><script/></svg>", DRAWING),
    ("paketti.zip", files.package({"a.txt": b"a"}), ARCHIVE),
    ("paketti.docx", files.package({"a.exe": b"MZ"}), ARCHIVE),
    ("paketti.rar", b"Rar!\x1a\x07\x00", ARCHIVE),
    ("paketti.7z", b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    ("paketti.tar", b"a" * 257 + b"ustar\x0000", ARCHIVE),
    ("paketti.gz", b"\x1f\x8b\x08\x00", ARCHIVE),
    ("vanha.doc", COMPOUND + b"\0" * 500, OLD),
    ("teksti.rtf", b"{\\rtf1 hei}", OLD),
    ("salattu.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    ("salattu.odt", files.open_document(**{"META-INF/manifest.xml": b"<m:encryption-data/>"}), LOCKED),
    ("salattu.pdf", files.pdf(encryption=pikepdf.Encryption(owner="a", user="b")), LOCKED),
    ("makro.docx", files.with_parts(files.word(), {"word/vbaProject.bin": b"x"}), MACROS),
    ("makro.docm", files.package({"[Content_Types].xml": b"<Types>vnd.ms-word.document.macroEnabled.main+xml</Types>"}), MACROS),
    ("makro.odt", files.open_document(**{"Basic/Standard/Module1.xml": b"<m/>"}), MACROS),
    ("skripti.odt", files.open_document(**{"Scripts/python/a.py": b"a"}), MACROS),
    ("liite.docx", files.with_parts(files.word(), {"word/embeddings/a.bin": b"MZ\x90"}), INSIDE),
    ("liite2.docx", files.with_parts(files.word(), {"word/embeddings/oleObject1.bin": COMPOUND}), INSIDE),
    ("liite3.docx", files.with_parts(files.word(), {"word/embeddings/a.docx": files.package({"a.exe": b"MZ"})}), INSIDE),
    ("reitti.docx", files.with_parts(files.word(), {"word/../../../etc/passwd": b"x"}), INSIDE),
    ("reitti.odt", files.open_document(**{"..\\..\\evil.dll": b"x"}), INSIDE),
    ("juuri.odt", files.open_document(**{"/etc/passwd": b"x"}), INSIDE),
    ("etaosa.docx", files.with_parts(files.word(), {"word/_rels/x.xml.rels": REMOTE}), FETCHES),
    ("dde.docx", files.with_parts(files.word(), {"word/x.xml": b"<w>DDEAUTO c:\\cmd.exe</w>"}), FETCHES),
    ("nauru.docx", files.with_parts(files.word(), {"word/x.xml": b'<!DOCTYPE l [<!ENTITY a "ha">]><l>&a;</l>'}), DAMAGED),
    ("nauru.odt", files.open_document(**{"x.xml": '<!DOCTYPE l [<!ENTITY a "ha">]><l/>'.encode("utf-16")}), DAMAGED),
    ("rikki.pdf", b"%PDF-1.7\nnothing", DAMAGED),
    ("rikki.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, DAMAGED),
    ("rikki.jpg", files.photograph()[:200], DAMAGED),
    ("rikki.docx", files.word()[:3000], DAMAGED),
    ("rikki.odt", files.open_document(**{"meta.xml": b"<a><b></a>"}), DAMAGED),
    ("kuva.gif", b"GIF89a\x01\x00\x01\x00\x80", OTHER),
    ("aani.mp3", b"ID3\x04\x00\x00\x00\x00", OTHER),
    ("esitys.pptx", files.package({"[Content_Types].xml": b"<Types>presentationml.presentation.main+xml</Types>"}), OTHER),
    ("latin.txt", "Hyv\u00e4\u00e4 p\u00e4iv\u00e4\u00e4".encode("latin-1"), ENCODING),
    ("nolla.txt", b"abc\x00def", OTHER),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "sentence"), NOT_TAKEN, ids=[case[0] for case in NOT_TAKEN])
def test_examine_refuses_in_words_that_name_the_file(name: str, content: bytes, sentence: str) -> None:
    assert refusal(name, content) == sentence.format(name)


# Sizes and bombs ------------------------------------------------------------------------------------------------


def test_examine_refuses_more_than_the_largest() -> None:
    sentence = (
        '"iso.txt" is larger than 10 MB. Save it with smaller pictures, or in several parts, and send that.'
    )

    assert refusal("iso.txt", b"a" * (10 * 1024**2 + 1)) == sentence
    assert refusal("iso.txt", b"a" * 2000, largest=1000) == sentence.replace("10", "1")


def test_package_that_unpacks_to_far_more_is_refused() -> None:
    bomb = files.with_parts(files.word(), {"word/media/a.bin": b"\0" * 60_000_000})

    assert refusal("pommi.docx", bomb) == BOMB.format("pommi.docx")


def test_package_of_thousands_of_parts_is_refused() -> None:
    bomb = files.open_document(**{f"a{n}": b"" for n in range(3001)})

    assert refusal("osat.odt", bomb) == BOMB.format("osat.odt")


def test_bomb_within_a_package_within_counts_for_the_whole() -> None:
    within = files.with_parts(files.word(), {"word/a": b"\0" * 30_000_000})
    parts = {f"word/embeddings/{n}.docx": within for n in range(4)}

    assert refusal("sisus.docx", files.with_parts(files.word(), parts)) == BOMB.format("sisus.docx")


def test_package_that_lies_about_its_sizes_is_refused() -> None:
    bomb = files.with_parts(files.word(), {"word/media/a.bin": b"\0" * 60_000_000})

    lying = files.with_lying_sizes(bomb, "word/media/a.bin", 10)

    assert refusal("valhe.docx", lying) == DAMAGED.format("valhe.docx")


def test_package_with_the_same_part_twice_is_refused() -> None:
    buffer = io.BytesIO(files.open_document())
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("CONTENT.xml", b"<other/>")

    assert refusal("kaksi.odt", buffer.getvalue()) == DAMAGED.format("kaksi.odt")


def test_picture_of_very_many_pixels_is_refused_before_it_is_drawn() -> None:
    sentence = '"kuva.png" has more than 40 million pixels. Make the picture smaller and send it again.'

    assert refusal("kuva.png", files.wide_png(8000, 8000)) == sentence
    assert refusal("kuva.png", files.wide_png(60_000, 60_000)) == sentence


# Two files in one -----------------------------------------------------------------------------------------------


def test_web_page_behind_a_picture_is_gone() -> None:
    polyglot = files.photograph("JPEG") + b"<html><script>alert(1)</script></html>"

    assert b"script" not in examine("kuva.html", polyglot).content


def test_archive_behind_a_picture_is_gone() -> None:
    polyglot = files.photograph("PNG") + files.package({"evil.class": b"\xca\xfe\xba\xbe"})

    kept = examine("kuva.jar", polyglot)

    assert (kept.name, zipfile.is_zipfile(io.BytesIO(kept.content))) == ("kuva.png", False)


def test_what_stands_around_the_parts_of_a_package_is_gone() -> None:
    buffer = io.BytesIO(files.word())
    with zipfile.ZipFile(buffer, "a") as package:
        package.comment = b"<script>alert(1)</script>"

    assert b"script>" not in examine("a.docx", buffer.getvalue()).content


# Names ----------------------------------------------------------------------------------------------------------

NAMES = [
    ("Hyvinvointikertomus \u00e5 \u00e4 \u00f6.pdf", "Hyvinvointikertomus \u00e5 \u00e4 \u00f6.pdf"),
    ("a\u0308iti.PDF", "\u00e4iti.pdf"),
    ("../../etc/passwd", "passwd.pdf"),
    ("C:\\Users\\Anna\\lausunto.doc", "lausunto.pdf"),
    ("lausunto.pdf.exe", "lausunto.pdf"),
    ("lausunto\u202efdp.exe", "lausuntofdp.pdf"),
    ("Kokous 1.6.2026", "Kokous 1.6.2026.pdf"),
    ("rivi\r\nSet-Cookie: a=b.pdf", "riviSet-Cookie_ a=b.pdf"),
    ('a"b<c>.pdf', "a_b_c_.pdf"),
    (".htaccess", "htaccess.pdf"),
    ("CON.pdf", "fileCON.pdf"),
    ("", "file.pdf"),
    (".pdf", "file.pdf"),
    ("\u200b \u2066", "file.pdf"),
    ("\U0001f600 ilo.pdf", "\U0001f600 ilo.pdf"),
    ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
]


@pytest.mark.parametrize(("name", "cleaned"), NAMES)
def test_name_keeps_its_letters_and_loses_its_tricks(name: str, cleaned: str) -> None:
    assert clean_name(name, ".pdf") == cleaned


# Leaving --------------------------------------------------------------------------------------------------------


def test_download_is_saved_and_never_shown() -> None:
    file = SafeFile(name='\u00e4iti "1".csv', media_type="text/csv", content=b"a", sha256="")

    response = download(file)

    assert {name: response[name] for name in response.headers} == {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": "attachment; filename*=utf-8''%C3%A4iti%20%221%22.csv",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }


# Before anything is read ----------------------------------------------------------------------------------------


class Unreadable(io.BytesIO):
    """A file that nobody may read."""

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("was read")


def test_upload_that_is_too_large_is_refused_unread() -> None:
    upload: UploadedFile[bytes] = UploadedFile(file=Unreadable(), name="iso.pdf", size=11 * 1024**2)

    with pytest.raises(Invalid):
        examine_upload(upload)


def test_upload_is_examined_from_its_beginning() -> None:
    upload = SimpleUploadedFile("a.txt", b"hello")
    upload.read()

    assert examine_upload(upload).content == b"hello"


def test_request_that_is_too_large_is_refused_before_it_is_read() -> None:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.txt", b"a")})
    request.upload_handlers = [Measured(request), *request.upload_handlers]
    request.META["CONTENT_LENGTH"] = str(LARGEST_REQUEST + 1)

    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018 - reading it is what is tried


def test_request_of_usual_size_passes_the_measure() -> None:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.txt", b"hello")})
    request.upload_handlers = [Measured(request), *request.upload_handlers]

    file = request.FILES["file"]
    assert isinstance(file, UploadedFile)
    assert file.read() == b"hello"


def test_picture_is_the_same_to_look_at() -> None:
    with Image.open(io.BytesIO(examine("a.png", files.photograph("PNG", orientation=1)).content)) as kept:
        assert (kept.size, kept.getpixel((30, 10))) == ((40, 20), (0, 0, 128))
