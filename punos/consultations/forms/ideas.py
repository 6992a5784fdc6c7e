"""A rating, and an idea of one's own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.contributions.rules import LONGEST_IDEA
from punos.core.forms import Form


class RatingForm(Form):
    """One rating: which idea, and the value of the button that was pressed."""

    number = forms.IntegerField(min_value=0)
    value = forms.IntegerField(min_value=-1, max_value=7)


class IdeaForm(Form):
    """One's own idea, in one's own words."""

    text = forms.CharField(
        label=_("Your idea"),
        help_text=_("One matter in a sentence or two. Everybody can read and rate it."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_IDEA}),
        max_length=LONGEST_IDEA,
    )
