"""A closing summary in three languages side by side, and publishing just what was seen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.core.languages import TranslatedText
from punos.core.side_by_side import SideBySideForm
from punos.reports.models import Summary
from punos.reports.rules.summary import LONGEST_BODY, LONGEST_TITLE


def texts_of(summary: Summary) -> dict[str, TranslatedText]:
    """What is written of a summary."""
    return {"title": summary.title, "body": summary.body}


class SummaryForm(SideBySideForm):
    """The title and the text."""

    columns = {"title": (_("Title"), 2, LONGEST_TITLE), "body": (_("Text"), 24, LONGEST_BODY)}

    def __init__(self, *args: Any, summary: Summary, **kwargs: Any) -> None:
        super().__init__(*args, texts=texts_of(summary), **kwargs)
        self.summary = summary

    def renew(self, summary: Summary) -> None:
        """Take the texts as they are now: what clashed is shown beside, and has been seen when it is sent again."""
        self.summary, self.texts = summary, texts_of(summary)


class PublishSummaryForm(Form):
    """Which state of the summary somebody has read."""

    seen_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
