"""The picture of a process: figures in, SVG out; many small things together, and nothing summed without its parts."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone, translation

from punos.contributions.tests.factories import make_thread
from punos.decisions.tests.factories import make_decision, make_measure
from punos.decisions.tests.responses import give, make_response, make_said, make_theme
from punos.home import queries
from punos.home.queries.picture import LEAST, LETTERS, Band, Box, Picture, in_lines, placed, svg
from punos.organisations.models import Actor
from punos.themes.tests.factories import say_as_organisation

SVG = "{*}"


def picture(*bands: Band, boxes: tuple[Box, ...] = ()) -> Picture:
    return Picture("Title", "About", ["One", "Two"], boxes, bands)


def box(key: str, column: int, **changes: Any) -> Box:
    facts: dict[str, Any] = {"label": key, "told": "", "address": f"/{key}/"}
    return Box(key, column, **facts | changes)


def test_bands_are_as_wide_as_their_size_and_boxes_hold_them() -> None:
    drawn = picture(
        Band("a", "c", 300, "300 persons", "/ac/"),
        Band("b", "c", 100, "100 persons", "/bc/"),
        boxes=(box("a", 0), box("b", 0), box("c", 1)),
    )

    places = placed(drawn, 0.5)

    assert (places["a"].height, places["b"].height, places["c"].height) == (150, 50, 200)
    assert places["b"].y == places["a"].y + places["a"].height + 10
    assert places["c"].x > places["a"].x


def test_picture_is_well_formed_named_and_linked() -> None:
    told = '3 "persons" <b>'
    drawn = picture(
        Band("a", "b", 0, told, "/ab/"),
        boxes=(box("a", 0, label="Lyhyt"), box("b", 1, label="A & B <i>", mark="late")),
    )

    root = ET.fromstring(svg(drawn))  # noqa: S314 - our own picture

    links = root.findall(f"{SVG}a")
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == ("Title", "About")
    assert [each.get("href") for each in links] == ["/ab/", "/a/", "/b/"]
    assert [each.findtext(f"{SVG}title") for each in links] == [told, "Lyhyt", "A & B <i>"]
    assert [each.get("class") for each in links] == ["band", "box", "box late"]


def test_empty_picture_is_a_picture() -> None:
    assert ET.fromstring(svg(picture())).tag == "svg"  # noqa: S314 - our own picture


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("", [""]),
        ("Tilat", ["Tilat"]),
        ("Tilojen yhteinen varaaminen", ["Tilojen yhteinen", "varaaminen"]),
        ("x" * 40, ["x" * (LETTERS - 1) + "\u2026"]),
        ("Yksi kaksi kolme nelja viisi kuusi seitseman kahdeksan", ["Yksi kaksi kolme", "nelja viisi kuusi se\u2026"]),
    ],
)  # fmt: skip
def test_names_take_two_lines_at_most(label: str, lines: list[str]) -> None:
    assert in_lines(label) == lines


@pytest.mark.django_db
def test_process_is_drawn_from_who_said_it_to_what_is_done() -> None:
    theme = make_theme()
    make_said(theme)
    give(theme, say_as_organisation(theme.process))
    make_response(theme)
    make_decision(theme.process)
    measure = make_measure(theme.process, themes=[theme])

    with translation.override("en"):
        thread = queries.process_thread(Actor(), theme.process, timezone.localdate())
        drawn = queries.figures(thread)

    assert [each.key for each in drawn.boxes] == [
        "who:persons", "who:organisations", f"theme:{theme.pk}", "outcome:taken",
        f"decision:{thread.decisions[0].pk}", f"measure:{measure.pk}",
    ]  # fmt: skip
    assert [(each.source, each.target, each.size, each.told) for each in drawn.bands] == [
        ("who:persons", f"theme:{theme.pk}", 1, "Persons: 1"),
        ("who:organisations", f"theme:{theme.pk}", 1, "Organisations: 1"),
        (f"theme:{theme.pk}", "outcome:taken", 2, "1 person, 1 organisation"),
        ("outcome:taken", f"measure:{measure.pk}", 2, "1 person, 1 organisation"),
    ]
    assert placed(drawn, 0.0)[f"measure:{measure.pk}"].height == LEAST


@pytest.mark.django_db
def test_many_small_themes_are_drawn_together() -> None:
    first = make_theme()
    thread = make_thread(first.process)
    for _number in range(14):
        make_theme(first.process)
    make_said(first)

    with translation.override("en"):
        drawn = queries.figures(queries.process_thread(Actor(), first.process, timezone.localdate()))

    labels = [each.label for each in drawn.boxes if each.column == 1]
    assert (len(labels), labels[-1]) == (13, "3 others")
    assert thread.process_id == first.process_id
    assert {each.key for each in drawn.boxes if each.column == 2} == {"outcome:none"}
