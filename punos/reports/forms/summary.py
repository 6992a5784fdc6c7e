"""A closing summary in three languages side by side; what was seen goes along, so that two who write notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from punos.consultations.forms.wording import print_of
from punos.core.forms import Form
from punos.core.languages import LANGUAGES, TranslatedText, Written
from punos.core.text import clean
from punos.reports.models import Summary
from punos.reports.rules.summary import LONGEST_BODY, LONGEST_REASON, LONGEST_TITLE

FIELDS = {"title": (_("Title"), 2, LONGEST_TITLE), "body": (_("Text"), 24, LONGEST_BODY)}


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


class SummaryForm(Form):
    """The title and the text. Only what somebody touched is written; the rest stays as it is."""

    def __init__(self, *args: Any, summary: Summary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.summary = summary
        for name, (label, rows, longest) in FIELDS.items():
            text: TranslatedText = getattr(summary, name)
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

    def renew(self, summary: Summary) -> None:
        """Take the texts as they are now: what clashed is shown beside, and has been seen when it is sent again."""
        self.summary = summary

    @property
    def rows(self) -> list[tuple[str, Sequence[Cell]]]:
        """The title and the text, each with its languages, the source first."""
        return [(str(label), self._cells(name)) for name, (label, _rows, _longest) in FIELDS.items()]

    def _cells(self, name: str) -> list[Cell]:
        text: TranslatedText = getattr(self.summary, name)
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
            if print_of(words) != print_before or is_right:
                told[language] = Written(words, int(revision) if revision.isdecimal() else 0, is_right)
        return told

    def typed(self, name: str, language: str) -> str:
        """What stands in a field: what was typed, else what is saved."""
        return clean(str(self[f"{name}_{language}"].value() or ""))


class PublishSummaryForm(Form):
    """Which state of the summary somebody has read."""

    seen_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))


class CorrectSummaryForm(SummaryForm):
    """The same for a summary that readers have: with the reason, and whether its figures are read anew."""

    anew = forms.BooleanField(label=_("Take every figure as it is in the results now"), required=False)
    why_fi = _reason(_("Reason in Finnish"))
    why_sv = _reason(_("Reason in Swedish"))
    why_en = _reason(_("Reason in English"))

    def clean(self) -> dict[str, Any]:
        """What was touched, the reason as one text, and the choice."""
        told = dict(self.cleaned_data)
        reasons = {language: clean(told.get(f"why_{language}", "")) for language in LANGUAGES}
        why = TranslatedText.of(self.summary.title.source, **reasons)
        return {**super().clean(), "why": why, "anew": bool(told.get("anew"))}

    def without_reasons(self) -> None:
        """A preview may be looked at before the reason has been written."""
        for language in LANGUAGES:
            self.errors.pop(f"why_{language}", None)
