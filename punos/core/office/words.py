"""Text documents (DOCX, ECMA-376): headings, paragraphs, quotes, tables, in one language with passages in others."""

import io
from collections.abc import Sequence
from itertools import batched, chain
from typing import Final

from punos.core.office.marks import (
    CORE_PART,
    HEAD,
    OF_OFFICE,
    OF_PACKAGE,
    Archive,
    add_properties,
    plain,
)

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
REGIONS: Final = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
PAGE: Final = 9_638  # width of the text on A4 with margins of 2 cm, in twentieths of a point
MOST_COLUMNS: Final = 7  # a wider table is cut into several, each with its first column
INK: Final = "1d3557"
AT_ONCE: Final = 500  # pieces that are written together


class Paper:
    """A document while it is written. `ink` is the colour of its headings, as six hexadecimal digits."""

    def __init__(self, title: str, language: str, *, ink: str = INK) -> None:
        self.title, self.language, self.ink = title, language, ink
        self.pieces: list[str] = []
        self.paragraph(title, style="Title")

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; its level makes the outline."""
        self.paragraph(text, style=f"Heading{level}")

    def paragraph(self, text: str, *, style: str = "", language: str = "", bold: str = "") -> None:
        """Text with its line breaks; `bold` comes before it in bold letters. `language` if it is another."""
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        lead = self._run(f"{bold} ", "<w:b/>") if bold else ""
        self.pieces.append(f"<w:p>{properties}{lead}{self._run(text, language=language)}</w:p>")

    def note(self, text: str) -> None:
        """A remark in smaller letters."""
        self.paragraph(text, style="Note")

    def quote(self, text: str, *, language: str = "") -> None:
        """The words of somebody."""
        self.paragraph(text, style="Quote", language=language)

    def room(self) -> None:
        """An empty paragraph in a frame, to be written in."""
        self.paragraph("", style="Room")

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str = "") -> None:
        """A table whose first row and first column name the others."""
        if len(header) > MOST_COLUMNS:
            step = MOST_COLUMNS - 1
            for first in range(1, len(header), step):
                some = slice(first, first + step)
                narrow = [[row[0], *row[some]] for row in rows]
                self.table([header[0], *header[some]], narrow, caption=caption)
            return
        if caption:
            self.paragraph(caption, style="Caption")
        width = PAGE // len(header)
        grid = f'<w:gridCol w:w="{width}"/>' * len(header)
        self.pieces.append(
            '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/>'
            '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
            f'w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        self.pieces.append(self._row(header, is_head=True))
        self.pieces += [self._row(row) for row in rows]
        self.pieces.append('</w:tbl><w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr></w:p>')

    def _row(self, cells: Sequence[str], *, is_head: bool = False) -> str:
        properties = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "") + "</w:trPr>"
        style = '<w:pPr><w:pStyle w:val="Cell"/></w:pPr>'
        filled = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p>{style}'
            f"{self._run(each, '<w:b/>' if is_head else '')}</w:p></w:tc>"
            for each in cells
        )
        return f"<w:tr>{properties}{filled}</w:tr>"

    def _run(self, text: str, look: str = "", *, language: str = "") -> str:
        if not text:
            return ""
        if language and language != self.language:
            look += f'<w:lang w:val="{REGIONS.get(language, language)}"/>'
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        lines = plain(text).replace("\t", " ").splitlines() or [""]
        words = "<w:br/>".join([f'<w:t xml:space="preserve">{line}</w:t>' for line in lines])
        return f"<w:r>{properties}{words}</w:r>"

    def file(self) -> bytes:
        """The document as the bytes of its file."""
        written = io.BytesIO()
        archive = Archive(written)
        body = ("".join(some) for some in batched(self.pieces, AT_ONCE))
        archive.add("word/document.xml", chain([_BODY], body, [_END]))
        archive.add("word/styles.xml", [_styles(self.language, self.ink)])
        archive.add("word/footer1.xml", [_FOOTER])
        archive.add("word/_rels/document.xml.rels", [_LINKS])
        archive.add("[Content_Types].xml", [_TYPES])
        add_properties(archive, self.title, "word/document.xml", REGIONS.get(self.language, self.language))
        archive.close()
        return written.getvalue()


_BODY: Final = f'{HEAD}<w:document xmlns:w="{MAIN}" xmlns:r="{OF_OFFICE}"><w:body>'
_END: Final = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)
_FOOTER: Final = (
    f'{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="Note"/><w:jc w:val="right"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)
_LINKS: Final = (
    f'{HEAD}<Relationships xmlns="{OF_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{OF_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OF_OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
_TYPES: Final = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{CONTENT}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{CONTENT}.styles+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{CONTENT}.footer+xml"/>{CORE_PART}</Types>'
)

_SMALL: Final = '<w:sz w:val="20"/>'


def _style(name: str, shown: str, paragraph: str = "", letters: str = "", *, based_on: str = "Normal") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if name != based_on else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{shown}"/>{base}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _heading(level: int, size: int, ink: str) -> str:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{480 - 80 * level}" w:after="120"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:color w:val="{ink}"/><w:sz w:val="{size}"/>',
    )


def _borders(sides: Sequence[str], space: int, colour: str) -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="{space}" w:color="{colour}"/>' for side in sides
    )


def _styles(language: str, ink: str) -> str:
    """Calm and plain: one colour for headings, thin lines, sizes in half points."""
    frame = _borders(("top", "left", "bottom", "right"), 6, "75736d")
    title = f'<w:b/><w:color w:val="{ink}"/><w:sz w:val="44"/>'
    return "".join(
        [
            f'{HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>',
            '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>',
            f'<w:lang w:val="{REGIONS.get(language, language)}"/></w:rPr></w:rPrDefault>',
            '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>',
            "</w:docDefaults>",
            _style("Normal", "Normal"),
            _style("Title", "Title", '<w:spacing w:after="240"/>', title),
            *(_heading(level, size, ink) for level, size in ((1, 32), (2, 26), (3, 23))),
            _style("Quote", "Quote", '<w:spacing w:after="60"/><w:ind w:left="567"/>'),
            _style("Note", "Note", "", '<w:color w:val="54534f"/><w:sz w:val="19"/>'),
            _style("Caption", "caption", "<w:keepNext/>", "<w:b/>"),
            _style("Cell", "Cell", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', _SMALL),
            _style("Room", "Room", f'<w:pBdr>{frame}</w:pBdr><w:spacing w:before="60" w:after="360"/>'),
            '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblPr>',
            f"<w:tblBorders>{_borders(('top', 'bottom', 'insideH'), 0, 'd9d6cf')}</w:tblBorders>",
            '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>',
            "</w:tblPr></w:style></w:styles>",
        ]
    )
