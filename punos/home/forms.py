"""Feedback and search: the shape of what is sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.home.rules import LONGEST_FEEDBACK


class FeedbackForm(Form):
    """What did not work, and where to answer. The second field is for machines only."""

    text = forms.CharField(
        label=_("What did not work for you?"),
        help_text=_("Tell us which page it was and what you tried to do. We answer within 14 days."),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_FEEDBACK}),
        max_length=LONGEST_FEEDBACK,
    )
    contact = forms.EmailField(
        label=_("E-mail address"), help_text=_("Only if you want an answer."), required=False
    )


class FindForm(Form):
    """The words to look for."""

    q = forms.CharField(label=_("Words to look for"), max_length=200, required=False)
