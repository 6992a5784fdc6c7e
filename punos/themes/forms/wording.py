"""A theme in three languages side by side; what was seen goes along, so that two who write notice."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.core.languages import LANGUAGES, TranslatedText, Written
from punos.core.text import clean
from punos.themes.models import Theme
from punos.themes.rules import LONGEST_BODY, LONGEST_TITLE

FIELDS = {"title": (_("Title"), 2, LONGEST_TITLE), "body": (_("What belongs here"), 8, LONGEST_BODY)}


def print_of(words: str) -> str:
    """Short and the same for the same words: by it the form knows what somebody has not touched."""
    return hashlib.sha256(clean(words).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Cell:
    """One text in one language; `now` is what somebody else has written there in between."""

    name: str
    language: str
    field: BoundField
    seen_name: str
    seen: str
    right: BoundField | None
    now: str


class ThemeForm(Form):
    """The title and the text. Only what somebody touched is written; the rest stays as it is."""

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theme = theme
        for name, (label, rows, longest) in FIELDS.items():
            text: TranslatedText = getattr(theme, name)
            for language in LANGUAGES:
                part = text.texts.get(language)
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=f"{label} ({dict(settings.LANGUAGES)[language]})",
                    initial=part.text if part else "",
                    max_length=longest,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": rows, "lang": language}),
                )
                if text.is_stale(language):
                    right = forms.BooleanField(label=_("It still holds"), required=False)
                    self.fields[f"right_{name}_{language}"] = right

    def renew(self, theme: Theme) -> None:
        """Take the texts as they are now: what clashed is shown beside, and has been seen when it is sent again."""
        self.theme = theme

    @property
    def rows(self) -> list[tuple[str, Sequence[Cell]]]:
        """The title and the text, each with its languages, the source first."""
        return [(str(label), self._cells(name)) for name, (label, _rows, _longest) in FIELDS.items()]

    def _cells(self, name: str) -> list[Cell]:
        text: TranslatedText = getattr(self.theme, name)
        order = sorted(LANGUAGES, key=lambda each: (each != text.source, LANGUAGES.index(each)))
        return [self._cell(name, language, text) for language in order]

    def _cell(self, name: str, language: str, text: TranslatedText) -> Cell:
        part, key = text.texts.get(language), f"{name}_{language}"
        seen = f"{part.revision}.{print_of(part.text)}" if part else "0."
        sent, typed = self.data.get(f"seen_{key}", ""), clean(self.data.get(key, ""))
        is_clash = self.is_bound and part is not None and sent != seen and typed != part.text
        right = f"right_{key}"
        return Cell(
            name=dict(settings.LANGUAGES)[language],
            language=language,
            field=self[key],
            seen_name=f"seen_{key}",
            seen=seen,
            right=self[right] if right in self.fields else None,
            now=part.text if part and is_clash else "",
        )

    def clean(self) -> dict[str, Any]:
        """What somebody touched, by field and language, with the revision that they saw."""
        cleaned: dict[str, Any] = super().clean() or {}
        return {name: self._written(name, cleaned) for name in FIELDS}

    def _written(self, name: str, cleaned: dict[str, Any]) -> dict[str, Written]:
        told = {}
        for language in LANGUAGES:
            key = f"{name}_{language}"
            if key not in self.data or key not in cleaned:
                continue
            revision, _dot, print_before = self.data.get(f"seen_{key}", "").partition(".")
            words, is_right = clean(cleaned[key]), bool(cleaned.get(f"right_{key}"))
            untouched = print_before or print_of("")
            if print_of(words) != untouched or is_right:
                told[language] = Written(words, int(revision) if revision.isdecimal() else 0, is_right)
        return told
