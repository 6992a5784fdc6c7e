"""What narrows the list of answers to read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.consultations.models import Question
from punos.consultations.queries.reading_answers import Wanted
from punos.core.forms import Form
from punos.core.languages import LANGUAGES, current_language
from punos.organisations.models import Field
from punos.organisations.queries import language_names


class AnswersForm(Form):
    """Words, and what narrows the list; everything may be left empty."""

    q = forms.CharField(
        label=gettext_lazy("Words in the answers"),
        max_length=200,
        required=False,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )
    question = forms.ChoiceField(label=gettext_lazy("Question"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Who answered"), required=False)
    field = forms.ChoiceField(
        label=gettext_lazy("Field of activity"),
        help_text=gettext_lazy("Answers of organisations and public bodies only."),
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the answer"), required=False)

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        """Fill in the choices in the language of the page; only questions with public words can be chosen."""
        super().__init__(*args, **kwargs)
        language = current_language()
        self.choices: dict[str, list[tuple[str, Any]]] = {
            "question": [(each.code, each.title.read(language).text) for each in questions],
            "kind": [("person", _("Persons")), ("organisation", _("Organisations")), ("group", _("Groups"))],
            "field": list(Field.choices),
            "language": language_names(LANGUAGES),
        }
        for name, known in self.choices.items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = [("", _("All")), *known]

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
