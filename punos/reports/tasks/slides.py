"""A report as slides: a drawing or a table on each, in the colours of the installation. Worker only."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.util import Emu, Pt

from punos.consultations.models import Consultation
from punos.core.components import Bar, Table
from punos.core.office.words import REGIONS
from punos.reports.queries.contents import Drawn, Grid, Heading, Quote, Section, Words
from punos.reports.queries.look import Look

WIDTH, HEIGHT = 12_192_000, 6_858_000  # 16:9, in units of which 12,700 are a point
EDGE: Final = 609_600
TOP: Final = 1_460_000  # where a slide begins below its title
BARS_A_SLIDE, ROWS_A_SLIDE, COLUMNS_A_SLIDE = 10, 10, 7
LONGEST_LABEL: Final = 90
TITLE_ONLY, TITLE = 5, 0  # layouts of the library's own template
CELL: Final = Pt(14)
SPOKEN: Final = {
    "fi": MSO_LANGUAGE_ID.FINNISH,
    "sv": MSO_LANGUAGE_ID.SWEDISH_FINLAND,
    "en": MSO_LANGUAGE_ID.ENGLISH_UK,
}


class Deck:
    """The slides while they are made."""

    def __init__(self, title: str, language: str, look: Look) -> None:
        self.file: Any = Presentation()
        self.file.slide_width, self.file.slide_height = Emu(WIDTH), Emu(HEIGHT)
        self.file.core_properties.title = title
        self.file.core_properties.author = ""
        self.file.core_properties.language = REGIONS[language]
        self.language, self.look = language, look

    def slide(self, title: str) -> Any:
        """A new slide with its title."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        self._place(slide.shapes.title, title, EDGE, 380_000, WIDTH - 2 * EDGE, 1_000_000, Pt(28), bold=True)
        return slide

    def first(self, title: str, lines: Sequence[str]) -> None:
        """The slide that comes first."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE])
        wide = WIDTH - 2 * EDGE
        self._place(slide.shapes.title, title, EDGE, 1_700_000, wide, 1_900_000, Pt(44), bold=True)
        self._place(slide.placeholders[1], "\n".join(lines), EDGE, 3_800_000, wide, 1_900_000, Pt(18))

    def _place(
        self, shape: Any, text: str, x: int, y: int, wide: int, high: int, size: Any, *, bold: bool = False
    ) -> None:
        shape.left, shape.top, shape.width, shape.height = Emu(x), Emu(y), Emu(wide), Emu(high)
        shape.text_frame.word_wrap = True
        shape.text_frame.text = text
        for paragraph in shape.text_frame.paragraphs:
            paragraph.alignment = 1  # at the left, where the eye begins
            self._letters(paragraph, size, bold=bold, colour=self.look.brand if bold else self.look.ink)

    def _letters(self, paragraph: Any, size: Any, *, bold: bool = False, colour: str = "") -> None:
        for run in paragraph.runs:
            run.font.size, run.font.bold = size, bold
            run.font.color.rgb = _rgb(colour or self.look.ink)
            run.font.language_id = SPOKEN[self.language]

    def words(self, title: str, text: str) -> None:
        """A slide with a paragraph."""
        slide = self.slide(title)
        box = slide.shapes.add_textbox(Emu(EDGE), Emu(TOP), Emu(WIDTH - 2 * EDGE), Emu(HEIGHT - TOP - EDGE))
        box.text_frame.word_wrap = True
        box.text_frame.text = text
        for paragraph in box.text_frame.paragraphs:
            self._letters(paragraph, Pt(18))

    def bars(self, drawn: Drawn) -> None:
        """Bars, as many as a slide holds at a time; the number of each stands beside its name, also one that is hidden."""
        most = max((each.size or 0 for each in drawn.bars), default=0)
        for some in batched(drawn.bars, BARS_A_SLIDE):
            slide = self.slide(drawn.title)
            data = _chart_data()
            data.categories = [_category(each) for each in some]
            data.add_series(drawn.measure, [each.size for each in some])
            frame = slide.shapes.add_chart(
                XL_CHART_TYPE.BAR_CLUSTERED,
                Emu(EDGE),
                Emu(TOP),
                Emu(WIDTH - 2 * EDGE),
                Emu(HEIGHT - TOP - EDGE),
                data,
            )
            told = "; ".join(f"{each.label}: {each.text}" for each in some)
            frame.element.nvGraphicFramePr.cNvPr.set("descr", f"{drawn.title}. {told}")
            self._style(frame.chart, most)

    def _style(self, chart: Any, most: float) -> None:
        """Calm: one colour, no grid, no legend, the first bar on top, every slide of a chart on the same scale."""
        chart.has_legend = chart.has_title = False
        plot = chart.plots[0]
        plot.gap_width, plot.vary_by_categories = 40, False
        fill = plot.series[0].format.fill
        fill.solid()
        fill.fore_color.rgb = _rgb(self.look.brand)
        values, names = chart.value_axis, chart.category_axis
        values.visible, values.has_major_gridlines = False, False
        values.minimum_scale, values.maximum_scale = 0, most or 1
        names.reverse_order, names.format.line.color.rgb = True, _rgb(self.look.mid)
        names.tick_labels.font.size = CELL
        names.tick_labels.offset = 0
        names.has_major_gridlines = False

    def table(self, table: Table) -> None:
        """A table, as many rows and columns as a slide holds at a time."""
        for header, rows in _pieces(table):
            slide = self.slide(str(table.caption))
            frame = slide.shapes.add_table(
                len(rows) + 1, len(header), Emu(EDGE), Emu(TOP), Emu(WIDTH - 2 * EDGE), Emu(370_000)
            )
            frame.element.nvGraphicFramePr.cNvPr.set("descr", str(table.caption))
            for place, cells in enumerate([header, *rows]):
                for column, text in enumerate(cells):
                    self._cell(frame.table.cell(place, column), text, is_head=place == 0)

    def _cell(self, cell: Any, text: str, *, is_head: bool) -> None:
        cell.text = text
        cell.fill.solid()
        back = self.look.brand if is_head else "ffffff"
        cell.fill.fore_color.rgb = _rgb(back)
        for paragraph in cell.text_frame.paragraphs:
            self._letters(paragraph, CELL, bold=is_head, colour="ffffff" if is_head else "")


def _chart_data() -> Any:
    new: Any = CategoryChartData  # the library has no types here
    return new()


def _rgb(digits: str) -> Any:
    colours: Any = RGBColor  # the library has no types here
    return colours.from_string(digits.upper())


def _category(bar: Bar) -> str:
    label = str(bar.label)
    short = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}\u2026"
    return f"{short}: {bar.text}"


def _pieces(table: Table) -> Iterator[tuple[list[str], list[list[str]]]]:
    """A table in pieces that fit, each with the names of its columns and rows."""
    header = [str(each.label) for each in table.columns]
    rows = [[str(cell) for cell in row] for row in table.rows]
    step = COLUMNS_A_SLIDE - 1
    for first in range(1, max(2, len(header)), step):
        some = slice(first, first + step)
        for few in batched(rows, ROWS_A_SLIDE):
            yield [header[0], *header[some]], [[row[0], *row[some]] for row in few]


def made(consultation: Consultation, sections: Iterable[Section], *, language: str, look: Look) -> bytes:
    """The file. Tables by background and answers in words are for reading, and stand in the other formats."""
    deck = Deck(consultation.title.read(language).text, language, look)
    lines = [
        consultation.process.title.read(language).text,
        f"{settings.PUBLIC_ADDRESS}/{language}{consultation.address}results/",
    ]
    if settings.DEMO:
        lines.append(_("Sample material: the answers, organisations and reasons are invented."))
    deck.first(deck.file.core_properties.title, lines)
    for section in sections:
        _add(deck, section)
    written = io.BytesIO()
    write = deck.file.save  # a file, not a row
    write(written)
    return written.getvalue()


def _add(deck: Deck, section: Section) -> None:
    """The slides of one section; remarks and quotes are left out, and the words of a heading stand in the titles."""
    title = section.title
    for block in section.blocks:
        match block:
            case Heading():
                title = block.text
            case Words(quiet=False):
                deck.words(title, block.text)
            case Drawn():
                deck.bars(block)
            case Grid(for_slides=True):
                deck.table(block.table)
            case Words() | Grid() | Quote():
                continue
