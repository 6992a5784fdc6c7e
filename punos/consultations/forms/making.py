"""Beginning a consultation, its settings, its times, its hosts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from punos.consultations.actions import Starter
from punos.consultations.forms.wording import TextsForm
from punos.consultations.models import Consultation, Controller, ResultsShown
from punos.core.forms import Form
from punos.core.languages import TranslatedText, current_language
from punos.organisations import queries as organisations
from punos.organisations.models import CityUnit, Organisation
from punos.processes.models import Influence, Process

NEW = "new"
MOMENT = "%Y-%m-%dT%H:%M"


def moment_field(label: Any, **more: Any) -> forms.DateTimeField:
    """A day and a time in Helsinki, to the minute."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(label=label, widget=widget, **more)


def _text_in(language: str, words: str) -> TranslatedText:
    return TranslatedText.of(language, **{language: words})


class BeginForm(Form):
    """Where a consultation is begun and what it is called; a process of its own can be begun with it."""

    process = forms.ChoiceField(label=_("Process"), help_text=_("The matter to which this belongs."))
    process_title = forms.CharField(
        label=_("Title of the new process"),
        help_text=_("Only for a new process."),
        max_length=200,
        required=False,
    )
    host = forms.ChoiceField(
        label=_("Host of the new process"), help_text=_("Only for a new process."), required=False
    )
    language = forms.ChoiceField(
        label=_("Language in which you write first"),
        help_text=_("The others are translated from it."),
        choices=settings.LANGUAGES,
        initial=current_language,
    )
    title = forms.CharField(label=_("Title"), max_length=200)

    def __init__(
        self,
        *args: Any,
        processes: Sequence[Process],
        hosts: tuple[Sequence[CityUnit], Sequence[Organisation]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.processes = {str(each.pk): each for each in processes}
        self.hosts: dict[str, CityUnit | Organisation] = {f"unit-{each.pk}": each for each in hosts[0]}
        self.hosts |= {f"organisation-{each.pk}": each for each in hosts[1]}
        language = current_language()
        known = [(key, each.title.read(language).text or each.slug) for key, each in self.processes.items()]
        names = [
            (key, each.name.read(language).text if isinstance(each, CityUnit) else each.name_in(language))
            for key, each in self.hosts.items()
        ]
        self.fields["process"].choices = [*known, (NEW, _("A new process"))]  # type: ignore[attr-defined]  # a ChoiceField, by any name
        self.fields["host"].choices = [("", "\u2013"), *names]  # type: ignore[attr-defined]  # a ChoiceField, by any name

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it: the process or what begins one, the title, an address from its words."""
        cleaned: dict[str, Any] = super().clean() or {}
        is_new = cleaned.get("process") == NEW
        if is_new and not cleaned.get("process_title"):
            self.add_error("process_title", _("Give the new process a title."))
        if is_new and not cleaned.get("host"):
            self.add_error("host", _("Choose who hosts the new process."))
        if self.errors:
            return cleaned
        language, title = cleaned["language"], cleaned["title"]
        told: dict[str, Any] = {
            "title": _text_in(language, title),
            "slug": slugify(title)[:60] or "consultation",
        }
        told["process"] = None if is_new else self.processes[cleaned["process"]]
        if is_new:
            told["new_process"] = _text_in(language, cleaned["process_title"])
            told["host"] = self.hosts[cleaned["host"]]
        return told | {name: cleaned[name] for name in ("starter",) if name in cleaned}


class NewForm(BeginForm):
    """What one begins with."""

    starter = forms.ChoiceField(
        label=_("Begin with"), choices=Starter.choices, initial=Starter.SURVEY, widget=forms.RadioSelect
    )


class SettingsForm(TextsForm):
    """The settings of a draft; nothing that is not on the page is touched."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput)
    opens_at = moment_field(_("Opens"))
    closes_at = moment_field(_("Closes"), required=False)
    results_shown = forms.ChoiceField(
        label=_("Results are shown to everybody"),
        help_text=_("What you promise here holds: the public page shows them no earlier."),
        choices=ResultsShown.choices,
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("How many minutes answering takes"), min_value=1, max_value=600, required=False
    )
    controller = forms.ChoiceField(
        label=_("Controller of the personal data"), choices=Controller.choices, widget=forms.RadioSelect
    )
    moderated_before = forms.BooleanField(
        label=_("A moderator looks at each text before others see it"), required=False
    )
    is_easy = forms.BooleanField(
        label=_("There is a short set of questions in Easy Finnish and Easy Swedish"), required=False
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if name != "seen_revision"]
        initial = {name: getattr(consultation, name) for name in names}
        super().__init__(*args, initial={**initial, "seen_revision": consultation.revision}, **kwargs)
        self.consultation = consultation

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        values = {name: cleaned[name] for name in self.base_fields if name != "seen_revision"}
        return {
            "seen_revision": cleaned["seen_revision"],
            "values": values,
            "texts": self.writings(self.consultation),
        }


class ProcessForm(Form):
    """What is told of the process around it."""

    influence = forms.ChoiceField(
        label=_("Level of influence"),
        help_text=_("How much those who take part can influence. It is declared before anything is asked."),
        choices=Influence.choices,
        widget=forms.RadioSelect,
    )
    case_number = forms.CharField(label=_("Case number"), max_length=40, required=False)
    contact = forms.CharField(
        label=_("Contact"),
        help_text=_("Name, telephone and e-mail of whom to ask."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        initial = {name: getattr(process, name) for name in self.base_fields}
        super().__init__(*args, **{"initial": initial, "auto_id": "process_%s", **kwargs})

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it."""
        cleaned: dict[str, Any] = super().clean() or {}
        return cleaned if self.errors else {"values": cleaned}


class PublishForm(Form):
    """Publishes a draft as it was seen, to open at its time or at once."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput)
    at_once = forms.BooleanField(label=_("Open it at once"), required=False)


class GapForm(TextsForm):
    """Why a language is missing and until when."""

    until = forms.DateField(
        label=_("The language will be there by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        return {"until": cleaned["until"], "reason": self.writing_of(self.texts[0])}


class OpeningForm(Form):
    """Another moment to open."""

    opens_at = moment_field(_("Opens"))


class ClosingForm(Form):
    """Another moment to close, or now, and why; the reason in one language at least."""

    closes_at = moment_field(_("Closes"), required=False)
    now = forms.BooleanField(label=_("Close it now"), required=False)
    reason_fi = forms.CharField(label=_("Reason in Finnish"), max_length=1000, required=False)
    reason_sv = forms.CharField(label=_("Reason in Swedish"), max_length=1000, required=False)
    reason_en = forms.CharField(label=_("Reason in English"), max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it; without a moment it closes now, and only if that was asked for."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("now") and not cleaned.get("closes_at") and "closes_at" not in self.errors:
            self.add_error("closes_at", _("Choose when it closes."))
        if self.errors:
            return cleaned
        reasons = {language: cleaned[f"reason_{language}"] for language in ("fi", "sv", "en")}
        source = next((language for language, words in reasons.items() if words), "fi")
        reason = TranslatedText.of(source, **reasons)
        return {"closes_at": None if cleaned["now"] else cleaned["closes_at"], "reason": reason}


class HostForm(Form):
    """Whom one asks to host a process together: a unit of the city, or an organisation by its name."""

    unit = forms.ChoiceField(label=_("Unit of the city"), required=False)
    name = forms.CharField(
        label=_("Organisation"),
        help_text=_("Its name as it stands in the directory."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if process.host_unit_id is not None:
            del self.fields["unit"]
        else:
            tree = [(str(unit.pk), str(unit.name)) for _depth, unit in organisations.unit_tree()]
            self.fields["unit"].choices = [("", "\u2013"), *tree]  # type: ignore[attr-defined]  # a ChoiceField, by any name
        if process.host_organisation_id is not None:
            del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        """The unit or the organisation itself."""
        cleaned: dict[str, Any] = super().clean() or {}
        name = cleaned.get("name", "")
        found = organisations.named(name) if name else None
        if name and found is None:
            self.add_error(
                "name", _("The directory has no organisation, or several, with exactly this name.")
            )
        unit = CityUnit.objects.filter(pk=int(cleaned["unit"])).first() if cleaned.get("unit") else None
        return {"unit": unit, "organisation": found}
