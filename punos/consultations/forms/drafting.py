"""Writing a draft text: a new document, a text that is pasted or sent, one clause in three languages."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.core.clauses import Clause, clauses_from_docx, clauses_from_markdown
from punos.core.errors import Refused
from punos.core.forms import Form
from punos.core.languages import LANGUAGES, TranslatedText, Written
from punos.processes.actions import SectionFacts
from punos.processes.models import Section
from punos.processes.models.document import words_in

RESERVED = {"new"}  # the address of the page that begins a document
LONGEST_PASTE = 2_000_000
LARGEST_FILE = 10 * 1024**2
_NUMBER = re.compile(r"^[\s\u00a7]*(?:\d+(?:\.\d+)*\s?[a-z]?[.)]?\s*\u00a7?|)[\s.:]*")


class DocumentForm(Form):
    """A title and the language in which the text is written."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    language = forms.ChoiceField(
        label=gettext_lazy("Language in which it is written"),
        help_text=gettext_lazy("The other languages are translations of it."),
        choices=settings.LANGUAGES,
    )

    def clean(self) -> dict[str, Any]:
        """The title as a text in its language, and the address made from it."""
        cleaned: dict[str, Any] = super().clean() or {}
        title, language = cleaned.get("title", ""), cleaned.pop("language", "fi")
        slug = slugify(title)[:80].strip("-")
        cleaned["title"] = TranslatedText.of(language, **{language: title})
        cleaned["slug"] = f"{slug}-1" if slug in RESERVED else slug
        return cleaned


@dataclass(frozen=True, kw_only=True)
class Found:
    """A clause found in a text, and the clause of the document that it belongs to, if there is one."""

    clause: Clause
    key: str
    section: Section | None = None

    @property
    def is_new(self) -> bool:
        """Whether the document has no such clause yet."""
        return self.section is None


class PasteForm(Form):
    """A whole text in one language, pasted or as a Word file; its clauses are found by their headings."""

    text = forms.CharField(
        label=gettext_lazy("The text"),
        help_text=gettext_lazy("Paste it from Word, or write it in Markdown. Each heading begins a clause."),
        widget=forms.Textarea(attrs={"rows": 16}),
        required=False,
        max_length=LONGEST_PASTE,
    )
    file = forms.FileField(
        label=gettext_lazy("Word file"),
        help_text=gettext_lazy("DOCX, at most 10 MB. Its text takes the place of what stands above."),
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    seen_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, sections: Sequence[Section], keys: Collection[str], source: str, **kwargs: Any
    ) -> None:
        """`sections` stand now, `keys` were ever used, `source` is the language of the document."""
        super().__init__(*args, **kwargs)
        self.sections, self.keys, self.source = sections, keys, source
        self.found: list[Found] = []

    def clean(self) -> dict[str, Any]:
        """The clauses of the text, each under the key of the clause that it rewords."""
        cleaned: dict[str, Any] = super().clean() or {}
        file, text = cleaned.pop("file", None), cleaned.pop("text", "")
        language = cleaned.pop("language", self.source)
        try:
            clauses = self._of_file(file) if file else clauses_from_markdown(text)
            self.found = matched(clauses, self.sections, language, self.source, self.keys)
        except Refused as refusal:
            self.add_error("file" if file else "text", str(refusal))
            return cleaned
        if not clauses and not self.errors:
            self.add_error("text", _("No clause was found: the text is empty."))
        cleaned["sections"] = [self._facts(each, language) for each in self.found]
        return cleaned

    def _of_file(self, file: Any) -> list[Clause]:
        """The clauses of a Word file; its text stands in the form from now on, to be mended."""
        if file.size > LARGEST_FILE:
            raise Refused(_("The file is larger than 10 MB."))
        clauses = clauses_from_docx(file.read())
        self.data = {**self.data.dict(), "text": as_markdown(clauses)}  # type: ignore[attr-defined]  # what a page sends
        return clauses

    def _facts(self, found: Found, language: str) -> SectionFacts:
        heading, body = (
            TranslatedText(self.source, TranslatedText.of(language, **{language: words}).texts)
            for words in (found.clause.heading, found.clause.body)
        )
        return SectionFacts(found.key, heading, body)


def as_markdown(clauses: Sequence[Clause]) -> str:
    """A text whose headings are marked, so that the same clauses are found in it again."""
    return "\n\n".join(
        f"{'#' * min(each.level, 6)} {each.heading}\n\n{each.body}".strip() if each.heading else each.body
        for each in clauses
    )


def matched(
    clauses: Sequence[Clause], sections: Sequence[Section], language: str, source: str, keys: Collection[str]
) -> list[Found]:
    """Each clause with the one of the document that it rewords: by its heading, its text or its number.

    A translation has no words in common with its source, so its clauses are taken in their order, and there must
    be as many. A clause that belongs to none gets a key that was never used before.
    """
    standing = [each for each in sections if each.stands]
    if language != source and not any(words_in(each.body, language) for each in standing):
        if len(clauses) != len(standing):
            raise Refused(
                _(
                    "This translation has %(number)d clauses, and the text that it translates has %(of)d. Both need the same."
                )
                % {"number": len(clauses), "of": len(standing)}
            )
        pairs = zip(clauses, standing, strict=True)
        return [Found(clause=clause, key=section.key, section=section) for clause, section in pairs]
    partners = _partners(clauses, sections, language)
    used = set(keys)
    found = []
    for place, clause in enumerate(clauses):
        section = partners.get(place)
        key = section.key if section else _free(clause.key, used)
        used.add(key)
        found.append(Found(clause=clause, key=key, section=section))
    return found


def _partners(clauses: Sequence[Clause], sections: Sequence[Section], language: str) -> dict[int, Section]:
    """Which clause, by its place, rewords which of the document: the surest signs first, each used once."""
    signs = (
        lambda c, s: bool(_bare(c.heading)) and _bare(c.heading) == _bare(words_in(s.heading, language)),
        lambda c, s: bool(c.body) and c.body == words_in(s.body, language),
        lambda c, s: c.key == s.key,
    )
    partners: dict[int, Section] = {}
    free = list(sections)
    for sign in signs:
        for place, clause in enumerate(clauses):
            section = next((each for each in free if sign(clause, each)), None)
            if place not in partners and section is not None:
                partners[place] = section
                free.remove(section)
    return partners


def _bare(heading: str) -> str:
    """A heading without its number, which changes when a clause comes before it."""
    return _NUMBER.sub("", heading).strip().lower()


def _free(key: str, used: Collection[str]) -> str:
    """This key, or the next one like it that nobody has used."""
    numbered = (key if number == 1 else f"{key[:55]}-{number}" for number in range(1, len(used) + 2))
    return next(each for each in numbered if each not in used)


class ClauseForm(Form):
    """One clause in three languages side by side, each field with the revision that the writer saw."""

    FIELDS = {
        "heading": (gettext_lazy("Heading"), 2),
        "body": (gettext_lazy("Text"), 8),
        "why": (gettext_lazy("Why it changed"), 3),
    }

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for name, (label, rows) in self.FIELDS.items():
            text: TranslatedText = getattr(section, name)
            for language in LANGUAGES:
                part = text.texts.get(language)
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=f"{label} \u2013 {dict(settings.LANGUAGES)[language]}",
                    initial=part.text if part else "",
                    widget=forms.Textarea(attrs={"rows": rows, "lang": language}),
                    required=False,
                )
                self.fields[f"seen_{name}_{language}"] = forms.IntegerField(
                    initial=part.revision if part else 0,
                    min_value=0,
                    required=False,
                    widget=forms.HiddenInput,
                )
                if text.is_stale(language):
                    self.fields[f"right_{name}_{language}"] = forms.BooleanField(
                        label=_("Still right, although the original has changed"), required=False
                    )

    def columns(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by language, that of the document first."""
        source = self.section.version.document.language
        ordered = sorted(LANGUAGES, key=lambda each: (each != source, LANGUAGES.index(each)))
        return [
            (language, [self[name] for name in self.fields if name.endswith(f"_{language}")])
            for language in ordered
        ]

    def clean(self) -> dict[str, Any]:
        """What was written, by field and language; fields that did not come are left alone."""
        cleaned: dict[str, Any] = super().clean() or {}
        return {
            name: {
                language: Written(
                    cleaned.get(f"{name}_{language}", ""),
                    cleaned.get(f"seen_{name}_{language}") or 0,
                    bool(cleaned.get(f"right_{name}_{language}")),
                )
                for language in LANGUAGES
                if f"{name}_{language}" in self.data
            }
            for name in self.FIELDS
        }


class LeaveOutForm(Form):
    """Why a clause is left out."""

    why = forms.CharField(
        label=gettext_lazy("Why is it left out?"),
        help_text=gettext_lazy("Readers see this in the place of the clause."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        """`source` is the language of the document."""
        super().__init__(*args, **kwargs)
        self.source = source

    def clean(self) -> dict[str, Any]:
        """The reason as a text in the language of the document."""
        cleaned: dict[str, Any] = super().clean() or {}
        why = cleaned.get("why", "")
        return {"why": TranslatedText.of(self.source, **{self.source: why})}
