"""How often one hears of something."""

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.notices.models import Cadence


class CadenceForm(Form):
    """How often letters come."""

    cadence = forms.ChoiceField(label=_("How often do you want e-mail?"), choices=Cadence.choices)
