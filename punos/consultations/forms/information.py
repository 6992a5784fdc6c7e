"""What somebody asked for, and what was decided."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.consultations.models import Attachment
from punos.core.forms import Form

if TYPE_CHECKING:
    Files = forms.ModelChoiceField[Attachment]
else:
    Files = forms.ModelChoiceField


class FileField(Files):
    """A file that came with an answer, told by the number of the answer and its own name."""

    def label_from_instance(self, obj: Attachment) -> str:
        return f"{obj.submission.number}: {obj.name}"


class InformationRequestForm(Form):
    """What was asked for and when; perhaps one of the files that are not public."""

    what = forms.CharField(
        label=_("What was asked for"),
        help_text=_("Do not name the one who asks: nobody has to say who they are or why they ask."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asked_on = forms.DateField(label=_("Came on"), widget=forms.DateInput(attrs={"type": "date"}))
    attachment = FileField(
        label=_("File that was asked for"),
        queryset=Attachment.objects.none(),
        empty_label=_("None"),
        required=False,
    )

    def __init__(self, *args: Any, files: Any, **kwargs: Any) -> None:
        """`files` are the secret files that came with the answers, as a queryset."""
        super().__init__(*args, **kwargs)
        chosen = self.fields["attachment"]
        assert isinstance(chosen, FileField)
        chosen.queryset = files


class InformationDecisionForm(Form):
    """Whether it was given, and if not, why."""

    given = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Given")), ("no", _("Not given"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(
        label=_("Section of the law"),
        help_text=_(
            "Where it was not given: for example the Act on the Openness of Government Activities, section 24."
        ),
        max_length=300,
        required=False,
    )
