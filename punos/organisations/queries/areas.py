"""The directory by area: how many organisations work where, as a tile map and as its equal table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from punos.core.components import Column, Table, Tile
from punos.core.languages import current_language
from punos.core.numbers import number
from punos.organisations.models import AREAS, Actor, AreaCode
from punos.organisations.queries.directory import Wanted, directory, found_by_words


@dataclass(frozen=True)
class AreaCounts:
    """How many organisations name each area, how many work in the whole country, and how many there are in all."""

    total: int
    nationwide: int
    by_area: Mapping[str, int]


class Unnested(models.Func):
    """The members of a column that holds several, a row each."""

    function = "unnest"
    output_field = models.CharField()
    set_returning = True


def by_area(actor: Actor, wanted: Wanted) -> AreaCounts:
    """How many of those with what is wanted name each area; the area wanted is left aside.

    Counted by the database: a list of ten thousand is not brought here to be counted.
    """
    found = directory(actor, replace(wanted, area=""))
    found = found.filter(pk__in=found_by_words(wanted.words)) if wanted.words else found.active()
    rows = found.annotate(area=Unnested("areas")).values("area").annotate(number=models.Count("pk"))
    counts = {row["area"]: row["number"] for row in rows.order_by("area")}
    nationwide = counts.pop(AreaCode.NATIONWIDE, 0)
    return AreaCounts(found.count(), nationwide, counts)


def area_tiles(counts: AreaCounts) -> list[Tile]:
    """The areas as tiles, each with the number of organisations that name it."""
    language = current_language()
    return [
        Tile(
            row=area.row,
            column=area.column,
            short=str(area.short),
            name=str(area.code.label),
            count=counts.by_area.get(area.code, 0),
            text=number(counts.by_area.get(area.code, 0), language),
        )
        for area in AREAS
    ]


def area_table(counts: AreaCounts, query: str) -> Table:
    """The same as a table, in which each area leads to its list; `query` holds what else was asked."""
    language = current_language()
    rows = [(code, counts.by_area.get(code, 0)) for code in AreaCode if code != AreaCode.NATIONWIDE]
    told = [
        (_link(code, query), number(named, language), number(named + counts.nationwide, language))
        for code, named in rows
    ]
    whole = number(counts.nationwide, language)
    return Table(
        caption=_("Organisations by area"),
        columns=[
            Column(label=_("Area")),
            Column(label=_("Name this area"), number=True),
            Column(label=_("With those of the whole country"), number=True),
        ],
        rows=[*told, (_link(AreaCode.NATIONWIDE, query), whole, whole)],
        quiet_caption=True,
    )


def _link(code: AreaCode, query: str) -> SafeString:
    joined = query if query == "?" else f"{query}&"
    return format_html('<a href="{}area={}">{}</a>', joined, code.value, code.label)
