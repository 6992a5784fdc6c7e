"""Dataclasses to JSON and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import pytest

from punos_analysis.plain import from_text, to_plain, to_text


class Kind(StrEnum):
    ONE = "one"


class Pair(NamedTuple):
    name: str
    number: int


@dataclass(frozen=True)
class Here:
    x: float


@dataclass(frozen=True)
class Nowhere:
    reason: str


@dataclass(frozen=True)
class Whole:
    kind: Kind
    pairs: tuple[Pair, ...]
    ends: tuple[float, float]
    maybe: int | None
    where: Here | Nowhere
    named: Mapping[str, tuple[str, ...]]


def whole(where: Here | Nowhere, maybe: int | None = None) -> Whole:
    return Whole(Kind.ONE, (Pair("a", 1),), (0.5, 1.0), maybe, where, {"k": ("v",)})


@pytest.mark.parametrize("value", [whole(Here(0.25)), whole(Nowhere("far"), 3)])
def test_from_text_gives_back_what_to_text_wrote(value: Whole) -> None:
    assert from_text(Whole, to_text(value)) == value


def test_to_plain_rounds_to_six_decimals_and_knows_no_minus_nought() -> None:
    assert to_plain(whole(Here(1 / 3)))["where"] == {"x": 0.333333}
    assert str(to_plain(-0.0)) == "0.0"


def test_to_plain_refuses_what_has_no_plain_form() -> None:
    with pytest.raises(TypeError, match="object has no plain form"):
        to_plain(object())


@pytest.mark.parametrize("text", ["[]", "{}", "3", "{", '{"kind": "two"}'])
def test_from_text_refuses_something_else(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_text(Whole, text)
