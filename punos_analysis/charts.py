"""Charts as plain Vega-Lite descriptions: nothing is drawn here.

Every text comes from the caller in the reader's language. No chart speaks by colour alone: bars and tiles
carry their label, groups have a shape of their own. Each fits a phone at its natural width.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from punos_analysis.breakdowns import Breakdown, Cell, Why
from punos_analysis.opinions import OpinionMap

type Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
WIDTH = 340
BAR_STEP = 40
TILE = 56
FONT = "Inter, system-ui, sans-serif"
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

    `title` and `description` say what is shown; `codes` names each code; `hidden` stands where a cell is
    hidden; `percent` is how a share is written, with `{}` for the number ("{} %"). `groups` names the groups of
    the map, group 1 first; `no_group` those in none, `idea` the ideas.
    """

    title: str
    description: str
    codes: Mapping[str, str]
    hidden: str = "hidden"
    percent: str = "{}%"
    groups: tuple[str, ...] = ("A", "B", "C", "D", "E")
    no_group: str = ""
    idea: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """Where an area stands on the tile map, counted from the upper left, and its short name."""

    row: int
    column: int
    name: str


PLAIN = Colours()


def bars(cells: Breakdown, *, words: Words, colours: Colours = PLAIN) -> Spec:
    """Horizontal bars with the name over each bar and the number at its end; hidden cells have a line only."""
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
    row = {"field": "place", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.7}}
    # room is left at the right for the number beside the longest bar
    along = {
        "field": "count",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, max(most, 1) * 1.3]},
    }
    return _framed(
        words,
        colours,
        width=WIDTH,
        height=max(len(values), 1) * BAR_STEP,
        data={"values": values},
        layer=[
            {
                "mark": {"type": "bar", "color": colours.brand, "height": 12},
                "encoding": {"y": row, "x": along},
            },
            {
                "mark": _text(colours, align="left", dy=-14),
                "encoding": {"y": row, "x": {"value": 0}, "text": {"field": "name"}},
            },
            {
                "mark": _text(colours, align="left", dx=6, fontWeight="bold"),
                "encoding": {"y": row, "x": along, "text": {"field": "label"}},
            },
        ],
    )


def tiles(cells: Breakdown, *, layout: Mapping[str, Tile], words: Words, colours: Colours = PLAIN) -> Spec:
    """A map of areas as equal tiles, each with its short name and its number; codes not in it are left out."""
    most = max((each.count or 0 for each in cells.cells if each.code in layout), default=0)
    values = [
        {
            "row": layout[each.code].row,
            "column": layout[each.code].column,
            "short": layout[each.code].name,
            "name": words.codes.get(each.code, each.code),
            "label": _count(each, words),
            "paint": _paint(each, most, colours),
            "ink": "#ffffff" if _dark(each, most) else colours.text,
        }
        for each in cells.cells
        if each.code in layout
    ]
    across = {"field": "column", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.06}}
    down = {"field": "row", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.06}}
    ink = {"field": "ink", "type": "nominal", "scale": None}
    place = {"x": across, "y": down}
    return _framed(
        words,
        colours,
        width={"step": TILE},
        height={"step": TILE},
        data={"values": values},
        layer=[
            {
                "mark": {"type": "rect", "stroke": colours.soft, "cornerRadius": 3},
                "encoding": {**place, "color": {"field": "paint", "type": "nominal", "scale": None}},
            },
            {
                "mark": _text(colours, dy=-9, fontSize=12),
                "encoding": {**place, "text": {"field": "short"}, "color": ink},
            },
            {
                "mark": _text(colours, dy=9, fontWeight="bold"),
                "encoding": {**place, "text": {"field": "label"}, "color": ink},
            },
        ],
    )


def opinions(shown: OpinionMap, *, words: Words, colours: Colours = PLAIN) -> Spec:
    """Voices as points, groups told apart by shape and colour, ideas as small open rings beneath them."""
    names = list(words.groups[: len(shown.groups)]) or [words.no_group]
    voices = [
        {"x": each.x, "y": each.y, "group": names[each.group - 1] if each.group else names[0]}
        for each in shown.voices
    ]
    ideas = [
        {"x": each.x, "y": each.y, "name": words.codes.get(each.idea, each.idea)} for each in shown.ideas
    ]
    where: Spec = {
        "x": {"field": "x", "type": "quantitative", "axis": None},
        "y": {"field": "y", "type": "quantitative", "axis": None},
    }
    paints = list(colours.groups[: len(names)])
    legend = {"title": None, "orient": "bottom", "direction": "horizontal", "columns": 3}
    return _framed(
        words,
        colours,
        width=WIDTH,
        height=WIDTH,
        layer=[
            {
                "data": {"values": ideas},
                "mark": {
                    "type": "point",
                    "shape": "circle",
                    "size": 26,
                    "stroke": colours.soft,
                    "filled": False,
                },
                "encoding": where,
            },
            {
                "data": {"values": voices},
                "mark": {"type": "point", "filled": True, "size": 36, "opacity": 0.75},
                "encoding": {
                    **where,
                    "shape": {
                        "field": "group",
                        "type": "nominal",
                        "scale": {"domain": names, "range": list(SHAPES[: len(names)])},
                        "legend": legend if shown.groups else None,
                    },
                    "color": {
                        "field": "group",
                        "type": "nominal",
                        "scale": {"domain": names, "range": paints},
                        "legend": legend if shown.groups else None,
                    },
                },
            },
        ],
    )


def _framed(words: Words, colours: Colours, **parts: Any) -> Spec:
    """What all charts share: title, font, no frame.

    Vega would add labels in English for a screen reader ("count: 135; place: 0"): the page says it in
    its own language with the description, and has the table beside.
    """
    return {
        "$schema": SCHEMA,
        "title": {
            "text": words.title,
            "anchor": "start",
            "font": FONT,
            "fontSize": 15,
            "color": colours.text,
        },
        "description": words.description,
        "background": "transparent",
        "padding": 4,
        **parts,
        "config": {"font": FONT, "view": {"stroke": None}, "aria": False},
    }


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
