"""The results of the demo town: the figures that were published, and nothing that could be worked out."""

import io
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from punos.consultations.models import Consultation, Result
from punos.consultations.queries import figures as shown
from punos.consultations.tasks import computing
from punos.contributions.models import Contribution, Voice
from punos.journal.models import Entry
from punos.journal.queries import read_stamps

pytestmark = pytest.mark.usefixtures("own_town")

UMBRELLA, SPACES = "aivoriihi", "tilaideat"


def figures_of(slug: str) -> dict[str, Any]:
    """What the pages show."""
    figures: dict[str, Any] = Result.objects.get(consultation__slug=slug).figures
    return figures


def test_umbrella_brainstorm_has_the_figures_that_were_published() -> None:
    figures = figures_of(UMBRELLA)

    parts = figures["participation"]
    by_field = {cell["code"]: cell for cell in figures["breakdowns"]["field"]["cells"]}
    by_area = {cell["code"]: cell for cell in figures["breakdowns"]["area"]["cells"]}
    told = ("patient_disability", "mental_addiction", "other")
    assert (figures["total"], figures["persons"], parts["organisation"], parts["group"]) == (464, 373, 87, 4)
    assert [round(by_field[code]["share"] * 100) for code in told] == [29, 15, 12]
    assert (by_area["nationwide"]["count"], round(by_area["nationwide"]["share"] * 100)) == (213, 46)


def test_umbrella_headline_shows_the_total_with_its_parts_and_every_area_heard() -> None:
    with translation.override("en"):
        headline = shown.headline(figures_of(UMBRELLA))

    assert (headline.whole.number, [part.number for part in headline.parts]) == ("464", ["373", "87", "4"])
    assert [part.number for part in headline.beside] == ["22 / 22"]


def test_brainstorm_of_one_city_counts_no_other_area_as_unheard() -> None:
    figures = figures_of(SPACES)

    with translation.override("en"):
        headline, by_area = shown.headline(figures), shown.breakdowns(figures)[1]

    assert [cell["code"] for cell in figures["breakdowns"]["area"]["cells"]] == ["90", "nationwide"]
    assert (list(headline.beside), by_area["key"], by_area["tiles"]) == ([], "area", [])
    assert [bar.label for bar in by_area["bars"]] == ["City of Helsinki", "The whole country"]


def test_umbrella_ranking_begins_with_people_continuity_and_participation() -> None:
    numbers = [int(row["idea"]) for row in figures_of(UMBRELLA)["ranking"]["ranked"][:3]]
    texts = dict(
        Contribution.objects.filter(
            thread__part__consultation__slug=UMBRELLA, number__in=numbers
        ).values_list("number", "latest__text")
    )

    firsts = [texts[number].split()[0] for number in numbers]

    assert firsts == ["Ihmisläheiset", "Järjestöjen", "Organisationerna"]
    assert "jatkuvuus" in texts[numbers[1]]


def answered(slug: str, dimension: str) -> Counter[str]:
    """What the rows hold, counted without the code under test."""
    asked = Voice.objects.filter(is_host=False, process__consultations__slug=slug)
    rated = asked.filter(ratings__contribution__thread__part__consultation__slug=slug)
    said = asked.filter(contributions__thread__part__consultation__slug=slug)
    backgrounds = dict((rated | said).distinct().values_list("pk", "background"))
    return Counter(told.get(dimension) or "not_told" for told in backgrounds.values())


def worlds(small: Iterable[str], hidden: int, rest: int) -> list[dict[str, int]]:
    """All that an attacker who knows the rule can take for the small cells: each 1 to 4, hidden ones 5 or more."""
    codes = list(small)
    every = (
        dict(zip(codes, each, strict=True)) for each in itertools.product(range(1, 5), repeat=len(codes))
    )
    return [
        world
        for world in every
        if (rest - sum(world.values()) >= 5 * hidden if hidden else rest == sum(world.values()))
    ]


def attacked(breakdown: Mapping[str, Any], total: int) -> dict[str, set[int]]:
    """What subtraction leaves possible for each cell of 1 to 4."""
    cells = breakdown["cells"]
    small = [cell["code"] for cell in cells if cell["label"] == "1\u20134"]
    hidden = [cell["code"] for cell in cells if cell["label"] == "hidden"]
    rest = total - sum(cell["count"] for cell in cells if cell["count"] is not None)
    possible = worlds(small, len(hidden), rest)
    return {code: {world[code] for world in possible} for code in small}


@pytest.mark.parametrize("slug", [UMBRELLA, SPACES])
@pytest.mark.parametrize("dimension", ["field", "area", "size"])
def test_no_small_number_can_be_worked_out_by_subtraction(slug: str, dimension: str) -> None:
    figures, true = figures_of(slug), answered(slug, dimension)
    breakdown = figures["breakdowns"][dimension]

    left = attacked(breakdown, figures["total"])

    assert {code: {1, 2, 3, 4} for code in left} == left
    assert {code for code, count in true.items() if 0 < count < 5} <= {
        cell["code"] for cell in breakdown["cells"] if cell["count"] is None and cell["share"] is None
    }
    assert [
        cell["code"] for cell in breakdown["cells"] if cell["count"] not in {None, true[cell["code"]]}
    ] == []
    assert sum(true.values()) == figures["total"]


def test_the_attack_finds_a_small_number_where_nothing_else_is_hidden() -> None:
    open_to_it = {
        "cells": [
            {"code": "a", "label": "40", "count": 40},
            {"code": "b", "label": "1\u20134", "count": None},
        ]
    }

    assert attacked(open_to_it, 43) == {"b": {3}}


@pytest.mark.parametrize("slug", [UMBRELLA, SPACES])
def test_ideas_and_ratings_of_fewer_than_five_are_not_told_apart(slug: str) -> None:
    figures = figures_of(slug)

    few = [
        row["n_shown"]
        for part in ("ranking", "ranking_one_per_organisation")
        for row in figures[part]["unranked"]
    ]
    ranked = [
        row["n"] for part in ("ranking", "ranking_one_per_organisation") for row in figures[part]["ranked"]
    ]

    assert set(few) <= {"0", "1\u20134", "hidden"}
    assert min(ranked) >= 5


@pytest.mark.parametrize("slug", [UMBRELLA, SPACES])
def test_published_figures_of_the_town_are_recomputed_equal(slug: str) -> None:
    out = io.StringIO()

    call_command("verify", slug, stdout=out)

    assert out.getvalue().split(": ")[1] == "equal"


def test_computing_the_town_again_changes_nothing() -> None:
    lines, stamps = Entry.objects.count(), read_stamps(["all"])

    again = {computing.compute(each.pk) for each in Consultation.objects.order_by("pk")}

    assert (again, Entry.objects.count(), read_stamps(["all"])) == ({False}, lines, stamps)
