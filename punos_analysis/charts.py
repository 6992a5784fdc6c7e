"""Charts as plain Vega-Lite descriptions: nothing is drawn here.

Every text comes from the caller in the reader's language. No chart speaks by colour alone: bars and tiles
carry their label, groups have a shape of their own. Each fits a phone at its natural width.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from punos_analysis.breakdowns import Breakdown, Cell, Why
from punos_analysis.opinions import OpinionMap, VoicePoint

type Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH = 340
BAR_STEP = 40
TILE = 56
POINT = 36
GRID = 16
FONT = "Inter, system-ui, sans-serif"
LONG = re.compile(r"\d+\.\d{3,}")
MARKS = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")


@dataclass(frozen=True, slots=True)
class Colours:
    """What charts are painted with."""

    brand: str = "#1d3557"
    thread: str = "#b3261e"
    soft: str = "#8fa5bd"
    ground: str = "#f7f6f3"
    text: str = "#1a1a1a"
    groups: tuple[str, ...] = ("#1d3557", "#b3261e", "#2f6f4f", "#8a5a00", "#6b3f8f")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a chart in the reader's language.

    `title` (none if empty) and `description` say what is shown; `codes` names each code; `hidden` stands
    where a cell is hidden; `percent` is how a share is written, with `{}` for the number ("{} %").
    `groups` names the groups of the map, group 1 first, and `no_group` those in none; `note` stands under the title.
    """

    title: str
    description: str
    codes: Mapping[str, str]
    hidden: str = "hidden"
    percent: str = "{}%"
    groups: tuple[str, ...] = ("A", "B", "C", "D", "E")
    no_group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """Where an area stands on the tile map, counted from the upper left, and its short name."""

    row: int
    column: int
    name: str


PLAIN = Colours()


def bars(cells: Breakdown, *, words: Words, colours: Colours = PLAIN) -> Spec:
    """Horizontal bars with the name over each bar and the number at its end; hidden cells have no bar."""
    values = [
        {
            "name": words.codes.get(each.code, each.code),
            "count": each.count or 0,
            "label": _label(each, words),
            "place": at,
        }
        for at, each in enumerate(cells.cells)
    ]
    most = max((each.count or 0 for each in cells.cells), default=0)
    # room is left at the right for the number beside the longest bar
    wide = {"domain": [0, max(most, 1) * 1.4]}
    down = {"field": "place", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.7}}
    along = {"field": "count", "type": "quantitative", "axis": None, "scale": wide}
    return _framed(
        words,
        colours,
        width=WIDTH,
        height=max(len(values), 1) * BAR_STEP,
        data={"values": values},
        layer=[
            _layer({"type": "bar", "color": colours.brand, "height": 12}, y=down, x=along),
            _layer(_text(colours, align="left", dy=-14), y=down, x={"value": 0}, text={"field": "name"}),
            _layer(
                _text(colours, align="left", dx=6, fontWeight="bold"),
                y=down,
                x=along,
                text={"field": "label"},
            ),
        ],
    )


def tiles(cells: Breakdown, *, layout: Mapping[str, Tile], words: Words, colours: Colours = PLAIN) -> Spec:
    """A map of areas as equal tiles, each with its short name and its number.

    Codes that have no tile are left out.
    """
    placed = [each for each in cells.cells if each.code in layout]
    most = max((each.count or 0 for each in placed), default=0)
    values = [
        {
            "row": layout[each.code].row,
            "column": layout[each.code].column,
            "short": layout[each.code].name,
            "label": _count(each, words),
            "paint": _paint(each, most, colours),
            "ink": colours.ground if _dark(each, most) else colours.text,
        }
        for each in placed
    ]
    place = {
        axis: {"field": field, "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.06}}
        for axis, field in (("x", "column"), ("y", "row"))
    }
    tile = {"type": "rect", "stroke": colours.soft, "cornerRadius": 3}
    return _framed(
        words,
        colours,
        width={"step": TILE},
        height={"step": TILE},
        data={"values": values},
        layer=[
            _layer(tile, **place, color=_as_is("paint")),
            _layer(_text(colours, dy=-9, fontSize=12), **place, text={"field": "short"}, color=_as_is("ink")),
            _layer(
                _text(colours, dy=9, fontWeight="bold"), **place, text={"field": "label"}, color=_as_is("ink")
            ),
        ],
    )


def opinions(shown: OpinionMap, *, words: Words, colours: Colours = PLAIN) -> Spec:
    """Voices as points, groups told apart by shape and colour, ideas as small open rings beneath them.

    Voices of one group that stand close together are one point, larger for more of them.
    """
    names = list(words.groups[: len(shown.groups)]) or [words.no_group]
    voices = [
        {"x": x, "y": y, "group": names[max(group - 1, 0)], "size": POINT * min(number, 8) ** 0.5}
        for (x, y, group, number) in _gathered(shown)
    ]
    ideas = [{"x": each.x, "y": each.y} for each in shown.ideas]
    where = {axis: {"field": axis, "type": "quantitative", "axis": None} for axis in "xy"}
    ring = {"type": "point", "shape": "circle", "size": 26, "stroke": colours.soft, "filled": False}
    point = {"type": "point", "filled": True, "opacity": 0.75}
    legend = {"title": None, "orient": "bottom", "direction": "horizontal", "columns": 3}
    telling = {
        channel: {
            "field": "group",
            "type": "nominal",
            "scale": {"domain": names, "range": list(kinds[: len(names)])},
            "legend": legend if shown.groups else None,
        }
        for channel, kinds in (("shape", SHAPES), ("color", colours.groups))
    }
    size = {"field": "size", "type": "quantitative", "scale": None}
    return _framed(
        words,
        colours,
        width=WIDTH,
        height=WIDTH,
        layer=[
            {"data": {"values": ideas}, **_layer(ring, **where)},
            {"data": {"values": voices}, **_layer(point, **where, **telling, size=size)},
        ],
    )


def _gathered(shown: OpinionMap) -> list[tuple[float, float, int, int]]:
    """Mean position, group and number of the voices of one group in one cell of a fine grid."""
    span = max((max(abs(each.x), abs(each.y)) for each in shown.voices), default=0.0) or 1.0
    cells: dict[tuple[int, int, int], list[VoicePoint]] = {}
    for each in shown.voices:
        at = (round(each.x / span * GRID), round(each.y / span * GRID), each.group)
        cells.setdefault(at, []).append(each)
    return [
        (
            round(sum(each.x for each in some) / len(some), 2),
            round(sum(each.y for each in some) / len(some), 2),
            group,
            len(some),
        )
        for (_, _, group), some in sorted(cells.items())
    ]


def labelled(svg: str, *, description: str) -> str:
    """A drawn chart as one picture with one description, ready to stand in a page.

    Vega marks its parts for screen readers in English ("rect mark container"), whatever the page's language:
    these marks are taken out, and the whole says what it shows. The table beside it holds the numbers.
    Coordinates are cut to hundredths of a pixel.
    """

    def tidy(tag: re.Match[str]) -> str:
        return LONG.sub(lambda number: f"{float(number.group()):.2f}", MARKS.sub("", tag.group()))

    bare = re.sub(r"<[^>]+>", tidy, svg)
    return bare.replace("<svg", f'<svg role="img" aria-label="{escape(description)}"', 1)


def _framed(words: Words, colours: Colours, **parts: Any) -> Spec:
    """What all charts share: a title unless it is empty, font, no frame, no labels for single marks."""
    title = {"text": words.title, "anchor": "start", "font": FONT, "fontSize": 15, "color": colours.text}
    if words.note:
        title |= {"subtitle": words.note, "subtitleFont": FONT, "subtitleColor": colours.text}
    return {
        "$schema": SCHEMA,
        **({"title": title} if words.title else {}),
        "description": words.description,
        "background": "transparent",
        "padding": 4,
        **parts,
        "config": {"font": FONT, "view": {"stroke": None}, "aria": False},
    }


def _layer(mark: Spec, **channels: Spec) -> Spec:
    return {"mark": mark, "encoding": channels}


def _as_is(field: str) -> Spec:
    """A colour that stands in the data."""
    return {"field": field, "type": "nominal", "scale": None}


def _text(colours: Colours, **more: Any) -> Spec:
    return {"type": "text", "font": FONT, "fontSize": 13, "color": colours.text, "baseline": "middle", **more}


def _count(cell: Cell, words: Words) -> str:
    return words.hidden if cell.why in (Why.COMPLEMENTARY, Why.WITHHELD) else cell.label


def _label(cell: Cell, words: Words) -> str:
    """The number with its share, or what stands for it."""
    if cell.share is None:
        return _count(cell, words)
    return f"{cell.label} ({words.percent.format(round(100 * cell.share))})"


def _dark(cell: Cell, most: int) -> bool:
    return bool(cell.count) and (cell.count or 0) > most / 2


def _paint(cell: Cell, most: int, colours: Colours) -> str:
    """Dark for many, soft for fewer, the ground for none and for what is not told."""
    if not cell.count:
        return colours.ground
    return colours.brand if _dark(cell, most) else "#d5dee8"
