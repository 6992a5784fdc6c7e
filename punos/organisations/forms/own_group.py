"""Adding one's own group or association: the shape of what is sent."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.core.text import clean
from punos.organisations.actions import Registration
from punos.organisations.models import AreaCode, Field, OrganisationKind, SizeBand
from punos.organisations.models.identifiers import IdentifierError, association_number, business_id
from punos.organisations.rules.mandates import LONGEST_MESSAGE
from punos.organisations.rules.registry import LONGEST_NAME

OWN_KINDS = [
    (each.value, each.label)
    for each in (
        OrganisationKind.GROUP,
        OrganisationKind.ASSOCIATION,
        OrganisationKind.FOUNDATION,
        OrganisationKind.RELIGIOUS,
        OrganisationKind.COOPERATIVE,
        OrganisationKind.COMPANY,
    )
]
FAULTS = {
    "shape": _("A business ID is seven digits, a hyphen and one digit, such as 1234567-1."),
    "check_digit": _(
        "This is not a business ID: its last digit does not fit the others. Look for a typing error."
    ),
    "number": _("A registration number is at most six digits, such as 123.456."),
}


class OwnGroupForm(Form):
    """What the registry has to know of a group or an association that is not there yet."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As the group calls itself, or as it stands in the register."),
        max_length=LONGEST_NAME,
    )
    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=LONGEST_NAME, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=LONGEST_NAME, required=False)
    kind = forms.ChoiceField(label=_("What is it?"), choices=OWN_KINDS, widget=forms.RadioSelect)
    business_id = forms.CharField(
        label=_("Business ID"), help_text=_("If it has one."), max_length=30, required=False
    )
    association_number = forms.CharField(
        label=_("Registration number"),
        help_text=_("The number in the Register of Associations, if it has one."),
        max_length=30,
        required=False,
    )
    field = forms.ChoiceField(label=_("Field of activity"), choices=[("", "\u2013"), *Field.choices])
    area = forms.ChoiceField(
        label=_("Area"),
        help_text=_("Where it mostly works. You can add other areas later."),
        choices=AreaCode.choices,
        initial=AreaCode.HELSINKI,
    )
    size = forms.ChoiceField(label=_("Size"), choices=SizeBand.choices, initial=SizeBand.VOLUNTEERS)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple, required=False
    )
    message = forms.CharField(
        label=_("Who are you in it?"),
        help_text=_(
            "For a registered organisation the city checks who acts for it. Write your role and where it can be"
            " seen, for example in the minutes of which day or in which register."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_MESSAGE,
        required=False,
    )

    def clean_name(self) -> str:
        """A name has at least one letter or digit."""
        name = clean(str(self.cleaned_data["name"]))
        if not any(letter.isalnum() for letter in name):
            raise forms.ValidationError(_("Write the name."))
        return name

    def clean_business_id(self) -> str:
        """In the form that is kept."""
        return self._number("business_id", business_id)

    def clean_association_number(self) -> str:
        """In the form that is kept."""
        return self._number("association_number", association_number)

    def _number(self, name: str, read: Callable[[str], str]) -> str:
        told = str(self.cleaned_data[name])
        if not told:
            return ""
        try:
            return read(told)
        except IdentifierError as fault:
            code = "number" if name == "association_number" else fault.code
            raise forms.ValidationError(FAULTS.get(code, FAULTS["shape"])) from fault

    def clean(self) -> dict[str, Any]:
        """What was told as the registry takes it; a group that is not registered has no numbers."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == OrganisationKind.GROUP and (
            cleaned.get("business_id") or cleaned.get("association_number")
        ):
            self.add_error("kind", _("An unregistered group has no such number. Choose what it is."))
        if self.errors:
            return cleaned
        message, area = cleaned.pop("message"), cleaned.pop("area")
        kind, languages = OrganisationKind(cleaned.pop("kind")), tuple(cleaned.pop("languages"))
        told = Registration(**cleaned, kind=kind, areas=(area,), languages=languages, is_listed=False)
        return {"told": told, "message": message}
