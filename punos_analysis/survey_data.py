"""What a survey asks, what was answered, and what is published of that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from punos_analysis import plain
from punos_analysis.brainstorm import BackgroundRow, Participation, RegistryRow

PERSON, ORGANISATION, GROUP, ALL = "person", "organisation", "group", "all"
PARTS = (PERSON, ORGANISATION, GROUP)
PART_OF: Mapping[str, str] = {
    "resident": PERSON,
    "active": PERSON,
    "organisation": ORGANISATION,
    "body": ORGANISATION,
    "group": GROUP,
}
ORDER = ">"
CHOSEN = "chosen"
POINT, WORDS = "point", "words"
SENT, SIGNED = "sent", "signed"
YES, NO = "yes", "no"


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TEXT = "text"
    NUMBER = "number"
    SCALE = "scale"
    MATRIX = "matrix"
    RANKING = "ranking"
    DATE = "date"
    PLACE = "place"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class QuestionInput:
    """A question and what can be answered to it; all of this is published.

    `lowest` and `highest` are the ends of a scale. With `shown_if` the question is shown only to those who
    answered an earlier one with one of the values. `asks_which` names options with a field for words beside
    them. Titles hold a text for each language.
    """

    code: str
    kind: Kind
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    is_public: bool = True
    shown_if: tuple[str, tuple[str, ...]] | None = None
    asks_which: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    option_titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    row_titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def values(self) -> tuple[str, ...]:
        """The values that can be given, in order: the steps of a scale, how a place is told, else the options."""
        if self.kind is Kind.PLACE:
            return POINT, WORDS
        if self.kind is Kind.SCALE and self.lowest is not None and self.highest is not None:
            return tuple(str(step) for step in range(self.lowest, self.highest + 1))
        return self.options


class Signer(NamedTuple):
    """An organisation that signed another's answer, by its key, and when; its name where that is public."""

    organisation: str
    at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class SurveyVoice:
    """A voice as the consultation knows it: not for publication.

    `organisation` names the organisation that it speaks for or belongs to, by any key. `organisation_name` is
    filled only where the organisation gave a public statement under its own name. `background` holds a code
    for each dimension that was answered. Of an organisation's answer `sent_at` tells when it was given last (None if
    it answered no question), `number` where everybody reads it, and `signers` who stands behind it besides.
    """

    voice: str
    capacity: str
    head_count: int = 1
    organisation: str | None = None
    organisation_name: str = ""
    language: str = ""
    background: Mapping[str, str] = field(default_factory=dict)
    sent_at: datetime | None = None
    number: int | None = None
    signers: tuple[Signer, ...] = ()


class AnsweredRow(NamedTuple):
    """How many of one part were shown a question and answered it: "0", "1-4" (en dash), a number, or hidden.

    `once` is how many answers that makes with one for each organisation; empty where that is not told.
    """

    question: str
    part: str
    shown: str
    answered: str
    once: str


class AnswerRow(NamedTuple):
    """How many of one part gave this answer: each voice as one, and with one answer for each organisation.

    `once` may be part of a whole number and is None where it is not told. A ranking is its options, best
    first, joined by `>`; a date is its month; a place is `point`, or `words` where it was told in words only.
    """

    question: str
    row: str
    value: str
    part: str
    answers: int
    once: float | None


class PlaceRow(NamedTuple):
    """A place that was pointed at. Those of persons and groups are rounded to about 100 m and have no name."""

    question: str
    part: str
    latitude: float
    longitude: float
    name: str


class TextRow(NamedTuple):
    """What was said in words. Of one in another state than `published` only that state is told."""

    question: str
    number: int
    language: str
    state: str
    text: str


class CrosstabRow(NamedTuple):
    """How many of one code gave this answer, as shown, and why. `*` is all values, or codes, that stand together."""

    question: str
    row: str
    dimension: str
    code: str
    value: str
    shown: str
    why: str


class StatementRow(NamedTuple):
    """An organisation that stands publicly behind an answer, which it `sent` or `signed`; the answer's public number.

    `counts` is "yes" for the one answer by which it counts where each organisation counts once.
    """

    organisation: str
    answer: str
    by: str
    counts: str


@dataclass(frozen=True, slots=True)
class SurveyData:
    """All that is published about the answers to a survey."""

    participation: Participation
    questions: tuple[QuestionInput, ...]
    answered: tuple[AnsweredRow, ...]
    answers: tuple[AnswerRow, ...]
    places: tuple[PlaceRow, ...]
    texts: tuple[TextRow, ...]
    background: tuple[BackgroundRow, ...]
    crosstabs: tuple[CrosstabRow, ...]
    registry: tuple[RegistryRow, ...]
    statements: tuple[StatementRow, ...]

    def to_json(self) -> str:
        """As text; the same data give the same text."""
        return plain.to_text(self)

    @classmethod
    def from_json(cls, text: str) -> "SurveyData":
        """Read what `to_json` wrote; ValueError if it is something else."""
        return plain.from_text(cls, text)


type Values = Mapping[str, Mapping[str, Any]]
