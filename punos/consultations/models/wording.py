"""Every text of a consultation that a reader meets, in one list: what is missing in a language and what is stale."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from punos.consultations.models.consultation import Consultation
from punos.consultations.models.part import Part, PartKind
from punos.consultations.models.question import Option, Question, QuestionKind
from punos.contributions.models import Scale
from punos.core.languages import LANGUAGES, VERSIONS, TranslatedText, Writing
from punos.processes.models import Document, DraftVersion, Phase, Process, Section
from punos.processes.models.document import words_in

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text
else:
    Text = object

type OfConsultation = Consultation | Part | Question | Option
type OfProcess = Process | Phase | Document | DraftVersion | Section
type Subject = OfConsultation | OfProcess

# Easy English was never promised: there is no such thing as an agreed Easy English.
EASY_LANGUAGES = ("fi", "sv")

PROCESS_TEXTS: dict[str, Text] = {
    "title": _("Title of the process"),
    "summary": _("Summary of the process"),
    "body": _("Background of the process"),
}
PHASE_TEXTS: dict[str, Text] = {
    "title": _("Phase %(number)d: title"),
    "body": _("Phase %(number)d: what is told of it"),
    "open_question": _("Phase %(number)d: what is still open"),
}
CONSULTATION_TEXTS: dict[str, Text] = {
    "title": _("Title"),
    "summary": _("Summary"),
    "privacy": _("What personal data is used for"),
    "publicity": _("What becomes public"),
    "retention": _("How long it is kept"),
    "easy_summary": _("Summary in easy language"),
    "gap_reason": _("Why a language is missing"),
}
PART_TEXTS: dict[str, Text] = {
    "title": _("Heading of the part"),
    "body": _("Text of the part"),
    "low": _("Low end of the scale"),
    "high": _("High end of the scale"),
}
QUESTION_TEXTS: dict[str, Text] = {
    "title": _("Question"),
    "help": _("Help"),
    "low": _("Low end of the scale"),
    "high": _("High end of the scale"),
    "unit": _("What the number counts"),
    "easy_title": _("Question in easy language"),
    "easy_help": _("Help in easy language"),
}
OPTION_TEXTS: dict[str, Text] = {"text": _("Choice"), "easy_text": _("Choice in easy language")}
LONG_TEXTS = {
    *("summary", "privacy", "publicity", "retention", "easy_summary", "gap_reason", "body", "help"),
    *("note", "why", "open_question"),
}
# What can have a version in Easy Finnish and Easy Swedish; a survey has an easy set of questions of its own instead.
WITH_EASY = {"summary", "body"}


@dataclass(frozen=True)
class TextAt:
    """One text, the row and column that hold it, and the languages in which it is wanted."""

    subject: Subject
    field: str
    label: Text

    @property
    def key(self) -> str:
        """How forms name it: "question-12-title"."""
        return f"{type(self.subject).__name__.lower()}-{self.subject.pk}-{self.field}"

    @property
    def text(self) -> TranslatedText:
        """What is written now."""
        value: TranslatedText = getattr(self.subject, self.field)
        return value

    @property
    def languages(self) -> tuple[str, ...]:
        """Those in which it is wanted."""
        return EASY_LANGUAGES if self.field.startswith("easy_") else LANGUAGES

    @property
    def versions(self) -> tuple[str, ...]:
        """Those in which it can be written: the languages, and for what is told of a process the easy versions."""
        is_easy = isinstance(self.subject, Process) and self.field in WITH_EASY
        return VERSIONS if is_easy else self.languages

    @property
    def is_long(self) -> bool:
        """Whether it takes more than a line."""
        return self.field in LONG_TEXTS

    @property
    def standing(self) -> tuple[str, ...]:
        """The languages that stand as they are for ever: those of a version that has been published."""
        version = self.subject.version if isinstance(self.subject, Section) else self.subject
        if not isinstance(version, DraftVersion) or version.published_at is None:
            return ()
        return tuple(each for each in self.languages if words_in(self.text, each))

    @property
    def missing(self) -> tuple[str, ...]:
        """The languages in which it is wanted and not written; none where it is written in no language at all."""
        return tuple(each for each in self.text.missing() if each in self.languages) if self.text else ()

    @property
    def stale(self) -> tuple[str, ...]:
        """The languages in which it was written before its source changed."""
        settled = {*self.missing, *self.standing}
        return tuple(each for each in self.versions if self.text.is_stale(each) and each not in settled)


def _some(subject: Subject, labels: dict[str, Text], fields: Iterable[str]) -> Iterator[TextAt]:
    wanted = set(fields)
    return (TextAt(subject, field, label) for field, label in labels.items() if field in wanted)


def texts_of_consultation(consultation: Consultation) -> Iterator[TextAt]:
    """The texts of the consultation itself that its settings bring up."""
    fields = ["title", "summary", "privacy", "publicity", "retention"]
    fields += ["easy_summary"] if consultation.is_easy else []
    fields += ["gap_reason"] if consultation.gap_until else []
    return _some(consultation, CONSULTATION_TEXTS, fields)


def texts_of_part(part: Part) -> Iterator[TextAt]:
    """The texts of a part; only ideas on a scale from 1 to 7 name its ends."""
    is_scale = part.kind == PartKind.IDEAS and part.thread is not None and part.thread.scale == Scale.SEVEN
    return _some(part, PART_TEXTS, ["title", "body", *(("low", "high") if is_scale else ())])


def texts_of_question(question: Question, *, is_easy: bool = False) -> Iterator[TextAt]:
    """The texts of a question of its kind, and of what can be chosen in it."""
    easy = is_easy and question.in_easy
    fields = ["title", "help"]
    fields += ["low", "high"] if question.kind == QuestionKind.SCALE else []
    fields += ["unit"] if question.kind == QuestionKind.NUMBER else []
    fields += ["easy_title", "easy_help"] if easy else []
    yield from _some(question, QUESTION_TEXTS, fields)
    for option in question.options.all():
        yield from _some(option, OPTION_TEXTS, ["text", *(["easy_text"] if easy else [])])


def texts_of(
    consultation: Consultation, parts: Sequence[Part], background: Sequence[Question] = ()
) -> list[TextAt]:
    """Every text that a reader of this consultation meets, in the order in which they meet it.

    The parts come with their questions and these with their options; `background` are the installation's
    background questions, of which those count that some part asks.
    """
    found = list(texts_of_consultation(consultation))
    asked = {code for part in parts for code in part.background}
    for part in parts:
        found += texts_of_part(part)
        for question in part.questions.all():
            found += texts_of_question(question, is_easy=consultation.is_easy)
    for question in background:
        if question.code in asked:
            found += texts_of_question(question)
    return found


def texts_of_process(process: Process, phases: Iterable[Phase] = ()) -> list[TextAt]:
    """The texts of the process that stand around a consultation, and of its phases, if they come along."""
    found = list(_some(process, PROCESS_TEXTS, PROCESS_TEXTS))
    for number, phase in enumerate(phases, start=1):
        found += [TextAt(phase, name, label % {"number": number}) for name, label in PHASE_TEXTS.items()]
    return [each for each in found if each.text or not isinstance(each.subject, Phase)]


def rewrite(
    row: OfConsultation,
    told: Mapping[str, Writing],
    *,
    source: str,
    by: int | None,
    at: datetime,
) -> list[str]:
    """Put what was written into the columns of a row, not saved yet; the names of those that changed."""
    changed = []
    for field, writing in told.items():
        old: TranslatedText = getattr(row, field)
        new = old.rewritten(writing, source=source, by=by, at=at)
        if new != old:
            setattr(row, field, new)
            changed.append(field)
    return changed
