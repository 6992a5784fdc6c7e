"""How one answers, and the background."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.consultations.forms.answering import AnswerForm
from punos.consultations.models import Question
from punos.consultations.models import values as valued
from punos.contributions.models import Capacity
from punos.contributions.rules import LARGEST_GROUP, LONGEST_PSEUDONYM
from punos.core.forms import Form
from punos.organisations import queries as organisations
from punos.organisations.models import AreaCode, Field, Organisation, SizeBand

CAPACITIES = [
    (c.value, c.label) for c in (Capacity.RESIDENT, Capacity.ACTIVE, Capacity.ORGANISATION, Capacity.GROUP)
]
WITH_ORGANISATION = {Capacity.ACTIVE, Capacity.ORGANISATION}


class TakePartForm(Form):
    """How somebody answers, and the background that results are shown by."""

    capacity = forms.ChoiceField(label=_("How do you answer?"), choices=CAPACITIES, widget=forms.RadioSelect)
    organisation_name = forms.CharField(
        label=_("Organisation"),
        help_text=_("Its name, if you are active in an organisation or answer on its behalf."),
        max_length=200,
        required=False,
    )
    head_count = forms.IntegerField(
        label=_("How many people are in the group?"),
        help_text=_(
            "Only if you answer as a group. The group is one answer, and its size is shown beside it."
        ),
        min_value=2,
        max_value=LARGEST_GROUP,
        required=False,
    )
    pseudonym = forms.CharField(
        label=_("Pseudonym"),
        help_text=_(
            "Only if you answer as a person and want to be met under a name. Without one, readers see no name at all."
        ),
        max_length=LONGEST_PSEUDONYM,
        required=False,
    )
    field = forms.ChoiceField(
        label=_("Field of activity"), choices=[("", "\u2013"), *Field.choices], required=False
    )
    field_other = forms.CharField(
        label=_("Other field, which?"),
        help_text=_("Only if none of the fields fits."),
        max_length=120,
        required=False,
    )
    area = forms.ChoiceField(
        label=_("Area"),
        help_text=_("Where the organisation works, or where you live."),
        choices=[("", "\u2013"), *AreaCode.choices],
        required=False,
    )
    size = forms.ChoiceField(
        label=_("Size of the organisation"), choices=[("", "\u2013"), *SizeBand.choices], required=False
    )

    def __init__(
        self,
        *args: Any,
        fields: Sequence[str] = (),
        questions: Sequence[Question] = (),
        language: str = "fi",
        organisation: Organisation | None = None,
        **kwargs: Any,
    ) -> None:
        """`fields` are the fields of activity that this consultation offers; all, if none are named.

        `questions` are the installation's background questions that are asked here as well.

        Under the hat of an organisation nobody is asked how they answer: the answer is the organisation's.
        """
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        told = {each.code: valued.of_text(each, self.initial.get(each.code)) for each in questions}
        self.background = AnswerForm(
            questions, self.data if self.is_bound else None, language=language, strict=True, values=told
        )
        if organisation is not None:
            for name in ("capacity", "organisation_name", "head_count", "pseudonym"):
                del self.fields[name]
        offered = [choice for choice in Field.choices if not fields or choice[0] in fields]
        self.fields["field"].choices = [("", "\u2013"), *offered]  # type: ignore[attr-defined]  # a ChoiceField, by any name

    def clean(self) -> dict[str, Any]:
        """An organisation is named by whoever speaks for it; a group tells how many it is."""
        cleaned: dict[str, Any] = super().clean() or {}
        for each in self.background.asked:
            if each.fault:
                self.add_error(None, f"{each.title} {each.fault}")
        if self.organisation is not None:
            return self._for(self.organisation, cleaned)
        capacity = cleaned.get("capacity")
        if capacity in WITH_ORGANISATION and not cleaned.get("organisation_name"):
            self.add_error("organisation_name", _("Write the name of the organisation."))
        if capacity == Capacity.GROUP and not cleaned.get("head_count") and "head_count" not in self.errors:
            self.add_error("head_count", _("Tell how many people the group has: at least 2."))
        return self._folded(cleaned)

    def _folded(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The input as the action takes it: the organisation found by its name, the background in one mapping."""
        capacity = cleaned.get("capacity")
        name = cleaned.get("organisation_name", "") if capacity in WITH_ORGANISATION else ""
        found = organisations.named(name) if name else None
        return {
            "capacity": capacity,
            "organisation": found,
            "organisation_name": "" if found else name,
            "head_count": cleaned.get("head_count"),
            "pseudonym": cleaned.get("pseudonym", ""),
            "background": _background(cleaned) | self._more(),
        }

    def _for(self, organisation: Organisation, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The input as the action takes it, for an organisation whose hat is worn."""
        capacity = Capacity.BODY if organisation.is_public_body else Capacity.ORGANISATION
        background = _background(cleaned) | self._more()
        return {"capacity": capacity, "organisation": organisation, "background": background}

    def _more(self) -> dict[str, str]:
        """What was told to the installation's own background questions, each as one text."""
        return valued.as_texts({key: each.value for key, each in self.background.read.items()})


def _background(cleaned: dict[str, Any]) -> dict[str, str]:
    """What was told of field, area and size."""
    return {key: cleaned[key] for key in ("field", "field_other", "area", "size") if cleaned.get(key)}


def background_of(organisation: Organisation) -> dict[str, str]:
    """The background of an organisation as its own card has it, to be confirmed."""
    area = organisation.areas[0] if len(organisation.areas) == 1 else ""
    return {"field": organisation.field, "area": area, "size": organisation.size}
