"""What narrows the matrix of statements."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.contributions.models import Stance
from punos.core.forms import Form
from punos.core.languages import current_language
from punos.organisations.models import Field
from punos.reports.queries.matrix import Line, Wanted


class MatrixForm(Form):
    """Everything may be left empty; a value that there is none of asks nothing."""

    clause = forms.ChoiceField(label=gettext_lazy("Clause or question"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Field of activity"), required=False)
    stance = forms.ChoiceField(label=gettext_lazy("Stance"), required=False)
    reworded = forms.BooleanField(label=gettext_lazy("Only with a proposed wording"), required=False)

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        """Fill in the choices in the language of the page."""
        super().__init__(*args, **kwargs)
        language = current_language()
        titles = [
            (each.key, each.title if isinstance(each.title, str) else each.title.read(language).text)
            for each in lines
        ]
        choices: dict[str, list[tuple[str, Any]]] = {
            "clause": titles,
            "field": list(Field.choices),
            "stance": list(Stance.choices),
        }
        for name, known in choices.items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = [("", _("All")), *known]

    @property
    def wanted(self) -> Wanted:
        """What is sound of it."""
        self.is_valid()
        sound = {name: value for name, value in self.cleaned_data.items() if name != NON_FIELD_ERRORS}
        return Wanted(**sound)
