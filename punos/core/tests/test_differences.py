"""What changed between two texts."""

from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from punos.core.differences import LONGEST, Piece, differences

TEXTS = st.text(alphabet="ab \n.,\u00e4", max_size=60)


@given(old=TEXTS, new=TEXTS)
def test_differences_hold_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)

    assert "".join(each.text for each in pieces if each.kind != "added") == old
    assert "".join(each.text for each in pieces if each.kind != "removed") == new


@given(old=TEXTS, new=TEXTS)
def test_differences_have_no_empty_piece_and_no_neighbours_alike(old: str, new: str) -> None:
    pieces = differences(old, new)

    assert [each for each in pieces if not each.text] == []
    assert [a for a, b in pairwise(pieces) if a.kind == b.kind] == []


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("Sama.", "Sama.", [("same", "Sama.")]),
        ("Kokoontuu kerran vuodessa.", "Kokoontuu kahdesti vuodessa.",
         [("same", "Kokoontuu "), ("removed", "kerran"), ("added", "kahdesti"), ("same", " vuodessa.")]),
        ("kaupunki kokous", "kaupunki, kokous", [("same", "kaupunki"), ("added", ","), ("same", " kokous")]),
        ("yksi kaksi kolme nelj\u00e4", "yksi A B nelj\u00e4",
         [("same", "yksi "), ("removed", "kaksi kolme"), ("added", "A B"), ("same", " nelj\u00e4")]),
        ("Eka. Toka. Kolmas.", "Eka. Kolmas.", [("same", "Eka. "), ("removed", "Toka. "), ("same", "Kolmas.")]),
    ],
)  # fmt: skip
def test_differences_are_words(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    assert [(each.kind, each.text) for each in differences(old, new)] == pieces


def test_long_text_is_compared_passage_by_passage() -> None:
    lines = [f"Kohta {n} koskee toimintaa ja sen rahoitusta." for n in range(2000)]
    changed = [
        line.replace("rahoitusta", "arviointia") if n % 50 == 0 else line for n, line in enumerate(lines)
    ]

    pieces = differences("\n".join(lines), "\n".join(changed))

    assert [each.text for each in pieces if each.kind == "added"] == ["arviointia"] * 40


def test_text_beyond_the_cap_counts_as_written_anew() -> None:
    old, new = "a " * LONGEST, "b"

    assert differences(old, new) == [Piece("removed", old), Piece("added", new)]


def test_hostile_text_counts_as_written_anew() -> None:
    old, new = "a. b. " * 16_000, "b. a. " * 16_000

    assert differences(old, new) == [Piece("removed", old), Piece("added", new)]


def test_short_text_against_a_long_one_of_the_same_word_is_no_burden() -> None:
    old, new = "a. " * 30_000, "a. " * 100

    assert "".join(each.text for each in differences(old, new) if each.kind != "removed") == new


def test_component_says_in_words_what_came_and_went() -> None:
    pieces = differences("a <b>", "a c")

    with override("en"):
        page = render_to_string("core/components/differences.html", {"pieces": pieces})

    assert page.strip() == (
        '<div class="differences">a <del><span class="visually-hidden">[Removed: </span>&lt;b&gt;'
        '<span class="visually-hidden">]</span></del><ins><span class="visually-hidden">[Added: </span>c'
        '<span class="visually-hidden">]</span></ins></div>'
    )
