"""What is taken out of files that people send: where, when, by whom and with what they were made, and what acts."""

import io

import docx
import openpyxl
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageOps

from punos.core.tests import files
from punos.core.uploads import examine

OWNER = b"Anna Owner"


# Pictures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_picture_loses_place_and_owner_and_stands_upright(form: str) -> None:
    sent = files.photograph(form)
    assert OWNER in sent

    kept = examine("kuva", sent).content

    with Image.open(io.BytesIO(kept)) as picture:
        assert (OWNER in kept, dict(picture.getexif()), picture.size) == (False, {}, (20, 40))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_is_turned_as_its_notes_say(orientation: int) -> None:
    sent = files.photograph("PNG", orientation=orientation)

    with (
        Image.open(io.BytesIO(examine("kuva", sent).content)) as kept,
        Image.open(io.BytesIO(sent)) as before,
    ):
        assert kept.tobytes() == ImageOps.exif_transpose(before).tobytes()


def test_picture_with_unreadable_notes_is_taken_without_them() -> None:
    sent = files.photograph("JPEG").replace(b"Exif\0\0MM\0*", b"Exif\0\0kM\0*")

    with Image.open(io.BytesIO(examine("kuva", sent).content)) as kept:
        assert kept.size == (40, 20)


# Office documents -----------------------------------------------------------------------------------------------


def test_word_document_loses_its_authors_and_keeps_its_text() -> None:
    kept = docx.Document(io.BytesIO(examine("a.docx", files.word("Esitys")).content))

    about = kept.core_properties
    assert (about.author, about.last_modified_by, about.title) == ("", "", "Title that stays")
    assert [each.text for each in kept.paragraphs] == ["Esitys"]


def test_spreadsheet_loses_its_author_and_keeps_its_cells() -> None:
    kept = examine("a.xlsx", files.sheet()).content

    assert [OWNER in part for part in files.parts_of(kept).values() if OWNER in part] == []
    assert openpyxl.load_workbook(io.BytesIO(kept)).active["A1"].value == "Toiminta"


def test_company_template_and_own_properties_are_gone() -> None:
    parts = {
        "docProps/app.xml": b"<Properties xmlns='urn:p'><Company>Anna Owner</Company><Manager>Anna Owner</Manager>"
        b"<Pages>3</Pages></Properties>",
        "docProps/custom.xml": b"<Properties xmlns='urn:p'><property name='o'>Anna Owner</property></Properties>",
        "word/people.xml": b"<w:people xmlns:w='urn:w'><w:person><w:presenceInfo userId='Anna Owner'/></w:person></w:people>",
        "word/_rels/settings.xml.rels": b"<R xmlns='urn:r'><Relationship Type='urn/attachedTemplate' TargetMode='External'"
        b" Target='file:///C:/Users/Anna Owner/Normal.dotm'/></R>",
    }

    kept = files.parts_of(examine("a.docx", files.with_parts(files.word(), parts)).content)

    assert [name for name, part in kept.items() if OWNER in part] == []
    assert b"<Pages>3</Pages>" in kept["docProps/app.xml"]


def test_open_document_loses_its_authors_printer_and_preview() -> None:
    printer = b"<s xmlns:c='urn:c'><i c:name='PrinterName'>Anna Owner</i><i c:name='Zoom'>100</i></s>"
    sent = files.open_document(**{"settings.xml": printer, "Thumbnails/thumbnail.png": b"x"})

    kept = files.parts_of(examine("a.odt", sent).content)

    assert [name for name, part in kept.items() if OWNER in part] == []
    assert ("Thumbnails/thumbnail.png" in kept, b"Title that stays" in kept["meta.xml"]) == (False, True)
    assert next(iter(kept)) == "mimetype"


def test_photograph_in_a_document_loses_its_place_and_keeps_its_pixels() -> None:
    sent = files.photograph("JPEG")

    kept = files.parts_of(examine("a.docx", files.word(picture=sent)).content)

    (picture,) = [part for name, part in kept.items() if name.startswith("word/media/")]
    with Image.open(io.BytesIO(picture)) as inside, Image.open(io.BytesIO(sent)) as before:
        assert (OWNER in picture, dict(inside.getexif())) == (False, {0x0112: 6})
        assert inside.tobytes() == before.tobytes()


def test_drawing_in_a_document_loses_its_notes() -> None:
    kept = files.parts_of(examine("a.docx", files.word(picture=files.photograph("PNG"))).content)

    assert [OWNER in part for name, part in kept.items() if name.startswith("word/media/")] == [False]


def test_spreadsheet_within_a_document_is_cleaned_too() -> None:
    sent = files.with_parts(files.word(), {"word/embeddings/a.xlsx": files.sheet()})

    inside = files.parts_of(examine("a.docx", sent).content)["word/embeddings/a.xlsx"]

    assert [name for name, part in files.parts_of(inside).items() if OWNER in part] == []


def test_link_to_another_workbook_loses_its_place() -> None:
    link = (
        b"<R xmlns='urn:r'><Relationship Type='urn/externalLinkPath' TargetMode='External'"
        b" Target='file:///\\\\server\\Anna Owner\\book.xlsx'/></R>"
    )
    sent = files.with_parts(files.sheet(), {"xl/externalLinks/_rels/externalLink1.xml.rels": link})

    kept = files.parts_of(examine("a.xlsx", sent).content)["xl/externalLinks/_rels/externalLink1.xml.rels"]

    assert (b'Target="book.xlsx"' in kept, OWNER in kept) == (True, False)


# PDF ------------------------------------------------------------------------------------------------------------


def kept_pdf(sent: bytes) -> bytes:
    """The cleaned file with every stream open to be searched."""
    with pikepdf.open(io.BytesIO(examine("a.pdf", sent).content)) as kept:
        return files.saved(
            kept.save, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )


def test_pdf_loses_its_author() -> None:
    kept = kept_pdf(files.pdf())

    assert (OWNER in kept, b"Metadata" in kept) == (False, False)


def script(pdf: Pdf) -> Dictionary:
    """An action that runs a program."""
    return Dictionary(S=Name.JavaScript, JS="app.alert('Anna Owner')")


def starts_by_itself(pdf: Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(script(pdf))
    pdf.Root.AA = Dictionary(WC=script(pdf))
    pdf.pages[0].obj.AA = Dictionary(O=script(pdf))


def named_scripts(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script(pdf)])))


def attachment(pdf: Pdf) -> None:
    pdf.attachments["evil.exe"] = b"MZ Anna Owner"


def file_on_the_page(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"MZ Anna Owner")
    spec = Dictionary(Type=Name.Filespec, F="a.exe", EF=Dictionary(F=stream))
    pdf.pages[0].obj.Annots = Array(
        [Dictionary(Subtype=Name.FileAttachment, FS=spec, Rect=Array([0, 0, 9, 9]))]
    )


def link_that_launches(pdf: Pdf) -> None:
    launch = Dictionary(S=Name.Launch, F="Anna Owner.exe")
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, A=launch, Rect=Array([0, 0, 9, 9]))])


def link_that_goes_on_to_a_script(pdf: Pdf) -> None:
    first = Dictionary(S=Name.URI, URI="https://example.org/", Next=Array([script(pdf)]))
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, A=first, Rect=Array([0, 0, 9, 9]))])


def link_with_a_program_as_address(pdf: Pdf) -> None:
    link = Dictionary(S=Name.URI, URI="javascript:alert('Anna Owner')")
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, A=link, Rect=Array([0, 0, 9, 9]))])


def form_of_another_kind(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp>Anna Owner</xdp>"))


def private_data(pdf: Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = Dictionary(Illustrator=Dictionary(Private="Anna Owner"))


def photograph_with_its_place(pdf: Pdf) -> None:
    image = pdf.make_stream(
        files.photograph("JPEG"), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode
    )
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im0=image))


TRAPS = [
    starts_by_itself, named_scripts, attachment, file_on_the_page, link_that_launches, link_that_goes_on_to_a_script,
    link_with_a_program_as_address, form_of_another_kind, private_data, photograph_with_its_place,
]  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_pdf_keeps_its_pages_and_nothing_that_acts_or_tells(trap: object) -> None:
    assert callable(trap)
    sent = files.pdf(trap)

    kept = kept_pdf(sent)

    words = (OWNER, b"JavaScript", b"Launch", b"EmbeddedFile", b"/XFA", b"/PieceInfo")
    assert [word for word in words if word in kept] == []
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        assert len(pdf.pages) == 1


def test_pdf_keeps_links_to_the_web_bookmarks_and_the_attributes_of_tagged_text() -> None:
    def useful(pdf: Pdf) -> None:
        link = Dictionary(S=Name.URI, URI="https://example.org/")
        pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, A=link, Rect=Array([0, 0, 9, 9]))])
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, 0) for title in ("Alku", "Loppu"))
        pdf.Root.StructTreeRoot = Dictionary(
            K=Dictionary(S=Name.Table, A=Dictionary(O=Name.Table, Summary="Sums"))
        )

    with pikepdf.open(io.BytesIO(examine("a.pdf", files.pdf(useful)).content)) as kept:
        assert str(kept.pages[0].obj.Annots[0].A.URI) == "https://example.org/"
        assert str(kept.Root.StructTreeRoot.K.A.Summary) == "Sums"
        with kept.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Alku", "Loppu"]
