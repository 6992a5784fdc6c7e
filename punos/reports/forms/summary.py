"""A closing summary in three languages side by side, and publishing just what was seen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.core.languages import LANGUAGES, TranslatedText
from punos.core.side_by_side import SideBySideForm
from punos.core.text import clean
from punos.reports.models import Summary
from punos.reports.rules.summary import LONGEST_BODY, LONGEST_REASON, LONGEST_TITLE


def texts_of(summary: Summary) -> dict[str, TranslatedText]:
    """What is written of a summary."""
    return {"title": summary.title, "body": summary.body}


class SummaryForm(SideBySideForm):
    """The title and the text."""

    columns = {"title": (_("Title"), 2, LONGEST_TITLE), "body": (_("Text"), 24, LONGEST_BODY)}
    easy = frozenset({"title", "body"})

    def __init__(self, *args: Any, summary: Summary, **kwargs: Any) -> None:
        super().__init__(*args, texts=texts_of(summary), **kwargs)
        self.summary = summary

    def renew(self, summary: Summary) -> None:
        """Take the texts as they are now: what clashed is shown beside, and has been seen when it is sent again."""
        self.summary, self.texts = summary, texts_of(summary)


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
        told = super().clean()
        reasons = {language: clean(told.pop(f"why_{language}", "")) for language in LANGUAGES}
        return told | {"why": TranslatedText.of(self.summary.title.source, **reasons)}

    def without_reasons(self) -> None:
        """A preview may be looked at before the reason has been written."""
        for language in LANGUAGES:
            self.errors.pop(f"why_{language}", None)
