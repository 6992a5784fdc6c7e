"""The index: titles and texts by language, the words by which they are found, and the forms words take."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from punos.core.languages import TranslatedText, TranslatedTextField

# Letters only: what a dictionary can know. Longer than this is no word of any language.
LETTERS = re.compile(r"[^\W\d_]{2,60}")


def letters_of(text: str) -> list[str]:
    """The words of a text as a dictionary has them: small letters, composed; numbers and signs left out."""
    return LETTERS.findall(unicodedata.normalize("NFC", text).lower())


def plain(text: str) -> str:
    """Small letters without dots and accents, as typed on a keyboard that has none."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, subject_type: str, subject_id: int) -> Self:
        """The row of one thing."""
        return self.filter(subject_type=subject_type, subject_id=subject_id)

    def waiting(self) -> Self:
        """Rows that are found by stems only so far, the oldest first."""
        return self.filter(is_lemmatised=False).order_by("id")


class Entry(models.Model):
    """One thing that can be found, public from the moment it stands here; a withdrawn thing leaves at once.

    `at` is when it was published, said or decided; `organisation_id` is the organisation that said it, hosts it or
    answers for it. Both are empty where nobody told.
    """

    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    address = models.CharField(max_length=300)
    process = models.SlugField(max_length=80, blank=True)
    title = TranslatedTextField()
    body = TranslatedTextField()
    at = models.DateTimeField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    titles = models.TextField(default="")  # in every language, plain: compared with misspelled words
    words = SearchVectorField()
    is_lemmatised = models.BooleanField(default=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="search_entry_once")
        ]
        indexes = [
            GinIndex(fields=["words"], name="search_words"),
            GinIndex(fields=["titles"], opclasses=["gin_trgm_ops"], name="search_titles"),
            models.Index(fields=["id"], condition=models.Q(is_lemmatised=False), name="search_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type}:{self.subject_id}"

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """Each text as weight ("A" for a title, "C" for a body), language and words."""
        for weight, text in (("A", self.title), ("C", self.body)):
            for language, written in text.texts.items():
                yield weight, language, written.text


def titles_of(title: TranslatedText) -> str:
    """A title in all its languages, as `Entry.titles` keeps it."""
    return plain(" ".join(written.text for written in title.texts.values()))


class WordForm(models.Model):
    """One form of a word in one language, and its base form: "meetings" is a form of "meeting".

    Holds every form of the words that stand in the index, and of the last parts of its compounds. A row that
    is a part says instead that a base form ends in another word, as "workplace" in "place". What is no longer
    needed may stay: it finds nothing.
    """

    language = models.CharField(max_length=2)
    form = models.TextField()
    plain = models.TextField()
    lemma = models.TextField()
    is_part = models.BooleanField(default=False)

    class Meta:
        constraints = [
            # looked up by its first column
            models.UniqueConstraint(
                fields=["plain", "form", "lemma", "language", "is_part"], name="search_form_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} > {self.lemma} ({self.language})"
