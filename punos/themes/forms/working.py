"""What narrows the workbench, and what is done on it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.core.forms import Form
from punos.core.languages import LANGUAGES, current_language
from punos.organisations.models import Field
from punos.organisations.queries import language_names
from punos.themes.models import Theme
from punos.themes.queries.workbench import WITHOUT, Choices, Wanted
from punos.themes.rules import LONGEST_TITLE


class NarrowForm(Form):
    """Words, and what narrows the list; everything may be left empty."""

    q = forms.CharField(
        label=gettext_lazy("Words in what was said"),
        max_length=200,
        required=False,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Who spoke"), required=False)
    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Field of activity"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("What was asked"), required=False)
    clause = forms.ChoiceField(label=gettext_lazy("Clause"), required=False)

    def __init__(self, *args: Any, themes: Sequence[Theme], found: Choices, **kwargs: Any) -> None:
        """Fill in the choices in the language of the page."""
        super().__init__(*args, **kwargs)
        language = current_language()
        titles = [(str(each.pk), each.title.read(language).text) for each in themes]
        asked = [
            (str(pk), f"{each.within.read(language).text}: {each.title.read(language).text}")
            for pk, each in found.sources.items()
        ]
        clauses = [(key, each.read(language).text or key) for key, each in found.clauses.items()]
        self.choices: dict[str, list[tuple[str, Any]]] = {
            "theme": [(WITHOUT, _("Without a theme")), *titles],
            "kind": [("person", _("Persons")), ("organisation", _("Organisations")), ("group", _("Groups"))],
            "organisation": [(str(each.pk), str(each)) for each in found.organisations],
            "field": list(Field.choices),
            "language": language_names(LANGUAGES),
            "source": asked,
            "clause": clauses,
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
    def is_narrow(self) -> bool:
        """Whether anything but words narrows the list."""
        return any(self.cleaned_data.get(name) for name in self.choices) if self.is_valid() else False


class WorkForm(Form):
    """What somebody does with the rows that they ticked: give themes or take them away, to all or to a passage."""

    themes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Themes"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(
        label=gettext_lazy("Or write the name of a theme"),
        help_text=gettext_lazy("One that is not in the codebook yet is added to it."),
        max_length=LONGEST_TITLE,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-themes", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["themes"]
        assert isinstance(chosen, forms.TypedMultipleChoiceField)
        chosen.choices = [(each.pk, str(each.title)) for each in themes]

    @property
    def ticked(self) -> set[int]:
        """The rows that are ticked."""
        return self._numbers("chosen")

    @property
    def dropped(self) -> set[int]:
        """The assignment whose own button was pressed."""
        return self._numbers("drop")

    @property
    def reviewed(self) -> dict[int, bool]:
        """What a machine proposed and somebody has looked at: whether it belongs where it was put."""
        judged = dict.fromkeys(self._numbers("confirm"), True)
        return judged | dict.fromkeys(self._numbers("refuse"), False)

    def number(self, name: str) -> int | None:
        """A number that a script sends along, such as where a passage begins."""
        sent = str(self.data.get(name, ""))
        return int(sent) if sent.isdecimal() and len(sent) < 10 else None

    def quote(self, contribution: int) -> str:
        """The words of a passage that were typed at a row."""
        return str(self.data.get(f"quote_{contribution}", "")).strip()

    def quotes(self) -> dict[int, str]:
        """Every passage that was typed, by row, to be shown again."""
        typed = {name.removeprefix("quote_"): str(self.data.get(name)) for name in self.data}
        return {int(pk): words for pk, words in typed.items() if pk.isdecimal() and words}

    def mark(self, contribution: int) -> str:
        """In which state somebody saw a row; empty if the page did not tell."""
        return str(self.data.get(f"mark_{contribution}", ""))

    def _numbers(self, name: str) -> set[int]:
        sent = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        return {int(each) for each in sent if each.isdecimal() and len(each) < 19}
