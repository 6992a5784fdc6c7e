"""What is done, by whom and until when; how it goes on; what came of it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedText
from punos.core.side_by_side import SideBySideForm
from punos.decisions.forms.deciding import (
    ThemesField,
    day_field,
    label_of,
    rewritten_all,
)
from punos.decisions.models import Decision, Measure, MeasureState
from punos.decisions.rules import MeasureFacts, span_of
from punos.decisions.rules.deciding import LONGEST_SUMMARY, LONGEST_TITLE
from punos.organisations import queries as organisations
from punos.organisations.models import Actor, CityUnit
from punos.processes.models import Precision, Process
from punos.themes.models import Theme

if TYPE_CHECKING:
    Several = forms.ModelMultipleChoiceField[Decision]
else:
    Several = forms.ModelMultipleChoiceField


class DecisionsField(Several):
    """Decisions by their marks and titles."""

    def label_from_instance(self, obj: Decision) -> str:
        return label_of(obj)


class MeasureForm(SideBySideForm):
    """A measure; who answers for it is a unit of the city or an organisation by its name."""

    columns = {
        "title": (_("What is done"), 2, LONGEST_TITLE),
        "body": (_("More about it"), 5, LONGEST_SUMMARY),
        "indicator": (_("By what one sees that it works"), 2, LONGEST_SUMMARY),
    }
    easy = frozenset({"body"})
    unit = forms.ChoiceField(label=_("Unit of the city that answers for it"), required=False)
    name = forms.CharField(
        label=_("Organisation that answers for it"),
        help_text=_("Its name as it stands in the directory, if it is no unit of the city."),
        max_length=200,
        required=False,
    )
    due = day_field(_("Until when"), help_text=_("Any day of the month or year, where it is known only so."))
    precision = forms.ChoiceField(label=_("How exactly that is known"), choices=Precision.choices)
    review_on = day_field(
        _("Day on which it is looked at again"),
        required=False,
        help_text=_("Those who answer for it find it on their desk that day."),
    )
    decisions = DecisionsField(
        label=_("Decisions that it came from"),
        queryset=Decision.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    themes = ThemesField(
        label=_("Themes that it came from"),
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        process: Process,
        themes: Any,
        measure: Measure | None = None,
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        texts = {name: getattr(measure, name) if measure else TranslatedText() for name in self.columns}
        super().__init__(*args, texts=texts, initial=initial or _initial(measure), **kwargs)
        self.actor, self.measure = actor, measure
        tree = [(str(unit.pk), str(unit.name)) for _depth, unit in organisations.unit_tree()]
        self.fields["unit"].choices = [("", "\u2013"), *tree]  # type: ignore[attr-defined]  # a ChoiceField, by any name
        self.fields["decisions"].queryset = process.decisions.order_by("-decided_on", "-number")  # type: ignore[attr-defined]  # a field of rows, by any name
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]  # a field of rows, by any name
        if measure is not None:
            self.fields["seen_revision"] = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The facts as the action takes them."""
        cleaned = super().clean()
        name = cleaned.get("name", "")
        organisation = organisations.named(name) if name else None
        if name and organisation is None:
            self.add_error(
                "name", _("The directory has no organisation, or several, with exactly this name.")
            )
        if self.errors:
            return cleaned
        first, last = span_of(cleaned["due"], cleaned["precision"])
        facts = MeasureFacts(
            **rewritten_all(self, cleaned, self.actor),
            unit=CityUnit.objects.filter(pk=int(cleaned["unit"])).first() if cleaned["unit"] else None,
            organisation=organisation,
            due_from=first,
            due_on=last,
            precision=cleaned["precision"],
            review_on=cleaned["review_on"],
        )
        told = {"facts": facts, "decisions": cleaned["decisions"], "themes": cleaned["themes"]}
        return told | ({"seen_revision": cleaned["seen_revision"]} if self.measure else {})


def _initial(measure: Measure | None) -> dict[str, Any]:
    """What stands in the fields first."""
    if measure is None:
        return {}
    return {
        "unit": str(measure.unit_id or ""),
        "name": measure.organisation.name if measure.organisation else "",
        "due": measure.due_on,
        "precision": measure.precision,
        "review_on": measure.review_on,
        "decisions": measure.decisions.all(),
        "themes": measure.themes.all(),
    }


class ProgressForm(SideBySideForm):
    """How a measure goes on."""

    columns = {"text": (_("How it goes on"), 4, LONGEST_SUMMARY)}
    state = forms.ChoiceField(
        label=_("How far it is"),
        choices=[(each.value, each.label) for each in (MeasureState.PLANNED, MeasureState.UNDER_WAY)],
    )
    review_on = day_field(_("Day on which it is looked at again"), required=False)

    def __init__(self, *args: Any, actor: Actor, measure: Measure, **kwargs: Any) -> None:
        initial = {"state": MeasureState.UNDER_WAY, "review_on": measure.review_on}
        super().__init__(*args, texts={"text": TranslatedText()}, initial=initial, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        """The note as the action takes it."""
        cleaned = super().clean()
        return cleaned if self.errors else {**cleaned, **rewritten_all(self, cleaned, self.actor)}


class CloseForm(SideBySideForm):
    """What came of a measure."""

    columns = {"came_of": (_("What came of it"), 4, LONGEST_SUMMARY)}
    state = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(each.value, each.label) for each in (MeasureState.DONE, MeasureState.DROPPED)],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, texts={"came_of": TranslatedText()}, auto_id="close_%s", **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        """The end as the action takes it."""
        cleaned = super().clean()
        return cleaned if self.errors else {**cleaned, **rewritten_all(self, cleaned, self.actor)}
