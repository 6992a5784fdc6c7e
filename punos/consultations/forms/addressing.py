"""What the organisations to be invited have in common, and which of those that were found are meant."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from punos.consultations.queries import Sought
from punos.core.forms import Form
from punos.organisations.forms import DirectoryForm
from punos.organisations.models import SizeBand
from punos.organisations.queries import Wanted

LONGEST_ID = 18  # digits


class AddressingForm(DirectoryForm):
    """As in the directory; besides by size, and by what organisations have answered before."""

    size = forms.ChoiceField(label=_("Size of the organisation"), required=False)
    answered = forms.ChoiceField(
        label=_("Has answered in this process"),
        help_text=_("Organisations that have said something there themselves."),
        required=False,
    )

    def __init__(self, *args: Any, processes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", self.fields["field"].choices[0][1])  # type: ignore[attr-defined]  # a ChoiceField, by any name
        self.fields["size"].choices = [every, *SizeBand.choices]  # type: ignore[attr-defined]  # likewise
        self.fields["answered"].choices = [every, *processes]  # type: ignore[attr-defined]  # likewise

    @property
    def sought(self) -> Sought:
        """What is sound of it."""
        self.is_valid()
        sound = {name: value for name, value in self.cleaned_data.items() if name != NON_FIELD_ERRORS}
        size, answered = str(sound.pop("size", "")), str(sound.pop("answered", ""))
        words = " ".join(str(sound.pop("q", "")).split())
        return Sought(wanted=Wanted(words=words, **sound), size=size, answered=answered)


class Numbers(forms.TypedMultipleChoiceField):
    """Ids that were ticked; what they are ids of is for the action, because the list may have moved on meanwhile."""

    def valid_value(self, value: Any) -> bool:
        """Whether this can be an id."""
        text = str(value)
        return text.isascii() and text.isdigit() and len(text) <= LONGEST_ID


class TickedForm(Form):
    """Which of the organisations on the page are invited."""

    organisations = Numbers(
        coerce=int,
        label=_("Organisations"),
        error_messages={"required": _("Tick at least one organisation.")},
    )
