"""The drawing of the town on which places are pointed at."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from town.texts.bodies import DISTRICTS
from town.texts.may_answers import PLACES

OUTLINE = json.loads((Path(__file__).parent.parent / "outline.json").read_text(encoding="utf-8"))
WEST, SOUTH, EAST, NORTH = OUTLINE["bbox"]


def of_kind(kind: str) -> list[dict[str, Any]]:
    """The features of one kind."""
    return [each for each in OUTLINE["features"] if each["properties"]["kind"] == kind]


def rings() -> Iterator[list[list[float]]]:
    """Every shore."""
    for each in (*of_kind("land"), *of_kind("park")):
        for polygon in each["geometry"]["coordinates"]:
            yield from polygon


def test_outline_says_that_it_is_a_drawing_for_the_demo() -> None:
    assert "made by hand for the demo town" in OUTLINE["properties"]["about"]


def test_shores_are_closed() -> None:
    assert [ring for ring in rings() if ring[0] != ring[-1] or len(ring) < 4] == []


def test_places_lie_on_the_map_and_have_finnish_and_swedish_names() -> None:
    places = of_kind("place")

    outside = [
        each
        for each in places
        if not (
            WEST < each["geometry"]["coordinates"][0] < EAST
            and SOUTH < each["geometry"]["coordinates"][1] < NORTH
        )
    ]

    assert (len(places), outside) == (38, [])
    assert all(each["properties"]["name_fi"] and each["properties"]["name_sv"] for each in places)


def test_every_district_of_the_list_has_its_middle() -> None:
    told = [
        tuple(each["properties"][f"name_{code}"] for code in ("fi", "sv", "en")) for each in of_kind("area")
    ]

    assert told == [(names.fi, names.sv, names.en) for _code, names in DISTRICTS]


def test_places_that_answers_name_are_on_the_map_where_the_answers_say() -> None:
    on_map = {each["properties"]["name_fi"]: each for each in of_kind("place")}

    for name, swedish, lat, lon in PLACES:
        there = on_map[name]
        east, north = there["geometry"]["coordinates"]
        assert there["properties"]["name_sv"] == swedish
        assert (abs(east - lon) < 0.01, abs(north - lat) < 0.01) == (True, True)
