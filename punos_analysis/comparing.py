"""Are the published figures those that the open data give?"""

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from punos_analysis import files, plain, survey_files
from punos_analysis.brainstorm import analyse
from punos_analysis.counting import LEVEL
from punos_analysis.survey_analysis import analyse_survey
from punos_analysis.survey_package import SUMS, sums
from punos_analysis.tables import BrokenFile, decoded

TOLERANCE = 1e-6
NOTHING = "nothing"
KNOWN = tuple(dict.fromkeys([*files.TABLES, *survey_files.TABLES, files.FIGURES]))


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

    A brainstorm or a survey, told apart by their files. Raises BrokenFile for a file that is absent or makes
    no sense.
    """
    if files.FIGURES not in texts:
        raise BrokenFile(files.FIGURES, 0, "the file is not there")
    told = files.read_figures(texts[files.FIGURES])
    given = told.get("level")
    level = given if isinstance(given, float) and 0 < given < 1 else LEVEL
    if survey_files.QUESTIONS in texts:
        return compare(told, analyse_survey(survey_files.read_survey(texts), level=level))
    return compare(told, analyse(files.read(texts), level=level))


def verify_package(contents: Mapping[str, bytes]) -> Comparison:
    """The same for the files as they were downloaded, of which others may stand beside them.

    Where there is a `SHA256SUMS`, every file that it names is checked, and every table must be named there.
    """
    texts = {name: decoded(contents[name], file=name) for name in KNOWN if name in contents}
    compared = verify(texts)
    if SUMS not in contents:
        return compared
    told = sums(decoded(contents[SUMS], file=SUMS))
    names = dict.fromkeys([*told, *texts])
    differences = tuple(
        f"{name}: published checksum {told.get(name, NOTHING)}, recomputed {made}"
        for name in names
        if told.get(name) != (made := _checksum(contents, name))
    )
    return Comparison(compared.compared + len(names), (*differences, *compared.differences))


def compare(told: Mapping[str, Any], made: object) -> Comparison:
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


def _checksum(contents: Mapping[str, bytes], name: str) -> str:
    return hashlib.sha256(contents[name]).hexdigest() if name in contents else NOTHING


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
