"""The shapes that the town's texts are written in: frozen data, no Django, no database.

A gap in a language is an empty string and deliberate wherever it stands. The town shows once what a reader sees
when a translation is behind its source (`Words.stale`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Language = Literal["fi", "sv", "en"]
Precision = Literal["day", "month", "season", "year", "end_of_year"]
Certainty = Literal["certain", "planned", "open"]
Outcome = Literal["", "approved", "rejected", "noted", "tabled", "returned", "referred"]
Level = Literal["informing", "consulting", "working_together", "deciding"]
Capacity = Literal["resident", "active", "organisation", "group", "body"]
Scale = Literal["agreement", "seven"]
Size = Literal["volunteers", "1_4", "5_19", "20_plus", "not_told"]
Role = Literal["coordinator", "officer", "moderator", "assessor", "auditor", "administrator"]

NATIONWIDE = "nationwide"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the three languages, and the language that it was first written in.

    `stale` are languages whose version was made before the source was changed, on the day `changed`.
    """

    fi: str
    sv: str
    en: str
    source: Language = "fi"
    stale: tuple[Language, ...] = ()
    changed: date | None = None

    def in_language(self, language: str) -> str:
        """The version in one language, empty when there is none."""
        return {"fi": self.fi, "sv": self.sv, "en": self.en}[language]

    @property
    def original(self) -> str:
        """The version in the language that the text was first written in."""
        return self.in_language(self.source)

    @property
    def missing(self) -> tuple[Language, ...]:
        """Languages that have no version."""
        languages: tuple[Language, ...] = ("fi", "sv", "en")
        return tuple(language for language in languages if not self.in_language(language))


@dataclass(frozen=True, slots=True)
class PhaseText:
    """A phase of a process: what happens, when (as exactly as is known), and what came of it.

    `starts` and `ends` are the outer limits of a rough date: May 2022 is 1 to 31 May with the
    precision `month`. `open_question` is what had not been decided when the phase was told of.
    """

    key: str
    title: Words
    body: Words
    starts: date
    ends: date | None = None
    precision: Precision = "day"
    certainty: Certainty = "certain"
    open_question: Words | None = None
    consultation: str = ""


@dataclass(frozen=True, slots=True)
class DecisionText:
    """What a body decided in a phase of a process; what nobody tells is left empty."""

    phase: str
    title: Words
    summary: Words
    on: date
    outcome: Outcome
    case_number: str
    body: Words | None = None
    section_mark: str = ""
    appeal: Literal["", "none"] = ""


@dataclass(frozen=True, slots=True)
class NoteText:
    """How a measure went on, on a day."""

    on: date
    words: Words


@dataclass(frozen=True, slots=True)
class MeasureText:
    """What is done, which unit answers for it (its key in the cast), until when, and how it went.

    `decisions` are the phases whose decisions it came from; with `came_of` it was closed as done on the day beside it.
    """

    key: str
    title: Words
    body: Words
    unit: str
    due: date
    precision: Precision
    decisions: tuple[str, ...]
    indicator: Words | None = None
    notes: tuple[NoteText, ...] = ()
    came_of: NoteText | None = None


@dataclass(frozen=True, slots=True)
class PassageText:
    """A heading and the text under it (Markdown)."""

    key: str
    title: Words
    body: Words


@dataclass(frozen=True, slots=True)
class ProcessText:
    """A process: who leads it, how much can be influenced, and its phases in order of time.

    The host is a city unit (its key in the cast) or an organisation (its name in the registry).
    `addressees` are area codes whose county, or city, is asked to answer. The easy ones are Easy Finnish and Easy
    Swedish of the summary, and of the aims together with the passages.
    """

    slug: str
    case_number: str
    title: Words
    summary: Words
    aims: Words
    level: Level
    phases: tuple[PhaseText, ...]
    passages: tuple[PassageText, ...] = ()
    host_unit: str = ""
    host_organisation: str = ""
    addressees: tuple[str, ...] = ()
    easy_summary: Words | None = None
    easy_body: Words | None = None


@dataclass(frozen=True, slots=True)
class IdeaText:
    """An idea to rate, and the ratings that the generators aim at.

    On the scale of seven `mean` and `spread` are the mean and standard deviation before rounding;
    `leans` shifts the mean for voices of a size band or a field. On the scale of agreement
    `first` and `second` are the shares of agreement in the two planted opinion groups.
    """

    key: str
    words: Words
    mean: float = 0.0
    spread: float = 0.0
    leans: tuple[tuple[str, float], ...] = ()
    first: float = 0.0
    second: float = 0.0


@dataclass(frozen=True, slots=True)
class ConsultationText:
    """A brainstorm: information, background questions, and ideas to rate."""

    slug: str
    process: str
    title: Words
    summary: Words
    information: Words
    background: Words
    question: Words
    own_idea: Words
    thanks: Words
    scale: Scale
    low: Words
    high: Words
    fields: tuple[str, ...]
    ideas: tuple[IdeaText, ...]
    results: Literal["always", "when_closed"] = "when_closed"


@dataclass(frozen=True, slots=True)
class Window:
    """When a consultation opens and closes (times of Helsinki)."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class PageText:
    """A page of the service: its title and its text as Markdown."""

    slug: str
    title: Words
    body: Words


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit of the city with its official names."""

    key: str
    name: Words


@dataclass(frozen=True, slots=True)
class CastMember:
    """One of the people of the town: who they are, their roles in the city, their organisations.

    `roles` holds pairs of unit key and role; `organisations` names of the registry.
    """

    key: str
    name: str
    email: str
    language: Language
    introduction: Words
    roles: tuple[tuple[str, Role], ...] = ()
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An invented organisation: at least one of its two names is there.

    `areas` holds area codes, or "nationwide" alone. `what` says the field in words when the field
    is `other`.
    """

    name_fi: str
    name_sv: str
    field: str
    areas: tuple[str, ...]
    size: Size
    languages: tuple[Language, ...]
    registered: bool = True
    what: Words | None = None

    @property
    def name(self) -> str:
        """The name by which it is known first: Finnish, or Swedish when it has no Finnish one."""
        return self.name_fi or self.name_sv

    @property
    def nationwide(self) -> bool:
        """Whether it works in the whole country."""
        return NATIONWIDE in self.areas


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """Who says something, and the background as given on that day.

    `organisation` is a place in `registry(seed)`, or None for a resident. `head_count` is the size
    of a group and 1 for all others.
    """

    capacity: Capacity
    head_count: int
    organisation: int | None
    field: str
    field_other: str
    area: str
    size: str
    language: Language
