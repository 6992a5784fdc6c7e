"""Parts and questions of a draft: the shape of what is sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.consultations.actions import OptionsTold, OptionTold, PartFacts
from punos.consultations.forms.wording import TextRow, TextsForm
from punos.consultations.models import Option, Part, PartKind, Question, QuestionKind
from punos.contributions.models import Audience, Scale
from punos.core.forms import Form
from punos.core.languages import TranslatedText
from punos.organisations.models import Field
from punos.processes.models import Document

CHOOSING = {QuestionKind.SINGLE, QuestionKind.MULTIPLE}
WITH_OPTIONS = CHOOSING | {QuestionKind.RANKING, QuestionKind.MATRIX}
SCALES = [(str(value), label) for value, label in Scale.choices]


class NewPartForm(Form):
    """A new part at the end."""

    kind = forms.ChoiceField(label=_("Kind of part"), choices=PartKind.choices)
    title = forms.CharField(label=_("Heading"), max_length=200)
    document = forms.ChoiceField(
        label=_("Draft text"), help_text=_("Only for a part with a draft text."), required=False
    )

    def __init__(self, *args: Any, source: str, documents: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source, self.documents = source, {str(each.pk): each for each in documents}
        listed = [(key, str(each.title)) for key, each in self.documents.items()]
        self.fields["document"].choices = [("", "\u2013"), *listed]  # type: ignore[attr-defined]  # a ChoiceField, by any name

    def clean(self) -> dict[str, Any]:
        """The part as the action takes it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        kind = PartKind(cleaned["kind"])
        is_draft = kind == PartKind.DRAFT_TEXT
        if is_draft and not cleaned["document"]:
            self.add_error("document", _("Choose the text, or begin one first."))
            return cleaned
        title = TranslatedText.of(self.source, **{self.source: cleaned["title"]})
        scale = Scale.AGREEMENT if kind == PartKind.IDEAS else None
        document = self.documents[cleaned["document"]] if is_draft else None
        return {"facts": PartFacts(kind, title, scale=scale, document=document)}


class PartForm(TextsForm):
    """What is told of a part; fields that its kind does not have are left out and stay as they are."""

    seen_mark = forms.CharField(widget=forms.HiddenInput)
    audience = forms.ChoiceField(
        label=_("Who may answer this part"), choices=Audience.choices, widget=forms.RadioSelect
    )
    scale = forms.ChoiceField(label=_("How ideas are rated"), choices=SCALES)
    takes_contributions = forms.BooleanField(label=_("Everybody can add ideas"), required=False)
    fields_offered = forms.MultipleChoiceField(
        label=_("Fields of activity to choose from"),
        help_text=_("All, if none is chosen."),
        choices=Field.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    background = forms.MultipleChoiceField(
        label=_("Background questions asked here"),
        help_text=_("Field, area and size are always asked."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, part: Part, background: Sequence[Question], **kwargs: Any) -> None:
        thread = part.thread
        initial = {
            "seen_mark": part.mark,
            "audience": part.audience,
            "fields_offered": part.fields,
            "background": part.background,
            "scale": str(thread.scale) if thread and thread.scale is not None else "",
            "takes_contributions": bool(thread and thread.takes_contributions),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.part = part
        listed = [(each.code, str(each.title)) for each in background]
        self.fields["background"].choices = listed  # type: ignore[attr-defined]  # a choice field, by any name
        unused = {"scale", "takes_contributions"} if part.kind != PartKind.IDEAS else set()
        unused |= {"fields_offered", "background"} if part.kind != PartKind.BACKGROUND else set()
        unused |= {"background"} if not background else set()
        unused |= {"audience"} if part.kind in {PartKind.INFORMATION, PartKind.BACKGROUND} else set()
        for name in unused & set(self.fields):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it: only what the page showed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        columns = {"audience": "audience", "fields_offered": "fields", "background": "background"}
        columns["takes_contributions"] = "takes_contributions"
        values = {column: cleaned[name] for name, column in columns.items() if name in self.fields}
        if "scale" in self.fields:
            values["scale"] = int(cleaned["scale"])
        return {"seen_mark": cleaned["seen_mark"], "values": values, "texts": self.writings(self.part)}


class NewQuestionForm(Form):
    """A new question at the end of a part."""

    kind = forms.ChoiceField(label=_("How it is answered"), choices=QuestionKind.choices)
    title = forms.CharField(label=_("Question"), max_length=500)

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        return cleaned | {"title": TranslatedText.of(self.source, **{self.source: cleaned["title"]})}


class NewBackgroundForm(NewQuestionForm):
    """A new background question of the installation, with the code by which files and open data name it."""

    code = forms.SlugField(
        label=_("Code"),
        help_text=_(
            "Letters, digits and dashes; files and open data name the question so, and it never changes."
        ),
        max_length=40,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, source="fi", **kwargs)
        kinds = [each for each in QuestionKind.choices if each[0] not in {"file", "place"}]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField, by any name


class QuestionForm(TextsForm):
    """What is told of a question and of its choices; what its kind does not have is left out and stays."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("How it is answered"), choices=QuestionKind.choices)
    required = forms.BooleanField(label=_("Has to be answered"), required=False)
    is_public = forms.BooleanField(
        label=_("Answers are published"),
        help_text=_("What is not published is counted, and may have to be disclosed on request."),
        required=False,
    )
    lowest = forms.IntegerField(label=_("Lowest value"), required=False)
    highest = forms.IntegerField(label=_("Highest value"), required=False)
    limit = forms.IntegerField(
        label=_("At most"),
        help_text=_("Characters of a text, choices of a multiple choice or ranking, files."),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    shown_if = forms.ChoiceField(label=_("Shown only if this was answered"), required=False)
    shown_if_values = forms.MultipleChoiceField(
        label=_("with one of these"), widget=forms.CheckboxSelectMultiple, required=False
    )
    in_easy = forms.BooleanField(label=_("Also in the easy version"), required=False)
    new = forms.CharField(
        label=_("New choices, one on each line"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    new_rows = forms.CharField(
        label=_("New rows, one on each line"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )

    def __init__(
        self,
        *args: Any,
        question: Question,
        earlier: Sequence[Question] = (),
        is_easy: bool = False,
        **kwargs: Any,
    ) -> None:
        """`earlier` are the questions that this one can depend on."""
        names = [name for name in self.base_fields if name not in {"seen_revision", "new", "new_rows"}]
        initial: dict[str, Any] = {name: getattr(question, name) for name in names}
        super().__init__(*args, initial={**initial, "seen_revision": question.revision}, **kwargs)
        self.question = question
        self.options: list[Option] = list(question.options.all())
        self._offer_conditions([each for each in earlier if each.kind in CHOOSING])
        for option in self.options:
            self._add_option(option)
        for name in self._unused(is_easy=is_easy) & set(self.fields):
            del self.fields[name]

    def _offer_conditions(self, earlier: Sequence[Question]) -> None:
        """Earlier questions with choices, and all of these choices: the rule knows which belong together."""
        if not earlier:
            del self.fields["shown_if"], self.fields["shown_if_values"]
            return
        asked = [(each.code, str(each.title)) for each in earlier]
        chosen: dict[str, str] = {}
        for each in earlier:
            for option in each.options.all():
                title = f"{each.code}: {option.text}"
                chosen[option.code] = f"{chosen[option.code]}; {title}" if option.code in chosen else title
        self.fields["shown_if"].choices = [("", "\u2013"), *asked]  # type: ignore[attr-defined]  # a ChoiceField, by any name
        self.fields["shown_if_values"].choices = list(chosen.items())  # type: ignore[attr-defined]  # a choice field, by any name

    def _add_option(self, option: Option) -> None:
        """What is told of one choice beside its words."""
        at = f"option-{option.pk}"
        place = forms.IntegerField(label=_("Place"), initial=option.place, min_value=1, max_value=999)
        self.fields[f"{at}-place"] = place
        if not option.is_row and self.question.kind in CHOOSING:
            which = forms.BooleanField(
                label=_("Asks \u201dwhich?\u201d"), initial=option.asks_which, required=False
            )
            self.fields[f"{at}-which"] = which
        self.fields[f"{at}-gone"] = forms.BooleanField(label=_("Remove"), required=False)

    def _unused(self, *, is_easy: bool) -> set[str]:
        """The fields that a question of this kind, or one of the background, does not have."""
        kind, unused = self.question.kind, set()
        if kind not in {QuestionKind.NUMBER, QuestionKind.SCALE}:
            unused |= {"lowest", "highest"}
        if kind not in {QuestionKind.TEXT, QuestionKind.MULTIPLE, QuestionKind.RANKING, QuestionKind.FILE}:
            unused |= {"limit"}
        if kind not in WITH_OPTIONS:
            unused |= {"new"}
        if kind != QuestionKind.MATRIX:
            unused |= {"new_rows"}
        if not is_easy:
            unused |= {"in_easy"}
        return unused | ({"is_public", "in_easy"} if self.question.part_id is None else set())

    @property
    def question_rows(self) -> list[TextRow]:
        """The question's own texts."""
        return self.rows_of(self.question)

    @property
    def option_rows(self) -> list[tuple[Option, list[TextRow], list[Any]]]:
        """Each choice with its texts and its other fields, as the page shows them."""
        found = []
        for option in self.options:
            at = f"option-{option.pk}"
            fields = [
                self[name] for name in (f"{at}-place", f"{at}-which", f"{at}-gone") if name in self.fields
            ]
            found.append((option, self.rows_of(option), fields))
        return found

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it: only what the page showed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        skipped = {"seen_revision", "new", "new_rows"}
        names = [name for name in self.base_fields if name in self.fields and name not in skipped]
        return {
            "seen_revision": cleaned["seen_revision"],
            "values": {name: cleaned[name] for name in names},
            "texts": self.writings(self.question),
            "options": OptionsTold(
                kept=[self._told(option, cleaned) for option in self.options],
                new=(cleaned.get("new") or "").splitlines(),
                new_rows=(cleaned.get("new_rows") or "").splitlines(),
            ),
        }

    def _told(self, option: Option, cleaned: Mapping[str, Any]) -> OptionTold:
        at = f"option-{option.pk}"
        return OptionTold(
            option.pk,
            self.writings(option),
            asks_which=cleaned.get(f"{at}-which", option.asks_which),
            place=cleaned[f"{at}-place"],
            is_removed=cleaned[f"{at}-gone"],
        )
