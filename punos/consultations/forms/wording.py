"""Texts in three languages side by side: what stands there, what was seen, what has been touched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from punos.consultations.models.wording import Subject, TextAt
from punos.consultations.rules.making import LONGEST_TEXT
from punos.core.checking import Check, check_of, names_of
from punos.core.dates import moment
from punos.core.forms import Form
from punos.core.languages import NAMES, TranslatedText, Writing, Written, current_language
from punos.core.side_by_side import print_of
from punos.core.text import clean
from punos.processes.models import DraftVersion, Section
from punos.processes.models.document import words_in
from punos.processes.rules.texts import LONGEST_BODY

LONGEST_LINE = 500


def seen_of(text: TranslatedText) -> str:
    """What a form saw of a text: the revision of each language and a print of its words, as "fi.2.1f09ab34"."""
    parts = (
        f"{language}.{part.revision}.{print_of(part.text)}" for language, part in sorted(text.texts.items())
    )
    return ",".join(parts)


def _longest(text: TextAt) -> int:
    """How many characters fit: a clause of a draft text may be longer than what stands in a form."""
    if not text.is_long:
        return LONGEST_LINE
    return LONGEST_BODY if isinstance(text.subject, Section | DraftVersion) else LONGEST_TEXT


def read_seen(sent: str) -> dict[str, tuple[int, str]]:
    """The revision and the print by language; what was not made by `seen_of` counts as nothing seen."""
    found = {}
    for part in sent.split(","):
        language, _dot, rest = part.partition(".")
        revision, _dot, words = rest.partition(".")
        if revision.isdecimal():
            found[language] = (int(revision), words)
    return found


@dataclass(frozen=True)
class Cell:
    """A text in one language with its field; `now` is what somebody else has written there in between.

    What stands as it is for ever has no field: `stands` are its words. `checks` tells who checked it and when.
    """

    language: str
    name: str
    field: BoundField | None = None
    right: BoundField | None = None
    is_missing: bool = False
    is_stale: bool = False
    now: str = ""
    stands: str = ""
    checks: Check | None = None


@dataclass(frozen=True)
class TextRow:
    """One text with a cell for each language in which it is wanted, and what the form saw of it."""

    at: TextAt
    seen: str
    cells: Sequence[Cell]


class TextsForm(Form):
    """A form that holds texts beside what else it asks. Only what somebody touched is written.

    Each language keeps the revision that was seen, so that two who write at once notice; a text that the form did
    not show is not in it and stays.
    """

    clashed: Sequence[tuple[str, str]] = ()
    known_names: Mapping[int, str] | None = None

    def __init__(self, *args: Any, texts: Sequence[TextAt] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = list(texts)
        for text in self.texts:
            for language in text.versions:
                # What somebody typed before it was settled comes back to them beside what stands.
                if language not in text.standing or f"{text.key}-{language}" in self.data:
                    self._add(text, language)

    def _add(self, text: TextAt, language: str) -> None:
        """The field of one language, and for a stale translation the box that says it still holds."""
        written = text.text.texts.get(language)
        attrs = {"lang": language, "rows": 4} if text.is_long else {"lang": language}
        self.fields[f"{text.key}-{language}"] = forms.CharField(
            label=f"{text.label} ({NAMES[language]})",
            initial=written.text if written else "",
            required=False,
            strip=True,
            max_length=_longest(text),
            widget=(forms.Textarea if text.is_long else forms.TextInput)(attrs=attrs),
        )
        if text.text.is_stale(language):
            right = forms.BooleanField(label=_("It still holds"), required=False)
            self.fields[f"{text.key}-{language}-right"] = right

    def renew(self, texts: Sequence[TextAt]) -> None:
        """Take the texts as they are now: what was saved has been seen, what clashed is shown beside."""
        self.texts, self.known_names = list(texts), None

    @property
    def rows(self) -> list[TextRow]:
        """The texts as the page shows them."""
        names = self._names()
        return [TextRow(text, seen_of(text.text), list(self._cells(text, names))) for text in self.texts]

    def _names(self) -> Mapping[int, str]:
        """Who checked these texts, asked once for all the rows of the page."""
        if self.known_names is None:
            self.known_names = names_of(text.text for text in self.texts)
        return self.known_names

    def rows_of(self, subject: Subject) -> list[TextRow]:
        """Those that belong to one row of the database."""
        return [row for row in self.rows if row.at.subject == subject]

    def clashes(
        self, row: Subject, columns: Mapping[str, str], seen: str, now: int | str
    ) -> list[tuple[str, str]]:
        """What somebody else saved in between in other fields than texts: label and value, where mine differs.

        `columns` names the column behind each field, `seen` the field that holds what was seen of the row.
        """
        if not self.is_bound or self.data.get(seen) == str(now):
            return []
        sent: Mapping[str, Any] = self.cleaned_data.get("values", self.cleaned_data)
        found = []
        for name, column in columns.items():
            stored = getattr(row, column)
            mine = sent.get(column, sent.get(name, stored))
            if name in self.fields and mine != stored:
                found.append((str(self.fields[name].label), self._in_words(name, stored)))
        return found

    def _in_words(self, name: str, value: Any) -> str:
        """A stored value as its field calls it."""
        named = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", [])}
        values = value if isinstance(value, list) else [value]
        return ", ".join(named.get(str(each), self._plain(each)) for each in values) or "\u2013"

    @staticmethod
    def _plain(value: Any) -> str:
        if isinstance(value, bool):
            return str(_("yes") if value else _("no"))
        if isinstance(value, datetime):
            return moment(value, current_language())
        return "\u2013" if value is None or value == "" else str(value)

    def _cells(self, text: TextAt, names: Mapping[int, str]) -> Iterator[Cell]:
        for language in text.versions:
            name = f"{text.key}-{language}"
            if name in self.fields:
                right = self[f"{name}-right"] if f"{name}-right" in self.fields else None
                yield Cell(
                    language,
                    NAMES[language],
                    self[name],
                    right,
                    language in text.missing,
                    language in text.stale,
                    self._now(text, language),
                    checks=check_of(text.text, language, names),
                )
            elif language in text.standing:
                yield Cell(
                    language,
                    NAMES[language],
                    stands=words_in(text.text, language),
                    checks=check_of(text.text, language, names),
                )

    def _now(self, text: TextAt, language: str) -> str:
        """What stands there now, where that is neither what this form saw nor what it sends."""
        part = text.text.texts.get(language)
        if not self.is_bound or part is None:
            return ""
        seen, typed = self._seen(text).get(language, (0, "")), self.data.get(f"{text.key}-{language}", "")
        return part.text if seen[0] != part.revision and clean(typed) != part.text else ""

    def _seen(self, text: TextAt) -> dict[str, tuple[int, str]]:
        return read_seen(self.data.get(f"seen-{text.key}", ""))

    def writing_of(self, text: TextAt) -> Writing:
        """What somebody touched of one text, by language, with the revision that they saw."""
        told: dict[str, Written] = {}
        seen = self._seen(text)
        for language in text.versions:
            name = f"{text.key}-{language}"
            if name not in self.data or name not in self.cleaned_data:
                continue
            words, is_right = clean(self.cleaned_data[name]), bool(self.cleaned_data.get(f"{name}-right"))
            revision, before = seen.get(language, (0, print_of("")))
            if print_of(words) != before or is_right:
                told[language] = Written(words, revision, is_right)
        return told

    def writings(self, subject: Subject) -> dict[str, Writing]:
        """What somebody touched of all texts of one row, by column."""
        own = (text for text in self.texts if text.subject == subject)
        return {text.field: writing for text in own if (writing := self.writing_of(text))}
