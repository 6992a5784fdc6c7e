"""Template tags and filters of the whole house; settings make them known to every template.

Geometry is worked out here, because a template would write 6.21 as 6,21 in Finnish.
"""

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.context import Context
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from punos.core import dates, numbers, text
from punos.core.components import Bar, Link, Ranked, Scale, Table, Tile, Total
from punos.core.languages import TranslatedText, current_language
from punos.core.reading import read, source_note, version_read

register = template.Library()

KNOT_GAP: Final = 22
LONGEST_KNOTTED: Final = 14
SHADES: Final = 5


@register.filter
def day(value: date | None) -> str:
    """A day as the reader writes it; nothing for nothing."""
    return dates.day(value, current_language()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A day with its time in Helsinki."""
    return dates.moment(value, current_language()) if value else ""


@register.filter
def iso(value: date | None) -> str:
    """A day or a time as machines read it, for the datetime attribute of <time>."""
    return value.isoformat() if value else ""


@register.simple_tag
def span(start: date | None, end: date | None) -> str:
    """From one day to another."""
    return dates.span(start, end, current_language())


@register.simple_tag
def rough(start: date | None, end: date | None, precision: str) -> str:
    """A time as exactly as it is known."""
    return dates.rough(start, end, precision, current_language())


@register.filter
def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """A number with its thousands apart, to so many decimals when told."""
    return "" if value is None else numbers.number(value, current_language(), decimals)


@register.filter
def percent(share: float | Decimal | None, decimals: int = 0) -> str:
    """A share from 0 to 1 in percent."""
    return "" if share is None else numbers.percent(share, current_language(), decimals)


@register.filter
def markdown(value: object) -> SafeString:
    """Safe HTML from Markdown."""
    return text.markdown(str(value or ""))


class Translated(Node):
    """`{% translated value [bare | plain | as_markdown] %}`; see `translated`."""

    def __init__(self, value: FilterExpression, mode: str) -> None:
        self.value = value
        self.mode = mode

    def render(self, context: Context) -> SafeString:
        value = self.value.resolve(context)
        if not isinstance(value, TranslatedText):
            return escape(value or "")
        return read(value, self.mode, version=version_of(context))


@register.tag
def translated(parser: Parser, token: Token) -> Translated:
    """What this reader gets to see of a translated text, with `lang` and a mark if it is in another language.

    `bare` leaves the mark out (headings), `plain` gives the text alone (<title>, attributes), `as_markdown`
    makes blocks of it.
    """
    _, value, *modes = token.split_contents()
    mode = modes[0] if modes else ""
    if len(modes) > 1 or mode not in {"", "bare", "plain", "as_markdown"}:
        raise template.TemplateSyntaxError("translated takes a value and one of: bare, plain, as_markdown")
    return Translated(parser.compile_filter(value), mode)


@register.simple_tag(takes_context=True)
def source_of(context: Context, value: TranslatedText) -> SafeString:
    """Below a short text: that its source has changed since it was translated, with the source to be read."""
    return source_note(value, version_of(context), as_markdown=False)


def version_of(context: Context) -> str:
    """The version in which this page is read: the easy one where the reader asked for it and the page has one."""
    return version_read(getattr(context, "request", None))


def scaled(value: float, low: float, high: float) -> float:
    """Where a value lies between two ends, from 0 to 100; values outside are drawn at the end."""
    return min(100.0, max(0.0, (value - low) / (high - low) * 100))


def interval_places(low: float, mean: float, high: float, ends: tuple[float, float]) -> dict[str, str]:
    """The x of an interval's ends, its width and its mean on a drawing 100 wide."""
    left, middle, right = (scaled(value, *ends) for value in (low, mean, high))
    return {
        "low": f"{left:.2f}",
        "width": f"{right - left:.2f}",
        "mean": f"{min(99.2, max(0.0, middle - 0.4)):.2f}",
    }


INTERVAL: Final = (
    '<svg class="interval" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    '<rect class="scale" x="0" y="5.5" width="100" height="1"/>'
    '<rect class="range" x="{low}" y="3" width="{width}" height="6"/>'
    '<rect class="mean" x="{mean}" y="0" width="0.8" height="12"/></svg>'
)


@register.simple_tag
def interval(low: float, mean: float, high: float, scale_min: float, scale_max: float) -> SafeString:
    """A drawing of an interval with its mean; its numbers have to stand beside it as text.

    Put together here, because a template of its own costs forty times as much on a page of forty.
    """
    return format_html(INTERVAL, **interval_places(low, mean, high, (scale_min, scale_max)))


@register.inclusion_tag("core/components/ranking.html")
def ranking(
    rows: Sequence[Ranked], caption: str, scale_min: float, scale_max: float, measure: str = ""
) -> dict[str, Any]:
    """A ranking with shared places, its intervals drawn and written; `measure` heads the drawing's column."""
    drawn = [(row, interval(row.low, row.mean, row.high, scale_min, scale_max)) for row in rows]
    return {
        "rows": drawn,
        "caption": caption,
        "measure": measure,
        "scale_min": numbers.number(scale_min, current_language()),
        "scale_max": numbers.number(scale_max, current_language()),
        "with_voices": any(row.voices for row in rows),
    }


@register.inclusion_tag("core/components/bars.html")
def bars(
    rows: Sequence[Bar], caption: str, label: str = "", measure: str = "", *, quiet_caption: bool = False
) -> dict[str, Any]:
    """A bar chart that is its own table: the longest bar fills the drawing, and each bar begins at zero."""
    longest = max((row.size or 0 for row in rows), default=0) or 1
    drawn = [(row, f"{(row.size or 0) / longest * 100:.2f}") for row in rows]
    return {
        "rows": drawn,
        "caption": caption,
        "label": label,
        "measure": measure,
        "quiet_caption": quiet_caption,
    }


@register.inclusion_tag("core/components/tile_map.html")
def tile_map(
    tiles: Sequence[Tile], caption: str, area: str = "", measure: str = "", *, with_table: bool = True
) -> dict[str, Any]:
    """A tile map with its numbers in the cells, and its table; darker is more, on a square-root scale.

    Without its table only where an equal one stands beside it, because the map is not read aloud.
    """
    most = max((tile.count or 0 for tile in tiles), default=0) or 1
    drawn = [(tile, shade(tile.count, most)) for tile in tiles]
    return {"tiles": drawn, "caption": caption, "area": area, "measure": measure, "with_table": with_table}


def shade(count: int | None, most: int) -> str:
    """The class of a tile: hidden (not shown), none (zero), or shade-1 to shade-5."""
    if count is None:
        return "hidden-count"
    if count == 0:
        return "none"
    return f"shade-{min(SHADES, 1 + int(math.sqrt(count / most) * SHADES))}"


@register.inclusion_tag("core/components/parts.html")
def parts(total: Total) -> dict[str, Any]:
    """A total with its parts."""
    return {"total": total}


@register.inclusion_tag("core/components/data_table.html")
def data_table(table: Table) -> dict[str, Any]:
    """A table with a caption and headers; each row becomes a block of its own on a phone."""
    rows = [(row[0], list(zip(table.columns[1:], row[1:], strict=True))) for row in table.rows]
    return {"table": table, "rows": rows}


@register.inclusion_tag("core/components/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """How far one is, as a thread with a knot for each part; a plain line where there are many parts."""
    knotted = 0 < total <= LONGEST_KNOTTED
    states = (
        ["done" if i < done else "now" if i == done else "coming" for i in range(total)] if knotted else []
    )
    return {
        "done": done,
        "total": total,
        "label": label,
        "knots": [(str(10 + i * KNOT_GAP), state) for i, state in enumerate(states)],
        "width": str(20 + (total - 1) * KNOT_GAP) if knotted else "200",
        "line_end": str(10 + (total - 1) * KNOT_GAP) if knotted else "200",
        "done_end": str(10 + min(done, total - 1) * KNOT_GAP)
        if knotted
        else f"{200 * done / (total or 1):.1f}",
    }


@register.inclusion_tag("core/components/rating.html")
def rating(scale: Scale) -> dict[str, Any]:
    """Buttons that rate an idea with one tap; stands inside a form."""
    return {"scale": scale, "with_ends": bool(scale.low or scale.high)}


def field_kind(field: BoundField) -> str:
    """Which way a field is laid out: choices, checkbox, or anything with its label above."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "plain"


@register.inclusion_tag("core/components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field with its label, its help and its errors tied together."""
    ids = (
        f"{bound.auto_id}_helptext" if bound.help_text else "",
        f"{bound.auto_id}_error" if bound.errors else "",
    )
    return {"field": bound, "kind": field_kind(bound), "described_by": " ".join(filter(None, ids))}


def first_input_id(bound: BoundField) -> str:
    """The id that a link to this field leads to: for choices, the first of them."""
    return f"{bound.auto_id}_0" if field_kind(bound) == "choices" else bound.auto_id


@register.inclusion_tag("core/components/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Everything that has to be mended, each linked to its field."""
    faults = [(first_input_id(bound), bound.label, bound.errors) for bound in form if bound.errors]
    return {"faults": faults, "general": form.non_field_errors() if form.is_bound else []}


@register.simple_tag
def as_made(source: str) -> SafeString:
    """What the worker made, put into the page as it is; never anything that somebody sent."""
    return mark_safe(source)  # noqa: S308 - made by this installation from numbers and its own words


@register.inclusion_tag("core/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a list; everything else in the query stays."""
    query: QueryDict = context["request"].GET.copy()

    def address(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    steps = [
        Link(label=str(n), url=address(n) if isinstance(n, int) else "", current=n == page.number)
        for n in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "steps": steps if len(steps) > 1 else [],
        "before": address(page.previous_page_number()) if page.has_previous() else "",
        "after": address(page.next_page_number()) if page.has_next() else "",
    }
