"""One row of a table of answers: from its cells to values, comments and what is known of the speaker, or to its faults."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.consultations.models import values as valued
from punos.consultations.models.answer_columns import BACKGROUND, NAMED, POINT, AnswerColumn, tick
from punos.consultations.models.answer_moments import read_moment
from punos.consultations.models.answer_points import read_point
from punos.consultations.models.question import Question, QuestionKind
from punos.contributions.models import Capacity
from punos.core.dates import local_date
from punos.core.languages import LANGUAGES
from punos.core.tables import LOST
from punos.organisations.models import AreaCode, Field, SizeBand
from punos.organisations.models.headings import codes_in, folded, language_words, words_of

if TYPE_CHECKING:
    from django.utils.functional import Promise

LARGEST_GROUP: Final = 100_000
LONGEST_DETAIL: Final = 120
LONGEST_NAME: Final = 200
LONGEST_FIELD: Final = 120
MOST_KNOWN: Final = 5_000
FORMULA: Final = ("=", "+", "@")
TICKS: Final = {
    "1", "x", "k", "kyll\u00e4", "ja", "yes", "y", "true", "on", "valittu", "vald", "selected", "checked",
}  # fmt: skip
NOT_TICKED: Final = {"0", "-", "\u2013", "ei", "nej", "no", "n", "false", "ei valittu", "not selected"}
CAPACITIES: Final[Mapping[str, Capacity]] = {
    **dict.fromkeys(
        ("yksityishenkil\u00f6", "henkil\u00f6", "asukas", "kuntalainen", "privatperson", "inv\u00e5nare", "person"),
        Capacity.RESIDENT,
    ),
    **dict.fromkeys(
        ("j\u00e4rjest\u00f6ss\u00e4 toimiva", "j\u00e4rjest\u00f6toimija", "aktiv i en organisation", "active"),
        Capacity.ACTIVE,
    ),
    **dict.fromkeys(
        ("j\u00e4rjest\u00f6", "yhdistys", "organisaatio", "organisation", "f\u00f6rening", "organization"),
        Capacity.ORGANISATION,
    ),
    **dict.fromkeys(("ryhm\u00e4", "grupp", "group"), Capacity.GROUP),
    **dict.fromkeys(("viranomainen", "myndighet", "authority", "public body"), Capacity.BODY),
}  # fmt: skip
ROW_FAULTS: Mapping[str, "Promise"] = {
    "choice": _("\u201c%(detail)s\u201d is not among what can be chosen."),
    "tick": _("\u201c%(detail)s\u201d does not say whether this was chosen. Write 1 or 0, or x or nothing."),
    "point": _(
        "\u201c%(detail)s\u201d is not a point. Write latitude and longitude in degrees, such as 60.19, 24.94."
    ),
    "letters": _("Letters of this cell are lost. Save the file as CSV in UTF-8 and send it again."),
    "time": _(
        "\u201c%(detail)s\u201d is not a time that can be read. Write 1.5.2022, 1.5.2022 10.30 or 2022-05-01."
    ),
    "future": _("%(detail)s has not come yet."),
    "language": _("\u201c%(detail)s\u201d is not a language that is known here."),
    "capacity": _("In which capacity \u201c%(detail)s\u201d answers is not known."),
    "head_count": _("A group has from 2 to 100,000 people, in digits."),
    "no_organisation": _("The name of the organisation is missing."),
    "long_name": _("The name is too long."),
    "formula": _("This looks like a formula, not like a name."),
    "unknown": _("What \u201c%(detail)s\u201d means here is not known."),
    "nothing": _("This row answers nothing."),
    "twice": _("Row %(detail)s of the file has the same number."),
    "differs": _(
        "An answer with this number is here already and says something else. If this is another survey, give it a name "
        "of its own where you say what the columns tell."
    ),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: a code, the place of the column (none for the row as a whole), a detail."""

    code: str
    place: int | None = None
    detail: str = ""

    def __str__(self) -> str:
        """What is wrong in a sentence; what a question holds against a value is a sentence already."""
        return self.detail if self.code == "value" else str(ROW_FAULTS[self.code]) % {"detail": self.detail}


@dataclass
class ReadRow:
    """What a row comes to."""

    facts: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class AnswerReader:
    """Reads rows whose columns tell what has been said of them; `language` is that of answers where none is told.

    `background` are the installation's own background questions: what they were answered is known of the speaker.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        columns: Mapping[str, str],
        language: str,
        background: Sequence[Question] = (),
    ) -> None:
        self.language = language
        of_speaker = {place: told[1:] for place, told in columns.items() if told.startswith(BACKGROUND)}
        self.more = AnswerReader(background, of_speaker, language) if of_speaker else None
        self.named = columns.get(NAMED) or Capacity.ORGANISATION
        self.place_of = {
            target: int(place) for place, target in columns.items() if place.isdigit() and target
        }
        self.capacities = {**words_of(Capacity), **CAPACITIES}
        self.targets: dict[str, list[str]] = {each.code: [] for each in questions}
        for target in self.place_of:
            self.targets.get(re.split("[:/]", target, maxsplit=1)[0], []).append(target)
        self.questions = [(each, _words_of(each)) for each in questions if self.targets[each.code]]
        self.known: dict[tuple[str, ...], tuple[dict[str, Any], list[Fault]]] = {}

    @property
    def has_key(self) -> bool:
        """Whether a column numbers the answers."""
        return AnswerColumn.KEY in self.place_of

    def key(self, cells: Sequence[str]) -> str:
        """What tells this answer from the others of its source: a hash of its number, else of all that it says."""
        place = self.place_of.get(AnswerColumn.KEY)
        told = cells[place : place + 1] if place is not None else cells
        own = [*told] if any(told) else ["", *cells]
        return hashlib.sha256("\x1f".join(own).encode(errors="replace")).hexdigest()[:32]

    def kept(self, cells: Sequence[str]) -> list[str]:
        """The cells of columns that tell something; the others, which may name people, are not kept."""
        used = set(self.place_of.values())
        return [cell if place in used else "" for place, cell in enumerate(cells)]

    def read(self, cells: Sequence[str]) -> ReadRow:
        """The values, the comments and the speaker of a row, with everything that is wrong."""
        row = ReadRow()
        told = self.told_in(cells)
        row.faults += [
            Fault("letters", self.place_of[target]) for target, cell in told.items() if LOST in cell
        ]
        if row.faults:
            return row
        values = self.values_in(told, row.faults)
        comments = {target: cell for target, cell in told.items() if target.startswith("#")}
        if not (values or comments or row.faults):
            row.faults.append(Fault("nothing"))
        row.facts = {"values": values, "comments": comments, **self._speaker(told, row.faults)}
        if self.more:
            row.facts["background"] |= valued.as_texts(
                self.more.values_in(self.more.told_in(cells), row.faults)
            )
        return row

    def told_in(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells that hold something, by what their columns tell."""
        places = self.place_of.items()
        return {target: cells[place] for target, place in places if place < len(cells) and cells[place]}

    # Questions

    def values_in(self, told: Mapping[str, str], faults: list[Fault]) -> dict[str, Any]:
        """What they say to the questions, by the names under which a draft keeps it."""
        values: dict[str, Any] = {}
        for question, words in self.questions:
            values |= self._answered(question, words, told, faults)
        return values

    def _answered(
        self, question: Question, words: Mapping[str, str], told: Mapping[str, str], faults: list[Fault]
    ) -> dict[str, Any]:
        """What a row says to one question, by the names under which a draft keeps it."""
        own = {target: told[target] for target in self.targets[question.code] if target in told}
        if not own:
            return {}
        if question.kind == QuestionKind.TEXT:
            return self._read_values(question, words, own, faults)
        key = question.code, *(told.get(target, "") for target in self.targets[question.code])
        if key not in self.known:  # other than words, the same is answered again and again
            if len(self.known) > MOST_KNOWN:
                self.known.clear()
            found: list[Fault] = []
            self.known[key] = self._read_values(question, words, own, found), found
        values, found = self.known[key]
        faults += found
        return values

    def _read_values(
        self, question: Question, words: Mapping[str, str], own: Mapping[str, str], faults: list[Fault]
    ) -> dict[str, Any]:
        """The same, read from the cells as if somebody had typed them into the form."""
        before = len(faults)
        typed = self._typed(question, words, own, faults)
        found = valued.read(question, typed) if len(faults) == before else {}
        place = self.place_of[next(iter(own))]
        faults += [Fault("value", place, each.fault) for each in found.values() if each.fault]
        return {name: each.value for name, each in found.items() if not (each.fault or each.is_empty)}

    def _typed(
        self, question: Question, words: Mapping[str, str], own: Mapping[str, str], faults: list[Fault]
    ) -> dict[str, list[str]]:
        """The fields of the form as somebody would have filled them to say what these cells say."""
        code, kind = question.code, question.kind
        typed: dict[str, list[str]] = {}
        for target, cell in own.items():
            if "/" in target:
                continue
            if kind == QuestionKind.MATRIX:
                typed[target] = [self._code(target, cell, words, faults)]
            elif kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE} and target == code:
                typed |= self._chosen(question, cell, words, faults)
            elif kind == QuestionKind.RANKING and target == code:
                ranked = self._codes(code, cell, words, faults)
                typed |= {f"{code}:{each}": [str(place)] for place, each in enumerate(ranked, start=1)}
            elif target == f"{code}:{POINT}":
                typed |= self._point(code, cell, faults)
            else:
                typed[target] = [_in_digits(kind, cell)]
        if kind == QuestionKind.MULTIPLE:
            self._ticked(question, words, own, typed, faults)
        return typed

    def _code(self, target: str, cell: str, words: Mapping[str, str], faults: list[Fault]) -> str:
        found = words.get(folded(cell), "")
        if not found:
            faults.append(Fault("choice", self.place_of[target], cell[:LONGEST_DETAIL]))
        return found

    def _codes(self, target: str, cell: str, words: Mapping[str, str], faults: list[Fault]) -> list[str]:
        codes, strange = codes_in(cell, words)
        faults += [Fault("choice", self.place_of[target], each[:LONGEST_DETAIL]) for each in strange]
        return codes

    def _chosen(
        self, question: Question, cell: str, words: Mapping[str, str], faults: list[Fault]
    ) -> dict[str, list[str]]:
        """What was chosen in one cell. Words that are no choice were written beside the one that asks for words."""
        code = question.code
        if folded(cell) in words:
            return {code: [words[folded(cell)]]}
        which = [each.code for each in valued.choices_of(question) if each.asks_which]
        is_one = question.kind == QuestionKind.SINGLE
        codes, strange = ([], [cell]) if is_one else codes_in(cell, words)
        if strange and len(which) == 1:
            return {
                code: [*codes, *(each for each in which if each not in codes)],
                f"{code}:which": ["; ".join(strange)],
            }
        faults += [Fault("choice", self.place_of[code], each[:LONGEST_DETAIL]) for each in strange]
        return {code: codes}

    def _point(self, code: str, cell: str, faults: list[Fault]) -> dict[str, list[str]]:
        found = read_point(cell)
        if found is None:
            faults.append(Fault("point", self.place_of[f"{code}:{POINT}"], cell[:LONGEST_DETAIL]))
        return {f"{code}:lat": [found[0]], f"{code}:lon": [found[1]]} if found else {}

    def _ticked(
        self,
        question: Question,
        words: Mapping[str, str],
        own: Mapping[str, str],
        typed: dict[str, list[str]],
        faults: list[Fault],
    ) -> None:
        """Choices that have a column each: ticked, not ticked, or with the words beside them in the cell."""
        for option in valued.choices_of(question):
            target = tick(question, option)
            cell = folded(own.get(target, ""))
            if not cell or cell in NOT_TICKED:
                continue
            if cell not in TICKS and words.get(cell) != option.code:
                if not option.asks_which:
                    faults.append(Fault("tick", self.place_of[target], own[target][:LONGEST_DETAIL]))
                    continue
                typed[f"{question.code}:which"] = [own[target]]
            typed.setdefault(question.code, []).append(option.code)

    # The speaker

    def _speaker(self, told: Mapping[str, str], faults: list[Fault]) -> dict[str, Any]:
        """Who answers, as far as the row says so: never more than it says."""
        name = " ".join(told.get(AnswerColumn.ORGANISATION, "").split())
        if name.startswith(FORMULA):
            faults.append(self._fault(AnswerColumn.ORGANISATION, told, "formula"))
        if len(name) > LONGEST_NAME:
            faults.append(self._fault(AnswerColumn.ORGANISATION, told, "long_name"))
        count = self._head_count(told, faults)
        capacity = self._capacity(told, name, count, faults)
        at = self._moment(told, faults)
        return {
            "capacity": capacity,
            "organisation_name": name if capacity not in {Capacity.RESIDENT, Capacity.GROUP} else "",
            "head_count": count if capacity == Capacity.GROUP else None,
            "background": self._background(told, faults),
            "language": self._coded(AnswerColumn.LANGUAGE, told, language_words(), faults, "language")
            or self.language,
            "at": at.isoformat() if at else None,
        }

    def _fault(self, column: AnswerColumn, told: Mapping[str, str], code: str) -> Fault:
        return Fault(code, self.place_of.get(column), told.get(column, "")[:LONGEST_DETAIL])

    def _coded(
        self,
        column: AnswerColumn,
        told: Mapping[str, str],
        words: Mapping[str, str],
        faults: list[Fault],
        code: str = "unknown",
    ) -> str:
        """The code of a cell that holds one of known words, or nothing with a fault."""
        cell = told.get(column, "")
        if not cell:
            return ""
        plain = folded(cell)
        # spreadsheets take the first zero of a code away
        found = words.get(plain) or words.get(plain.zfill(2))
        if not found:
            faults.append(self._fault(column, told, code))
        return found or ""

    def _head_count(self, told: Mapping[str, str], faults: list[Fault]) -> int | None:
        cell = re.sub(r"[ \u00a0]", "", told.get(AnswerColumn.HEAD_COUNT, ""))
        if not cell:
            return None
        if not re.fullmatch("[0-9]{1,6}", cell) or int(cell) > LARGEST_GROUP:
            faults.append(self._fault(AnswerColumn.HEAD_COUNT, told, "head_count"))
            return None
        return int(cell)

    def _capacity(self, told: Mapping[str, str], name: str, count: int | None, faults: list[Fault]) -> str:
        """As it is told; where it is not, a head count makes a group, and a name what was said of those with a name."""
        capacity = self._coded(AnswerColumn.CAPACITY, told, self.capacities, faults, "capacity")
        if not capacity:
            is_group = count is not None and count > 1
            capacity = Capacity.GROUP if is_group else self.named if name else Capacity.RESIDENT
        if capacity == Capacity.GROUP and (count or 0) < 2:
            faults.append(self._fault(AnswerColumn.HEAD_COUNT, told, "head_count"))
        if capacity not in {Capacity.RESIDENT, Capacity.GROUP} and not name:
            faults.append(self._fault(AnswerColumn.ORGANISATION, told, "no_organisation"))
        return str(capacity)

    def _moment(self, told: Mapping[str, str], faults: list[Fault]) -> datetime | None:
        cell = told.get(AnswerColumn.TIME, "")
        at = read_moment(cell) if cell else None
        if cell and at is None:
            faults.append(self._fault(AnswerColumn.TIME, told, "time"))
        if at is not None and local_date(at) > local_date(timezone.now()):
            faults.append(self._fault(AnswerColumn.TIME, told, "future"))
        return at

    def _background(self, told: Mapping[str, str], faults: list[Fault]) -> dict[str, str]:
        """Field, area and size by code. A field that is not among ours is kept in its own words, as "other"."""
        background = {
            "area": self._coded(AnswerColumn.AREA, told, words_of(AreaCode), faults),
            "size": self._coded(AnswerColumn.SIZE, told, words_of(SizeBand), faults),
        }
        written = told.get(AnswerColumn.FIELD, "")
        known = words_of(Field).get(folded(written))
        if written:
            background["field"] = known or str(Field.OTHER)
            background["field_other"] = "" if known else written[:LONGEST_FIELD]
        return {name: value for name, value in background.items() if value}


def _in_digits(kind: str, cell: str) -> str:
    """A step that stands before its words ("5 - fully agree"), a day in any of its forms; other cells as they are."""
    if kind == QuestionKind.SCALE and (step := re.match(r"[0-9]+\b", cell)):
        return step[0]
    if kind == QuestionKind.DATE and (moment := read_moment(cell)):
        return local_date(moment).isoformat()
    return cell


def _words_of(question: Question) -> dict[str, str]:
    """What may be written for each choice: its code, and its text in every language, in easy words too."""
    words: dict[str, str] = {}
    for option in valued.choices_of(question):
        words[folded(option.code)] = option.code
        for text in (option.text, option.easy_text):
            words |= {folded(text.read(language).text): option.code for language in LANGUAGES if text}
    return words
