"""Office documents that people send (DOCX, XLSX, ODT, ODS), packed anew without macros, authors and remote parts.

What was written, comments and tracked changes with their names included, is the sender's own text and stays.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from punos.core.uploads import words
from punos.core.uploads.kinds import COMPOUND, DOCX, ODS, ODT, PROGRAMS, XLSX, Kind
from punos.core.uploads.packed import Budget, packed, unpacked
from punos.core.uploads.pictures import without_notes
from punos.core.uploads.words import refusal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAIN_TYPES: Final = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
}
MACRO_PARTS: Final = ("vbaproject", "vbadata", "macrosheets/", "activex/", "scripts/", "dialogs/")
PICTURE_FOLDERS: Final = ("word/media/", "xl/media/", "pictures/")
KEPT_OF_CORE: Final = {"title", "subject", "language"}
GONE_OF_APP: Final = {"Company", "Manager", "Template", "HyperlinkBase", "TotalTime"}
KEPT_OF_META: Final = {"title", "subject", "language", "document-statistic"}
HARMLESS_TARGETS: Final = ("hyperlink",)


def clean_office(name: str, content: bytes) -> tuple[Kind, bytes]:
    """Which kind of office document a package is, and the document as it may be kept; raises `Invalid`."""
    return _clean(content, Budget(name, len(content)), inside=False)


def _clean(content: bytes, budget: Budget, *, inside: bool) -> tuple[Kind, bytes]:
    parts = unpacked(content, budget)
    kind = _kind(parts, budget.name, inside=inside)
    for path, part in parts.items():
        _check(path, part, budget.name)
    cleaned = {path: _clean_part(path, part, budget, inside=inside) for path, part in parts.items()}
    thumbnails = [path for path in cleaned if path.lower().startswith(("docprops/thumbnail", "thumbnails/"))]
    for path in thumbnails:
        del cleaned[path]
    return kind, packed(cleaned, stored=("mimetype",))


def _kind(parts: dict[str, bytes], name: str, *, inside: bool) -> Kind:
    """The kind that a package says it is, in the place where office programs look for it; raises `Invalid`."""
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise refusal(words.MACROS, name)
    for mark, kind in MAIN_TYPES.items():
        if mark in types:
            return kind
    told = parts.get("mimetype", b"").decode("ascii", "replace").strip()
    found = {kind.media_type: kind for kind in (ODT, ODS)}.get(told)
    if found:
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise refusal(words.LOCKED, name)
        return found
    raise refusal(words.INSIDE if inside else words.OTHER if types or told else words.ARCHIVE, name)


def _check(path: str, part: bytes, name: str) -> None:
    """No part is a macro, a program, an object of another program, or a trap for whoever reads XML."""
    lower = path.lower()
    is_basic = lower.startswith("basic/") and not lower.endswith(("script-lc.xml", "script-lb.xml"))
    if is_basic or any(mark in lower for mark in MACRO_PARTS):
        raise refusal(words.MACROS, name)
    if part.startswith((*PROGRAMS, COMPOUND)):
        raise refusal(words.INSIDE, name)
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) and lower.endswith((".xml", ".rels")):
        part = part.replace(b"\0", b"")
    if b"<!ENTITY" in part:
        raise refusal(words.DAMAGED, name)
    if b"DDEAUTO" in part or b"<ddeLink" in part:
        raise refusal(words.FETCHES, name)


def _clean_part(path: str, part: bytes, budget: Budget, *, inside: bool) -> bytes:
    """One part as it is kept."""
    lower = path.lower()
    if part.startswith(b"PK\x03\x04"):
        if inside:
            raise refusal(words.INSIDE, budget.name)
        return _clean(part, budget, inside=True)[1]
    if lower.startswith(PICTURE_FOLDERS):
        return without_notes(part)
    change = CHANGES.get(lower) or (_without_remote_parts if lower.endswith(".rels") else None)
    return _changed(part, change, budget.name) if change else part


def _changed(part: bytes, change: Callable[["Element", str], object], name: str) -> bytes:
    """A part of XML after a change; raises `Invalid` where it is no XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise refusal(words.DAMAGED, name) from error
    change(root, name)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _word(element: "Element") -> str:
    """The name of an element without its namespace; nothing for comments and instructions."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _remove(root: "Element", *, unwanted: Callable[["Element"], bool]) -> None:
    for element in [each for each in root.iter() if each is not root and unwanted(each)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _clean_core(root: "Element", _name: str) -> None:
    _remove(root, unwanted=lambda each: _word(each) not in KEPT_OF_CORE)


def _clean_app(root: "Element", _name: str) -> None:
    _remove(root, unwanted=lambda each: _word(each) in GONE_OF_APP)


def _empty(root: "Element", _name: str) -> None:
    _remove(root, unwanted=lambda _each: True)


def _clean_meta(root: "Element", _name: str) -> None:
    _remove(root, unwanted=lambda each: _word(each) not in {"meta", *KEPT_OF_META})


def _without_printer(root: "Element", _name: str) -> None:
    private = {"PrinterName", "PrinterSetup"}
    _remove(
        root,
        unwanted=lambda each: any(
            value in private for key, value in each.attrib.items() if key.endswith("}name")
        ),
    )


def _without_template(root: "Element", _name: str) -> None:
    _remove(root, unwanted=lambda each: _word(each) == "attachedTemplate")


def _without_accounts(root: "Element", _name: str) -> None:
    _remove(root, unwanted=lambda each: _word(each) == "presenceInfo")


def _without_thumbnail(root: "Element", _name: str) -> None:
    _remove(
        root, unwanted=lambda each: any("thumbnail" in str(value).lower() for value in each.attrib.values())
    )


def _without_remote_parts(root: "Element", name: str) -> None:
    """Relations outside the package: links stay, the template and other books lose their place, others are refused."""
    for each in list(root):
        about: Any = each.attrib
        kind = str(about.get("Type", "")).rpartition("/")[2]
        if kind in {"thumbnail", "attachedTemplate"}:
            root.remove(each)
        elif about.get("TargetMode") == "External" and kind not in HARMLESS_TARGETS:
            if not kind.startswith("externalLink"):
                raise refusal(words.FETCHES, name)
            about["Target"] = str(about.get("Target", "")).replace("\\", "/").rpartition("/")[2] or "book"


CHANGES: Final[dict[str, Callable[["Element", str], None]]] = {
    "[content_types].xml": _without_thumbnail,
    "docprops/core.xml": _clean_core,
    "docprops/app.xml": _clean_app,
    "docprops/custom.xml": _empty,
    "word/settings.xml": _without_template,
    "word/people.xml": _without_accounts,
    "meta.xml": _clean_meta,
    "settings.xml": _without_printer,
    "meta-inf/manifest.xml": _without_thumbnail,
}
