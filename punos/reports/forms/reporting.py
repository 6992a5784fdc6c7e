"""What goes into a report, in which formats and languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.core.languages import LANGUAGES
from punos.organisations.queries import language_names
from punos.reports.models import ReportFormat, ReportPart


class ReportsForm(Form):
    """Three lists to tick; what goes in is kept for the next time."""

    parts = forms.MultipleChoiceField(
        label=_("What goes in"),
        help_text=_("What this consultation has nothing for is left out. The choice is kept."),
        choices=ReportPart.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what goes into the report.")},
    )
    formats = forms.MultipleChoiceField(
        label=_("Formats"),
        help_text=_(
            "Tables by background and answers in words do not fit slides; they are in the other formats."
        ),
        choices=ReportFormat.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the formats.")},
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the languages.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the languages in that of the page."""
        super().__init__(*args, **kwargs)
        languages = self.fields["languages"]
        assert isinstance(languages, forms.MultipleChoiceField)
        languages.choices = language_names(LANGUAGES)
