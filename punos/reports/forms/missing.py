"""What narrows the list of whom to ask still."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.core.forms import Form
from punos.core.languages import LANGUAGES
from punos.organisations.models import AreaCode, Field, SizeBand
from punos.organisations.queries import language_names
from punos.reports.queries.missing import Narrowed


class MissingForm(Form):
    """Everything may be left empty; a value that there is none of asks nothing."""

    field = forms.ChoiceField(label=gettext_lazy("Field of activity"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    size = forms.ChoiceField(label=gettext_lazy("Size of the organisation"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language in which it works"), required=False)
    invited = forms.ChoiceField(label=gettext_lazy("Invited or not"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill in the choices in the language of the page."""
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "field": list(Field.choices),
            "area": list(AreaCode.choices),
            "size": list(SizeBand.choices),
            "language": language_names(LANGUAGES),
            "invited": [("no", _("Not invited")), ("yes", _("Invited"))],
        }
        for name, known in choices.items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = [("", _("All")), *known]

    @property
    def wanted(self) -> Narrowed:
        """What is sound of it."""
        self.is_valid()
        return Narrowed(
            **{name: value for name, value in self.cleaned_data.items() if name != NON_FIELD_ERRORS}
        )
