"""How a process is filed, and what the case system answered."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from punos.core.forms import Form
from punos.core.languages import current_language
from punos.records.models import CaseFile, Controller, Publicity, RetentionClass
from punos.records.queries import classes_to_give
from punos.records.rules.handover import LONGEST_GROUND, LONGEST_REFERENCE

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

# The usual grounds of the Act on the Openness of Government Activities (621/1999), section 24, subsection 1, by paragraph.
GROUNDS: Mapping[int, "Text"] = {
    7: _("security arrangements of persons, buildings and information systems"),
    17: _("business secrets of a public body"),
    20: _("business secrets of a private body"),
    23: _("somebody's income, wealth or economic position"),
    25: _("social welfare or health care of a person"),
    26: _("private life of who is suspected of a crime or is its victim"),
    29: _("psychological test or aptitude test of a person"),
    30: _("pupil welfare and tests of a pupil"),
    31: _("secret telephone number or place of residence"),
    32: _("political conviction, way of life, family life and private views"),
}


def usual_grounds() -> list[str]:
    """The same as one writes them, in the language of the page."""
    law = _("621/1999 section 24, subsection 1, paragraph %(paragraph)d: %(words)s")
    return [str(law) % {"paragraph": number, "words": words} for number, words in GROUNDS.items()]


if TYPE_CHECKING:
    Choice = forms.ModelChoiceField[RetentionClass]
else:
    Choice = forms.ModelChoiceField


class ClassField(Choice):
    """A retention class by its title and how long it keeps."""

    def label_from_instance(self, obj: RetentionClass) -> str:
        title = obj.title.read(current_language()).text or obj.code
        if obj.years is None:
            return str(_("%(title)s: for good")) % {"title": title}
        kept = ngettext("%(title)s: %(years)d year", "%(title)s: %(years)d years", obj.years)
        return kept % {"title": title, "years": obj.years}


class CaseForm(Form):
    """How public the documents of a process are, who the controller is, how long it is kept."""

    publicity = forms.ChoiceField(
        label=_("Publicity class"),
        choices=Publicity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how public the documents are.")},
    )
    ground = forms.CharField(
        label=_("Legal ground"),
        help_text=_(
            "The section of the law. Needed unless everything is public; the usual ones are offered."
        ),
        max_length=LONGEST_GROUND,
        required=False,
        widget=forms.TextInput({"list": "grounds", "autocomplete": "off"}),
    )
    controller = forms.ChoiceField(
        label=_("Controller of the personal data"),
        choices=[("", _("As the hosts are")), *Controller.choices],
        required=False,
    )
    retention = ClassField(
        label=_("Retention class"),
        queryset=RetentionClass.objects.none(),
        required=False,
        empty_label=_("Not decided"),
    )
    seen_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: CaseFile, **kwargs: Any) -> None:
        """Offer the classes that can be given now."""
        initial = {
            **{name: getattr(case, name) for name in ("publicity", "ground", "controller")},
            "retention": case.retention_id,
            "seen_revision": case.revision,
        }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        field = self.fields["retention"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = classes_to_give(case.retention_id)


class ReceivedForm(Form):
    """What the case system answered."""

    received_at = forms.DateTimeField(
        label=_("Taken in"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("Tell when the case system took the package in.")},
    )
    reference = forms.CharField(
        label=_("Identifier in the case system"),
        max_length=LONGEST_REFERENCE,
        error_messages={"required": _("Tell the identifier that the case system gave.")},
    )
