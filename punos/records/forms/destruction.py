"""What a person writes when they decide on destroying."""

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.records.rules.destruction import LONGEST_REASON


class PostponeForm(Form):
    """Until when it is kept, and why."""

    to = forms.DateField(label=_("Keep until"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("Why it is kept longer"),
        help_text=_("For example a court case that is going on. Name no persons."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConfirmForm(Form):
    """The name of the process once more, because this can't be undone."""

    typed = forms.CharField(
        label=_("Case number of the process, or the last part of its address"),
        help_text=_("Written by hand, because this can't be undone."),
        max_length=100,
    )
    otherwise = forms.CharField(
        label=_("How it has been handed over, if not as a package from here"),
        help_text=_("For example: taken into the case system by hand on 3 May 2024. Name no persons."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
