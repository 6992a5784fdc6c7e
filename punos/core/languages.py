"""Content in several languages: one type that knows its source language, its translations and what is stale.

A text has a revision of its own in each language. A translation remembers the revision of the source that it
was made from, so it is stale as soon as the source has moved on. See docs/adr/0003-one-translated-text-type.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow

LANGUAGES = ("fi", "sv", "en")
# Easy Finnish and Easy Swedish are versions of their own beside the three languages, by the registered variant
# "simple" of BCP 47. Nothing requires them, so none is ever missing; there is no such thing as an agreed Easy English.
EASY = {"fi": "fi-simple", "sv": "sv-simple"}
VERSIONS = (*LANGUAGES, *EASY.values())
NAMES = {
    "fi": "Suomi",
    "sv": "Svenska",
    "en": "English",
    "fi-simple": "Selkosuomi",
    "sv-simple": "L\u00e4tt svenska",
}


def base_of(version: str) -> str:
    """The language of a version: that of Easy Finnish is Finnish."""
    return version.partition("-")[0]


def current_language() -> str:
    """The language of the page being made: fi, sv or en."""
    return (get_language() or "fi")[:2]


@dataclass(frozen=True, slots=True)
class LanguageText:
    """The text in one language: its revision, the source revision it was made from, and who checked it when.

    `made_from` is 0 in the source language. `checked_by` is a person's id, never a name.
    """

    text: str
    revision: int = 1
    made_from: int = 0
    checked_by: int | None = None
    checked_at: str = ""

    @property
    def at(self) -> datetime | None:
        """When it was written, or checked last; nothing where nobody told, as in texts that were brought in."""
        return datetime.fromisoformat(self.checked_at) if self.checked_at else None


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote in one language, and the revision that they had before them (0 if there was none).

    `is_right` says of a translation whose source has moved on that it has been looked at and still holds.
    """

    text: str
    seen: int = 0
    is_right: bool = False


type Writing = Mapping[str, Written]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of one language gets to see, and in which language it is."""

    text: str
    language: str
    is_fallback: bool = False
    is_stale: bool = False


@dataclass(frozen=True)
class TranslatedText:
    """A text in its source language and in translations."""

    source: str = "fi"
    texts: Mapping[str, LanguageText] = field(default_factory=dict)

    @classmethod
    def of(cls, source: str = "fi", /, **texts: str) -> Self:
        """A new text whose translations all come from the first revision; empty languages are left out."""
        return cls(
            source,
            {
                language: LanguageText(text, made_from=0 if language == source else 1)
                for language, text in texts.items()
                if text
            },
        )

    def __bool__(self) -> bool:
        return any(part.text for part in self.texts.values())

    def __str__(self) -> str:
        return self.read(current_language()).text

    def read(self, language: str) -> Reading:
        """The text for a reader of this version: their own, else the plain one of their language, the source, any."""
        own = base_of(language)
        for candidate in (language, own, self.source, *VERSIONS):
            part = self.texts.get(candidate)
            if part and part.text:
                is_fallback = base_of(candidate) != own
                return Reading(part.text, candidate, is_fallback, self.is_stale(candidate))
        return Reading("", language)

    def has_easy(self, language: str) -> bool:
        """Whether readers of this language have an easy version."""
        part = self.texts.get(EASY.get(language, ""))
        return bool(part and part.text)

    def plain(self) -> Self:
        """The same without its easy versions."""
        kept = {version: part for version, part in self.texts.items() if version in LANGUAGES}
        return replace(self, texts=kept)

    def is_stale(self, language: str) -> bool:
        """Whether the source has moved on since this translation was made."""
        part, source = self.texts.get(language), self.texts.get(self.source)
        return bool(part and source and language != self.source and part.made_from < source.revision)

    def missing(self) -> tuple[str, ...]:
        """The languages in which nothing has been written."""
        return tuple(language for language in LANGUAGES if not (t := self.texts.get(language)) or not t.text)

    def changed(
        self,
        language: str,
        text: str,
        *,
        seen_revision: int,
        by: int | None = None,
        at: datetime | None = None,
    ) -> Self:
        """The same text with one language rewritten; refused if somebody else rewrote it in between.

        `seen_revision` is the revision that the writer had before them (0 if there was none).
        """
        old = self.texts.get(language)
        if (old.revision if old else 0) != seen_revision:
            raise NotNow(
                _("Somebody else changed this text while you were writing. Compare the two and save again.")
            )
        source = self.texts.get(self.source)
        new = LanguageText(
            text=text,
            revision=seen_revision + 1,
            made_from=0 if language == self.source else (source.revision if source else 0),
            checked_by=by,
            checked_at=at.isoformat() if at else "",
        )
        return replace(self, texts={**self.texts, language: new})

    def checked(
        self, language: str, *, seen: tuple[int, int], by: int | None = None, at: datetime | None = None
    ) -> Self:
        """The same text with a translation that somebody has compared with its source, and found to say the same.

        `seen` are the revisions of the translation and of the source that they had before them.
        """
        part, source = self.texts.get(language), self.texts.get(self.source)
        if part is None or source is None or language == self.source or not part.text:
            raise Invalid(_("There is no translation here to be checked."))
        if (part.revision, source.revision) != seen:
            raise NotNow(_("Somebody else changed this text while you were reading. Compare the two again."))
        new = replace(part, made_from=source.revision, checked_by=by, checked_at=at.isoformat() if at else "")
        return replace(self, texts={**self.texts, language: new})

    def rewritten(
        self, told: Writing, *, source: str = "fi", by: int | None = None, at: datetime | None = None
    ) -> Self:
        """The same text with what was written in some languages; those that were not told stay as they are.

        The source comes first, so that translations sent together with it are made from it. An empty text takes
        `source` as its source language, if something was written in that.
        """
        new = self
        if not self:
            written = [
                language for language in (source, *LANGUAGES) if language in told and told[language].text
            ]
            new = replace(self, source=written[0] if written else source)
        for language in sorted(told, key=lambda each: (each != new.source, each)):
            part = told[language]
            kept = new.texts.get(language)
            is_looked_at = part.is_right and new.is_stale(language)
            if part.text != (kept.text if kept else "") or is_looked_at:
                new = new.changed(language, part.text, seen_revision=part.seen, by=by, at=at)
        return new

    def as_json(self) -> dict[str, Any]:
        """The form in which the database keeps it."""
        return {
            "source": self.source,
            "texts": {
                language: {
                    name: value
                    for name, value in (
                        ("text", part.text),
                        ("revision", part.revision),
                        ("made_from", part.made_from),
                        ("checked_by", part.checked_by),
                        ("checked_at", part.checked_at),
                    )
                    if value not in ("", None) or name == "text"
                }
                for language, part in self.texts.items()
            },
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> Self:
        """The value behind what `as_json` wrote."""
        if not stored:
            return cls()
        texts = {language: LanguageText(**part) for language, part in stored["texts"].items()}
        return cls(stored["source"], texts)


class TranslatedTextField(models.JSONField):
    """A column that holds a `TranslatedText`."""

    description = "A text in several languages"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", TranslatedText)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> TranslatedText:
        return TranslatedText.from_json(super().from_db_value(value, expression, connection))

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value.as_json() if isinstance(value, TranslatedText) else value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        plain = value.as_json() if isinstance(value, TranslatedText) else value
        return super().get_db_prep_value(plain, connection, prepared)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj).as_json()

    def to_python(self, value: Any) -> Any:
        return TranslatedText.from_json(value) if isinstance(value, dict) else value
