"""Keeping the registry: the shape of what is sent about a card, its names, numbers and life."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.core.languages import current_language
from punos.organisations import queries
from punos.organisations.actions import CardFacts
from punos.organisations.models import (
    AreaCode,
    District,
    Field,
    IdentifierScheme,
    LifeEventKind,
    Organisation,
    SizeBand,
)
from punos.organisations.models.identifiers import IdentifierError, association_number, business_id

DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
NUMBER_FAULTS = {
    "empty": _("Write the number."),
    "shape": _(
        "This is not a number of this kind. A business ID is like 1234567-8, a registration number like 123.456."
    ),
    "check_digit": _("The last digit does not fit the others: there is a slip of the pen in the number."),
}
LIFE = (
    (LifeEventKind.DISSOLVED.value, LifeEventKind.DISSOLVED.label),
    (LifeEventKind.MERGED.value, LifeEventKind.MERGED.label),
    (LifeEventKind.REVIVED.value, LifeEventKind.REVIVED.label),
)


def day_field() -> forms.DateField:
    """From which day on something is so."""
    return forms.DateField(
        label=_("From which day on"),
        initial=timezone.localdate,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class CardForm(Form):
    """What an organisation says of itself. `seen` is the card as the writer had it before them."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field = forms.ChoiceField(label=_("Field of activity"), choices=Field.choices)
    other_fields = forms.MultipleChoiceField(
        label=_("Other fields of activity"), choices=Field.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    areas = forms.MultipleChoiceField(
        label=_("Areas"), help_text=_("Where the organisation works; or the whole country alone."),
        choices=AreaCode.choices, required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    districts = forms.MultipleChoiceField(
        label=_("Districts"), required=False, widget=forms.CheckboxSelectMultiple
    )
    size = forms.ChoiceField(label=_("Size"), choices=SizeBand.choices)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), help_text=_("In which languages one can take part in it."), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    website = forms.URLField(label=_("Website"), max_length=300, required=False, assume_scheme="https")
    contact_is_public = forms.BooleanField(
        label=_("The e-mail address and telephone number may be shown on the card"), required=False
    )

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        known = {name: getattr(organisation, name) for name in CardFacts.__dataclass_fields__}
        super().__init__(data, initial={**known, "seen": organisation.revision})
        language = current_language()
        offered = [(each.code, each.name.read(language).text) for each in District.objects.all()]
        self._offer("districts", offered)
        names = dict(queries.language_names())
        names |= dict(queries.language_names([code for code in organisation.languages if code not in names]))
        self._offer("languages", list(names.items()))
        if not offered:
            del self.fields["districts"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The facts of the card as one value."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen = cleaned.pop("seen", "")
        if self.errors:
            return cleaned
        cleaned.setdefault("districts", [])
        facts: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in cleaned.items()
        }
        return {"facts": CardFacts(**facts), "seen": seen}


class NameForm(Form):
    """A new name in one language, and since when."""

    language = forms.ChoiceField(label=_("Language of the name"), choices=settings.LANGUAGES)
    name = forms.CharField(label=_("New name"), max_length=200)
    on = day_field()


class NumberForm(Form):
    """A number of a register; its check digit is tested here."""

    scheme = forms.ChoiceField(label=_("Kind of number"), choices=IdentifierScheme.choices)
    value = forms.CharField(label=_("Number in the register"), max_length=40)

    def clean(self) -> dict[str, Any]:
        """The number in the form in which it is kept."""
        cleaned: dict[str, Any] = super().clean() or {}
        read = business_id if cleaned.get("scheme") == IdentifierScheme.BUSINESS_ID else association_number
        try:
            cleaned["value"] = read(cleaned.get("value") or "")
        except IdentifierError as fault:
            if "value" not in self.errors:
                self.add_error("value", NUMBER_FAULTS[fault.code])
        return cleaned


class LifeForm(Form):
    """What has happened to an organisation; for a merger, into which other one."""

    kind = forms.ChoiceField(label=_("What has happened?"), choices=LIFE, widget=forms.RadioSelect)
    into = forms.CharField(
        label=_("Into which organisation?"),
        help_text=_("For a merger: the whole name or the business ID of the other one."),
        max_length=200,
        required=False,
    )
    on = day_field()

    def clean(self) -> dict[str, Any]:
        """The other organisation as a row, where one is needed."""
        cleaned: dict[str, Any] = super().clean() or {}
        text = cleaned.get("into") or ""
        cleaned["into"] = None
        if cleaned.get("kind") == LifeEventKind.MERGED:
            cleaned["into"] = queries.exactly(text)
            if cleaned["into"] is None:
                self.add_error("into", _("No single organisation has this name or number."))
        return cleaned


class ListingForm(Form):
    """Whether a card stands in the public directory."""

    listed = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")


class SettleForm(Form):
    """Whether what a register says is taken over."""

    take = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")


class RemoveNumberForm(Form):
    """Which number was noted by mistake."""

    number = forms.IntegerField(min_value=1)


class FindInRegistryForm(Form):
    """A name or a number to look for in the whole registry."""

    q = forms.CharField(label=_("Name or number"), max_length=200, required=False)
