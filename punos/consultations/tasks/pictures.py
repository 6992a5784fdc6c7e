"""The charts of the results, drawn from plain Vega-Lite descriptions to SVG."""

from collections.abc import Mapping
from typing import Any

import vl_convert
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation
from punos.consultations.queries.figures import breakdowns as told_breakdowns
from punos.consultations.queries.figures import choice_names, group_names
from punos.organisations.models import AREAS
from punos_analysis import charts
from punos_analysis.breakdowns import Breakdown
from punos_analysis.opinions import NoMap, OpinionMap

VEGA_LITE = "6.1"


def drawn(
    breakdowns: Mapping[str, Breakdown], opinions: OpinionMap | NoMap | None, language: str
) -> dict[str, str]:
    """The SVG of each chart by file name, with its words in this language."""
    with translation.override(language):
        specs = _specs(breakdowns, opinions)
    return {name: vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE) for name, spec in specs.items()}


def breakdowns_drawn(consultation: Consultation, figures: Mapping[str, Any], language: str) -> str:
    """The breakdowns of the results page as HTML in this language: bars, tiles and their equal tables.

    Nothing that somebody wrote stands in them, so they can wait in a file while words are withdrawn.
    """
    context = {"consultation": consultation, "process": consultation.process}
    with translation.override(language):
        return render_to_string(
            "consultations/breakdowns.html", {**context, "breakdowns": told_breakdowns(figures)}
        )


def _specs(
    breakdowns: Mapping[str, Breakdown], opinions: OpinionMap | NoMap | None
) -> dict[str, charts.Spec]:
    titles = {"field": _("Answers by field of activity"), "size": _("Answers by size of the organisation")}
    names = choice_names()
    specs = {
        f"{dimension}.svg": charts.bars(cells, words=_words(title, names[dimension]))
        for dimension, title in titles.items()
        if (cells := breakdowns.get(dimension)) and cells.cells
    }
    if "area" in breakdowns and breakdowns["area"].cells:
        layout = {area.code.value: charts.Tile(area.row, area.column, str(area.short)) for area in AREAS}
        words = _words(_("Answers by area"), names["area"])
        specs["area.svg"] = charts.tiles(breakdowns["area"], layout=layout, words=words)
    if isinstance(opinions, OpinionMap):
        words = _words(_("Map of opinions"), {})
        specs["opinions.svg"] = charts.opinions(opinions, words=words)
    return specs


def _words(title: str, codes: dict[str, str]) -> charts.Words:
    return charts.Words(
        title=title,
        description=title,
        codes=codes,
        hidden=_("hidden"),
        percent=_("{}%"),
        groups=tuple(group_names()),
        no_group=_("Those who answered"),
        note=_("Sample material: the answers are invented.") if settings.DEMO else "",
    )
