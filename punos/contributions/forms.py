"""The shape of a report, of a moderator's decision and of an appeal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.contributions.models import Reason
from punos.contributions.rules import LONGEST_APPEAL, LONGEST_NOTE, LONGEST_REPORT
from punos.core.forms import Form


class ReportForm(Form):
    """Which rule something breaks."""

    reason = forms.ChoiceField(
        label=_("Which rule does it break?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    text = forms.CharField(
        label=_("What do you want to tell the moderators?"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_REPORT}),
        max_length=LONGEST_REPORT,
        required=False,
    )


class RemoveForm(Form):
    """For which rule a text is removed, and what its author is told beside."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", "\u2013"), *Reason.choices],
        error_messages={"required": _("Choose a reason.")},
    )
    note = forms.CharField(label=_("Note to the author"), max_length=LONGEST_NOTE, required=False)


class NoteForm(Form):
    """What the author is told beside a decision."""

    note = forms.CharField(label=_("Note to the author"), max_length=LONGEST_NOTE, required=False)


class AppealForm(Form):
    """Why a removed text should stand again."""

    text = forms.CharField(
        label=_("Why should the text be put back?"),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_APPEAL}),
        max_length=LONGEST_APPEAL,
        error_messages={"required": _("Write why the text should be put back.")},
    )


class DecideForm(NoteForm):
    """Whether an appeal is accepted."""

    accepted = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes")
