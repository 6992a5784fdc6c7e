"""How an organisation stands behind its answer, whom it asks to sign, and the files that come along."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.consultations.forms.taking_part import TakePartForm
from punos.consultations.models import Approval, Way
from punos.contributions.actions import TypedSpeaker
from punos.core.dates import local_date
from punos.core.forms import Form
from punos.core.marks import new_mark
from punos.organisations import queries as organisations


class ApprovalForm(Form):
    """The way that the organisation chose, and when its body dealt with the answer."""

    approval = forms.ChoiceField(
        label=_("How does your organisation approve its answer?"), choices=Approval, widget=forms.RadioSelect
    )
    on = forms.DateField(
        label=_("Dealt with on"),
        help_text=_(
            "Only if it is dealt with in your board. You can fill it in later; it is needed for sending."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    by = forms.CharField(
        label=_("Dealt with by"),
        help_text=_("The body, not a person: for example the board. Readers see the day and the body."),
        max_length=120,
        required=False,
    )

    @property
    def tells_dealing(self) -> bool:
        """Whether a meeting was told of."""
        return "on" in self.cleaned_data

    def clean(self) -> dict[str, Any]:
        """What the verb takes that fits what was chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("approval") == Approval.RECORDED and cleaned.get("on"):
            return {"on": cleaned["on"], "by": cleaned.get("by", "")}
        return {"approval": cleaned.get("approval", "")}


class SignerForm(Form):
    """An organisation of the registry by its name."""

    name = forms.CharField(
        label=_("Organisation"), help_text=_("Its name as it stands in the directory."), max_length=200
    )

    def clean(self) -> dict[str, Any]:
        """The organisation itself in place of its name."""
        cleaned: dict[str, Any] = super().clean() or {}
        name = cleaned.pop("name", "")
        cleaned["organisation"] = organisations.named(name) if name else None
        if name and cleaned["organisation"] is None:
            self.add_error(
                "name", _("The directory has no organisation, or several, with exactly this name.")
            )
        return cleaned


class SeenForm(Form):
    """The wording that somebody has read and stands behind."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SecretForm(Form):
    """Whether a file is believed secret, and by which ground."""

    is_secret = forms.BooleanField(
        label=_("I believe that this file is secret by law"),
        help_text=_(
            "Then it is not published. If somebody asks for it, an officer decides by law whether it is given."
        ),
        required=False,
    )
    ground = forms.CharField(
        label=_("Why it is secret"),
        help_text=_(
            "For example by section 24 of the Act on the Openness of Government Activities (621/1999): a business "
            "secret (point 20); health or use of social services (point 25); security arrangements (point 7); "
            "an address that is kept secret (point 31); convictions and private life (point 32)."
        ),
        max_length=300,
        required=False,
    )


class AnnexForm(SecretForm):
    """A file beside the questions."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("PDF, picture, Word, Excel or text, 10 MB at most. Who made it and where is taken out."),
    )
    field_order = ("upload", "is_secret", "ground")


class TypedInForm(TakePartForm):
    """Who phoned or wrote, how it came, and in which language."""

    way = forms.ChoiceField(label=_("How did the answer come?"), choices=Way, widget=forms.RadioSelect)
    arrived_on = forms.DateField(
        label=_("When did it come?"),
        help_text=_(
            "The day of the call, the visit or the letter. What came in time counts, though it is typed in later."
        ),
        initial=lambda: local_date(timezone.now()),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    language = forms.ChoiceField(label=_("Language of the answer"), choices=settings.LANGUAGES)
    mark = forms.CharField(widget=forms.HiddenInput, initial=new_mark, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].label = _("Who answers?")

    def _folded(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The input as the action takes it."""
        told = {key: value for key, value in super()._folded(cleaned).items() if value is not None}
        speaker = TypedSpeaker(**{"capacity": "", **told}, language=cleaned.get("language", ""))
        own = {name: cleaned.get(name) for name in ("way", "arrived_on", "mark")}
        return own | {"speaker": speaker}
