"""Entering things into the index and taking them out; called by the actions of the rooms that own them."""

from typing import Protocol

from django.contrib.postgres.search import SearchVector
from django.db import models, transaction
from django.db.models.expressions import Combinable

from punos.core.languages import LANGUAGES, TranslatedText
from punos.search.models import Entry

# PostgreSQL's text search configuration of each language; "simple" keeps words as they are written.
STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}


class Subject(Protocol):
    """A row with a page."""

    pk: int

    @property
    def address(self) -> str: ...


@transaction.atomic
def enter(
    subject: Subject, *, process: str, title: TranslatedText, body: TranslatedText = TranslatedText()
) -> None:
    """Make a thing findable by its title and text in every language they are written in."""
    Entry.objects.update_or_create(
        subject_type=type(subject).__name__.lower(),
        subject_id=subject.pk,
        defaults={
            "address": subject.address,
            "process": process,
            "title": title,
            "body": body,
            "words": _words(title, body),
        },
    )


def _words(title: TranslatedText, body: TranslatedText) -> Combinable:
    """Stems in each language and the words as written, titles weighing more than texts."""
    vectors = []
    for weight, text in (("A", title), ("C", body)):
        for language in LANGUAGES:
            written = text.texts.get(language)
            value = models.Value(written.text if written else "")
            vectors.append(SearchVector(value, config=STEMMERS[language], weight=weight))
            vectors.append(SearchVector(value, config="simple", weight=weight))
    combined: Combinable = vectors[0]
    for vector in vectors[1:]:
        combined = combined + vector
    return combined


@transaction.atomic
def leave(subject: Subject) -> None:
    """Take a thing out of the index."""
    Entry.objects.of(type(subject).__name__.lower(), subject.pk).delete()
