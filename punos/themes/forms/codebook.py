"""Forms of the codebook."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.core.languages import TranslatedText, current_language
from punos.core.text import clean
from punos.themes.models import Theme
from punos.themes.rules import LONGEST_BODY, LONGEST_TITLE


class TitleField(forms.CharField):
    """The title of a theme in the language of the page; the others are written on its own page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Title of the theme"), max_length=LONGEST_TITLE, **kwargs)

    def clean(self, value: Any) -> TranslatedText:
        language = current_language()
        return TranslatedText.of(language, **{language: clean(super().clean(value))})


class BodyField(forms.CharField):
    """What belongs to a theme, in the language of the page."""

    def __init__(self) -> None:
        super().__init__(
            label=_("What belongs here, and what does not"),
            required=False,
            validators=[MaxLengthValidator(LONGEST_BODY)],
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def clean(self, value: Any) -> TranslatedText:
        language = current_language()
        return TranslatedText.of(language, **{language: clean(super().clean(value))})


class MakeForm(Form):
    """A new theme."""

    title = TitleField()
    body = BodyField()


class PublishForm(Form):
    """Which themes readers get."""

    themes = forms.TypedMultipleChoiceField(
        label=_("Themes to publish"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["themes"]
        assert isinstance(chosen, forms.TypedMultipleChoiceField)
        chosen.choices = [(each.pk, str(each.title)) for each in themes if each.published_at is None]


class MergeForm(Form):
    """Into which theme."""

    into = forms.TypedChoiceField(label=_("Into which theme?"), coerce=int)

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {each.pk: each for each in themes}
        chosen = self.fields["into"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = [("", _("Choose")), *((pk, str(each.title)) for pk, each in self.themes.items())]

    def clean_into(self) -> Theme:
        """The theme itself."""
        theme: Theme = self.themes[self.cleaned_data["into"]]
        return theme


class SplitForm(Form):
    """The title of the new theme, and what goes into it."""

    title = TitleField()

    def clean(self) -> dict[str, Any]:
        """What was ticked; whether it stands in the theme is the action's to ask."""
        cleaned: dict[str, Any] = super().clean() or {}
        ticked = [each for each in self.ticked if each.isdecimal()]
        return {**cleaned, "assignments": [int(each) for each in ticked]}

    @property
    def ticked(self) -> list[str]:
        """The boxes that are ticked, to be shown so again."""
        return list(self.data.getlist("assignments")) if hasattr(self.data, "getlist") else []


class EndForm(Form):
    """Whether somebody has seen what is left without the theme."""

    is_sure = forms.BooleanField(
        label=_("I have seen how much it holds; it is left without this theme"), required=False
    )


class UndoForm(Form):
    """Which step somebody saw as the latest."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
