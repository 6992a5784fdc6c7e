"""Alphabetical order in Finnish and Swedish."""

from itertools import pairwise

import pytest

from punos.core.sorting import sort_key


def test_nordic_letters_stand_after_z_in_their_order() -> None:
    names = ["Öster", "Zeta", "Äiti", "Åbo", "Aamu", "Yö"]

    assert sorted(names, key=sort_key) == ["Aamu", "Yö", "Zeta", "Åbo", "Äiti", "Öster"]


def test_v_and_w_are_letters_of_their_own() -> None:
    assert sorted(["Wasa", "Vö", "Va"], key=sort_key) == ["Va", "Vö", "Wasa"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Éva", "eva"),
        ("Šakki", "sakki"),
        ("AINO", "aino"),
        ("Nuoret (ry)", "nuoret ry"),
        ("  Kaksi   väliä ", "kaksi väliä"),
        ("A\u0308iti", "äiti"),
        ("Ødegård", "ödegård"),
        ("Æ", "ä"),
    ],
)
def test_accents_case_marks_and_spaces_do_not_count(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_digits_come_before_letters() -> None:
    keys = [sort_key(text) for text in ("4H", "9 veljestä", "Aamu")]

    assert [left < right for left, right in pairwise(keys)] == [True, True]


def test_key_of_a_long_name_fits_its_column() -> None:
    assert len(sort_key("nimi " * 200)) == 400


def test_key_of_nothing_is_nothing() -> None:
    assert [sort_key(""), sort_key("  - ")] == ["", ""]
