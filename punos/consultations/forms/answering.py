"""The form of a survey, built from its questions. It only knows what was typed: see `models/values.py` for the rest."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.consultations.models import Option, Question, QuestionKind
from punos.consultations.models import values as valued
from punos.consultations.queries import digest, help_of, not_published, text_of, title_of
from punos.contributions.models import Voice
from punos.core.forms import Form
from punos.core.languages import TranslatedText

# What a page says about itself; no field of a question is named so, because its name begins with a code.
SEEN, ASKED, WHOSE, CLASHED = ":seen", ":asked", ":whose", ":clashed"
WHOSE_SIGNER = Signer(salt="consultations.answer.whose")
LONG_TEXT = 300  # a text that may be longer gets a higher field


class TypedField(forms.Field):
    """A field that takes whatever was typed: a draft may be unfinished or wrong, and nothing of it is lost."""

    def __init__(self, widget: forms.Widget, label: str = "") -> None:
        super().__init__(widget=widget, label=label, required=False)

    def clean(self, value: Any) -> Any:
        return value


def label_of(text: TranslatedText, language: str) -> SafeString:
    """A text as the label of a choice, marked where it is in another language than the page."""
    reading = text.read(language)
    if reading.is_fallback:
        return format_html('<span lang="{}">{}</span>', reading.language, reading.text)
    return format_html("{}", reading.text)


@dataclass(frozen=True)
class Row:
    """One row of a matrix, or one option of a ranking, with its field."""

    text: TranslatedText
    field: BoundField


@dataclass(frozen=True)
class Asked:
    """One question as a page shows it: the words of this version, its fields, what has to be mended."""

    question: Question
    title: TranslatedText
    help: TranslatedText
    field: BoundField | None
    which: BoundField | None
    rows: Sequence[Row]
    point: Sequence[BoundField]
    fault: str
    condition: str
    clash: str

    @property
    def kind(self) -> str:
        return self.question.kind

    @property
    def anchor(self) -> str:
        """The id to which a list of faults leads."""
        return f"question-{self.question.code}"

    @property
    def is_group(self) -> bool:
        """Whether it has several fields, so that its title is the legend of a group."""
        return self.kind not in {QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.FILE}

    @property
    def which_codes(self) -> str:
        """The choices that have words beside them."""
        return " ".join(each.code for each in valued.choices_of(self.question) if each.asks_which)

    @property
    def has_choices(self) -> bool:
        """Whether its one field is a list of choices."""
        return self.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE}

    @property
    def steps(self) -> tuple[int, int]:
        """The ends of a scale."""
        found = valued.steps_of(self.question)
        return found[0], found[-1]

    @property
    def not_published(self) -> str:
        """What a question that is not published promises."""
        return not_published()

    @property
    def described_by(self) -> str:
        """The ids of what is said beside the field."""
        is_ranked = self.kind == QuestionKind.RANKING
        told = {
            "help": bool(self.help),
            "order": is_ranked,
            "if": bool(self.condition),
            "fault": bool(self.fault),
        }
        return " ".join(f"{self.anchor}-{name}" for name, is_there in told.items() if is_there)


class AnswerForm(Form):
    """The questions of a survey, or those of its easy version, in one form.

    `values` is what stands in the draft; `data` is what was sent. Not `strict`, every input is valid and `faults`
    tells what is still wrong; strict, the same faults are errors of the form. `revision` and the prints of the values
    that the page showed come back with it, so that only what somebody changed is saved.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        *args: Any,
        language: str,
        easy: bool = False,
        strict: bool = False,
        read_only: bool = False,
        by_itself: bool = False,
        values: Mapping[str, Any] | None = None,
        revision: int = 0,
        clashes: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.questions = [each for each in questions if each.in_easy] if easy else list(questions)
        self.language, self.easy, self.strict, self.by_itself = language, easy, strict, by_itself
        self.values, self.revision, self.clashes = dict(values or {}), revision, dict(clashes or {})
        super().__init__(*args, **kwargs)
        for question in self.questions:
            for name, field in self._fields_of(question):
                field.widget.attrs |= {"disabled": True} if read_only else {}
                self.fields[name] = field
        filled: dict[str, list[str]] = {}
        for question in self.questions:
            filled |= valued.typed(question, self.values)
        for name, given in filled.items():
            if name in self.fields:
                is_several = isinstance(self.fields[name].widget, forms.CheckboxSelectMultiple)
                self.initial.setdefault(name, given if is_several else given[-1])

    # What is asked -------------------------------------------------------------------------------------------

    def _fields_of(self, question: Question) -> Iterator[tuple[str, forms.Field]]:
        """The fields of one question, by name."""
        code = question.code
        match question.kind:
            case QuestionKind.FILE:
                return  # whose files come beside the form
            case QuestionKind.MATRIX:
                for row in valued.rows_of(question):
                    yield f"{code}:{row.code}", self._choice(question, forms.RadioSelect)
            case QuestionKind.RANKING:
                for each in valued.choices_of(question):
                    yield f"{code}:{each.code}", _place_in(question)
            case QuestionKind.PLACE:
                yield from _fields_of_place(code)
            case _:
                yield code, self._plain(question)
        if valued.asks_which(question):
            yield f"{code}:which", TypedField(forms.TextInput(), _("Which?"))

    def _plain(self, question: Question) -> forms.Field:
        """The one field of a question that has no more than one."""
        match question.kind:
            case QuestionKind.SINGLE:
                return self._choice(question, forms.RadioSelect)
            case QuestionKind.MULTIPLE:
                return self._choice(question, forms.CheckboxSelectMultiple)
            case QuestionKind.SCALE:
                steps = [(str(each), str(each)) for each in valued.steps_of(question)]
                return TypedField(forms.RadioSelect(choices=steps))
            case QuestionKind.TEXT:
                rows = 4 if (question.limit or valued.LONGEST_ANSWER) > LONG_TEXT else 2
                return TypedField(forms.Textarea(attrs={"rows": rows}))
            case QuestionKind.NUMBER:
                return TypedField(forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}))
        return TypedField(forms.TextInput(attrs={"class": "short", "autocomplete": "off"}))

    def _choice(self, question: Question, widget: type[forms.widgets.ChoiceWidget]) -> forms.Field:
        listed = [(each.code, self._label(each)) for each in valued.choices_of(question)]
        return TypedField(widget(choices=listed))

    def _label(self, option: Option) -> SafeString:
        return label_of(text_of(option, is_easy=self.easy), self.language)

    # What was typed ------------------------------------------------------------------------------------------

    @cached_property
    def typed(self) -> dict[str, list[str]]:
        """What was sent, by the name of the field."""
        data = self.data if isinstance(self.data, MultiValueDict) else MultiValueDict(self.data)
        return {name: [str(each) for each in data.getlist(self.add_prefix(name))] for name in self.fields}

    @cached_property
    def read(self) -> dict[str, valued.Read]:
        """What was typed into each question that this page showed, by the names of the draft."""
        found: dict[str, valued.Read] = {}
        if not self.is_bound:
            return found
        for question in self.questions:
            if not self._sent(ASKED) or question.code in self._sent(ASKED):
                found |= valued.read(question, self.typed)
        return found

    @cached_property
    def typed_values(self) -> dict[str, Any]:
        """The values after this form: those that stood, with what was typed now in their place."""
        return self.values | self.sent_values

    @property
    def sent_values(self) -> dict[str, Any]:
        """What came with this form alone."""
        return {key: each.value for key, each in self.read.items()}

    @property
    def changed_values(self) -> dict[str, Any]:
        """What somebody changed since their page was made; all of it where the page does not say what it showed.

        By itself the page saves nothing over what somebody else wrote meanwhile: that takes a button.
        """
        prints = self.seen["prints"]
        held = self.held if self.by_itself else []
        return {
            key: each.value
            for key, each in self.read.items()
            if key not in held and prints.get(key) != digest(each.value)
        }

    @property
    def held(self) -> list[str]:
        """Where the page has shown that somebody else wrote the same meanwhile."""
        return [key for key in self._sent(CLASHED) if key in self.read]

    @cached_property
    def seen(self) -> dict[str, Any]:
        """What the page had shown: the revision of the draft, and a print of each value."""
        try:
            told = json.loads((self._sent(SEEN) or ["{}"])[-1])
            return {"revision": int(told.get("revision", 0)), "prints": dict(told.get("prints", {}))}
        except (ValueError, TypeError, AttributeError):
            return {"revision": 0, "prints": {}}

    def _sent(self, name: str) -> list[str]:
        data = self.data
        return [str(each) for each in data.getlist(name)] if isinstance(data, MultiValueDict) else []

    def clean(self) -> dict[str, Any]:
        """What was changed, as the action takes it; strict, everything that is wrong is an error."""
        if self.strict:
            for asked in self.asked:
                if asked.fault:
                    first = asked.field or (asked.rows[0].field if asked.rows else None)
                    self.add_error(first.name if first else None, asked.fault)
        return {"values": self.changed_values, "seen_revision": self.seen["revision"]}

    # What the page shows -------------------------------------------------------------------------------------

    @cached_property
    def asked(self) -> list[Asked]:
        """Every question of this version in order."""
        return [self._as_asked(each) for each in self.questions]

    def _as_asked(self, question: Question) -> Asked:
        code = question.code
        listed: Sequence[Option] = ()
        if question.kind == QuestionKind.MATRIX:
            listed = valued.rows_of(question)
        elif question.kind == QuestionKind.RANKING:
            listed = valued.choices_of(question)
        point = [self[f"{code}:{side}"] for side in ("lat", "lon") if f"{code}:{side}" in self.fields]
        name = code if code in self.fields else f"{code}:name"
        return Asked(
            question=question,
            title=title_of(question, is_easy=self.easy),
            help=help_of(question, is_easy=self.easy),
            field=self[name] if name in self.fields else None,
            which=self[f"{code}:which"] if f"{code}:which" in self.fields else None,
            rows=[Row(text_of(each, is_easy=self.easy), self[f"{code}:{each.code}"]) for each in listed],
            point=point,
            fault=self._fault_of(question),
            condition=self._condition_of(question),
            clash="\n".join(self.clashes[key] for key in valued.keys_of(question) if key in self.clashes),
        )

    def _fault_of(self, question: Question) -> str:
        reads = (self.read.get(key, valued.Read()) for key in valued.keys_of(question))
        return next((each.fault for each in reads if each.fault), "")

    def _condition_of(self, question: Question) -> str:
        """The sentence that tells whoever has no script of whom this is asked."""
        parent = next((each for each in self.questions if each.code == question.shown_if), None)
        if parent is None:
            return ""
        named = {each.code: text_of(each, is_easy=self.easy) for each in valued.choices_of(parent)}
        chosen = [str(named.get(value, value)) for value in question.shown_if_values]
        title = title_of(parent, is_easy=self.easy)
        return _("Answer this if you chose \u201d%(choice)s\u201d in \u201d%(question)s\u201d.") % {
            "choice": "\u201d / \u201d".join(chosen),
            "question": title,
        }

    @property
    def seen_now(self) -> str:
        """What this page shows of the draft, to be sent back with it."""
        keys = [key for question in self.questions for key in valued.keys_of(question)]
        prints = {key: digest(self.values.get(key)) for key in keys}
        return json.dumps({"revision": self.revision, "prints": prints})


def _place_in(question: Question) -> forms.Field:
    """The place of one option in a ranking."""
    places = [("", "\u2013"), *((str(n), f"{n}.") for n in range(1, valued.places_of(question) + 1))]
    return TypedField(forms.Select(choices=places))


def _fields_of_place(code: str) -> Iterator[tuple[str, forms.Field]]:
    """A place in words, with the districts as a list to choose from, and beside it a point."""
    yield f"{code}:name", TypedField(forms.TextInput(attrs={"list": "districts", "autocomplete": "off"}))
    for side, label in (("lat", _("Latitude")), ("lon", _("Longitude"))):
        yield f"{code}:{side}", TypedField(forms.TextInput(attrs={"inputmode": "decimal"}), label)


def sign_voice(voice: Voice) -> str:
    """Whose answer a form holds, as the form carries it."""
    return WHOSE_SIGNER.sign(str(voice.pk))


def voice_in(signed: str) -> int | None:
    """The id of the voice whose answer a form holds, or None if we never said so."""
    try:
        return int(WHOSE_SIGNER.unsign(signed))
    except (BadSignature, ValueError):
        return None


class SendForm(Form):
    """Where the receipt goes."""

    receipt_email = forms.EmailField(
        label=gettext_lazy("E-mail address for the receipt"),
        help_text=gettext_lazy(
            "You get everything that you sent as a letter. The address is used for nothing else."
        ),
        required=False,
    )


class CodeForm(Form):
    """The code of a printed form."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Twelve letters and digits, such as ABCD-2345-EFGH."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
