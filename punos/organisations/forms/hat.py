"""Whom one acts for: the shape of what is sent."""

from django import forms

from punos.core.forms import Form


class HatForm(Form):
    """For whom one acts: an organisation's id, or 0 for oneself."""

    organisation = forms.IntegerField(min_value=0)
