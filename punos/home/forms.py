"""Feedback, search and what an auditor looks for: the shape of what is sent."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.core.sorting import sort_key
from punos.home.queries.verbs import SUBJECTS, VERBS
from punos.home.rules import LONGEST_FEEDBACK
from punos.processes.models import Process
from punos.search.queries import Wanted


class FeedbackForm(Form):
    """What did not work, and where to answer. The second field is for machines only."""

    text = forms.CharField(
        label=_("What did not work for you?"),
        help_text=_("Tell us which page it was and what you tried to do. We answer within 14 days."),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_FEEDBACK}),
        max_length=LONGEST_FEEDBACK,
    )
    contact = forms.EmailField(
        label=_("E-mail address"), help_text=_("Only if you want an answer."), required=False
    )


class CheckForm(Form):
    """Which translation and which source somebody has compared, by their revisions, as "2.3"."""

    seen = forms.RegexField(r"\A[0-9]{1,9}\.[0-9]{1,9}\Z", widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The two revisions as numbers."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        translation, _dot, source = cleaned["seen"].partition(".")
        return {"seen": (int(translation), int(source))}


class FindForm(Form):
    """The words to look for, and what narrows the results. A filter that cannot be read asks nothing, and says so."""

    q = forms.CharField(label=_("Words to look for"), max_length=200, required=False)
    kind = forms.CharField(label=_("Kind"), max_length=40, required=False, widget=forms.Select)
    process = forms.CharField(label=_("Process"), max_length=80, required=False, widget=forms.Select)
    organisation = forms.IntegerField(
        label=_("Organisation"), min_value=1, max_value=2**63 - 1, required=False, widget=forms.Select
    )
    since = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}), required=False)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput({"type": "date"}), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("What fits best first")), ("date", _("The newest first"))],
        required=False,
    )

    @property
    def wanted(self) -> Wanted:
        """What is looked for, as far as it could be read."""
        told = self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}
        since, until = told.get("since"), told.get("until")
        return Wanted(
            words=told.get("q", ""),
            kind=told.get("kind", ""),
            process=told.get("process", ""),
            organisation=told.get("organisation"),
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until and until < date.max else None,
            by_date=told.get("sort") == "date",
        )

    def offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Fill in the choices of a filter; what was chosen and is no choice stays out."""
        widget = self.fields[name].widget
        assert isinstance(widget, forms.Select)
        widget.choices = [("", _("All")), *choices]


def _midnight(day: date) -> datetime:
    """When a day begins in the installation's time zone."""
    return timezone.make_aware(datetime.combine(day, time()))


class EraseForm(Form):
    """Whether one means to erase one's account, and what shall happen to what is still open."""

    withdraw = forms.BooleanField(
        label=_("Also withdraw what I have said where it is still open"), required=False
    )
    address = forms.EmailField(
        label=_("E-mail address of my account"), widget=forms.EmailInput({"autocomplete": "off"})
    )


LARGEST_ID = 2**63 - 1


def _choices(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Anything, then each code with its words, in the alphabetical order of the page's language."""
    return [("", _("Any")), *sorted(words.items(), key=lambda item: sort_key(str(item[1])))]


class AuditForm(Form):
    """Whose lines of the journal, about what, from when until when; an empty field means any."""

    person = forms.CharField(
        label=_("Who"), help_text=_("Name, e-mail address or id"), max_length=200, required=False
    )
    organisation = forms.CharField(
        label=_("For which organisation"), help_text=_("Name or id"), max_length=200, required=False
    )
    verb = forms.ChoiceField(label=_("What was done"), choices=lambda: _choices(VERBS), required=False)
    subject_type = forms.ChoiceField(label=_("To what"), choices=lambda: _choices(SUBJECTS), required=False)
    subject_id = forms.IntegerField(
        label=_("Its id"), min_value=0, max_value=LARGEST_ID, required=False, widget=forms.TextInput
    )
    process = forms.ModelChoiceField(
        label=_("In which process"),
        help_text=_("The last part of its address"),
        queryset=Process.objects.all(),
        to_field_name="slug",
        widget=forms.TextInput,
        required=False,
        error_messages={"invalid_choice": _("There is no such process.")},
    )
    since = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}), required=False)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput({"type": "date"}), required=False)
