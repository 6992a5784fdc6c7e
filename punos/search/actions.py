"""Entering things into the index and taking them out; called by the actions of the rooms that own them.

A thing is found by the stems of its words as soon as it is entered, and by their base forms as soon as the
worker has looked these up.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Protocol

from django.db import connection, transaction
from procrastinate.contrib.django import app

from punos.core.languages import LANGUAGES, TranslatedText
from punos.search import queries
from punos.search.models import Entry, WordForm, plain, titles_of

ROWS_AT_ONCE = 1000
TOLD = ("address", "process", "title", "body", "at", "organisation_id")
# Stems in each language and the words as written, titles weighing more than texts. Written down, since the framework
# takes longer to put these together than the database to carry them out.
STEMS = "UPDATE search_entry SET words = {} WHERE id = ANY(%s)".format(  # noqa: S608 - our own words alone
    " || ".join(
        f"setweight(to_tsvector('{config}', COALESCE({field} #>> '{{texts,{language},text}}', '')), '{weight}')"
        for weight, field in (("A", "title"), ("C", "body"))
        for language in LANGUAGES
        for config in (queries.STEMMERS[language], "simple")
    )
)
# Parts of compounds weigh least: who asks for a place should not meet every workplace first.
ADD_LEMMAS = """
UPDATE search_entry SET is_lemmatised = TRUE, words = words
    || setweight(to_tsvector('simple', told.titles), 'A')
    || setweight(to_tsvector('simple', told.bodies), 'C')
    || setweight(to_tsvector('simple', told.parts), 'D')
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS told (id, titles, bodies, parts)
WHERE search_entry.id = told.id
"""


class Subject(Protocol):
    """A row with a page."""

    pk: int

    @property
    def address(self) -> str: ...


class Form(Protocol):
    """What a dictionary knows of a form of a word (`punos.search.adapters.Form`)."""

    @property
    def language(self) -> str: ...
    @property
    def form(self) -> str: ...
    @property
    def lemma(self) -> str: ...
    @property
    def is_part(self) -> bool: ...


@dataclass(frozen=True)
class Listing:
    """A thing and the words by which it is to be found; an easy version says nothing that the text does not."""

    subject: Subject
    process: str
    title: TranslatedText
    body: TranslatedText = TranslatedText()
    at: datetime | None = None
    organisation_id: int | None = None

    @property
    def key(self) -> tuple[str, int]:
        """How the index names the thing."""
        return type(self.subject).__name__.lower(), self.subject.pk

    def entry(self) -> Entry:
        """The row, not saved yet."""
        subject_type, subject_id = self.key
        return Entry(
            subject_type=subject_type,
            subject_id=subject_id,
            address=self.subject.address,
            process=self.process,
            title=self.title.plain(),
            body=self.body.plain(),
            at=self.at,
            organisation_id=self.organisation_id,
            titles=titles_of(self.title),
            words="",
        )


@transaction.atomic
def enter(
    subject: Subject,
    *,
    process: str,
    title: TranslatedText,
    body: TranslatedText = TranslatedText(),
    at: datetime | None = None,
    organisation_id: int | None = None,
) -> None:
    """Make a thing findable by its title and text in every language they are written in."""
    enter_all(listings=[Listing(subject, process, title, body, at, organisation_id)])


@transaction.atomic
def enter_all(*, listings: Iterable[Listing]) -> int:
    """Make many things findable at once; how many were new or had changed. Of a thing listed twice the last counts."""
    entered = sum(_enter_some(some) for some in batched(listings, ROWS_AT_ONCE))
    if entered:
        app.configure_task("punos.search.tasks.lemmatise", lock="search.lemmatise").defer()
    return entered


def _enter_some(listings: Sequence[Listing]) -> int:
    """The rows of some things, with the stems of their words."""
    rows = {listing.key: listing.entry() for listing in listings}
    types = {subject_type for subject_type, _subject_id in rows}
    known = Entry.objects.filter(
        subject_type__in=types, subject_id__in=[subject_id for _type, subject_id in rows]
    )
    for old in known.defer("words"):
        new = rows.get((old.subject_type, old.subject_id))
        if new and all(getattr(old, name) == getattr(new, name) for name in TOLD):
            del rows[(old.subject_type, old.subject_id)]
    made = Entry.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["subject_type", "subject_id"],
        update_fields=[*TOLD, "titles", "is_lemmatised"],
    )
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [[row.pk for row in made]])
    return len(made)


@transaction.atomic
def leave(subject: Subject) -> None:
    """Take a thing out of the index."""
    leave_all(subject_type=type(subject).__name__.lower(), subject_ids=[subject.pk])


@transaction.atomic
def leave_all(*, subject_type: str, subject_ids: Collection[int]) -> None:
    """Take many things of one type out of the index."""
    for some in batched(subject_ids, ROWS_AT_ONCE):
        Entry.objects.filter(subject_type=subject_type, subject_id__in=some).delete()


@transaction.atomic
def learn(*, forms: Collection[Form]) -> None:
    """Keep what a dictionary knows of the words of the index."""
    rows = (
        WordForm(
            language=each.language,
            form=each.form,
            plain=plain(each.form),
            lemma=each.lemma,
            is_part=each.is_part,
        )
        for each in forms
    )
    WordForm.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)


@transaction.atomic
def lemmatise(*, limit: int = ROWS_AT_ONCE) -> int:
    """Make rows findable by base forms, as far as all their words are known; how many rows that were."""
    waiting = list(Entry.objects.waiting().defer("words").select_for_update(skip_locked=True)[:limit])
    known = queries.lemmas_of_entries(waiting)
    ready = [(entry.pk, *told.texts()) for entry in waiting if (told := known.get(entry.pk))]
    if ready:
        with connection.cursor() as cursor:
            cursor.execute(ADD_LEMMAS, [list(column) for column in zip(*ready, strict=True)])
    return len(ready)
