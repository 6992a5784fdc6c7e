"""The shapes of the two hearings of 2022: questions, answers, draft texts and comments on them.

Like `shapes`, frozen data without Django. A question's wording in Easy Finnish and Easy Swedish has no
English version: Easy English was never promised.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypedDict

from town.texts.shapes import Capacity, Language, Window, Words

Kind = Literal["single", "multiple", "text", "number", "scale", "matrix", "ranking", "date", "place", "file"]
Change = Literal["", "kept", "changed", "new", "removed"]
Stance = Literal["for", "against", "neutral"]


class Place(TypedDict):
    """A point on the map (degrees, WGS 84) and what the one who set it calls it."""

    lat: float
    lon: float
    name: str


# Single, date and text: a string; multiple and ranking: codes; matrix: option by row.
type Value = str | int | list[str] | dict[str, str] | Place


@dataclass(frozen=True, slots=True)
class OptionText:
    """A choice, or a row of a matrix. `asks_which` opens a line to write in: "other, which?"."""

    code: str
    text: Words
    asks_which: bool = False
    easy: Words | None = None


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question. `lowest` and `highest` bound a number or a scale; `low` and `high` name a scale's ends.

    `limit` is the most characters of a text and the most choices of a multiple question. `shown_if`
    is another question's code and the choices that bring this one up. `easy` is the title in Easy
    Finnish and Easy Swedish; a question that has it belongs to the short, easy set.
    """

    code: str
    kind: Kind
    title: Words
    help: Words | None = None
    required: bool = False
    is_public: bool = True
    options: tuple[OptionText, ...] = ()
    rows: tuple[OptionText, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    low: Words | None = None
    high: Words | None = None
    limit: int | None = None
    shown_if: tuple[str, tuple[str, ...]] | None = None
    easy: Words | None = None


@dataclass(frozen=True, slots=True)
class HearingText:
    """A hearing: what it is about, what becomes of an answer, how many minutes it takes, what is asked.

    `languages` are those that one could answer in; `background` the facts asked of an organisation.
    """

    slug: str
    process: str
    title: Words
    summary: Words
    information: Words
    privacy: Words
    publicity: Words
    retention: Words
    minutes: int
    window: Window
    languages: tuple[Language, ...]
    background: tuple[str, ...]
    questions: tuple[QuestionText, ...]
    easy_summary: Words | None = None
    easy_minutes: int | None = None

    @property
    def easy_questions(self) -> tuple[QuestionText, ...]:
        """The short set in Easy Finnish and Easy Swedish."""
        return tuple(question for question in self.questions if question.easy)

    def question(self, code: str) -> QuestionText:
        """One question. Raises KeyError for a code that no question has."""
        return {question.code: question for question in self.questions}[code]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer to a survey: who, in which language, and the values by question code.

    `organisation` is a place in `registry()`, `body` the Finnish name of a public body, `person` a
    key of the cast: each empty where there is none. `background` holds field, field_other, area and
    size as far as they were given. What was written on the line of "other, which?" stands under
    "<code>:other". `is_easy` tells that only the short, easy set was answered.
    """

    key: str
    capacity: Capacity
    organisation: int | None
    head_count: int
    language: Language
    background: Mapping[str, str]
    values: Mapping[str, Value]
    sent: datetime
    body: str = ""
    person: str = ""
    is_easy: bool = False


@dataclass(frozen=True, slots=True)
class SectionText:
    """A clause in one version. Its number is its place in the version, from 1.

    `change` and `why` tell what became of it since the version before; both are empty in the first.
    A removed clause stays in its place with its last wording, so that no other changes its number.
    """

    key: str
    heading: Words
    body: Words
    change: Change = ""
    why: Words | None = None


@dataclass(frozen=True, slots=True)
class VersionText:
    """A version of a draft text, and what is said about the whole of it."""

    number: int
    published: datetime
    note: Words
    sections: tuple[SectionText, ...]

    def section(self, key: str) -> SectionText:
        """One clause. Raises KeyError for a key that none has."""
        return {section.key: section for section in self.sections}[key]


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A draft text in versions, the oldest first."""

    slug: str
    title: Words
    versions: tuple[VersionText, ...]


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment on a clause of a document's first version, in the language that it was written in.

    `quote` is a passage of the clause in that language, or empty when the whole clause is meant;
    `rewording` is proposed in place of the passage. Who speaks is told as in `AnswerRow`.
    """

    key: str
    document: str
    section: str
    capacity: Capacity
    organisation: int | None
    head_count: int
    language: Language
    stance: Stance
    text: str
    sent: datetime
    quote: str = ""
    rewording: str = ""
    body: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as it was written down, before its organisation is looked up in the registry.

    `speaker` is a name in the registry, the Finnish name of a public body, or empty for a resident.
    """

    section: str
    capacity: Capacity
    speaker: str
    language: Language
    stance: Stance
    text: str
    quote: str = ""
    rewording: str = ""
    person: str = ""
    head_count: int = 1
