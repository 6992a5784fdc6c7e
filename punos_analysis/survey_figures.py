"""The shape of everything that the results page of a survey publishes."""

from collections.abc import Mapping
from dataclasses import dataclass

from punos_analysis import plain
from punos_analysis.brainstorm import Participation
from punos_analysis.breakdowns import Breakdown, Cell
from punos_analysis.counting import Interval
from punos_analysis.missing import Unheard
from punos_analysis.survey_data import Kind


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many of each part, and of all whose number is shown; each a number, "1-4" (en dash) or hidden."""

    person: str
    organisation: str
    group: str
    all: str


@dataclass(frozen=True, slots=True)
class Option:
    """How many gave this answer. `share` (0 to 1) is of those who answered, None where nobody did."""

    code: str
    count: float
    share: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a scale with its interval, which is kept within the scale."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Line:
    """The answers to a question, or to one row of a matrix; `n` is the denominator of the shares."""

    row: str
    n: float
    options: tuple[Option, ...]
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class Place:
    """The mean place of an option among those who ranked it: 1 is best, None where nobody did."""

    code: str
    n: float
    mean: float | None


@dataclass(frozen=True, slots=True)
class Spread:
    """Where numbers lie: the mean, and the values that a quarter, a half and three quarters do not exceed."""

    mean: float
    least_quarter: float
    median: float
    most_quarter: float


@dataclass(frozen=True, slots=True)
class Part:
    """What persons, organisations, groups or all of them answered; `n` is how many did."""

    part: str
    n: float
    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Point:
    """A place that was pointed at."""

    part: str
    latitude: float
    longitude: float
    name: str


@dataclass(frozen=True, slots=True)
class Table:
    """Answers by background: a line of cells for each value, a column for each code; `*` stands for several.

    The share of a cell is of those of its code who answered, in a multiple choice of all of its code.
    """

    row: str
    codes: tuple[str, ...]
    values: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """The results of one question.

    `parts` counts every voice as one, `once` every organisation as one (`survey_once`); a part is absent where
    it is not told. Without `is_complete` the answers of one to four persons are left out.
    """

    code: str
    kind: Kind
    is_public: bool
    options: tuple[str, ...]
    rows: tuple[str, ...]
    lowest: int | None
    highest: int | None
    shown: Numbers
    answered: Numbers
    is_complete: bool
    parts: tuple[Part, ...]
    once: tuple[Part, ...]
    points: tuple[Point, ...]
    crosstabs: Mapping[str, tuple[Table, ...]]


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """Every number of the results page. Breakdowns and unheard go by dimension."""

    level: float
    participation: Participation
    total: int
    persons: int
    organisations: int
    groups: int
    statements: tuple[str, ...]
    breakdowns: Mapping[str, Breakdown]
    unheard: Mapping[str, tuple[Unheard, ...]]
    questions: tuple[QuestionFigures, ...]

    def to_json(self) -> str:
        """As text, floats to six decimals; the same figures give the same text."""
        return plain.to_text(self)

    @classmethod
    def from_json(cls, text: str) -> "SurveyFigures":
        """Read what `to_json` wrote; ValueError if it is something else."""
        return plain.from_text(cls, text)
