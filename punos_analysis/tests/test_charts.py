"""Charts are drawn as SVG that a strict page may show, with every label in words."""

import json
import re
from dataclasses import replace

import pytest
import vl_convert

from punos_analysis.breakdowns import breakdown
from punos_analysis.charts import Spec, Tile, Words, bars, labelled, opinions, tiles
from punos_analysis.opinions import Group, IdeaPoint, OpinionMap, VoicePoint

FEW = "1\u20134"
COUNTS = {"a": 135, "b": 70, "c": 3, "d": 0, "e": 21}
WORDS = Words(
    title="Fields",
    description="How many from each field",
    codes={"a": "sairaus- ja vammaisj\u00e4rjest\u00f6t", "b": "Barn & <familjer>"},
    hidden="dolt",
    percent="{}\u00a0%",
    groups=("Grupp A", "Grupp B"),
    no_group="Deltagare",
)
LAYOUT = {code: Tile(row=1 + at // 3, column=at % 3, name=code.upper()) for at, code in enumerate("abcd")}


def drawn(spec: Spec) -> str:
    return vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="6.1")


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def shown_map(*groups: Group) -> OpinionMap:
    return OpinionMap(
        ideas=(IdeaPoint("i", 1.0, 0.5), IdeaPoint("j", -1.0, 0.0)),
        voices=(
            VoicePoint("1", 0.1, 0.2, 1 if groups else 0),
            VoicePoint("2", -0.5, 0.2, 2 if groups else 0),
        ),
        groups=groups,
        silhouette=0.6,
        null=0.5,
        stability=0.9,
        explained=(0.3, 0.1),
        left_out=0,
    )


SPECS = {
    "bars": bars(breakdown(COUNTS), words=WORDS),
    "no bars": bars(breakdown({}), words=WORDS),
    "tiles": tiles(breakdown(COUNTS), layout=LAYOUT, words=WORDS),
    "groups": opinions(shown_map(Group(1, 9, 0.1, 0.2), Group(2, 7, -0.5, 0.2)), words=WORDS),
    "no groups": opinions(shown_map(), words=WORDS),
}


@pytest.mark.parametrize("name", SPECS)
def test_chart_is_drawn_without_script_or_style(name: str) -> None:
    svg = drawn(SPECS[name])

    assert svg.startswith("<svg")
    assert re.findall(r"<script|<style|\sstyle=|\son\w+=|javascript:|@import", svg) == []
    assert set(re.findall(r"https?://[^\"']+", svg)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


@pytest.mark.parametrize("name", SPECS)
def test_chart_is_drawn_the_same_each_time(name: str) -> None:
    assert drawn(SPECS[name]) == drawn(SPECS[name])


@pytest.mark.parametrize("name", ["bars", "tiles", "groups"])
def test_chart_fits_a_phone(name: str) -> None:
    width = float(re.findall(r'width="([\d.]+)"', drawn(SPECS[name]))[0])

    assert width <= 360


def test_bars_carry_name_number_and_share_in_words() -> None:
    said = texts(drawn(SPECS["bars"]))

    assert [
        each.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        for each in said
        if each != "Fields"
    ] == [
        "sairaus- ja vammaisj\u00e4rjest\u00f6t",
        "Barn & <familjer>",
        "c",
        "d",
        "e",
        "135 (59\u00a0%)",
        "70 (31\u00a0%)",
        FEW,
        "0 (0\u00a0%)",
        "dolt",
    ]


def test_tiles_carry_their_short_names_and_labels() -> None:
    said = texts(drawn(SPECS["tiles"]))

    assert [each for each in said if each != "Fields"] == ["A", "B", "C", "D", "135", "70", FEW, "0"]


def test_tiles_of_withheld_cells_say_so() -> None:
    said = texts(drawn(tiles(breakdown({"a": 2}), layout=LAYOUT, words=WORDS)))

    assert said.count("dolt") == 1


def test_opinions_tell_groups_apart_by_shape_and_name() -> None:
    svg = drawn(SPECS["groups"])

    assert {"Grupp A", "Grupp B"} <= set(texts(svg))
    assert SPECS["groups"]["layer"][1]["encoding"]["shape"]["scale"]["range"] == ["circle", "square"]


def test_opinions_draw_voices_that_stand_together_as_one_larger_point() -> None:
    near = tuple(VoicePoint(str(at), 1.0 + at / 1000, 1.0, 1) for at in range(4))
    many = replace(shown_map(Group(1, 5, 1, 1)), voices=(*near, VoicePoint("far", -1.0, -1.0, 1)))

    points = opinions(many, words=WORDS)["layer"][1]["data"]["values"]

    assert points == [
        {"x": -1.0, "y": -1.0, "group": "Grupp A", "size": 36.0},
        {"x": 1.0, "y": 1.0, "group": "Grupp A", "size": 72.0},
    ]


def test_labelled_cuts_long_numbers() -> None:
    assert labelled('<svg><path d="M1.23456,2.5"/>1.23456</svg>', description="d") == (
        '<svg role="img" aria-label="d"><path d="M1.23,2.5"/>1.23456</svg>'
    )


def test_opinions_without_groups_have_no_legend() -> None:
    assert [each for each in texts(drawn(SPECS["no groups"])) if each != "Fields"] == []


def test_chart_has_no_id_that_could_clash_with_another() -> None:
    assert [re.findall(r"url\(#|\sid=", drawn(spec)) for spec in SPECS.values()] == [[]] * len(SPECS)


def test_labelled_leaves_one_description_and_none_of_the_renderers_own() -> None:
    for spec in SPECS.values():
        svg = labelled(drawn(spec), description='Fields & "areas"')
        assert re.findall(r'(?:role|aria-[a-z]+)="[^"]*"', svg) == [
            'role="img"',
            'aria-label="Fields &amp; &quot;areas&quot;"',
        ]
        assert texts(svg) == texts(drawn(spec))


def test_chart_without_a_title_has_none() -> None:
    assert texts(drawn(bars(breakdown({}), words=replace(WORDS, title="")))) == []


def test_chart_carries_its_description() -> None:
    assert {spec["description"] for spec in SPECS.values()} == {"How many from each field"}
