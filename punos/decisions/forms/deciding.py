"""What was decided, its documents, what it settles."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.core.errors import NotNow
from punos.core.forms import Form
from punos.core.languages import TranslatedText, current_language
from punos.core.side_by_side import SideBySideForm
from punos.decisions.models import Appeal, Decision, Outcome, PaperKind, Response
from punos.decisions.rules import DecisionFacts, last_day_to_appeal
from punos.decisions.rules.deciding import LONGEST_SUMMARY, LONGEST_TITLE
from punos.organisations.models import Actor
from punos.processes.models import Phase, Process
from punos.themes.models import Theme

if TYPE_CHECKING:
    Decisions = forms.ModelChoiceField[Decision]
    Themes = forms.ModelMultipleChoiceField[Theme]
    Responses = forms.ModelMultipleChoiceField[Response]
else:
    Decisions = forms.ModelChoiceField
    Themes = Responses = forms.ModelMultipleChoiceField

TEXTS = ("title", "summary", "body_name")
PLAIN = (
    *("decided_on", "takes_effect_on", "case_number", "section_mark", "appeal", "appeal_until"),
    *("previous", "phase"),
)


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, as browsers ask for one."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def rewritten_all(form: SideBySideForm, cleaned: dict[str, Any], actor: Actor) -> dict[str, TranslatedText]:
    """The texts of a form with what was written; refused with words where somebody else was quicker."""
    by, now, language = actor.person_id, timezone.now(), current_language()
    try:
        return {
            name: text.rewritten(cleaned[name], source=language, by=by, at=now)
            for name, text in form.texts.items()
        }
    except NotNow as refusal:
        raise ValidationError(str(refusal)) from None


def label_of(decision: Decision) -> str:
    """A decision by its case, its mark and its title."""
    return " ".join(f"{decision.case_number} {decision.section_mark} {decision.title}".split())


class DecisionField(Decisions):
    """One decision."""

    def label_from_instance(self, obj: Decision) -> str:
        return label_of(obj)


@dataclass(frozen=True)
class Shown:
    """What a form of a decision begins with; `corrects` says that readers have it already and get a reason."""

    facts: DecisionFacts
    corrects: bool = False


class DecisionForm(SideBySideForm):
    """A decision as its minutes tell it."""

    columns = {
        "title": (_("Title"), 2, LONGEST_TITLE),
        "body_name": (_("Who decided"), 1, LONGEST_TITLE),
        "summary": (_("What was decided"), 6, LONGEST_SUMMARY),
        "why": (_("Why it is corrected"), 2, LONGEST_SUMMARY),
    }
    easy = frozenset({"summary"})
    decided_on = day_field(_("Day of the decision"))
    decided = forms.ChoiceField(label=_("Outcome"))
    case_number = forms.CharField(label=_("Case number"), max_length=40, required=False)
    section_mark = forms.CharField(
        label=_("Mark in the minutes"), help_text=_("Such as \u00a7 27."), max_length=20, required=False
    )
    takes_effect_on = day_field(
        _("Takes effect"),
        required=False,
        help_text=_("Where it is another day than that of the decision. It may come before it."),
    )
    appeal = forms.ChoiceField(label=_("Appeal against the decision"))
    minutes_on = day_field(
        _("Minutes put on view"),
        required=False,
        help_text=_(
            "From this day the last day of the appeal is worked out, if you leave that empty: seven days until the decision is taken to be known, then 14 days for a claim for a revised decision or 30 days for a municipal appeal."
        ),
    )
    appeal_until = day_field(_("Last day of the appeal"), required=False)
    previous = DecisionField(
        label=_("Earlier handling of the same matter"), queryset=Decision.objects.none(), required=False
    )
    phase = forms.ModelChoiceField(
        label=_("Phase of the process"), queryset=Phase.objects.none(), required=False
    )

    def __init__(self, *args: Any, actor: Actor, process: Process, shown: Shown, **kwargs: Any) -> None:
        facts = shown.facts
        texts = {name: getattr(facts, name) for name in ("title", "body_name", "summary")}
        if shown.corrects:
            texts["why"] = TranslatedText()
        initial = {name: getattr(facts, name) for name in PLAIN} | {"decided": facts.outcome}
        super().__init__(*args, texts=texts, initial=initial, **kwargs)
        self.actor, self.shown = actor, shown
        self._offer("decided", Outcome.choices)
        self._offer("appeal", Appeal.choices)
        for name, rows in (
            ("previous", process.decisions.order_by("-decided_on", "-number")),
            ("phase", process.phases.order_by("place", "pk")),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a field of rows, by any name
        self.fields["phase"].label_from_instance = lambda phase: str(phase.title)  # type: ignore[attr-defined]  # a field of rows, by any name
        if shown.corrects:
            self.fields["seen_revision"] = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def _offer(self, name: str, choices: Any) -> None:
        """Nothing is chosen beforehand: what a body did is not to be guessed."""
        self.fields[name].choices = [("", "\u2013"), *choices]  # type: ignore[attr-defined]  # a ChoiceField, by any name

    def clean(self) -> dict[str, Any]:
        """The facts as the action takes them, the last day of the appeal worked out where it was left empty."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        texts = rewritten_all(self, cleaned, self.actor)
        plain = {name: cleaned[name] for name in PLAIN}
        if not plain["appeal_until"] and cleaned["minutes_on"]:
            plain["appeal_until"] = last_day_to_appeal(plain["appeal"], cleaned["minutes_on"])
        if plain["appeal"] in {"", Appeal.NONE}:
            plain["appeal_until"] = None
        plain |= {"outcome": cleaned["decided"]} | {name: texts[name] for name in TEXTS}
        told: dict[str, Any] = {"facts": DecisionFacts(**plain)}
        if self.shown.corrects:
            told |= {"why": texts["why"], "seen_revision": cleaned["seen_revision"]}
        return told


class FoundForm(DecisionForm):
    """The same, filled with what the feed told; what was seen of that goes along."""

    seen_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean(self) -> dict[str, Any]:
        """The facts, and the print of what they were made from."""
        cleaned = super().clean()
        return cleaned if self.errors else {**cleaned, "seen_digest": self.data.get("seen_digest", "")}


class SeenForm(Form):
    """Which telling of the feed somebody has read."""

    seen_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class PaperForm(SideBySideForm):
    """A document at its address outside."""

    columns = {"name": (_("What it is called"), 1, LONGEST_TITLE)}
    kind = forms.ChoiceField(label=_("Kind of document"), choices=PaperKind.choices)
    url = forms.URLField(
        label=_("Address"),
        help_text=_("Where it can be read, beginning with https://."),
        max_length=500,
        assume_scheme="https",
    )
    dated_on = day_field(_("Day on which it was published"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, texts={"name": TranslatedText()}, auto_id="paper_%s", **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        """The document as the action takes it."""
        cleaned = super().clean()
        return cleaned if self.errors else {**cleaned, **rewritten_all(self, cleaned, self.actor)}


class ThemesField(Themes):
    """Themes by their titles."""

    def label_from_instance(self, obj: Theme) -> str:
        return str(obj.title)


class ResponsesField(Responses):
    """Responses by the theme that they answer, and their outcome."""

    def label_from_instance(self, obj: Response) -> str:
        return f"{obj.theme.title}: {obj.get_outcome_display()}"


class LinksForm(Form):
    """Which themes and responses a decision settles."""

    themes = ThemesField(
        label=_("Themes that it settles"),
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    responses = ResponsesField(
        label=_("Responses that it bears out"),
        queryset=Response.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, decision: Decision, themes: Any, responses: Any, **kwargs: Any) -> None:
        initial = {"themes": decision.themes.all(), "responses": decision.responses.all()}
        super().__init__(*args, **{"initial": initial, "auto_id": "links_%s", **kwargs})
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]  # a field of rows, by any name
        self.fields["responses"].queryset = responses  # type: ignore[attr-defined]  # a field of rows, by any name
