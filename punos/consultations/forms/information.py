"""What somebody asked for, and what was decided."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.consultations.models import Attachment
from punos.core.forms import Form


class InformationRequestForm(Form):
    """What was asked for and when; perhaps one of the files that are not public."""

    what = forms.CharField(
        label=_("What was asked for"),
        help_text=_("Do not name the one who asks: nobody has to say who they are or why they ask."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asked_on = forms.DateField(label=_("Asked on"), widget=forms.DateInput(attrs={"type": "date"}))
    attachment = forms.ModelChoiceField(
        label=_("File that was asked for"),
        queryset=Attachment.objects.none(),
        empty_label=_("None"),
        required=False,
    )

    def __init__(self, *args: Any, files: Any, **kwargs: Any) -> None:
        """`files` are the secret files that came with the answers, as a queryset."""
        super().__init__(*args, **kwargs)
        chosen = self.fields["attachment"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = files
        # a function on the field, because the model's own name tells numbers only
        chosen.label_from_instance = lambda file: f"{file.submission.number}: {file.name}"  # type: ignore[method-assign]


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
