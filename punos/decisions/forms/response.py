"""A response in three languages side by side, what else is told of it, and steps with what has been seen."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.core.languages import TranslatedText, current_language
from punos.core.side_by_side import SideBySideForm
from punos.decisions import queries
from punos.decisions.models import Response, ResponseOutcome
from punos.decisions.rules import is_correction
from punos.decisions.rules.response import LONGEST_CORRECTION, LONGEST_REASONS
from punos.organisations.models import CityUnit
from punos.organisations.queries import unit_tree
from punos.processes.models import Section
from punos.themes.models import Theme


def texts_of(theme: Theme, draft: Response | None) -> dict[str, TranslatedText]:
    """What is written of a response; why it was corrected only where it replaces an answer."""
    if draft is None:
        return {"reasons": TranslatedText(theme.title.source)}
    texts = {"reasons": draft.reasons}
    return texts | {"correction": draft.correction} if is_correction(draft) else texts


class ResponseForm(SideBySideForm):
    """The draft of a response to one theme."""

    columns = {
        "reasons": (_("Reasons"), 10, LONGEST_REASONS),
        "correction": (_("Why it is corrected"), 3, LONGEST_CORRECTION),
    }
    easy = frozenset({"reasons"})

    outcome = forms.ChoiceField(
        label=_("What becomes of it"), choices=ResponseOutcome.choices, widget=forms.RadioSelect
    )
    ready_by = forms.DateField(
        label=_("Ready by"),
        help_text=_("Only for what is being prepared: the day by which the response is ready."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    unit = forms.ChoiceField(label=_("Who answers for it"), required=False)
    changed_sections = forms.MultipleChoiceField(
        label=_("Which clauses were changed because of it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen_revision = forms.IntegerField(min_value=0)

    def __init__(self, *args: Any, theme: Theme, draft: Response | None, **kwargs: Any) -> None:
        super().__init__(*args, texts=texts_of(theme, draft), initial=_initial(theme, draft), **kwargs)
        self.seen = draft.revision if draft else 0
        self.sections = {str(each.pk): each for each in queries.sections_to_choose(theme.process)}
        units = [unit for _depth, unit in unit_tree()]
        self.units: dict[str, CityUnit] = {str(each.pk): each for each in units}
        chosen: Any = self.fields["unit"]
        chosen.choices = [("", "\u2013"), *((key, str(each.name)) for key, each in self.units.items())]
        listed: Any = self.fields["changed_sections"]
        listed.choices = [(key, _clause(each)) for key, each in self.sections.items()]

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it."""
        cleaned = super().clean()
        if not self.errors:
            cleaned["unit"] = self.units.get(cleaned["unit"])
            cleaned["changed_sections"] = [self.sections[each] for each in cleaned["changed_sections"]]
        return cleaned

    def renew(self, theme: Theme, draft: Response | None) -> None:
        """Take the texts as they are now: what clashed is shown beside, and has been seen when it is sent again."""
        self.texts, self.seen = texts_of(theme, draft), draft.revision if draft else 0

    @property
    def facts(self) -> Iterator[forms.BoundField]:
        """The fields that are no text, in their order."""
        shown = ("outcome", "ready_by", "unit", *(["changed_sections"] if self.sections else []))
        return (self[name] for name in shown)


def _initial(theme: Theme, draft: Response | None) -> dict[str, Any]:
    """What the fields hold before somebody writes: the draft, or the host's own unit."""
    if draft is None:
        return {"unit": str(theme.process.host_unit_id or "")}
    sections = draft.changed_sections.values_list("pk", flat=True)
    return {
        "outcome": draft.outcome,
        "ready_by": draft.ready_by,
        "unit": str(draft.unit_id or ""),
        "changed_sections": [str(each) for each in sections],
    }


def _clause(section: Section) -> str:
    """A clause with the text and the version that it stands in."""
    language, version = current_language(), section.version
    heading = section.heading.read(language).text or section.key
    title = version.document.title.read(language).text
    what = _("version %(number)d") % {"number": version.number}
    return f"{title}, {what}: {heading} ({section.get_change_display()})"


class StepForm(Form):
    """Which state of a response somebody has read."""

    seen_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
