"""What a reader of the directory looks for: a form that only asks, so it is the same for everybody."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.core.forms import Form
from punos.organisations.models import AreaCode, District, Field, OrganisationKind
from punos.organisations.queries import Wanted, language_names


class DirectoryForm(Form):
    """Words, and what narrows the list; everything may be left empty."""

    q = forms.CharField(
        label=gettext_lazy("Name or business ID"),
        max_length=200,
        required=False,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )
    field = forms.ChoiceField(label=gettext_lazy("Field of activity"), required=False)
    area = forms.ChoiceField(
        label=gettext_lazy("Works in this area"),
        help_text=gettext_lazy("Takes in those that work in the whole country; they come last."),
        required=False,
    )
    district = forms.ChoiceField(label=gettext_lazy("District"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Works in this language"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of organisation"), required=False)

    def __init__(
        self, *args: Any, districts: Sequence[District] = (), is_map: bool = False, **kwargs: Any
    ) -> None:
        """Fill in the choices in the language of the page.

        Without districts there is nothing to choose from, and on the map one chooses the area there.
        """
        super().__init__(*args, **kwargs)
        self.choices: dict[str, list[tuple[str, Any]]] = {
            "field": list(Field.choices),
            "area": list(AreaCode.choices),
            "district": [(each.code, str(each)) for each in districts],
            "language": language_names(),
            "kind": list(OrganisationKind.choices),
        }
        for name, known in self.choices.items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = [("", _("All")), *known]
        for name, is_left_out in (("district", not districts), ("area", is_map)):
            if is_left_out:
                del self.fields[name]

    @property
    def wanted(self) -> Wanted:
        """What is sound of it; a value that there is none of asks nothing."""
        self.is_valid()
        sound = {name: value for name, value in self.cleaned_data.items() if name != NON_FIELD_ERRORS}
        return Wanted(words=" ".join(str(sound.pop("q", "")).split()), **sound)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What narrows the list, as label and value in words."""
        return [
            (str(self.fields[name].label), str(dict(self.choices[name])[value]))
            for name, value in self.cleaned_data.items()
            if value and name in self.choices
        ]
