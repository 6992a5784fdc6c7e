"""What everything is looked for about, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.records.rules.information import LONGEST_REASON


class InformationForm(Form):
    """One of three ways to say what is looked for, and the reason."""

    process = forms.CharField(
        label=_("Process"),
        help_text=_("Its case number, or the last part of its address"),
        max_length=120,
        required=False,
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        help_text=_("Its name, its business ID or the last part of its address"),
        max_length=200,
        required=False,
    )
    email = forms.EmailField(
        label=_("Person"),
        help_text=_("The e-mail address of their account, or another one that was written to"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Who asked, and why"),
        help_text=_("At least 10 characters. The reason is kept beside the note that you looked."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_REASON}),
        error_messages={"required": _("Tell in 10 to 500 characters who asked and why.")},
    )
