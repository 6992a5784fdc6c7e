"""Spreadsheets (XLSX, ECMA-376), row by row."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from punos.core.office.marks import CORE_PART, HEAD, OF_OFFICE, OF_PACKAGE, Archive, add_properties, plain
from punos.core.tables import FORMULA

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST: Final = 32_000  # characters of a cell; the standard allows 32,767
WIDEST: Final = 16_384  # columns
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CONTENT: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What looks like the escape of a letter has to be escaped itself.
ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
AT_ONCE: Final = 500  # rows

type Cell = str | int | float | None

STYLES: Final = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border/><border><left/><right/><top/><bottom style="thin"/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>'
    '<xf fontId="1" borderId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
HEADING, USUAL, QUOTED = 1, 2, 3  # places in the styles


@dataclass(frozen=True)
class Sheet:
    """A table with a name and a heading for each column; `rows` are read once."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    width: int = 24


def spreadsheet(title: str, sheets: Iterable[Sheet]) -> bytes:
    """The file. Text is written as text: a cell that begins with = is no formula, and stays none when it is edited."""
    written = io.BytesIO()
    archive = Archive(written)
    names: list[str] = []
    for number, sheet in enumerate(sheets, start=1):
        archive.add(f"xl/worksheets/sheet{number}.xml", _sheet(sheet))
        names.append(_name(sheet.name, {each.casefold() for each in names}))
    _add_frame(archive, title, names)
    archive.close()
    return written.getvalue()


def _sheet(sheet: Sheet) -> Iterator[str]:
    columns = len(sheet.header)
    yield (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{max(1, min(columns, WIDEST))}" width="{sheet.width}" customWidth="1"/></cols><sheetData>'
    )
    yield _row(sheet.header, HEADING)
    gathered: list[str] = []
    for row in sheet.rows:
        gathered.append(_row(row, USUAL))
        if len(gathered) == AT_ONCE:
            yield "".join(gathered)
            gathered.clear()
    yield "".join([*gathered, "</sheetData></worksheet>"])


def _row(cells: Sequence[Cell], style: int) -> str:
    return f"<row>{''.join(_cell(each, style) for each in cells[:WIDEST])}</row>"


def _cell(value: Cell, style: int) -> str:
    if value is None or value == "":
        return "<c/>"
    if not isinstance(value, str):
        return f'<c s="{style}"><v>{value}</v></c>'
    kept = value if len(value) <= LONGEST else f"{value[:LONGEST]}\u2026"
    shown = QUOTED if style == USUAL and kept.startswith(FORMULA) else style
    text = plain(ESCAPED.sub("_x005F_", kept) if "_x" in kept else kept)
    return f'<c t="inlineStr" s="{shown}"><is><t xml:space="preserve">{text}</t></is></c>'


def _name(wanted: str, taken: AbstractSet[str]) -> str:
    """A name that spreadsheets allow: at most 31 characters, none of seven signs, not used before."""
    free = "".join(" " if letter in "[]:*?/\\'" else letter for letter in wanted).strip() or "1"
    names = [free[:31], *(f"{free[:27]} {number}" for number in range(2, 999))]
    return next(name for name in names if name.casefold() not in taken)


def _add_frame(archive: Archive, title: str, names: Sequence[str]) -> None:
    """What holds the sheets together."""
    numbers = range(1, len(names) + 1)
    listed = "".join(
        f'<sheet name="{plain(name)}" sheetId="{each}" r:id="rId{each}"/>'
        for each, name in zip(numbers, names, strict=True)
    )
    book = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OF_OFFICE}"><sheets>{listed}</sheets></workbook>'
    archive.add("xl/workbook.xml", [book])
    archive.add("xl/_rels/workbook.xml.rels", [_links(numbers)])
    archive.add("xl/styles.xml", [STYLES])
    archive.add("[Content_Types].xml", [_types(numbers)])
    add_properties(archive, title, "xl/workbook.xml")


def _links(numbers: Iterable[int]) -> str:
    sheets = "".join(
        f'<Relationship Id="rId{each}" Type="{OF_OFFICE}/worksheet" Target="worksheets/sheet{each}.xml"/>'
        for each in numbers
    )
    return (
        f'{HEAD}<Relationships xmlns="{OF_PACKAGE}">{sheets}'
        f'<Relationship Id="rId0" Type="{OF_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )


def _types(numbers: Iterable[int]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{each}.xml" ContentType="{CONTENT}.worksheet+xml"/>'
        for each in numbers
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{CONTENT}.styles+xml"/>{sheets}{CORE_PART}</Types>'
    )
