"""The stored figures in the words and drawings of the results page. No number is computed here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.contributions.queries import Idea
from punos.core.components import Bar, Column, Part, Ranked, Table, Tile, Total
from punos.core.languages import current_language
from punos.core.numbers import number, percent
from punos.organisations.models import AREAS, AreaCode, Field, SizeBand

HIDDEN, FEW = "hidden", "1\u20134"


def choice_names() -> dict[str, dict[str, str]]:
    """The names of all codes of field, area and size in the language of the page."""
    codes = {"field": Field, "area": AreaCode, "size": SizeBand}
    untold = {str(SizeBand.NOT_TOLD): str(SizeBand.NOT_TOLD.label)}
    return {
        dimension: untold | {str(code): str(label) for code, label in choices.choices}
        for dimension, choices in codes.items()
    }


def dimension_names() -> dict[str, str]:
    """What each breakdown is by."""
    return {"field": _("Field of activity"), "area": _("Area"), "size": _("Size of the organisation")}


def group_names() -> list[str]:
    """The names of the opinion groups on the map, the largest first."""
    return [_("Group %(letter)s") % {"letter": letter} for letter in "ABCDE"]


def capacity_counts(participation: Mapping[str, int]) -> list[tuple[str, int]]:
    """Persons, organisations, groups and public bodies apart, and how many people the groups had together."""
    persons = participation["resident"] + participation["active"]
    return [
        (_("Persons"), persons),
        (_("of them active in an organisation"), participation["active"]),
        (_("Organisations"), participation["organisation"]),
        (_("Group answers"), participation["group"]),
        (_("People in the groups"), participation["head_count"]),
        (_("Public bodies"), participation["body"]),
    ]


def headline(figures: Mapping[str, Any]) -> Total:
    """How many took part: a total together with its parts, and how many areas were heard."""
    language = current_language()
    voices = figures["participation"]
    parts = [
        (figures["persons"], ngettext("person", "persons", figures["persons"])),
        (voices["organisation"], ngettext("organisation", "organisations", voices["organisation"])),
        (voices["group"], ngettext("group answer", "group answers", voices["group"])),
        (voices["body"], ngettext("public body", "public bodies", voices["body"])),
    ]
    total = figures["total"]
    heard, areas = areas_heard(figures)
    return Total(
        whole=Part(number=number(total, language), label=ngettext("participant", "participants", total)),
        parts=[Part(number=number(many, language), label=label) for many, label in parts if many],
        beside=[Part(number=f"{heard} / {areas}", label=_("areas heard"))] if heard and areas > 1 else [],
    )


def areas_heard(figures: Mapping[str, Any]) -> tuple[int, int]:
    """In how many areas at least one answered, and of how many; the whole country is no area.

    Where the numbers by area are withheld, nothing is told: nobody can see then which of them are 0.
    """
    known = {str(area.code) for area in AREAS}
    areas = figures["breakdowns"].get("area", {"cells": []})
    cells = [cell for cell in areas["cells"] if cell["code"] in known and cell["why"] != "withheld"]
    return sum(1 for cell in cells if cell["label"] not in {"0", ""}), len(cells)


def ranked(places: Sequence[Mapping[str, Any]], ideas: Mapping[str, Idea], *, seven: bool) -> list[Ranked]:
    """Rows of the ranking with shared places; a rule is drawn where a new band of places begins."""
    language, rows, band = current_language(), [], (0, 0)
    for row in places:
        idea = ideas.get(row["idea"])
        here = (row["band"]["first"], row["band"]["last"])
        rows.append(
            Ranked(
                place=_place(row["band"]),
                text=idea.text if idea else _("Removed"),
                language=idea.language if idea and idea.language != language else "",
                low=row["interval"]["low"],
                mean=row["mean"],
                high=row["interval"]["high"],
                mean_text=number(row["mean"], language, 2) if seven else percent(row["mean"], language, 0),
                voices=number(row["n"], language),
                new_band=here != band,
            )
        )
        band = here
    return rows


def _place(band: Mapping[str, int]) -> str:
    return str(band["first"]) if band["first"] == band["last"] else f"{band['first']}\u2013{band['last']}"


def unranked(few: Sequence[Mapping[str, Any]], ideas: Mapping[str, Idea]) -> list[tuple[Idea, str]]:
    """Ideas that too few have rated, with how many: "0", "1" to "4", or hidden."""
    return [
        (ideas[row["idea"]], _("hidden") if row["n_shown"] == HIDDEN else row["n_shown"])
        for row in few
        if row["idea"] in ideas
    ]


@dataclass(frozen=True)
class Shared:
    """An idea that unites or divides, with the shares that make it so."""

    text: str
    language: str
    agree: float
    disagree: float
    by_group: list[tuple[str, float]]


def shared(rows: Sequence[Mapping[str, Any]], ideas: Mapping[str, Idea]) -> list[Shared]:
    """Ideas that unite or divide, in words."""
    language, groups = current_language(), group_names()
    return [
        Shared(
            text=idea.text,
            language=idea.language if idea.language != language else "",
            agree=row["agree"],
            disagree=row["disagree"],
            by_group=[
                (name, share)
                for name, share in zip(groups, row["by_group"], strict=False)
                if share is not None
            ],
        )
        for row in rows
        if (idea := ideas.get(row["idea"]))
    ]


def cell_text(cell: Mapping[str, Any]) -> str:
    """A count, with its share where it is shown; a small number as a range; a hidden one in words."""
    language = current_language()
    if cell["count"] is None:
        return cell["label"] if cell["label"] == FEW else str(_("hidden"))
    if cell["share"] is None:
        return number(cell["count"], language)
    return f"{number(cell['count'], language)} ({percent(cell['share'], language, 0)})"


def bars(breakdown: Mapping[str, Any], names: Mapping[str, str]) -> list[Bar]:
    """A breakdown as bars, the largest first; 0 is shown as 0."""
    cells = sorted(breakdown["cells"], key=lambda cell: -(cell["count"] or 0))
    return [
        Bar(
            label=names.get(cell["code"], cell["code"]),
            size=cell["count"],
            text=cell_text(cell),
            quiet=not cell["count"],
        )
        for cell in cells
    ]


def tiles(breakdown: Mapping[str, Any], names: Mapping[str, str]) -> list[Tile]:
    """The areas as a tile map; each cell carries its number."""
    cells = {cell["code"]: cell for cell in breakdown["cells"]}
    return [
        Tile(
            row=area.row,
            column=area.column,
            short=str(area.short),
            name=names[str(area.code)],
            count=cells[str(area.code)]["count"],
            text=_short(cells[str(area.code)]),
        )
        for area in AREAS
        if str(area.code) in cells
    ]


def _short(cell: Mapping[str, Any]) -> str:
    """What fits a tile."""
    if cell["count"] is not None:
        return number(cell["count"], current_language())
    return cell["label"] if cell["label"] == FEW else "\u2026"


def table(breakdown: Mapping[str, Any], names: Mapping[str, str], title: str) -> Table:
    """The equal table of a breakdown."""
    return Table(
        caption=title,
        columns=[Column(label=title), Column(label=_("Answers"), number=True)],
        rows=[(names.get(cell["code"], cell["code"]), cell_text(cell)) for cell in breakdown["cells"]],
        quiet_caption=True,
    )


def silent(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[tuple[str, int]]:
    """What the registry knows and nobody heard, with how many organisations it knows."""
    return [(names.get(row["code"], row["code"]), row["organisations"]) for row in rows]


def breakdowns(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every breakdown as its template takes it; the worker draws them, once a language."""
    names, titles = choice_names(), dimension_names()
    told = figures["breakdowns"]
    return [_breakdown(figures, each, titles[each], names[each]) for each in titles if each in told]


def _breakdown(
    figures: Mapping[str, Any], dimension: str, title: str, names: Mapping[str, str]
) -> dict[str, Any]:
    """One breakdown: bars, or tiles for several areas, the equal table, and whom nobody heard."""
    cells = figures["breakdowns"][dimension]
    areas = tiles(cells, names) if dimension == "area" else []
    return {
        "key": dimension,
        "title": title,
        "is_there": bool(cells["cells"]),
        "bars": bars(cells, names),
        "tiles": areas if len(areas) > 1 else [],
        "nationwide": [bar for bar in bars(cells, names) if bar.label == names.get("nationwide")],
        "table": table(cells, names, title),
        "silent": silent(figures["unheard"][dimension], names),
    }
