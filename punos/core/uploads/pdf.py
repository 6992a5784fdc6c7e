"""PDF files that people send, written anew: pages stay, and so do links to the web; whatever acts or tells goes.

A signature inside a PDF no longer holds afterwards, because the file is another one.
"""

import io
from typing import TYPE_CHECKING, Any, Final

from punos.core.uploads import words
from punos.core.uploads.pictures import without_notes, written
from punos.core.uploads.words import refusal

if TYPE_CHECKING:
    import pikepdf

MOST_OBJECTS: Final = 300_000
DEEPEST: Final = 60
# Taken out wherever they stand: scripts and what starts by itself, attached files, descriptions and private data.
GONE: Final = (
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/Collection", "/XFA", "/Metadata",
    "/PieceInfo", "/RichMediaContent", "/RichMediaSettings", "/AlternatePresentations", "/Renditions",
)  # fmt: skip
HARMLESS_ACTIONS: Final = {"/GoTo", "/URI", "/Named"}
HARMLESS_LINKS: Final = (b"http://", b"https://", b"mailto:", b"tel:")
GONE_ANNOTATIONS: Final = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}


def clean_pdf(name: str, content: bytes) -> bytes:
    """The same pages without scripts, actions, attached files and all that tells of its maker; raises `Invalid`."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                raise refusal(words.BOMB, name)
            if not len(pdf.pages):
                raise refusal(words.DAMAGED, name)
            _clean(pdf)
            return written(pdf.save, stream_decode_level=pikepdf.StreamDecodeLevel.none, static_id=True)
    except pikepdf.PasswordError as error:
        raise refusal(words.LOCKED, name) from error
    except (pikepdf.PdfError, RecursionError, RuntimeError, TypeError, ValueError) as error:
        raise refusal(words.DAMAGED, name) from error


def _clean(pdf: "pikepdf.Pdf") -> None:
    """Take out what must not stay, everywhere in the file."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for page in pdf.pages:
        _clean_annotations(page)
    for each in pdf.objects:
        _walk(each, DEEPEST)


def _walk(thing: Any, depth: int) -> None:
    """Clean a dictionary or a stream and what stands directly in it; what it only points to is met by itself."""
    import pikepdf

    if isinstance(thing, pikepdf.Array):
        children = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        _clean_dictionary(thing)
        if isinstance(thing, pikepdf.Stream):
            _clean_photograph(thing)
        children = [value for _key, value in thing.items()]
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Array | pikepdf.Dictionary) and not child.is_indirect and depth:
            _walk(child, depth - 1)


def _clean_dictionary(thing: Any) -> None:
    """Take out the keys that act or tell, and actions that are not on the list."""
    import pikepdf

    for key in GONE:
        if key in thing:
            del thing[key]
    for key in ("/A", "/PA"):
        action = thing.get(key)
        # The attributes of tagged text stand under /A as well; they have no kind.
        if isinstance(action, pikepdf.Dictionary) and "/S" in action and not _is_harmless(action):
            del thing[key]
    # An action that nobody above has named still does nothing when it has no kind.
    if "/S" in thing and _acts(thing):
        if "/Next" in thing:
            del thing["/Next"]
        if not _is_harmless(thing):
            del thing["/S"]


def _clean_photograph(stream: "pikepdf.Stream") -> None:
    """Take the notes out of a photograph, which is a JPEG file as the camera wrote it."""
    import pikepdf

    if stream.get("/Filter") != pikepdf.Name.DCTDecode:
        return
    photograph = stream.read_raw_bytes()
    cleaned = without_notes(photograph)
    if cleaned != photograph:
        how: Any = stream.get("/DecodeParms")
        stream.write(cleaned, filter=pikepdf.Name.DCTDecode, decode_parms=how)


def _acts(thing: Any) -> bool:
    """Whether a dictionary is an action: its `/S` is the name of one that PDF knows and that does something."""
    return str(thing.get("/S")) in {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE", "/Rendition",
        "/Sound", "/Movie", "/RichMediaExecute", "/Hide", "/SetOCGState", "/GoTo3DView", "/GoTo", "/Named", "/URI",
    }  # fmt: skip


def _is_harmless(action: Any) -> bool:
    """Whether an action only leads somewhere: within the file, or to the web if the reader follows it."""
    kind = str(action.get("/S"))
    if kind == "/URI":
        return bytes(action.get("/URI", b"")).lower().startswith(HARMLESS_LINKS)
    return kind in HARMLESS_ACTIONS


def _clean_annotations(page: Any) -> None:
    """Take the notes off a page that carry a file, a film or a sound."""
    import pikepdf

    annotations = page.obj.get("/Annots")
    if isinstance(annotations, pikepdf.Array):
        kept = [
            each
            for each in list(annotations)
            if not (isinstance(each, pikepdf.Dictionary) and str(each.get("/Subtype")) in GONE_ANNOTATIONS)
        ]
        page.obj["/Annots"] = pikepdf.Array(kept)
