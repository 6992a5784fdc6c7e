"""Texts in three languages side by side; what was seen goes along, so that two who write at once notice."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from punos.core.checking import Check, check_of, names_of
from punos.core.forms import Form
from punos.core.languages import LANGUAGES, NAMES, VERSIONS, TranslatedText, Written
from punos.core.text import clean

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text
else:
    Text = object


def print_of(words: str) -> str:
    """Short and the same for the same words: by it a form knows what somebody has not touched."""
    return hashlib.sha256(clean(words).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Cell:
    """One text in one version; `now` is what somebody else has written there in between, `checks` who checked it."""

    name: str
    language: str
    field: BoundField
    seen_name: str
    seen: str
    right: BoundField | None
    now: str
    checks: Check | None = None

    @property
    def is_easy(self) -> bool:
        """Whether it is an easy version, which nobody has to write."""
        return self.language not in LANGUAGES


class SideBySideForm(Form):
    """Some texts with a field for each language. Only what somebody touched is written; the rest stays as it is.

    `columns` gives each text its label, its rows on the page and its greatest length in characters; `easy` names
    those that can have versions in Easy Finnish and Easy Swedish.
    """

    columns: ClassVar[Mapping[str, tuple[Text, int, int]]] = {}
    easy: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, texts: Mapping[str, TranslatedText], **kwargs: Any) -> None:
        """`texts` are those to write, by the name of their column.

        Where something clashed they are taken anew: what stands there now is shown beside, and counts as seen.
        """
        super().__init__(*args, **kwargs)
        self.texts = texts
        for name, text in texts.items():
            for language in self.versions_of(name):
                self.fields[f"{name}_{language}"] = self._field(name, language, text)
                if text.is_stale(language):
                    right = forms.BooleanField(label=_("It still holds"), required=False)
                    self.fields[f"right_{name}_{language}"] = right

    def versions_of(self, name: str) -> tuple[str, ...]:
        """The languages in which a text is written here, and its easy versions."""
        return VERSIONS if name in self.easy else LANGUAGES

    def _field(self, name: str, language: str, text: TranslatedText) -> forms.CharField:
        label, rows, longest = self.columns[name]
        part = text.texts.get(language)
        return forms.CharField(
            label=f"{label} ({NAMES[language]})",
            initial=part.text if part else "",
            max_length=longest,
            required=False,
            widget=forms.Textarea(attrs={"rows": rows, "lang": language}),
        )

    @property
    def rows(self) -> list[tuple[str, Sequence[Cell]]]:
        """Each text with its languages, the source first."""
        names = names_of(self.texts.values())
        return [(str(self.columns[name][0]), self._cells(name, names)) for name in self.texts]

    def _cells(self, name: str, names: Mapping[int, str]) -> list[Cell]:
        text, versions = self.texts[name], self.versions_of(name)
        order = sorted(versions, key=lambda each: (each != text.source, versions.index(each)))
        return [self._cell(name, language, text, names) for language in order]

    def _cell(self, name: str, language: str, text: TranslatedText, names: Mapping[int, str]) -> Cell:
        part, key = text.texts.get(language), f"{name}_{language}"
        seen = f"{part.revision}.{print_of(part.text)}" if part else "0."
        sent, typed = self.data.get(f"seen_{key}", ""), clean(self.data.get(key, ""))
        is_clash = self.is_bound and part is not None and sent != seen and typed != part.text
        right = f"right_{key}"
        return Cell(
            name=NAMES[language],
            language=language,
            field=self[key],
            seen_name=f"seen_{key}",
            seen=seen,
            right=self[right] if right in self.fields else None,
            now=part.text if part and is_clash else "",
            checks=check_of(text, language, names),
        )

    def clean(self) -> dict[str, Any]:
        """What somebody touched, by text and language, with the revision that they saw; other fields as they are."""
        cleaned: dict[str, Any] = super().clean() or {}
        keys = {
            f"{mark}{name}_{each}"
            for name in self.texts
            for each in self.versions_of(name)
            for mark in ("", "right_")
        }
        others = {name: value for name, value in cleaned.items() if name not in keys}
        return others | {name: self._written(name, cleaned) for name in self.texts}

    def _written(self, name: str, cleaned: dict[str, Any]) -> dict[str, Written]:
        told = {}
        for language in self.versions_of(name):
            key = f"{name}_{language}"
            if key not in self.data or key not in cleaned:
                continue
            revision, _dot, print_before = self.data.get(f"seen_{key}", "").partition(".")
            words, is_right = clean(cleaned[key]), bool(cleaned.get(f"right_{key}"))
            if print_of(words) != (print_before or print_of("")) or is_right:
                told[language] = Written(words, int(revision) if revision.isdecimal() else 0, is_right)
        return told

    def typed(self, name: str, language: str) -> str:
        """What stands in a field: what was typed, else what is saved."""
        return clean(str(self[f"{name}_{language}"].value() or ""))
