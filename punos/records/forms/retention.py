"""A class of the records plan: its name in three languages, how long, and what says so."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedText
from punos.core.side_by_side import SideBySideForm
from punos.records.models import RetentionClass
from punos.records.rules.retention import LONGEST_BASIS, LONGEST_TITLE, MOST_YEARS


class RetentionClassForm(SideBySideForm):
    """What can be corrected of a class."""

    columns = {"title": (_("Name of the class"), 2, LONGEST_TITLE)}

    years = forms.IntegerField(
        label=_("Years after the process was closed"),
        help_text=_("Leave this empty where it is kept for good."),
        min_value=1,
        max_value=MOST_YEARS,
        required=False,
    )
    basis = forms.CharField(
        label=_("What says so"),
        help_text=_("The city's records plan, a law or a decision, with its section."),
        max_length=LONGEST_BASIS,
    )

    def __init__(self, *args: Any, retention: RetentionClass | None = None, **kwargs: Any) -> None:
        """Of a class that is there, what stands; else an empty form."""
        known = retention or RetentionClass()
        kwargs.setdefault("initial", {"years": known.years, "basis": known.basis})
        super().__init__(*args, texts={"title": known.title or TranslatedText()}, **kwargs)

    def renew(self, retention: RetentionClass) -> None:
        """Take the name as it is now: what clashed is shown beside, and has been seen when it is sent again."""
        self.texts = {"title": retention.title}


class NewRetentionClassForm(RetentionClassForm):
    """A class that is added, with the code by which files name it."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Small letters a-z, digits and hyphens, such as hearing. It stays as it is."),
        max_length=40,
    )

    def clean(self) -> dict[str, Any]:
        """The name as one text: nothing stood there before."""
        cleaned = super().clean()
        words = {language: each.text for language, each in cleaned["title"].items() if each.text}
        source = "fi" if "fi" in words else next(iter(words), "fi")
        return cleaned | {"title": TranslatedText.of(source, **words)}
