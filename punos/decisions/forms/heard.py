"""One question to each who took part."""

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.decisions.models import HeardAnswer
from punos.decisions.rules.heard import LONGEST_LINE


class HeardForm(Form):
    """Whether one was heard, and a line about it."""

    answer = forms.ChoiceField(
        label=_("Were you heard?"), choices=HeardAnswer.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Something about it"),
        help_text=_("Only those who led the process read this. Do not tell private things about others."),
        max_length=LONGEST_LINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
