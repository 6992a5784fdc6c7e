"""Answers that were gathered elsewhere, and notes of an event: the shape of what is sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.consultations.models.answer_columns import BACKGROUND, NAMED, SURVEY
from punos.contributions.models import Capacity
from punos.contributions.rules import LARGEST_GROUP
from punos.core.dates import local_date
from punos.core.forms import Form
from punos.core.marks import new_mark

LONGEST_NOTE = 20_000


class AnswersFileForm(Form):
    """A spreadsheet or a CSV file with one answer a row."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A spreadsheet (.xlsx) or a CSV file, at most 20 MB and 50,000 rows, with headings on the first row and "
            "one answer a row, as Webropol and Microsoft Forms write it."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"empty": _("The file is empty.")},
        allow_empty_file=True,
    )
    language = forms.ChoiceField(
        label=_("Language of the answers"),
        help_text=_("Of those in whose row no column tells it."),
        choices=settings.LANGUAGES,
    )


class HearingForm(Form):
    """A hearing of Kerro kantasi by its name there."""

    slug = forms.SlugField(
        label=_("Name of the hearing"),
        help_text=_("The last part of its address, for example the-park in kerrokantasi.example/the-park."),
        max_length=150,
        allow_unicode=True,
    )
    language = forms.ChoiceField(
        label=_("Language of the answers"),
        help_text=_("Of comments that do not tell it."),
        choices=settings.LANGUAGES,
    )


class AnswerColumnsForm(Form):
    """What each column of a table tells; one that tells nothing is left out."""

    named = forms.ChoiceField(
        label=_("Answers that name an organisation are given"),
        help_text=_("Where no column tells in which capacity somebody answers."),
        choices=[
            (Capacity.ORGANISATION.value, _("on behalf of the organisation")),
            (Capacity.ACTIVE.value, _("by somebody active in it")),
        ],
    )
    survey = forms.SlugField(
        label=_("Name of the survey"),
        help_text=_(
            "Only if answers come from several surveys that each number them from 1. Then nobody is taken for another."
        ),
        max_length=40,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        targets: Sequence[tuple[str, str]],
        columns: Mapping[str, str] | None = None,
        is_table: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        told = columns or {}
        self.fields[NAMED].initial, self.fields[SURVEY].initial = told.get(NAMED), told.get(SURVEY)
        if not is_table:
            del self.fields[NAMED], self.fields[SURVEY]
        about = [each for each in targets if each[0].startswith(("@", BACKGROUND))]
        asked = [each for each in targets if each not in about]
        choices: list[Any] = [
            ("", _("left out")),
            (_("About the answer"), about),
            (_("What was answered"), asked),
        ]
        for place, heading in enumerate(headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading or _("(no heading)"),
                choices=choices if about else [("", _("left out")), *asked],
                initial=told.get(str(place), ""),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """What each column tells, by its place, beside what was said of all."""
        cleaned: dict[str, Any] = super().clean() or {}
        columns = {
            name.removeprefix("column_"): target
            for name, target in cleaned.items()
            if name.startswith("column_") and target
        }
        return {"columns": columns, NAMED: cleaned.get(NAMED, ""), SURVEY: cleaned.get(SURVEY, "")}


class EventForm(Form):
    """What was said at an event, by topic: one answer of all who were there."""

    held_on = forms.DateField(
        label=_("When was it held?"),
        initial=lambda: local_date(timezone.now()),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    place = forms.CharField(label=_("Where?"), max_length=200)
    head_count = forms.IntegerField(
        label=_("How many people were there?"),
        help_text=_("They are one answer, and their number is shown beside it."),
        min_value=2,
        max_value=LARGEST_GROUP,
    )
    language = forms.ChoiceField(label=_("Language of the notes"), choices=settings.LANGUAGES)
    mark = forms.CharField(widget=forms.HiddenInput, initial=new_mark, max_length=64)

    def __init__(self, *args: Any, topics: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = {f"note_{place}": target for place, (target, _label) in enumerate(topics)}
        for place, (_target, label) in enumerate(topics):
            self.fields[f"note_{place}"] = forms.CharField(
                label=label,
                max_length=LONGEST_NOTE,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def clean(self) -> dict[str, Any]:
        """The notes by topic, those that are empty left out."""
        cleaned: dict[str, Any] = super().clean() or {}
        notes = {target: cleaned.pop(name, "") for name, target in self.topics.items()}
        return {**cleaned, "notes": {target: words for target, words in notes.items() if words}}
