"""One picture of a matter: who said, on which themes, how it was answered, what was decided and done.

Boxes stand in columns, and bands between them are as wide as the voices they carry. Plain figures go in and SVG comes
out, without any library; colours come from the stylesheet of the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

WIDE: Final = 1140.0
BOX: Final = 164.0
LEAST: Final = 40.0  # height of a box that still holds two lines
GAP: Final = 10.0
TOP: Final = 34.0  # above the boxes, for the names of the columns
FULL: Final = 360.0  # height of all bands of the widest column together
THINNEST: Final = 1.5
LETTERS: Final = 21  # in one line of a box


@dataclass(frozen=True)
class Box:
    """One thing in a column. `told` says in words who stands behind it; `address` leads to it or to its list.

    `mark` is `quiet` for what is missing and `late` for what is overdue.
    """

    key: str
    column: int
    label: str
    told: str
    address: str
    mark: str = ""


@dataclass(frozen=True)
class Band:
    """What leads from one box to another, as wide as `size`; `told` keeps persons, organisations and groups apart."""

    source: str
    target: str
    size: float
    told: str
    address: str


@dataclass(frozen=True)
class Picture:
    """The boxes in their order from top to bottom, the bands, and the names of the columns."""

    title: str
    about: str
    columns: Sequence["Text"]
    boxes: Sequence[Box]
    bands: Sequence[Band]


@dataclass(frozen=True)
class Placed:
    """Where a box stands."""

    x: float
    y: float
    height: float


def svg(picture: Picture) -> SafeString:
    """The picture as an element of a page."""
    scale = _scale(picture)
    places = placed(picture, scale)
    height = max((each.y + each.height for each in places.values()), default=TOP) + 4
    return format_html(
        '<svg class="picture" viewBox="0 0 {} {}" role="group" aria-labelledby="picture-title picture-about">'
        '<title id="picture-title">{}</title><desc id="picture-about">{}</desc>{}{}{}</svg>',
        _n(WIDE),
        _n(height),
        picture.title,
        picture.about,
        format_html_join("", '<text class="head" x="{}" y="18">{}</text>', _heads(picture)),
        _bands(picture, places, scale),
        _boxes(picture, places),
    )


def placed(picture: Picture, scale: float) -> dict[str, Placed]:
    """Each box below the one before in its column, as high as the bands on its fuller side."""
    step = (WIDE - BOX) / max(1, len(picture.columns) - 1)
    through = _through(picture)
    below = dict.fromkeys(range(len(picture.columns)), TOP)
    found = {}
    for each in picture.boxes:
        height = max(LEAST, through.get(each.key, 0.0) * scale)
        found[each.key] = Placed(each.column * step, below[each.column], height)
        below[each.column] += height + GAP
    return found


def _scale(picture: Picture) -> float:
    """How high one voice is drawn."""
    through, sums = _through(picture), dict.fromkeys(range(len(picture.columns)), 0.0)
    for each in picture.boxes:
        sums[each.column] += through.get(each.key, 0.0)
    most = max(sums.values(), default=0.0)
    return FULL / most if most else 0.0


def _through(picture: Picture) -> dict[str, float]:
    """What goes through each box: in or out, whichever is more."""
    into: dict[str, float] = {}
    out: dict[str, float] = {}
    for each in picture.bands:
        out[each.source] = out.get(each.source, 0.0) + each.size
        into[each.target] = into.get(each.target, 0.0) + each.size
    return {key: max(into.get(key, 0.0), out.get(key, 0.0)) for key in {*into, *out}}


def _heads(picture: Picture) -> list[tuple[str, "Text"]]:
    step = (WIDE - BOX) / max(1, len(picture.columns) - 1)
    return [(_n(number * step), each) for number, each in enumerate(picture.columns)]


def _bands(picture: Picture, places: Mapping[str, Placed], scale: float) -> SafeString:
    """The bands, those of one box one below the other in the order of what they lead to."""
    order = {each.key: place for place, each in enumerate(picture.boxes)}
    ends: list[list[float]] = [[0.0, 0.0] for _each in picture.bands]
    for side, (own, other) in enumerate((("source", "target"), ("target", "source"))):
        used: dict[str, float] = {}
        for place in sorted(
            range(len(picture.bands)), key=lambda at: order[getattr(picture.bands[at], other)]
        ):
            band = picture.bands[place]
            key = getattr(band, own)
            ends[place][side] = places[key].y + used.get(key, 0.0)
            used[key] = used.get(key, 0.0) + band.size * scale
    drawn = [
        (
            each.address,
            each.told,
            each.told,
            _path(
                (places[each.source].x + BOX, left),
                (places[each.target].x, right),
                max(THINNEST, each.size * scale),
            ),
        )
        for each, (left, right) in zip(picture.bands, ends, strict=True)
    ]
    return format_html_join(
        "",
        '<a href="{}" aria-label="{}" tabindex="-1" class="band"><title>{}</title><path d="{}"/></a>',
        drawn,
    )


def _path(start: tuple[float, float], end: tuple[float, float], thick: float) -> str:
    """A band from the right side of one box to the left side of another."""
    (x0, y0), (x1, y1) = start, end
    middle = (x0 + x1) / 2
    there = f"M{_n(x0)} {_n(y0)}C{_n(middle)} {_n(y0)} {_n(middle)} {_n(y1)} {_n(x1)} {_n(y1)}"
    back = f"V{_n(y1 + thick)}C{_n(middle)} {_n(y1 + thick)} {_n(middle)} {_n(y0 + thick)} {_n(x0)} {_n(y0 + thick)}Z"
    return there + back


def _boxes(picture: Picture, places: Mapping[str, Placed]) -> SafeString:
    drawn = []
    for each in picture.boxes:
        at = places[each.key]
        whole = f"{each.label}: {each.told}" if each.told else each.label
        drawn.append(
            format_html(
                '<a href="{}" class="{}"><title>{}</title><rect x="{}" y="{}" width="{}" height="{}"/>{}</a>',
                each.address,
                f"box {each.mark}".strip(),
                whole,
                _n(at.x),
                _n(at.y),
                _n(BOX),
                _n(at.height),
                _words(each.label, at),
            )
        )
    return format_html_join("", "{}", ((each,) for each in drawn))


def _words(label: str, at: Placed) -> SafeString:
    """A name in one line or two in the middle of its box."""
    lines = in_lines(label)
    first = at.y + at.height / 2 + (4.5 if len(lines) == 1 else -3.5)
    rows = ((_n(at.x + 8), _n(first + 16 * number), line) for number, line in enumerate(lines))
    return format_html("<text>{}</text>", format_html_join(" ", '<tspan x="{}" y="{}">{}</tspan>', rows))


def in_lines(label: str) -> list[str]:
    """At most two lines; what is longer ends in three dots."""
    lines, words = [""], label.split()
    for number, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LETTERS:
            lines[-1] = longer
        elif len(lines) == 1 and lines[0]:
            lines.append(word)
        else:
            rest = f"{lines[-1]} {' '.join(words[number:])}".strip()
            lines[-1] = _cut(rest)
            break
    return [_cut(each) for each in lines]


def _cut(line: str) -> str:
    return line if len(line) <= LETTERS else f"{line[: LETTERS - 1].rstrip()}\u2026"


def _n(value: float) -> str:
    """A number as SVG reads it, whatever the language of the page."""
    return f"{value:.1f}".removesuffix(".0")
