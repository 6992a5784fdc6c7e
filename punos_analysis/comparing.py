"""Are the published figures those that the open data give?"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from punos_analysis import files, plain
from punos_analysis.brainstorm import Figures, analyse
from punos_analysis.counting import LEVEL
from punos_analysis.tables import BrokenFile

TOLERANCE = 1e-6
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many figures were compared, and one line for each that differs."""

    compared: int
    differences: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The result in one line."""
        if self.differences:
            return f"different: {len(self.differences)} of {self.compared} figures"
        return f"equal: {self.compared} figures"


def verify(texts: Mapping[str, str]) -> Comparison:
    """Recompute the figures from the texts of the open data files and compare them with figures.json.

    Raises BrokenFile for a file that is absent or makes no sense.
    """
    if files.FIGURES not in texts:
        raise BrokenFile(files.FIGURES, 0, "the file is not there")
    told = files.read_figures(texts[files.FIGURES])
    level = told.get("level")
    made = analyse(files.read(texts), level=level if isinstance(level, float) and 0 < level < 1 else LEVEL)
    return compare(told, made)


def compare(told: Mapping[str, Any], made: Figures) -> Comparison:
    """Published figures, as plain JSON, against figures just made: floats to 0.000001, all else exactly."""
    left = dict(_leaves(told, ""))
    right = dict(_leaves(plain.to_plain(made), ""))
    places = list(dict.fromkeys([*left, *right]))
    return Comparison(
        len(places),
        tuple(
            f"{place}: published {left.get(place, NOTHING)}, recomputed {right.get(place, NOTHING)}"
            for place in places
            if not _same(left.get(place, NOTHING), right.get(place, NOTHING))
        ),
    )


def _leaves(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Every number, text and empty list with the path that leads to it."""
    if isinstance(value, Mapping) and value:
        for key, each in value.items():
            yield from _leaves(each, f"{place}.{key}" if place else key)
    elif isinstance(value, list) and value:
        for at, each in enumerate(value):
            yield from _leaves(each, f"{place}[{at}]")
    else:
        yield place, value


def _same(left: Any, right: Any) -> bool:
    """Floats within the tolerance (and a hair for their own rounding), all else exactly."""
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=0.0, abs_tol=TOLERANCE * (1 + 1e-6))
    return type(left) is type(right) and bool(left == right)
