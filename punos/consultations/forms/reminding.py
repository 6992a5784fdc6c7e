"""What is added to the letters that remind, and whether just these letters have been looked at."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.consultations.rules.reminding import LONGEST_NOTE
from punos.core.forms import Form
from punos.core.languages import LANGUAGES


def _note(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_NOTE, required=False
    )


class ReminderForm(Form):
    """A note by language; `seen` is the print of the note with which the letters were shown."""

    fi = _note(_("In Finnish"))
    sv = _note(_("In Swedish"))
    en = _note(_("In English"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    note: dict[str, str]
    seen_before = ""

    def clean(self) -> dict[str, Any]:
        """The note as the action takes it."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.note = {each: str(cleaned.get(each, "")) for each in LANGUAGES}
        self.seen_before = str(cleaned.get("seen", ""))
        return {"note": self.note}

    @property
    def digest(self) -> str:
        """A short print of the note."""
        return hashlib.sha256(repr(sorted(self.note.items())).encode()).hexdigest()[:16]

    @property
    def is_seen(self) -> bool:
        """Whether the letters were looked at with just this note."""
        return self.seen_before == self.digest
