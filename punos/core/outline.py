"""The paragraphs of a Word document with the depth of their headings and the numbers that Word only shows."""

import io
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document

_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_PARAGRAPHS: Final = ".//w:p[not(ancestor::w:txbxContent) and not(ancestor::w:del)]"
_TEXTS: Final = ".//w:t[not(ancestor::w:del or ancestor::w:txbxContent)] | .//w:tab[parent::w:r] | .//w:br"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph: its text, its number or mark as Word shows it, and its depth if it is a heading, else 0."""

    text: str
    number: str = ""
    level: int = 0


def lines_of_docx(content: bytes) -> list[Line]:
    """Every paragraph that has text, in order, those in tables too; what was struck out in changes is left out."""
    import docx

    document = docx.Document(io.BytesIO(content))
    styles = {style.style_id: style for style in document.styles}
    numbers = _Numbers(document, styles)
    lines = []
    for paragraph in document.element.body.xpath(_PARAGRAPHS):
        style = _style(styles, paragraph)
        if style.lower().startswith("toc "):
            continue
        number = numbers.next_of(paragraph)
        if text := _text(paragraph):
            lines.append(Line(text=text, number=number, level=_level(style, paragraph)))
    return lines


def _text(paragraph: Any) -> str:
    parts = [each.text or "" if each.tag.endswith("}t") else " " for each in paragraph.xpath(_TEXTS)]
    return " ".join("".join(parts).split())


def _style(styles: dict[str, Any], paragraph: Any) -> str:
    """The name of a paragraph's style, which Word writes in English for its own styles."""
    found = styles.get(paragraph.style or "")
    return (found.name or "") if found is not None else ""


def _level(style: str, paragraph: Any) -> int:
    if style.lower() == "title":
        return 1
    heading = _HEADING.match(style)
    outline = paragraph.xpath("./w:pPr/w:outlineLvl/@w:val")
    if outline and int(outline[0]) < 9:
        return int(outline[0]) + 1
    return int(heading[1]) if heading else 0


class _Numbers:
    """Counts the paragraphs of each numbered list, as Word does when it shows them."""

    def __init__(self, document: "Document", styles: dict[str, Any]) -> None:
        self.document = document
        self.styles = styles
        self.lists: dict[str, Any] = {}
        self.reached: dict[str, dict[int, int]] = defaultdict(dict)

    def next_of(self, paragraph: Any) -> str:
        """The number or mark of this paragraph; nothing if its list has none."""
        place = self._place(paragraph)
        abstract = self._known(place[0]) if place else None
        if place is None or abstract is None:
            return ""
        depth = place[1]
        key = str(abstract.get(_name("abstractNumId")))
        reached = self.reached[key]
        reached[depth] = reached.get(depth, _first(abstract, depth) - 1) + 1
        for deeper in [each for each in reached if each > depth]:
            del reached[deeper]
        return _shown(abstract, depth, reached)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and the depth within it, told by the paragraph or by its style."""
        properties = paragraph.xpath("./w:pPr/w:numPr")
        if not properties:
            style = self.styles.get(paragraph.style or "")
            properties = style.element.xpath("./w:pPr/w:numPr") if style is not None else []
        if not properties:
            return None
        number = properties[0].xpath("./w:numId/@w:val")
        depth = properties[0].xpath("./w:ilvl/@w:val")
        return (str(number[0]), int(depth[0]) if depth else 0) if number and number[0] != "0" else None

    def _known(self, number: str) -> Any:
        if number not in self.lists:
            self.lists[number] = self._list(number)
        return self.lists[number]

    def _list(self, number: str) -> Any:
        """The definition of a list, which several lists may share."""
        try:
            root = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return None
        for each in root.iterfind(_name("num")):
            if each.get(_name("numId")) == number:
                wanted = _value(each, "abstractNumId")
                defined = root.iterfind(_name("abstractNum"))
                return next((a for a in defined if a.get(_name("abstractNumId")) == wanted), None)
        return None


def _name(word: str) -> str:
    """An element's or attribute's name in the namespace of Word."""
    return f"{{{_WORD}}}{word}"


def _value(element: Any, word: str) -> str:
    """The value of the child of this name; nothing if there is none."""
    child = element.find(_name(word)) if element is not None else None
    return child.get(_name("val"), "") if child is not None else ""


def _depth_of(abstract: Any, depth: int) -> Any:
    """What a list says of one of its depths."""
    levels = abstract.iterfind(_name("lvl"))
    return next((each for each in levels if each.get(_name("ilvl")) == str(depth)), None)


def _first(abstract: Any, depth: int) -> int:
    return int(_value(_depth_of(abstract, depth), "start") or 1)


def _shown(abstract: Any, depth: int, reached: dict[int, int]) -> str:
    """The number in the list's own pattern, such as `%1.%2`; a dash for marks without numbers."""
    level = _depth_of(abstract, depth)
    pattern, form = _value(level, "lvlText"), _value(level, "numFmt")
    if form == "bullet":
        return "-"

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        count = reached.get(at, _first(abstract, at))
        return _LETTERS[(count - 1) % 26] if form == "lowerLetter" and at == depth else str(count)

    return re.sub(r"%(\d)", number, pattern)
